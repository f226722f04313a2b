"""From a message and those before it to a `Triage`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.domain import Level, Triage
from assistant.triage import clinician, emergency, urgent
from assistant.triage.calls import call_for_help
from assistant.triage.frames import DEALT_WITH, FRAMES
from assistant.triage.lexicon import LEXICON
from assistant.triage.notices import notices
from assistant.triage.phrasebook import Phrasebook, Span, choices
from assistant.triage.reading import Mute, Reading
from assistant.triage.rules import ANYWHERE, Concept, Sign
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
    "own_body": (
        "my chest | my leg | my legs | my hip | my knee | my foot | my back | my calf | my arm | my face | my head | "
        "my groin | my thigh | i fainted | i fell | i passed out | i blacked out | i took | i want to | i am numb | "
        "i feel | i felt | i swallowed | i have swallowed | i am pregnant"
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
        exceptions={term for sign in signs for term in choices(sign.unless)},
    )


@cache
def _speller() -> Speller:
    return Speller(words=_phrasebook().words, stems=_phrasebook().stems)


def assess(question: str, history: Sequence[str] = ()) -> Triage:
    """Say how soon the writer of ``question`` needs a person.

    Deterministic, standard library only, a few milliseconds. An emergency or urgent sign in ``history`` stands until
    a later message says that it was dealt with.

    Args:
        question: the newest message, of any length; what lies beyond `text.LONGEST` characters is not read.
        history: the person's earlier messages, oldest first.
    """
    standing: list[str] = []
    context: list[str] = []
    for turn in history:
        standing = _after(turn, tuple(context), standing)
        context = [*context, turn][-_CONTEXT_TURNS:]
    found, words = _found(question, tuple(context))
    settled = not found and _dealt_with(question)
    concepts = tuple(dict.fromkeys((*found, *([] if settled else standing))))
    if not concepts:
        return Triage()
    level = max(_level(code) for code in concepts)
    reading = _reading(question, tuple(context))
    due = notices(
        level=level,
        concepts=concepts,
        another=_about_another(reading),
        pregnant=bool(reading.find("@pregnant")),
        operated=bool(reading.find("@operated")),
    )
    return Triage(level=level, notices=due, concepts=concepts, words=words)


def _after(turn: str, context: tuple[str, ...], standing: list[str]) -> list[str]:
    """The codes of red flags that stand after ``turn``."""
    flags = [code for code in _found(turn, context)[0] if _level(code) >= Level.URGENT]
    if not flags and _dealt_with(turn):
        return []
    return list(dict.fromkeys((*standing, *flags)))


def _dealt_with(message: str) -> bool:
    return bool(_reading(message, ()).find(DEALT_WITH, despite=Mute.SETTLED | Mute.LONG_AGO))


def _about_another(reading: Reading) -> bool:
    """Whether somebody else is mentioned, and the writer tells nothing of their own body ("I fainted", "my chest")."""
    own = any(span.start >= reading.current for span in reading.find("@own_body"))
    return bool(reading.find(_OTHERS)) and not own


@cache
def _levels() -> dict[str, Level]:
    return {concept.id: concept.level for concept in CONCEPTS} | {CALL: Level.EMERGENCY}


def _level(code: str) -> Level:
    return _levels()[code]


@lru_cache(maxsize=64)
def _reading(message: str, context: tuple[str, ...]) -> Reading:
    words: list[Word] = []
    current = 0
    for text in (*context, message):
        current = len(words)
        last = words[-1] if words else None
        shift = (last.place + 10, last.sentence + 1, last.clause + 1) if last else (0, 0, 0)
        words += [
            Word(word.text, word.place + shift[0], word.sentence + shift[1], word.clause + shift[2], word.asked)
            for word in split(text, speller=_speller())
        ]
    return Reading(words, phrasebook=_phrasebook(), current=current)


@lru_cache(maxsize=256)
def _found(message: str, context: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the concepts that ``message`` holds, and the words that show them, most pressing first."""
    reading = _reading(message, context)
    codes: dict[str, None] = {}
    words: dict[str, None] = {}
    call = call_for_help(unmask(message))
    if call:
        codes[CALL] = None
        words[call] = None
    for concept in CONCEPTS:
        for sign in concept.signs:
            spans = _spans(sign, reading, concept)
            if spans:
                codes[concept.id] = None
                words |= dict.fromkeys(reading.text(span) for span in sorted(spans, key=lambda span: span.start))
                break
    return tuple(codes), tuple(words)


def _spans(sign: Sign, reading: Reading, concept: Concept) -> list[Span]:
    """One place for each item of ``sign``, close enough together and touching the newest message; none if not met."""
    despite = Mute.NONE
    if concept.lingers:
        despite |= Mute.SETTLED
    if concept.level is Level.CLINICIAN:
        despite |= Mute.SETTLED | Mute.LONG_AGO  # "I had a clot last year, may I do this?" is a question of today
    if concept.impersonal:
        despite |= Mute.GENERAL
    if not all(reading.may_hold(_labels(item)) for item in sign.needs):
        return []
    items = [_item(item, reading, despite=despite) for item in sign.needs]
    if not all(items):
        return []
    exceptions = [span for term in choices(sign.unless) for span in reading.find(term, despite=~Mute.NEGATED)]
    for anchor in next(spans for item, spans in zip(sign.needs, items, strict=True) if not item.startswith("~")):
        chosen = [
            _nearest(spans, anchor, reading, within=ANYWHERE if item.startswith("~") else sign.within)
            for item, spans in zip(sign.needs, items, strict=True)
        ]
        met = [span for span in chosen if span]
        if len(met) < len(items) or not any(span.start >= reading.current for span in met):
            continue
        if not any(_speaks_against(exception, met, reading, within=sign.within) for exception in exceptions):
            return met
    return []


@cache
def _labels(item: str) -> frozenset[str]:
    return frozenset(term.removeprefix("~") for term in choices(item))


def _item(item: str, reading: Reading, *, despite: Mute) -> list[Span]:
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


def _nearest(spans: list[Span], anchor: Span, reading: Reading, *, within: int) -> Span | None:
    best = min(spans, key=lambda span: _distance(anchor, span, reading))
    return best if _distance(anchor, best, reading) <= within else None


def _distance(one: Span, other: Span, reading: Reading) -> int:
    first, second = sorted((one, other), key=lambda span: span.start)
    return max(0, reading.words[second.start].place - reading.words[first.end - 1].place)
