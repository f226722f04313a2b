"""The text that is extracted from web pages, PDF and Word files: what it looks like, written and read again.

    # Title                             a heading, ## and so on below it
    One paragraph on one line.
    - An item of a list, or a row of a table: Exercise: Clamshell; Sets: 3
    1. An item of a numbered list.

There is no other markup, so that every quote is the very slice of this text. It is what `hip-assistant source` prints.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus.blocks import CELLS, Block, labelled
from assistant.corpus.outline import Heading, Outline
from assistant.corpus.plaintext import CAPTION, STRAY, without_back_matter

_MARK = re.compile(r"(?:#{1,6}|[-*•‣◦·–▪●])(?=\s)\s*")
_HEADING = re.compile(r"(#{1,6}) ")
_ITEM = re.compile(r"- |(?P<step>\d{1,3})\. (?=\S)")
_DEEPEST = 6
_TOO_MANY_STEPS = 1000
"""A year or a page number is no number of a step."""


class Extract:
    """The text of a file on its way out of it. Whatever is added is put on one line of its own."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """All that was added, in order."""
        return "\n\n".join(self._lines) + "\n"

    def heading(self, level: int, text: str) -> None:
        """A heading: 1 for the title, 2 for a section, and so on."""
        self._add("#" * min(level, _DEEPEST) + " ", text)

    def paragraph(self, text: str) -> None:
        """A paragraph; a line that only web pages have is left out, and a picture's caption."""
        if not CAPTION.fullmatch(_one_line(text)):  # a heading or a table's row may begin like one
            self._add("", text)

    def item(self, text: str, *, step: int = 0) -> None:
        """An item of a list; ``step`` is its number, 0 for none."""
        self._add(f"{step}. " if 0 < step < _TOO_MANY_STEPS else "- ", text)

    def table(self, rows: Sequence[Sequence[str]], *, headed: bool) -> None:
        """The rows of a table, each cell with the head of its column if the first row is ``headed``."""
        rows = [[_one_line(cell) for cell in row] for row in rows]
        head = rows[0] if headed and rows else []
        for row in rows[1:] if headed else rows:
            self.item(labelled(head, row))

    def _add(self, mark: str, text: str) -> None:
        line = _one_line(text)
        while found := _MARK.match(line):  # a bullet that was typed, or what this format would take for a mark
            line = line[found.end() :]
        if line and not STRAY.fullmatch(line):
            self._lines.append(mark + line)


def outline(source: str) -> Outline:
    """The headings and blocks of an extracted text."""
    parts: list[Heading | Block] = []
    at = 0
    for line in source.splitlines(keepends=True):
        text = line.rstrip()
        heading = _HEADING.match(text)
        if heading:
            parts.append(Heading(len(heading.group(1)), text[heading.end() :]))
        elif text:
            mark = _ITEM.match(text)
            start = at + (mark.end() if mark else 0)
            step = int(mark["step"] or 0) if mark else 0
            block = Block.of_slice(source, start, at + len(text), item=bool(mark), step=step)
            is_row = bool(mark) and CELLS in block.text
            parts.append(replace(block, labelled=block.text) if is_row else block)
        at += len(line)
    return Outline(parts=without_back_matter(parts))


def _one_line(text: str) -> str:
    return " ".join(text.split())
