"""The values that travel through the assistant: frozen, and built from the standard library alone.

A file becomes a `Document` of `Section`s of `Sentence`s; the index groups sentences into `Passage`s; retrieval
turns a question into `Hit`s; and one of five `Answer` types, one an outcome, goes back to whoever asked.

Offsets are always half-open ranges of characters, ``[start, end)``, in the document's text as decoded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import ClassVar

DISCLAIMER = "This is general information from the source material, not medical advice."


_ENDED = re.compile(r"[.!?…]['\"”’)\]]*(?:\[\d[\d,–-]*\])*\d{0,3}\s*$|https?://\S+\s*$")
"""The end of a sentence, the marks of its sources included."""
_ANNOUNCING = re.compile(
    r"\b(?:the following\b[^.!?]{0,30}|as follows|(?:listed|shown|given|described|named|set out|are|see) below)\W*$",
    re.IGNORECASE,
)


# --- the corpus -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as a reader sees it, and where it stands in its document.

    ``source[start:end]`` equals ``text`` once inline markup is stripped. ``references`` are the texts of the
    footnotes that the sentence carries. ``block`` counts the paragraphs and list items of the document, so
    that two sentences with the same number stand in the same one; ``item`` marks a list item or a table row, and
    ``step`` is the number of an item in a numbered list, 0 for all others. ``labelled`` is a table row with the heads
    of its columns, empty for all others.
    """

    text: str
    start: int
    end: int
    references: tuple[str, ...] = ()
    block: int = 0
    item: bool = False
    step: int = 0
    labelled: str = ""

    @property
    def reading(self) -> str:
        """What search and the reader read of it, on one line."""
        return " ".join((self.labelled or self.text).split())

    @property
    def is_fragment(self) -> bool:
        """Whether it is a list item that is no sentence ("pain at night"); a table's row names the columns it fills."""
        return self.item and not self.labelled and not _ENDED.search(self.text)

    def leads_into(self, other: Sentence) -> bool:
        """Whether it leads into the list that the next one begins: "They are:", "They are", "They are listed below."

        Into a table only a colon does: what else stands before one may be its caption.
        """
        by_colon = self.text.rstrip().endswith(":")
        announces = bool(_ANNOUNCING.search(self.text)) or not _ENDED.search(self.text)
        return other.item and (by_colon or (announces and not self.item and not other.labelled))


