"""An answer in colour, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.domain import DISCLAIMER, Answer, Level, Quote
from assistant.render.escaping import clean_lines
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

if TYPE_CHECKING:  # rich takes 60 ms to import, which an answer that goes into a pipe need not pay
    from rich.console import Console, RenderableType

_STYLES = {
    Level.NONE: "cyan",
    Level.CLINICIAN: "cyan",
    Level.URGENT: "yellow",
    Level.EMERGENCY: "bold red",
}


def to_terminal(answer: Answer, console: Console) -> None:
    """Print the answer on a rich console, in colour. Nothing in it is read as rich markup."""
    for block in _blocks(answer):
        console.print(block, highlight=False)


def _blocks(answer: Answer) -> Iterator[RenderableType]:
    from rich.panel import Panel
    from rich.text import Text

    for notice in answer.triage.notices:
        style = _STYLES[notice.level]
        title = Text(label_of(notice).upper(), style=style)
        yield Panel(Text(clean_lines(notice.text)), title=title, title_align="left", border_style=style)
    if rewritten := rewriting(answer):
        yield Text(f"Searched for: {rewritten}", style="dim")
    if answer.quotes:
        yield from _prose(answer.quotes)
        if missing := gap(answer):
            yield Text(f"{missing}\n")
        yield Text("Sources", style="bold")
        yield from _sources(answer.quotes)
    elif answer.message:
        yield Text(clean_lines(answer.message))
    if offers := offers_of(answer):
        yield Text(f"\n{offer_title(answer)}", style="bold")
        yield from (Text(f"  • {text}") for text in offers)
    yield Text(f"\n{DISCLAIMER}", style="dim")


def _prose(quotes: Sequence[Quote]) -> Iterator[RenderableType]:
    """Paragraphs, and each item of a list on a line of its own."""
    from rich.padding import Padding
    from rich.text import Text

    for block in paragraphs(quotes):
        if block[0].kind:
            yield from (Padding(Text.assemble((run.mark, "bold"), *_cited(run)), (0, 0, 0, 2)) for run in block)
        else:
            yield Text.assemble(*(part for run in block for part in _cited(run)))
    yield Text("")


def _cited(run: Run) -> Iterator[str | tuple[str, str]]:
    for before, phrase, after in map(pieces, run.quotes):
        yield from (before, (phrase, "bold"), f"{after} ")
    if run.source:
        yield (f"[{run.source}] ", "cyan")


def _sources(quotes: Sequence[Quote]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    for source in sources(quotes):
        yield Text.assemble((f"[{source.number}] ", "cyan"), (place_of(source), "bold"))
        for sentences, references in source.excerpts:
            yield from (Padding(Text(f"“{text}”", style="italic"), (0, 0, 0, 4)) for text in sentences)
            yield from (Padding(Text(text, style="dim"), (0, 0, 0, 6)) for text in references)
