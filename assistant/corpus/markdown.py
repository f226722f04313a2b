"""Markdown -> headings and blocks. markdown-it parses; this module ties what it found to places in the file.

The inline tokens of a paragraph, in their order, cover its source from end to end. So each starts where the one
before it ended, and where it ends follows from what it is, or was noted by `_noting_ends` while it was parsed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from assistant.corpus.blocks import Block, labelled
from assistant.corpus.outline import Heading, Outline, line_starts

_InlineRule = Callable[[StateInline, bool], bool]
_WHITE = re.compile(r"(\s)|\S[ \t]?")
"""White space is the first group; a quotation mark with its blank, or the backslash of a line break, is in none."""

_END = "end"
"""Under this name a token's ``meta`` holds where its source ends, for tokens whose content does not tell."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").disable("text_join")
    parser.use(front_matter_plugin).use(footnote_plugin, inline=False)
    rules = parser.inline.ruler
    for name, rule in zip(rules.get_active_rules(), rules.getRules(""), strict=True):
        rules.at(name, _noting_ends(rule))
    return parser


def _noting_ends(rule: _InlineRule) -> _InlineRule:
    """The same rule, which also notes on the token that it made where in the paragraph's text its source ends."""

    def run(state: StateInline, silent: bool) -> bool:
        before = len(state.tokens)
        matched = rule(state, silent)
        if matched and len(state.tokens) > before and state.tokens[-1].type != "text":
            state.tokens[-1].meta.setdefault(_END, state.pos)
        return matched

    return run


def outline(source: str) -> Outline:
    """The headings and blocks of a Markdown text. Code and raw HTML hold no sentences and are left out.

    Raises:
        ValueError: when the front matter is not a YAML mapping; the message names the line.
    """
    tokens = _parser().parse(source)
    starts = line_starts(source)
    references = _references(tokens)
    found = Outline()
    inside = Counter[str]()
    steps: list[int] = []
    heads: list[str] = []
    cells: list[Token] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        inside[token.type.removesuffix("_open").removesuffix("_close")] += token.nesting
        _count(steps, token)
        if token.type == "front_matter":
            found.metadata = _metadata(token.content)
        elif token.type == "tr_close" and inside["thead"]:
            heads, cells = [_plain(cell) for cell in cells], []
        elif token.type == "tr_close" and cells:
            found.parts.append(_row(cells, heads, source, starts, references))
            cells = []
        elif token.type != "inline" or not token.map or inside["footnote_block"]:
            continue
        elif inside["tr"]:
            cells.append(token)
        else:
            block = _Paragraph(token, source, _places(token, source, starts)).block(references)
            if before and before.type == "heading_open":
                found.parts.append(Heading(int(before.tag[1:]), " ".join(block.text.split())))
            else:
                block.item = bool(inside["list_item"])
                block.step = steps[-1] if steps else 0
                found.parts.append(block)
    return found


def _count(steps: list[int], token: Token) -> None:
    """Keep ``steps`` at the number of the item that each open list is at; it stays 0 in a list without numbers."""
    if token.type == "ordered_list_open":
        steps.append(int(token.attrGet("start") or 1) - 1)
    elif token.type == "bullet_list_open":
        steps.append(0)
    elif token.type in ("ordered_list_close", "bullet_list_close"):
        steps.pop()
    elif token.type == "list_item_open" and token.info:
        steps[-1] += 1


