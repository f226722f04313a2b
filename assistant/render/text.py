"""An answer as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from assistant.domain import DISCLAIMER, Answer, Quote
from assistant.render.escaping import clean_lines, one_line
from assistant.render.parts import Run, gap, label_of, offer_title, offers_of, paragraphs, place_of, rewriting, sources


def to_text(answer: Answer, *, width: int | None = None) -> str:
    """The answer for a pipe, or for a terminal without colour.

    Args:
        width: the column to wrap at; None leaves each paragraph on one line.
    """
    blocks = [
        _wrap(f"{label_of(notice).upper()}: {clean_lines(notice.text)}", width) for notice in answer.triage.notices
    ]
    if rewritten := rewriting(answer):
        blocks.append(_wrap(f"Searched for: {rewritten}", width))
    if answer.quotes:
        blocks.append("\n".join(_prose(answer.quotes, width)))
        if missing := gap(answer):
            blocks.append(_wrap(missing, width))
    elif answer.message:
        blocks.append(_wrap(clean_lines(answer.message), width))
    if answer.quotes:
        blocks.append("\n".join(["Sources", *_sources(answer.quotes, width)]))
    if offers := offers_of(answer):
        blocks.append(
            "\n".join([offer_title(answer), *(_wrap(text, width, first="  - ", rest="    ") for text in offers)])
        )
    return "\n\n".join([*blocks, _wrap(DISCLAIMER, width)])


def _prose(quotes: Sequence[Quote], width: int | None) -> Iterator[str]:
    """Paragraphs, and each item of a list on a line of its own."""
    for block in paragraphs(quotes):
        if block[0].kind:
            yield from (_wrap(_cited(run), width, first=run.mark, rest=" " * len(run.mark)) for run in block)
        else:
            yield _wrap(" ".join(map(_cited, block)), width)


def _cited(run: Run) -> str:
    text = " ".join(one_line(quote.text) for quote in run.quotes)
    return f"{text} [{run.source}]" if run.source else text


def _sources(quotes: Sequence[Quote], width: int | None) -> Iterator[str]:
    for source in sources(quotes):
        mark = f"[{source.number}] "
        indent = " " * len(mark)
        yield _wrap(place_of(source), width, first=mark, rest=indent)
        for sentences, references in source.excerpts:
            yield from (_wrap(f"“{text}”", width, first=indent, rest=f"{indent} ") for text in sentences)
            yield from (_wrap(text, width, first=f"{indent}- ", rest=f"{indent}  ") for text in references)


def _wrap(text: str, width: int | None, *, first: str = "", rest: str = "") -> str:
    if width is None:
        return first + text
    filled = (
        textwrap.fill(
            line,
            max(width, 20),
            initial_indent=rest if number else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for number, line in enumerate(text.split("\n"))
    )
    return "\n".join(filled)
