"""Markdown -> headings and blocks. markdown-it parses; this module ties what it found to places in the file.

The inline tokens of a paragraph, in their order, cover its source from end to end, so each is found by walking on
from where the one before it ended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from assistant.corpus.blocks import Block
from assistant.corpus.outline import Heading, Outline, line_starts

_LINE_BREAK = re.compile(r"[ \t]*\\?(?:\r\n|\r|\n)[ \t]*")
_LINK_END = re.compile(r"\]\([^)\n]*\)|\]\[[^\]\n]*\]|\]|>")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").disable("text_join")
    return parser.use(front_matter_plugin).use(footnote_plugin, inline=False)


def outline(source: str) -> Outline:
    """The headings and blocks of a Markdown text. Code and raw HTML hold no sentences and are left out.

    Raises:
        ValueError: when the front matter is not a YAML mapping; the message names the line.
    """
    tokens = _parser().parse(source)
    starts = line_starts(source)
    references = _references(tokens)
    found = Outline()
    inside = {"list_item": 0, "tr": 0, "thead": 0, "footnote_block": 0}
    heading = 0
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind in inside:
            inside[kind] += token.nesting
        if token.type == "front_matter":
            found.metadata = _metadata(token.content)
        elif token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type == "tr_open" and token.map and not inside["thead"]:
            found.parts.append(_row(source, starts[token.map[0]], starts[token.map[1]]))
        elif token.type == "inline" and token.map and not inside["tr"] and not inside["footnote_block"]:
            block = _walk(token.children or [], source, starts[token.map[0]], references)
            if heading:
                found.parts.append(Heading(heading, " ".join(block.text.split())))
            else:
                block.item = bool(inside["list_item"])
                found.parts.append(block)
            heading = 0
    return found


def _walk(tokens: Sequence[Token], source: str, cursor: int, references: dict[str, str]) -> Block:
    """The block of one run of inline tokens, whose source starts at or after ``cursor``."""
    block = Block()
    opened: int | None = None
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            written = token.markup if token.type == "text_special" else token.content
            if not written:
                continue
            start = source.index(written, cursor)
            cursor = start + len(written)
            block.append(token.content, start, cursor)
            if token.type == "code_inline":
                ticks = len(token.markup)
                block.starts[-len(token.content)] = start - ticks
                cursor = block.ends[-1] = cursor + ticks
            if opened is not None:
                block.starts[-len(token.content)] = opened
                opened = None
        elif token.type in ("softbreak", "hardbreak"):
            found = _LINE_BREAK.search(source, cursor)
            if found:
                block.append(found.group(), found.start(), found.end())
                cursor = found.end()
        elif token.nesting == 1:
            mark = "<" if token.markup == "autolink" else token.markup or "["
            start = source.index(mark, cursor)
            opened = start if opened is None else opened
            cursor = start + len(mark)
        elif token.nesting == -1:
            cursor = _close(token, source, cursor)
            if block.ends:
                block.ends[-1] = cursor
        elif token.type == "footnote_ref":
            label = token.meta["label"]
            block.notes.append((len(block.text), references.get(label, label)))
            cursor = source.index(f"[^{label}]", cursor) + len(label) + 3
        elif token.type == "image":
            image = _IMAGE.search(source, cursor)
            cursor = image.end() if image else cursor
        elif token.content:
            cursor = source.index(token.content, cursor) + len(token.content)
    return block


def _close(token: Token, source: str, cursor: int) -> int:
    """Where the markup that a closing token stands for ends."""
    if token.type == "link_close":
        found = _LINK_END.match(source, cursor)
        return found.end() if found else cursor
    return source.index(token.markup, cursor) + len(token.markup)


def _row(source: str, start: int, end: int) -> Block:
    """A table row as it stands, from its first cell to its last."""
    line = source[start:end]
    left = len(line) - len(line.lstrip(" \t|"))
    right = len(line.rstrip(" \t\r\n|"))
    return Block.of_slice(source, start + left, start + max(left, right), item=True)


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
        raise ValueError(f"the front matter is not valid YAML ({line}); put values that hold a colon in quotes") from error
    if not isinstance(loaded, dict):
        raise ValueError("the front matter is not a list of 'name: value' lines")
    return loaded
