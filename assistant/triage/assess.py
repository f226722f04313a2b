"""From a message and those before it to a `Triage`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.domain import Level, Triage
from assistant.triage import clinician, emergency, urgent
from assistant.triage.calls import call_for_help
from assistant.triage.frames import DEALT_WITH, FRAMES, OVER, OWN_BODY, STILL
from assistant.triage.lexicon import LEXICON
from assistant.triage.notices import notices
from assistant.triage.phrasebook import Phrasebook, Span, choices
from assistant.triage.reading import Mute, Part, Reading
from assistant.triage.rules import ANYWHERE, Concept, Sign
from assistant.triage.semantic import SemanticLayer
from assistant.triage.text import Speller, Word, split, unmask

CONCEPTS: tuple[Concept, ...] = emergency.CONCEPTS + urgent.CONCEPTS + clinician.CONCEPTS
CALL = "E0"
"""The code for a call for help in a language that the rules do not read."""

_OTHERS = "@someone_else"
_CONTEXT_TURNS = 6
"""Earlier messages that are read along with the newest one, for what they say of pregnancy, operations and age."""

_MORE: dict[str, str] = {
    "someone_else": (
        "dad | mum | father | mother | wife | husband | son | daughter | brother | sister | friend | partner | "
        "client | mate | teammate | team mate | colleague | gran | nan | nana | granny | grandma | grandmother | "
        "grandad | grandpa | grandfather | uncle | aunt | auntie | cousin | neighbour | neighbor | boyfriend | "
        "girlfriend | toddler | he | she | his | her | him | them | someone | somebody | bloke | guy | lady"
    ),
    "operated": "scar | stitches | surgery | operation | op | post op | incision | wound | replacement | replaced",
}


@cache
def _phrasebook() -> Phrasebook:
    signs = [sign for concept in CONCEPTS for sign in concept.signs]
    return Phrasebook(
        lexicon=LEXICON | _MORE,
        frames=FRAMES,
        signs={term.removeprefix("~") for sign in signs for item in sign.needs for term in choices(item)},
        exceptions={term for sign in signs for term in (*choices(sign.unless), *choices(sign.settled))},
    )


@cache
def speller() -> Speller:
    """The speller of all rules."""
    book = _phrasebook()
    return Speller(words=book.words, stems=book.stems, kept=book.every_word)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing found in a message: a concept's code, the words that led to it, and ``rules`` or ``semantic``."""

    concept: str
    words: tuple[str, ...]
    layer: str = "rules"

    @property
    def level(self) -> Level:
        """The level of the concept."""
        return _levels()[self.concept]


def assess(question: str, history: Sequence[str] = (), *, semantic: SemanticLayer | None = None) -> Triage:
    """Say how soon the writer of ``question`` needs a person.

    Deterministic; the rules need the standard library only and take a few milliseconds. An emergency or urgent sign
    in ``history`` stands until a later message says that it was dealt with.

    Args:
        question: the newest message, of any length; what lies beyond `text.LONGEST` characters is not read.
        history: the person's earlier messages, oldest first.
        semantic: the second layer, which may raise the level that the rules reach and never lowers it.
    """
    evidence = explain(question, history, semantic=semantic)
    if not evidence:
        return Triage()
    concepts = tuple(dict.fromkeys(one.concept for one in evidence))
    level = max(one.level for one in evidence)
    reading = _reading(question, _context(history))
    due = notices(
        level=level,
        concepts=concepts,
        another=_about_another(reading),
        pregnant=bool(reading.find("@pregnant")),
        operated=bool(reading.find("@operated")),
    )
    words = tuple(dict.fromkeys(word for one in evidence for word in one.words))
    return Triage(level=level, notices=due, concepts=concepts, words=words)