@dataclass(frozen=True, slots=True)
class Section:
    """The sentences under one heading; ``headings`` runs from the document's title down to that heading."""

    headings: tuple[str, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One source file. ``key`` is its path relative to the corpus, with forward slashes."""

    key: str
    title: str
    text: str
    sections: tuple[Section, ...]
    summary: str = ""
    reviewed: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences of one section, short enough for the encoder. ``id`` is a hash of the content."""

    id: str
    document: str
    headings: tuple[str, ...]
    sentences: tuple[Sentence, ...]

    @property
    def heading(self) -> str:
        """The heading right above the passage, without the document's title where there is another."""
        return self.headings[-1] if self.headings else ""

    @property
    def section(self) -> str:
        """The headings from below the document's title down to the passage: 'Clamshell: Common mistakes'."""
        return ": ".join(self.headings[1:] or self.headings)

    @property
    def text(self) -> str:
        """The sentences on one line."""
        return " ".join(" ".join(sentence.text.split()) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that retrieval proposes, and its row in the index.

    ``dense`` is a cosine, ``lexical`` a BM25 score, ``score`` the two fused (0 to 1, best of this question is near 1).
    """

    passage: Passage
    row: int
    dense: float
    lexical: float
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was looked at for a question, with what each step made of it.

    ``dense`` is a cosine, ``lexical`` a BM25 score, ``reader`` the probability that the passage answers (None when
    it was not read); ``chosen`` says whether the answer quotes from it.
    """

    heading: str
    document: str
    row: int
    dense: float
    lexical: float
    reader: float | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A passage's place in the two-dimensional map of the index."""

    row: int
    x: float
    y: float
    document: str
    heading: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a question was answered, or why it was not: best passages first, and ``place``, the question's in the map."""

    searched_for: str
    passages: tuple[Found, ...]
    confidence: float
    threshold: float
    points: tuple[MapPoint, ...]
    place: tuple[float, float]


# --- safety -----------------------------------------------------------------------------------------------------


class Level(IntEnum):
    """How soon the writer of a message needs a person; the highest level found in a message wins."""

    NONE = 0
    CLINICIAN = 1
    URGENT = 2
    EMERGENCY = 3

    @property
    def label(self) -> str:
        """The word used in the answer object: none, clinician, urgent or emergency."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Notice:
    """A safety notice in the project's own words. It may hold line breaks and no markup."""

    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Triage:
    """What triage found: the level, the notices due, the concepts' codes and the words that triggered them."""

    level: Level = Level.NONE
    notices: tuple[Notice, ...] = ()
    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


# --- answers ----------------------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """The five ways in which a question can end."""

    ANSWER = "answer"
    NOT_COVERED = "not_covered"
    REFERRED = "referred"
    GREETING = "greeting"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the source, word for word, with its place in the document.

    ``item`` tells the paragraphs of lists apart, 0 for what stands in none, ``step`` is its number in a numbered list,
    0 for none, and ``emphasis`` the characters of ``text`` that answer the question, where a phrase stands out: all
    for showing it, no part of the text.
    """

    text: str
    document: str
    start: int
    end: int
    heading: str
    references: tuple[str, ...] = ()
    step: int = 0
    item: int = 0
    emphasis: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What every answer holds, whatever its outcome.

    Args:
        question: the message as it was asked.
        searched_for: the standalone question that was looked up, equal to ``question`` when nothing was rewritten.
        message: the assistant's own words; empty in an answer, which is made of quotes and nothing else.
        uncovered: parts of a question that the source has nothing for, as typed, while it answers others.
        suggestions: questions or topics to offer next.
        confidence: the probability, 0 to 1, that the source answers the question.
        index: the id of the index generation that was read; empty when none was.
        elapsed_ms: milliseconds from question to answer.
        id: the caller's own mark for the question, handed back as it came.
    """

    outcome: ClassVar[Outcome]

    question: str
    searched_for: str = ""
    message: str = ""
    triage: Triage = Triage()
    uncovered: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.0
    index: str = ""
    elapsed_ms: float = 0.0
    id: str | int | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes that make the answer; none unless the outcome is an answer."""
        return ()

    @property
    def text(self) -> str:
        """The whole reply as plain text, without notices and disclaimer."""
        return self.message


@dataclass(frozen=True, kw_only=True)
class Grounded(Reply):
    """An answer made of the source's own sentences."""

    outcome: ClassVar[Outcome] = Outcome.ANSWER

    evidence: tuple[Quote, ...]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return self.evidence

    @property
    def text(self) -> str:
        return " ".join(quote.text for quote in self.evidence)


@dataclass(frozen=True, kw_only=True)
class NotCovered(Reply):
    """The source does not say; ``suggestions`` are the nearest topics that it does cover."""

    outcome: ClassVar[Outcome] = Outcome.NOT_COVERED


@dataclass(frozen=True, kw_only=True)
class Referred(Reply):
    """The safety notice stands alone: the matter belongs to a person, not to a text."""

    outcome: ClassVar[Outcome] = Outcome.REFERRED


@dataclass(frozen=True, kw_only=True)
class Greeting(Reply):
    """Small talk: a word back, and what can be asked."""

    outcome: ClassVar[Outcome] = Outcome.GREETING


@dataclass(frozen=True, kw_only=True)
class Invalid(Reply):
    """Nothing that could be looked up: empty, too long, or without a letter."""

    outcome: ClassVar[Outcome] = Outcome.INVALID


Answer = Grounded | NotCovered | Referred | Greeting | Invalid
History = Sequence[str]
"""The person's earlier messages in this conversation, oldest first."""
