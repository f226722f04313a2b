"""Who, when and whether: which words of a message are said to be so, here and now, of a real person.

`Reading` turns a conversation into words and lays a mask of `Mute` flags over them. A sign that starts on a muted
word is not counted, apart from the exceptions that a concept asks for.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.triage.frames import (
    ABSTRACT,
    CONTRAST,
    FICTION,
    FIGURES,
    GENERIC,
    IMPERSONAL,
    LONG_AGO,
    NEGATORS,
    NOT_NEGATIONS,
    ONSET,
    OWN_BODY,
    PERSONAL,
    PRESENT,
    PREVENTED,
    RESOLVED,
    STILL,
    SUBJECTS,
)
from assistant.triage.phrasebook import Matches, Phrasebook, Span
from assistant.triage.text import Word

_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_APART = {"itband": "it band", "redflag": "red flag", "redflags": "red flags"}
"""Words that `split` joined, as they were written."""
_UNITS = frozenset(
    "kg kgs kilo kilos stone lb lbs pounds reps rep minutes minute seconds secs percent cm mm miles km days hours"
    " sets".split()
)
_SAME_STORY = frozenset(
    "had was were is has are could couldnt i he she it they recovered healed broke spent took but which when then"
    " did".split()
)
"""Words with which a clause goes on about what the clause before it told."""
_LEADS_PAST = frozenset("history previous previously formerly once old used".split())
"""Words of a long-ago term that stand before what is past; the others may follow it."""
_PRESENT = frozenset("is am are has hurts aches keeps feels gets cant wont now still since every constant".split())
_A_CLAUSE = 3
"""Words after a comma that make a clause of their own rather than the tail of the one before."""
_LEADS_ON = frozenset("any in on of down to around with when if".split())
_TURNS = frozenset("but now today yesterday suddenly since still again".split())
_SCOPE = 6
"""Words that a negation reaches at most, unless a list with *or* carries it further."""


class Mute:
    """Why a word does not count: bits of a mask, plain integers because thousands of them are compared a message."""

    NONE = 0
    NEGATED = 1
    UNREAL = 2
    """A figure of speech, a film, a quiz, a dog."""
    GENERAL = 4
    """A question about people in general, a bare hypothesis, or what is to be kept from happening."""
    LONG_AGO = 8
    SETTLED = 16
    """Recent, and dealt with."""


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one sentence that count: said to be so, here, now or lately.

    ``with_denials`` holds those under a negation too; ``whole`` says that no others were left out.
    """

    text: str
    with_denials: str
    whole: bool


