"""What a parser finds in a file: headings and blocks in reading order, and whatever the file says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from assistant.corpus.blocks import Block

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: 1 for the document's title, 2 for a section, and so on down."""

    level: int
    text: str


@dataclass(slots=True)
class Outline:
    """The headings and blocks of one file, in reading order, with the metadata of its front matter."""

    parts: list[Heading | Block] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)


def line_starts(source: str) -> list[int]:
    """Where each line starts, and last the length of the text: line ``i`` is ``source[starts[i]:starts[i + 1]]``."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(source))]
    return starts if starts[-1] == len(source) else [*starts, len(source)]
