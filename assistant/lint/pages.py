"""A document as the rules see it: its sentences with the lines they stand in, and where to look things up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from assistant.corpus.outline import line_starts
from assistant.domain import Document, Section, Sentence
from assistant.glossary import Glossary
from assistant.lint.findings import Finding, Severity
from assistant.lint.marks import Marks


@dataclass(frozen=True)
class Page:
    """One document. ``file`` is its path as findings name it; ``marks`` is None for a format other than Markdown."""

    file: str
    document: Document
    marks: Marks | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.document.text)

    def line(self, offset: int) -> int:
        """The line, counted from 1, of a place in the text."""
        return bisect_right(self._starts, offset)

    def sentences(self) -> Iterator[tuple[Section, Sentence]]:
        """Every sentence with its section, in reading order."""
        for section in self.document.sections:
            for sentence in section.sentences:
                yield section, sentence

    def finding(self, at: Sentence | int, message: str, severity: Severity = Severity.ERROR) -> Finding:
        """A finding at a sentence or at a line; the rule's name is filled in by who runs it."""
        line = self.line(at.start) if isinstance(at, Sentence) else at
        return Finding(self.file, line, "", message, severity)


@dataclass(frozen=True)
class Desk:
    """What the rules look things up in.

    Args:
        glossary: the corpus's glossary, and the path and the faults that it has.
        count_tokens: how many word pieces the embedding model makes of a text.
        max_tokens: how many of them it reads.
        grade: the school grade that a text asks for; None when it cannot be told here.
        today: the day to judge review dates by.
    """

    glossary: Glossary
    glossary_file: str
    count_tokens: Callable[[str], int]
    max_tokens: int
    grade: Callable[[str], float] | None
    today: date = field(default_factory=date.today)