class Reading:
    """The words of a conversation, with what may be found in them.

    Args:
        words: the person's words, earlier messages first.
        phrasebook: the terms of all rules and of `frames`.
        current: index of the first word of the newest message.
    """

    def __init__(self, words: Sequence[Word], *, phrasebook: Phrasebook, current: int = 0) -> None:
        self.words = words
        self.current = current
        self._matches = Matches(words, phrasebook=phrasebook, numbers=numbers(words))
        self._mutes = [Mute.NONE] * len(words)
        self._mute_figures()
        self._mute_fiction()
        self._mute_negated()
        self._mute_general()
        self._mute_past()

    def find(self, label: str, *, despite: int = Mute.NONE) -> list[Span]:
        """Where ``label`` stands and counts. ``despite`` are the reasons for muting to overlook."""
        return [span for span in self._matches.find(label) if not self._mutes[span.start] & ~despite]

    def may_hold(self, items: Sequence[Set[str]]) -> bool:
        """Whether of each of ``items``, sets of labels, one stands anywhere, muted or not."""
        present = self._matches.present
        for labels in items:  # a loop, because this is asked of every sign for every message
            if present.isdisjoint(labels):
                return False
        return True

    def text(self, span: Span) -> str:
        """The words of ``span``, mended."""
        return " ".join(word.text for word in self.words[span.start : span.end])

    def parts(self) -> tuple[Part, ...]:
        """The newest message sentence by sentence, without the words that do not count."""
        found: dict[int, list[int]] = {}
        for at in range(self.current, len(self.words)):
            found.setdefault(self.words[at].sentence, []).append(at)
        return tuple(
            Part(
                text=self._line(places, out=~Mute.SETTLED),
                with_denials=self._line(places, out=~(Mute.SETTLED | Mute.NEGATED)),
                whole=not any(self._mutes[at] & ~(Mute.SETTLED | Mute.NEGATED) for at in places),
            )
            for places in found.values()
        )

    def _line(self, places: Sequence[int], *, out: int) -> str:
        kept = (self.words[at].text for at in places if not self._mutes[at] & out)
        return " ".join(_APART.get(word, word) for word in kept)

    # --- the mask ---------------------------------------------------------------------------------------------

    def _mute(self, start: int, end: int, reason: int) -> None:
        for at in range(start, min(end, len(self.words))):
            self._mutes[at] |= reason

    def _sentence(self, at: int) -> tuple[int, int]:
        number = self.words[at].sentence
        start = end = at
        while start and self.words[start - 1].sentence == number:
            start -= 1
        while end < len(self.words) and self.words[end].sentence == number:
            end += 1
        return start, end

    def _any_within(self, label: str, start: int, end: int) -> bool:
        return any(start <= span.start < end for span in self._matches.find(label))

    def _mute_figures(self) -> None:
        for span in self._matches.find(FIGURES):
            self._mute(span.start, span.end, Mute.UNREAL)

    def _mute_fiction(self) -> None:
        for span in self._matches.find(FICTION):
            start, end = self._sentence(span.start)
            if self._any_within(OWN_BODY, start, end):
                continue
            while end < len(self.words) and not self._any_within(PERSONAL, *self._sentence(end)):
                end = self._sentence(end)[1]
            self._mute(start, end, Mute.UNREAL)

    def _mute_negated(self) -> None:
        exempt = {at for span in self._matches.find(NOT_NEGATIONS) for at in range(span.start, span.end)}
        for span in self._matches.find(NEGATORS):
            # "No feeling", "don't want to live": a negative word that opens a sign is part of it.
            if span.start not in exempt and span.start not in self._matches.opening_signs:
                self._mute(span.end, self._end_of_scope(span.end), Mute.NEGATED)

    def _end_of_scope(self, start: int) -> int:
        """The word at which a negation before ``start`` stops: the end of its clause, noun phrase or list."""
        left = _SCOPE
        for at in range(start, len(self.words)):
            word, before = self.words[at], self.words[at - 1]
            joined = before.text in ("or", "nor")
            if joined:
                left = _SCOPE
            if word.sentence != before.sentence or word.text in CONTRAST or left == 0:
                return at
            if word.clause != before.clause and not self._list_goes_on(at):
                return at
            fresh = at > start and not joined and before.text not in _LEADS_ON
            if fresh and (word.text in ONSET or word.text in SUBJECTS):
                return at
            left -= 1
        return len(self.words)

    def _list_goes_on(self, at: int) -> bool:
        """Whether the words from ``at`` are a short item of a list that closes with *or*."""
        _, end = self._sentence(at)
        ahead = [word.text for word in self.words[at : min(end, at + 9)]]
        if ahead[0] in SUBJECTS or ahead[0] in ONSET or ahead[0] in CONTRAST:
            return False
        return ahead[0] in ("or", "nor") or "or" in ahead[:5] or "nor" in ahead[:5]

    def _mute_general(self) -> None:
        for label, outweighed_by in (
            (ABSTRACT, (PERSONAL,)),
            (GENERIC, (PERSONAL,)),
            (IMPERSONAL, (PERSONAL, PRESENT)),
        ):
            for span in self._matches.find(label):
                start, end = self._sentence(span.start)
                if not any(self._any_within(real, start, end) for real in outweighed_by):
                    self._mute(start, end, Mute.GENERAL)
        for span in self._matches.find(PREVENTED):
            self._mute(span.start, span.end, Mute.GENERAL)

    def _mute_past(self) -> None:
        for span in self._matches.find(LONG_AGO):
            start, end = self._clause(span)
            leads = self.words[span.start].text in _LEADS_PAST
            self._mute(span.start if leads else start, end, Mute.LONG_AGO)
        for span in self._matches.find(RESOLVED):
            if not self._any_within(STILL, span.start, len(self.words)):
                start = self.current if span.start >= self.current else 0
                self._mute(start, self._clause(span)[1], Mute.SETTLED)

    def _clause(self, span: Span) -> tuple[int, int]:
        """The sentence around ``span``, cut where a contrast or *and now* begins something else."""
        start, end = self._sentence(span.start)
        for at in range(span.start - 1, start, -1):
            comma = self.words[at].clause != self.words[at - 1].clause and span.start - at >= _A_CLAUSE
            if comma or self.words[at].text in ("but", "now", "today") or self._new_story(start, at):
                start = at
                break
        for at in range(span.end, end):
            comma = self.words[at].clause != self.words[at - 1].clause
            lead = at + 1 if self.words[at].text == "and" else at if comma else end
            if (lead < end and self.words[lead].text not in _SAME_STORY) or self.words[at].text in _TURNS:
                end = at
                break
        return start, end


    def _new_story(self, start: int, at: int) -> bool:
        """Whether *and I* at word ``at`` leaves a present tense behind ("my hip hurts and I had a clot years ago")."""
        joined = self.words[at - 1].text == "and" and self.words[at].text in SUBJECTS
        return joined and any(word.text in _PRESENT for word in self.words[start : at - 1])