def explain(
    question: str, history: Sequence[str] = (), *, semantic: SemanticLayer | None = None
) -> tuple[Evidence, ...]:
    """What `assess` goes by: first what the newest message holds, then the red flags that still stand."""
    standing: tuple[Evidence, ...] = ()
    for at, turn in enumerate(history):
        found = _evidence(turn, _context(history[:at]), semantic)
        flags = tuple(one for one in found if one.level >= Level.URGENT)
        standing = () if not flags and _dealt_with(turn) else (*standing, *flags)
    found = _evidence(question, _context(history), semantic)
    settled = not found and _dealt_with(question)
    return found if settled else (*found, *standing)


def meaning(message: str) -> tuple[Part, ...]:
    """What the semantic layer reads: the words as the rules mended them, without those that do not count."""
    return _reading(message, ()).parts()


def _context(history: Sequence[str]) -> tuple[str, ...]:
    return tuple(history[-_CONTEXT_TURNS:])


def _evidence(message: str, context: tuple[str, ...], semantic: SemanticLayer | None) -> tuple[Evidence, ...]:
    found = _found(message, context)
    reached = max((one.level for one in found), default=Level.NONE)
    if semantic is None or reached is Level.EMERGENCY:
        return found
    finding = semantic.judge(meaning(message), cautious=_dealt_with(message) or _is_over(message))
    if finding is None or finding.level <= reached:
        return found
    return (Evidence(finding.concept, finding.words, "semantic"), *found)


def _dealt_with(message: str) -> bool:
    return bool(_reading(message, ()).find(DEALT_WITH, despite=Mute.SETTLED | Mute.LONG_AGO))


def _is_over(message: str) -> bool:
    """Whether something went by itself, and not a power or a feeling ("the feeling is all gone")."""
    reading = _reading(message, ())
    lost = [span for label in ("@numb", "@weak") for span in reading.find(label)]
    return any(
        not any(one.start <= over.start < one.end for one in lost)
        for over in reading.find(OVER, despite=Mute.SETTLED | Mute.LONG_AGO)
    )


def _about_another(reading: Reading) -> bool:
    """Whether somebody else is mentioned, and the writer tells nothing of their own body ("I fainted", "my chest")."""
    own = any(span.start >= reading.current for span in reading.find(OWN_BODY))
    return bool(reading.find(_OTHERS)) and not own


@cache
def _levels() -> dict[str, Level]:
    return {concept.id: concept.level for concept in CONCEPTS} | {CALL: Level.EMERGENCY}


@lru_cache(maxsize=64)
def _reading(message: str, context: tuple[str, ...]) -> Reading:
    words: list[Word] = []
    current = 0
    for text in (*context, message):
        current = len(words)
        last = words[-1] if words else None
        shift = (last.place + 10, last.sentence + 1, last.clause + 1) if last else (0, 0, 0)
        words += [
            Word(word.text, word.place + shift[0], word.sentence + shift[1], word.clause + shift[2])
            for word in split(text, speller=speller())
        ]
    return Reading(words, phrasebook=_phrasebook(), current=current)


@lru_cache(maxsize=256)
def _found(message: str, context: tuple[str, ...]) -> tuple[Evidence, ...]:
    """The concepts that the rules find in ``message``, most pressing first."""
    reading = _reading(message, context)
    call = call_for_help(unmask(message))
    found = [Evidence(CALL, (call,))] if call else []
    for concept, despite, signs in _checks():
        spans: list[Span] = []
        for sign, wanted in signs:
            # Most signs lack a word that they need; only the others are worth a closer look.
            if reading.may_hold(wanted) and (spans := _spans(sign, reading, despite=despite)):
                break
        if spans:
            ordered = sorted(spans, key=lambda span: span.start)
            found.append(Evidence(concept.id, tuple(reading.text(span) for span in ordered)))
    return tuple(found)


