"""An answer as HTML: a card for the page. What comes from outside passes through `escaping`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from assistant.domain import DISCLAIMER, Answer, Document, Notice, Outcome, Quote
from assistant.render.escaping import clean_lines, escape_html, html_links, one_line
from assistant.render.lists import steps_to_html
from assistant.render.parts import (
    Source,
    cited_runs,
    gap,
    label_of,
    offer_title,
    offers_of,
    pieces,
    reviewed_on,
    rewriting,
    sources,
)
from assistant.render.pictures import Shown, no_picture, picture_to_html, pictures

Documents = Mapping[str, Document]
Notes = Callable[[str], Sequence[tuple[int, int, str]]]
"""What terms of a text mean: (start, end, meaning), in any order."""


def to_html(
    answer: Answer, *, documents: Documents | None = None, shown: Shown = no_picture, notes: Notes = lambda text: ()
) -> str:
    """The answer as one `article`: notices, prose with citations, figures, sources, next questions, disclaimer.

    A citation is a button that names its document and the place of the quote in it; the page opens it there.

    Args:
        answer: what to show.
        documents: the documents quoted, by key, as far as they are at hand; they tell titles, review dates and
            figures.
        shown: where the browser finds a figure.
        notes: the glossary; a term of the answer shows its meaning when it is pointed at or reached by keyboard.
    """
    documents = documents or {}
    parts = [_notice(notice) for notice in answer.triage.notices]
    if searched := rewriting(answer):
        undo = '<button type="button" class="as-typed quiet">Ask exactly what I typed</button>'
        parts.append(f'<p class="searched">Searched for <q>{escape_html(searched)}</q> {undo}</p>')
    if answer.quotes:
        parts += [
            f'<div class="prose">{"".join(_prose(answer.quotes, _Terms(notes)))}</div>',
            f'<p class="gap">{escape_html(gap(answer))}</p>' if answer.uncovered else "",
            _figures(answer.quotes, documents, shown),
            _sources(answer.quotes, documents),
        ]
    elif answer.message:
        lines = "".join(f"<p>{escape_html(line)}</p>" for line in clean_lines(answer.message).split("\n"))
        parts.append(f'<div class="prose message">{lines}</div>')
    if offers := offers_of(answer):
        parts.append(f'<p class="offer">{offer_title(answer)}</p>{questions_to_html(offers)}')
    if answer.outcome is not Outcome.REFERRED or answer.index:
        parts.append(_actions(answer))
    parts.append(f'<p class="disclaimer">{escape_html(DISCLAIMER)}</p>')
    return f'<article class="answer answer-{answer.outcome}">{"".join(parts)}</article>'


def questions_to_html(questions: Iterable[str]) -> str:
    """Questions to choose from, as a list of buttons; the page asks the text of the one that is pressed."""
    items = (f'<li><button type="button" class="suggestion">{escape_html(text)}</button></li>' for text in questions)
    return f'<ul class="suggestions">{"".join(items)}</ul>'


def _notice(notice: Notice) -> str:
    body = "".join(f"<p>{escape_html(line)}</p>" for line in clean_lines(notice.text).split("\n"))
    label = f'<strong class="notice-label">{label_of(notice)}</strong>'
    return f'<div role="alert" class="notice notice-{notice.level.label}">{label}{body}</div>'


class _Terms:
    """Marks the terms of an answer, each where it occurs first."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._seen: set[str] = set()

    def mark(self, quote: Quote) -> str:
        """The quote as HTML, its new terms with their meanings, the phrase that answers in bold."""
        before, phrase, after = pieces(quote)
        text, bold = before + phrase + after, (len(before), len(before) + len(phrase))
        html, at = "", 0
        for start, end, meaning in sorted(self._notes(text)):
            if start < at or meaning in self._seen:
                continue
            self._seen.add(meaning)
            term = f'<dfn tabindex="0" title="{escape_html(meaning)}">{_inside(text, start, end, bold)}</dfn>'
            html, at = html + _inside(text, at, start, bold) + term, end
        return html + _inside(text, at, len(text), bold)