class _Paragraph:
    """One run of inline tokens on its way to a block.

    ``_at`` counts in the paragraph's own text, which lacks the indents and quote marks of its lines; ``_places`` ties
    that text to the file, character by character.
    """

    def __init__(self, token: Token, source: str, places: Sequence[int]) -> None:
        self._tokens = token.children or []
        self._text = token.content
        self._source = source
        self._places = places
        self._at = 0
        self._opened: int | None = None
        self._block = Block()

    def block(self, references: dict[str, str]) -> Block:
        """The plain text with its places; ``references`` are the texts of footnotes by label."""
        for token in self._tokens:
            start = self._at
            self._at = token.meta.get(_END, start + len(token.markup or token.content))
            if token.type == "text":
                self._add_text(token, start)
            elif token.type == "text_special":
                self._add_symbol(token.content, start)
            elif token.type == "code_inline":
                self._add_code(token, start)
            elif token.type in ("softbreak", "hardbreak"):
                self._add_break(start)
            elif token.type == "footnote_ref":
                label = token.meta["label"]
                self._block.notes.append((len(self._block.text), references.get(label, label)))
            elif token.nesting == 1:
                self._open(token, start)
            elif token.nesting == -1 and self._block.ends:
                self._block.ends[-1] = self._places[self._at - 1] + 1
        return self._block

    def _open(self, token: Token, start: int) -> None:
        self._at = start + (len(token.markup) if token.type in ("em_open", "strong_open") else 1)
        if self._opened is None:
            self._opened = self._places[start]

    def _add_text(self, token: Token, start: int) -> None:
        # The text of <https://example.org/%C3%BC> is shown decoded; a quote shows it as written.
        written = self._text.find(">", start) if self._text[start - 1 : start] == "<" else -1
        decoded = not self._text.startswith(token.content, start)
        self._at = written if decoded and written > 0 else start + len(token.content)
        self._add_places(self._places[start : self._at])

    def _add_places(self, places: Sequence[int]) -> None:
        length = len(self._block.text)
        self._block.append_letters(self._source, places)
        self._attach_opened(length)

    def _add_symbol(self, text: str, start: int) -> None:
        length = len(self._block.text)
        self._block.append_symbol(text, self._places[start], self._places[self._at - 1] + 1)
        self._attach_opened(length)

    def _add_code(self, token: Token, start: int) -> None:
        """A code span, letter for letter, its ticks attached to its first and last letter."""
        if self._opened is None:
            self._opened = self._places[start]
        padding = (self._at - start - len(token.content)) // 2
        self._add_places(self._places[start + padding : self._at - padding])
        self._block.ends[-1] = self._places[self._at - 1] + 1

    def _add_break(self, start: int) -> None:
        """The white space between two lines as the file has it, without the marks of a quotation."""
        found = _WHITE.finditer(self._source, self._places[start], self._places[self._at])
        self._add_places([match.start() for match in found if match.group(1)])

    def _attach_opened(self, index: int) -> None:
        """Let the character at ``index`` begin with the markup that was opened before it."""
        if self._opened is not None and index < len(self._block.starts):
            self._block.starts[index] = self._opened
            self._opened = None


def _places(token: Token, source: str, starts: Sequence[int]) -> list[int]:
    """The place in the file of each character of a paragraph's text, and of its end.

    Each line of that text ends a line of the file, but for white space and a heading's closing marks: what markdown-it
    takes away are the indents and the marks of lists and quotations in front, and lines of odd white space.
    """
    found: list[int] = []
    number = token.map[0] if token.map else 0
    for piece in token.content.split("\n"):
        bare = piece.lstrip(" \t")
        while (column := _line(source, starts, number).rfind(bare.rstrip(" \t"))) < 0:
            number += 1
        at = starts[number] + column
        indent = len(piece) - len(bare)
        found += [max(starts[number], at - back) for back in range(indent, 0, -1)]
        found += range(at, at + len(bare) + 1)
        number += 1
    return found


def _line(source: str, starts: Sequence[int], number: int) -> str:
    return source[starts[number] : starts[number + 1]].replace("\0", "\ufffd")


def _row(
    cells: Sequence[Token], heads: Sequence[str], source: str, starts: Sequence[int], references: dict[str, str]
) -> Block:
    """A table row from its first cell to its last, with what stands between them."""
    number = cells[0].map[0] if cells[0].map else 0
    at, end = starts[number], starts[number + 1]
    row = Block(item=True, labelled=labelled(heads, [_plain(cell) for cell in cells]))
    for cell in cells:
        start = source.find(cell.content, at, end)
        if start < 0:  # a cell with an escaped bar: the row stands as it is written
            line = source[starts[number] : end].strip(" \t\r\n|")
            start = source.index(line, starts[number])
            return replace(Block.of_slice(source, start, start + len(line), item=True), labelled=row.labelled)
        if cell.content:
            if row.text:
                row.append_letters(source, range(at, start))
            at = start + len(cell.content)
            row.extend(_Paragraph(cell, source, range(start, at + 1)).block(references))
    return row


def _plain(cell: Token) -> str:
    """The text of a table's cell on one line, without its markup."""
    text = ""
    for child in cell.children or []:
        if child.type in ("text", "text_special", "code_inline"):
            text += child.content
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            text += " "
    return " ".join(text.split())


def _references(tokens: Sequence[Token]) -> dict[str, str]:
    """Footnote label -> its text on one line, links written out."""
    found: dict[str, str] = {}
    label = ""
    for token in tokens:
        if token.type == "footnote_open":
            label = token.meta["label"]
        elif token.type == "inline" and label:
            text = "".join(_written(child) for child in token.children or [])
            found[label] = " ".join(f"{found.get(label, '')} {text}".split())
        elif token.type == "footnote_close":
            label = ""
    return found


def _written(token: Token) -> str:
    if token.type == "link_open" and token.info != "auto":
        return f"{token.attrGet('href')} "
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _metadata(text: str) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}" if mark else "its first lines"
        raise ValueError(
            f"the front matter is not valid YAML ({line}); put values that hold a colon in quotes"
        ) from error
    if not isinstance(loaded, dict):
        raise ValueError("the front matter is not a list of 'name: value' lines")
    return loaded
