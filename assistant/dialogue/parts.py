"""A message that asks two things, or compares two: each of them as a standalone question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.dialogue.fragments import Likeness
from assistant.dialogue.phrases import is_plural, topic_terms
from assistant.dialogue.pronouns import topic, with_topic
from assistant.dialogue.standalone import standalone

MOST = 3
"""So many questions in one message are told apart; what comes after stays with the last."""
LEAST_WORDS = 3
MOST_WORDS = 40
"""A longer message tells a story, in which 'and what' seldom begins a question of its own."""
TERSE = 2
"""A part with so few terms of its own is asked about the topic of the part before it, unless it asks what they mean."""

_WH = r"(?:what|which|who|whom|whose|how|where|when|why)"
_VERB = r"(?:is|are|was|were|do|does|did|can|could|should|will|would|has|have|had)"
_PRONOUN = r"(?:i|you|we|they|he|she|it|there|this|that|these|those)"
_JOINT = re.compile(
    r"(?<=\?)\s+(?:(?:and|also|but|or)\b[\s,]*)*"
    rf"|\s*,\s*(?:and|but|or)\s+(?:also\s+)?(?={_WH}\b|{_VERB}\s+\w+)"
    rf"|\s+and\s+(?:also\s+)?(?={_WH}(?:\s+(?:long|many|much|often|far|soon))?\s+(?:{_VERB}|to|causes?|helps?|works?)\b"
    rf"|does\s+\w+|{_VERB}\s+{_PRONOUN}\b)",
    re.IGNORECASE,
)
_DEFINED = re.compile(r"\W*(?:what(?:['’]s|\s+is|\s+are|\s+does)|define)\s.+", re.IGNORECASE | re.DOTALL)
_SEVERAL = re.compile(
    r"(?P<opening>.*\b(?:how(?:\W?to|\s+(?:do|should|can|could)\s+(?:i|you|we|people))\s+(?:do|perform|practi[sc]e)"
    r"|steps\s+(?:of|for|in))\s)(?P<things>[^?.!]+?(?:,|\s+and|\s+or)\s[^?.!]+)(?P<end>[?.!\s]*)",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", re.IGNORECASE)
_NAME = re.compile(
    r"(?!.*\b(?:not|it|them|they|my|me|then|avoid|keep|still|please|thanks?|by|at|for|with|without|\w+ly"
    rf"|{_WH}|{_VERB})\b)\S+(?:\s+\S+){{0,3}}",
    re.IGNORECASE,
)
"""What may be the name of an exercise: a few words, none of which tells what else is wanted."""
_WORD_OF_SIDE = rf"(?!\w*ly\b|(?:not|it|them|of|in|on|at|by|for|with|without|{_WH}|{_VERB})\b|\w*\d)[^\s?.!,;:]+"
_SIDE = rf"{_WORD_OF_SIDE}(?:\s+{_WORD_OF_SIDE}){{0,3}}?"
_END = r"(?:\s+differences?)?[?.!\s]*"
_COMPARING = tuple(
    re.compile(rf"{opening}(?P<one>{_SIDE})\s+(?:{between})\s+(?P<other>{_SIDE}){_END}", re.IGNORECASE)
    for opening, between in (
        (r"(?:.*\b)?differences?\s+between\s+", "and"),
        (r"how\s+(?:do|does|is|are)\s+", r"differ(?:ent)?\s+from|compared?\s+(?:to|with)"),
        (r"compare\s+", "and|to|with"),
        ("", r"vs\.?|versus"),
    )
)
_QUESTION = re.compile(rf"(?:.*[\s,])?(?:{_WH}(?:['’]?(?:s|re))?|{_VERB})\b|.*\?\s*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions in a message: as it was typed, and as a standalone question."""

    typed: str
    asked: str


def parts(question: str, *, likeness: Likeness | None = None) -> tuple[Part, ...]:
    """The questions that a standalone question holds, each read in the light of those before it; none when it is one.

    Args:
        question: the message, already read in the light of the conversation.
        likeness: how near two phrases are in meaning, as for `standalone`.

    >>> [part.asked for part in parts("Where does IT band syndrome hurt and what causes it?")]
    ['Where does IT band syndrome hurt', 'what causes IT band syndrome?']
    >>> parts("What is the TFL?")
    ()
    """
    if len(question.split()) > MOST_WORDS:
        return ()
    if each := _one_for_each(question):
        return tuple(Part(piece, piece) for piece in each)
    pieces = _JOINT.split(question, maxsplit=MOST - 1)
    if len(pieces) == 1 or not all(_asks(piece) for piece in pieces):
        return ()
    found: list[Part] = []
    for piece in pieces:
        before = [part.asked for part in found]
        asked = standalone(piece, before, likeness=likeness)
        own = topic_terms(piece)
        named = own and _DEFINED.fullmatch(piece)
        if asked == piece and before and len(own) <= TERSE and not named:
            asked = with_topic(piece, topic(before[-1]))
        found.append(Part(piece, asked))
    return tuple(found)


def sides(question: str) -> tuple[Part, ...]:
    """What a question compares, each asked about by itself; none where it compares nothing.

    >>> [side.asked for side in sides("What is the difference between a clamshell and side planks?")]
    ['What is a clamshell?', 'What are side planks?']
    """
    found = next(filter(None, (form.fullmatch(question) for form in _COMPARING)), None)
    named = (found["one"], found["other"]) if found else ()
    return tuple(Part(name, f"What {'are' if is_plural(name.split()[-1]) else 'is'} {name}?") for name in named)


def _one_for_each(question: str) -> list[str]:
    """How several things are done as one question for each; empty where one thing is asked for.

    >>> _one_for_each("How do I do clamshells and side planks?")
    ['How do I do clamshells?', 'How do I do side planks?']
    """
    found = _SEVERAL.fullmatch(question)
    names = _BETWEEN.split(found["things"]) if found else []
    if not found or len(names) > MOST or not all(map(_NAME.fullmatch, names)):
        return []
    return [f"{found['opening']}{name}{found['end']}" for name in names]


def _asks(piece: str) -> bool:
    return len(piece.split()) >= LEAST_WORDS and _QUESTION.match(piece) is not None