@cache
def _checks() -> tuple[tuple[Concept, int, tuple[tuple[Sign, tuple[frozenset[str], ...]], ...]], ...]:
    """Each concept, what it counts in spite of, and its signs with the labels of each item."""
    return tuple(
        (concept, _despite(concept), tuple((sign, tuple(map(_labels, sign.needs))) for sign in concept.signs))
        for concept in CONCEPTS
    )


def _despite(concept: Concept) -> int:
    despite = Mute.NONE
    if concept.lingers:
        despite |= Mute.SETTLED
    if concept.level is Level.CLINICIAN:
        despite |= Mute.SETTLED | Mute.LONG_AGO  # "I had a clot last year, may I do this?" is a question of today
    if concept.impersonal:
        despite |= Mute.GENERAL
    return despite


def _spans(sign: Sign, reading: Reading, *, despite: int) -> list[Span]:
    """One place for each item of ``sign``, close enough together and touching the newest message; none if not met."""
    items = [_item(item, reading, despite=despite) for item in sign.needs]
    if not all(items):
        return []
    exceptions = [span for term in choices(sign.unless) for span in reading.find(term, despite=~Mute.NEGATED)]
    for anchor in next(spans for item, spans in zip(sign.needs, items, strict=True) if not item.startswith("~")):
        near = [_beside(anchor, spans, reading) for spans in items] if sign.together else items
        chosen = [
            _nearest(spans, anchor, reading, within=ANYWHERE if item.startswith("~") else sign.within)
            for item, spans in zip(sign.needs, near, strict=True)
        ]
        met = [span for span in chosen if span]
        if len(met) < len(items) or not any(span.start >= reading.current for span in met):
            continue
        if not any(_speaks_against(exception, met, reading, within=sign.within) for exception in exceptions) and not (
            _is_settled(sign, met, reading)
        ):
            return met
    return []


def _labels(item: str) -> frozenset[str]:
    return frozenset(term.removeprefix("~") for term in choices(item))


def _item(item: str, reading: Reading, *, despite: int) -> list[Span]:
    spans: list[Span] = []
    for term in choices(item):
        background = term.startswith("~")
        more = Mute.LONG_AGO | Mute.SETTLED | Mute.GENERAL if background else Mute.NONE
        spans += reading.find(term.removeprefix("~"), despite=despite | more)
    return spans


def _speaks_against(exception: Span, met: list[Span], reading: Reading, *, within: int) -> bool:
    """Whether ``exception`` stands near a sign and in the same sentence: a later sentence takes nothing back."""
    sentence = reading.words[exception.start].sentence
    return any(
        reading.words[span.start].sentence == sentence and _distance(exception, span, reading) <= within for span in met
    )


def _is_settled(sign: Sign, met: list[Span], reading: Reading) -> bool:
    """Whether the sentence of a sign or the one after says that it is over, and nothing later that it is back."""
    first = min(reading.words[span.start].sentence for span in met)
    last = max(reading.words[span.start].sentence for span in met) + 1
    over = [
        span
        for term in choices(sign.settled)
        for span in reading.find(term, despite=~Mute.NEGATED)
        if first <= reading.words[span.start].sentence <= last
    ]
    return bool(over) and not any(back.start > over[0].start for back in reading.find(STILL, despite=~Mute.NONE))


def _beside(anchor: Span, spans: list[Span], reading: Reading) -> list[Span]:
    """Those of ``spans`` in the sentence of ``anchor``."""
    sentence = reading.words[anchor.start].sentence
    return [span for span in spans if reading.words[span.start].sentence == sentence]


def _nearest(spans: list[Span], anchor: Span, reading: Reading, *, within: int) -> Span | None:
    best = min(spans, key=lambda span: _distance(anchor, span, reading), default=None)
    return best if best and _distance(anchor, best, reading) <= within else None


def _distance(one: Span, other: Span, reading: Reading) -> int:
    first, second = sorted((one, other), key=lambda span: span.start)
    return max(0, reading.words[second.start].place - reading.words[first.end - 1].place)
