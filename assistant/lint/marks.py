"""What only Markdown has and a `Document` does not keep: headings without text, and footnotes with their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
_REVIEWED = re.compile(r"^reviewed\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one file, each with its line, counted from 1.

    ``bare_headings`` are headings with no text of their own or below a deeper one; ``unused_notes`` are footnotes
    that no text refers to, ``defined_twice`` those that stand twice.
    """

    bare_headings: tuple[tuple[int, str], ...] = ()
    unused_notes: tuple[tuple[int, str], ...] = ()
    defined_twice: tuple[tuple[int, str], ...] = ()
    reviewed_line: int = 1


def read_marks(source: str) -> Marks:
    """The marks of a Markdown text."""
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(footnote_plugin, inline=False)
    tokens = parser.parse(source)
    used = {child.meta["label"] for token in tokens for child in token.children or [] if child.type == "footnote_ref"}
    notes = list(_definitions(source, tokens))
    reviewed = _REVIEWED.search(source)
    return Marks(
        bare_headings=tuple(_bare_headings(tokens)),
        unused_notes=tuple((line, label) for line, label in notes if label not in used),
        defined_twice=tuple(note for at, note in enumerate(notes) if note[1] in [label for _, label in notes[:at]]),
        reviewed_line=_line(source, reviewed.start()) if reviewed else 1,
    )


def _definitions(source: str, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The line and the label of each footnote's definition, those in code left out."""
    code = [token.map for token in tokens if token.type in ("fence", "code_block") and token.map]
    for found in _DEFINITION.finditer(source):
        line = _line(source, found.start())
        if not any(first < line <= last for first, last in code):
            yield line, found.group(1)


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1


def _bare_headings(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Headings that another of the same or a higher level follows, or the end, before any text."""
    waiting: list[tuple[int, int, str]] = []
    inside_note = False
    for place, token in enumerate(tokens):
        inside_note = (inside_note or token.type == "footnote_block_open") and token.type != "footnote_block_close"
        if token.type == "heading_open" and token.map:
            level = int(token.tag[1:])
            while waiting and waiting[-1][0] >= level:
                yield waiting.pop()[1:]
            waiting.append((level, token.map[0] + 1, tokens[place + 1].content))
        elif token.type == "inline" and not inside_note and tokens[place - 1].type != "heading_open":
            waiting.clear()
    yield from (heading[1:] for heading in waiting)
