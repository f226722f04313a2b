"""What the renderings of an answer share: its numbered sources, what is cited where, and the words around them.

A *source* is one section of one document, and sources are numbered in the order in which the answer first uses
them. Neighbouring sentences from the same section share one citation, set after the last of them: a number
after every sentence would repeat itself and break up the reading. Nothing is lost by it, because the source
lists each sentence word for word with the references that belong to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.domain import Answer, Document, Level, Notice, Outcome, Quote
from assistant.render.escaping import one_line

LABELS = {
    Level.NONE: "Note",
    Level.CLINICIAN: "Ask a professional",
    Level.URGENT: "Urgent",
    Level.EMERGENCY: "Emergency",
}
"""The word in front of a notice: its weight never rests on colour alone."""


@dataclass(frozen=True, slots=True)
class Source:
    """One section of one document, with the sentences that the answer quotes from it."""

    number: int
    document: str
    heading: str
    quotes: tuple[Quote, ...]

    @property
    def excerpts(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Pairs of sentences and the references that they have in common, in the order quoted."""
        for references, quotes in groupby(self.quotes, key=lambda quote: quote.references):
            yield tuple(one_line(quote.text) for quote in quotes), tuple(one_line(text) for text in references)


def sources(quotes: Iterable[Quote]) -> tuple[Source, ...]:
    """The sections quoted, numbered from 1 in the order of their first quote."""
    sections: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes:
        sections.setdefault((quote.document, quote.heading), []).append(quote)
    return tuple(
        Source(number=number, document=one_line(document), heading=one_line(heading), quotes=tuple(members))
        for number, ((document, heading), members) in enumerate(sections.items(), start=1)
    )


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring sentences from one section: one item of a list, or what stands before, between or after lists.

    ``item`` tells the items apart, 0 for none; ``step`` is the number in the list, 0 for none; ``source`` the number of
    the source, on the last run from it in a row, 0 on those before.
    """

    quotes: tuple[Quote, ...]
    step: int
    item: int
    source: int

    @property
    def kind(self) -> str:
        """Of what it is a part: of a paragraph (empty), of a ``numbered`` or a ``bulleted`` list."""
        return "numbered" if self.step else "bulleted" if self.item else ""

    @property
    def mark(self) -> str:
        """What stands in front of it in a list."""
        return f"{self.step}. " if self.step else "- " if self.item else ""


def cited_runs(quotes: Iterable[Quote]) -> Iterator[Run]:
    """The quotes as runs, in order."""
    quotes = tuple(quotes)
    numbers = {(quote.document, quote.heading): source.number for source in sources(quotes) for quote in source.quotes}
    for section, group in groupby(quotes, key=lambda quote: (quote.document, quote.heading)):
        places = groupby(group, key=lambda quote: (quote.step, 0 if quote.step else quote.item))
        runs = [(place, tuple(run)) for place, run in places]
        for order, ((step, item), run) in enumerate(runs, start=1):
            yield Run(run, step, item, numbers[section] if order == len(runs) else 0)


def paragraphs(quotes: Iterable[Quote]) -> Iterator[tuple[Run, ...]]:
    """Paragraphs and lists: the runs of each. What leads into a list begins a paragraph of its own."""
    block: list[Run] = []
    runs = tuple(cited_runs(quotes))
    for run, after in zip(runs, (*runs[1:], None), strict=True):
        leads = after is not None and after.kind and not run.kind
        parted = block and (run.kind != block[-1].kind or (run.kind and block[-1].source))
        if block and (leads or parted):
            yield tuple(block)
            block = []
        block.append(run)
    if block:
        yield tuple(block)


def pieces(quote: Quote) -> tuple[str, str, str]:
    """The quote on one line: what stands before the phrase that answers, the phrase, and what follows it.

    Without a phrase, or with one outside the text, everything stands before it.
    """
    line = one_line(quote.text)
    start, end = quote.emphasis or (0, 0)
    if not 0 <= start < end:
        return line, "", ""
    # The same places once white space is folded; the letter keeps the space before the phrase from being dropped.
    first, last = len(one_line(f"{quote.text[:start]}x")) - 1, len(one_line(quote.text[:end]))
    first = last - len(line[first:last].lstrip())
    return (line[:first], line[first:last], line[last:]) if first < last else (line, "", "")


def label_of(notice: Notice) -> str:
    """The word in front of the notice."""
    return LABELS[notice.level]


def place_of(source: Source) -> str:
    """Document and section, on one line."""
    return f"{source.document} › {source.heading}" if source.heading else source.document


def offers_of(answer: Answer) -> tuple[str, ...]:
    """What to offer next: nothing where the safety notice is to stand alone."""
    if answer.outcome is Outcome.REFERRED:
        return ()
    return tuple(filter(None, map(one_line, answer.suggestions)))


def offer_title(answer: Answer) -> str:
    """The line above what is offered."""
    return "Nearest topics" if answer.outcome is Outcome.NOT_COVERED else "You could also ask"


def gap(answer: Answer) -> str:
    """The line that says which parts of the question are not answered; empty when all or none are."""
    named = " or ".join(f"“{one_line(part).rstrip('?')}”" for part in answer.uncovered)
    return f"The source material does not cover {named}." if named else ""


def rewriting(answer: Answer) -> str:
    """The standalone question, where it says more than the question as asked; else nothing."""
    if answer.outcome not in (Outcome.ANSWER, Outcome.NOT_COVERED):
        return ""
    searched = one_line(answer.searched_for)
    return "" if searched.casefold() == one_line(answer.question).casefold() else searched


def reviewed_on(document: Document) -> str:
    """The day of its last review in words where its front matter gives a date, else what it gives."""
    try:
        day = date.fromisoformat(document.reviewed.strip())
    except ValueError:
        return one_line(document.reviewed)
    return f"{day.day} {day:%B %Y}"