def numbers(words: Sequence[Word]) -> dict[str, list[Span]]:
    """Numbers by what they count: ``#young`` and ``#old`` ages, ``#gestation`` weeks, a ``#fever`` temperature."""
    found: dict[str, list[Span]] = {
        label: [] for label in ("#young", "#old", "#gestation", "#fever", "#number", "#many")
    }
    for at, word in enumerate(words):
        value = _value(word.text)
        if value is None:
            continue
        tens = at and _value(words[at - 1].text)
        if tens and 20 <= tens <= 90 and tens % 10 == 0 and 0 < value < 10 and not words[at - 1].text.isdigit():
            value += tens
        following = [later.text for later in words[at + 1 : at + 3]] + ["", ""]
        previous = [""] + [earlier.text for earlier in words[max(0, at - 2) : at]]
        span = Span(at, at + 1)
        found["#number"].append(span)
        if value >= 8 and value == int(value):
            found["#many"].append(span)
        label = _meaning(value, previous=previous, following=following)
        if label:
            found[label].append(span)
    return found


def _value(text: str) -> float | None:
    if text in _NUMBERS:
        return _NUMBERS[text]
    return float(text) if text[0].isdigit() else None


def _meaning(value: float, *, previous: list[str], following: list[str]) -> str:
    unit, after = following[0], following[1]
    if unit in ("week", "weeks"):
        return "#gestation" if 4 <= value <= 42 else ""
    if unit in ("month", "months") and after == "old":
        return "#young"
    aged = unit in ("year", "years")
    bare = aged and after not in ("ago", "later", "since", "post", "after", "back", "on", "of")
    told = previous[-1] in ("aged", "age") or (bare and previous[-1] in ("a", "my", "is", "am"))
    if told or (aged and after == "old"):
        return "#young" if value < 18 else "#old" if value >= 65 else ""
    if previous[-1] == "am" and unit not in _UNITS and 65 <= value <= 105:
        return "#old"
    spoken_of = previous[-1] in ("is", "only") and previous[-2] in ("he", "she", "son", "daughter", "kid", "child")
    if spoken_of and unit not in _UNITS:
        return "#young" if value < 18 else "#old" if 65 <= value < 105 else ""
    if 38 <= value < 42.5 and value != int(value):
        return "#fever"
    degrees = unit in ("f", "c", "degrees", "deg", "celsius", "fahrenheit")
    if (degrees or value != int(value)) and (100.4 <= value < 108 or 38 <= value < 42.5):
        return "#fever"
    return ""
