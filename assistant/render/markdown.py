"""An answer as Markdown to keep: CommonMark in which only our own markup is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.domain import DISCLAIMER, Answer, Quote
from assistant.render.escaping import clean_lines, one_line, split_urls
from assistant.render.parts import (
    Run,
    gap,
    label_of,
    offer_title,
    offers_of,
    paragraphs,
    pieces,
    place_of,
    rewriting,
    sources,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$])")
_BLOCK_START = re.compile(r"^(\d+)([.)])|^([-+=:])")


def to_markdown(answer: Answer) -> str:
    """The answer, with its question, as Markdown to keep: CommonMark in which only our own markup is markup."""
    blocks = [f"**Question:** {_escaped(answer.question)}"]
    for notice in answer.triage.notices:
        lines = clean_lines(notice.text).split("\n")
        quoted = [f"**{label_of(notice)}:** {_escaped(lines[0])}", *map(_escaped, lines[1:])]
        blocks.append("\n>\n".join(f"> {line}" for line in quoted))
    if rewritten := rewriting(answer):
        blocks.append(f"Searched for: {_escaped(rewritten)}")
    if answer.quotes:
        blocks += _prose(answer.quotes)
        blocks += [_escaped(missing)] if (missing := gap(answer)) else []
        blocks += ["**Sources**", "\n".join(_sources(answer.quotes))]
    elif answer.message:
        blocks += map(_escaped, clean_lines(answer.message).split("\n"))
    if offers := offers_of(answer):
        blocks += [f"**{offer_title(answer)}**", "\n".join(f"- {_escaped(text)}" for text in offers)]
    return "\n\n".join([*blocks, f"*{_escaped(DISCLAIMER)}*"]) + "\n"


def _prose(quotes: Sequence[Quote]) -> Iterator[str]:
    """Paragraphs and lists."""
    for block in paragraphs(quotes):
        if block[0].kind:
            yield "\n".join(f"{run.mark}{_cited(run)}" for run in block)
        else:
            yield " ".join(_cited(run) for run in block)


def _cited(run: Run) -> str:
    text = " ".join(map(_sentence, run.quotes))
    return f"{text} \\[{run.source}\\]" if run.source else text


def _sentence(quote: Quote) -> str:
    before, phrase, after = pieces(quote)
    return f"{_inline(before)}**{_inline(phrase)}**{_inline(after)}" if phrase else _escaped(before)


def _sources(quotes: Sequence[Quote]) -> Iterator[str]:
    for source in sources(quotes):
        mark = f"{source.number}. "
        indent = " " * len(mark)
        yield f"{mark}{_escaped(place_of(source))}"
        for sentences, references in source.excerpts:
            yield from (f"\n{indent}> {_escaped(text)}" for text in sentences)
            yield ""
            yield from (f"{indent}- {_links(text)}" for text in references)


def _escaped(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", one_line(text)).replace("&", "&amp;")
    return _BLOCK_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _links(text: str) -> str:
    return "".join(f"<{part}>" if is_url else _inline(part) for part, is_url in split_urls(text))


def _inline(text: str) -> str:
    """As `_escaped`, with the spaces at both ends kept: they stand between the text and a link."""
    head = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :] if text.strip() else ""
    return head + _escaped(text) + tail