def _inside(text: str, start: int, end: int, bold: tuple[int, int]) -> str:
    """A piece of a line, the spaces at its ends kept; what of it is bold is marked."""
    first = min(max(bold[0], start), end)
    last = max(min(bold[1], end), first)
    strong = f"<strong>{escape(text[first:last])}</strong>" if first < last else ""
    return f"{escape(text[start:first])}{strong}{escape(text[last:end])}"


def _prose(quotes: Sequence[Quote], terms: _Terms) -> Iterator[str]:
    """Neighbouring sentences of one section as paragraphs and lists with one citation."""
    numbered = {source.number: source for source in sources(quotes)}
    runs = groupby(cited_runs(quotes), key=lambda run: (run.quotes[0].document, run.quotes[0].heading, run.kind))
    for (*_, kind), group in runs:
        texts = []
        for run in group:
            text = " ".join(map(terms.mark, run.quotes))
            texts.append((run.step, f"{text}&nbsp;{_citation(numbered[run.source])}" if run.source else text))
        if kind == "numbered":
            yield steps_to_html(texts)
        elif kind == "bulleted":
            yield f"<ul>{''.join(f'<li>{text}</li>' for _, text in texts)}</ul>"
        else:
            yield f"<p>{' '.join(text for _, text in texts)}</p>"


def _citation(source: Source) -> str:
    label = f"Source {source.number}: {source.heading or source.document}. Open the document"
    return (
        f'<button type="button" class="citation" {_place(source)} aria-label="{escape_html(label)}">'
        f"[{source.number}]</button>"
    )


def _place(source: Source) -> str:
    """What the page needs to open a source: the document, and where the first quote starts."""
    first = source.quotes[0]
    return f'data-document="{escape_html(first.document)}" data-start="{first.start:d}"'


def _figures(quotes: Sequence[Quote], documents: Documents, shown: Shown) -> str:
    """The figures of the sections quoted, each once."""
    places = {(quote.document, quote.start) for quote in quotes}
    found = [
        picture_to_html(picture, shown)
        for key in dict.fromkeys(quote.document for quote in quotes)
        if key in documents
        for picture in pictures(documents[key])
        if any((key, sentence.start) in places for sentence in picture.section.sentences)
    ]
    figures = "".join(dict.fromkeys(found))
    return f'<div class="figures">{figures}</div>' if figures else ""


def _sources(quotes: Sequence[Quote], documents: Documents) -> str:
    entries = "".join(f"<li>{_source(source, documents)}</li>" for source in sources(quotes))
    return f'<section class="sources"><h3>Sources</h3><ol>{entries}</ol></section>'


def _source(source: Source, documents: Documents) -> str:
    document = documents.get(source.quotes[0].document)
    title = one_line(document.title) if document else source.document
    about = [title] if source.heading or document else []
    if document and (date := reviewed_on(document)):
        about.append(f"reviewed {date}")
    number = f'<span class="source-number">{source.number}</span>'
    heading = f'<span class="source-heading">{escape_html(source.heading or source.document)}</span>'
    detail = f'<span class="source-document">{escape_html(" · ".join(about))}</span>' if about else ""
    excerpts = "".join(_excerpt(*excerpt) for excerpt in source.excerpts)
    opener = f'<button type="button" class="open-document quiet" {_place(source)}>Read it in the document</button>'
    return (
        f'<details class="source"><summary>{number}{heading} {detail}</summary>'
        f'<div class="quotes">{excerpts}{opener}</div></details>'
    )


def _excerpt(sentences: Sequence[str], references: Sequence[str]) -> str:
    quoted = "".join(f"<blockquote>{escape_html(text)}</blockquote>" for text in sentences)
    cited = "".join(f"<li>{html_links(text)}</li>" for text in references)
    return quoted + (f'<ul class="references">{cited}</ul>' if cited else "")


def _actions(answer: Answer) -> str:
    """What can be done with the answer. How it was found is fetched when it is unfolded."""
    copy = '<button type="button" class="copy quiet">Copy</button>'
    found = (
        '<details class="found"><summary>How this was found</summary><div class="found-body"></div></details>'
        if answer.index
        else ""
    )
    return f'<div class="actions">{copy}{found}</div>'
