"""An `Answer` as JSON, plain text, terminal output, Markdown or HTML. All escaping lives here.

A *source* is one section of one document, and sources are numbered in the order in which the answer first uses
them. Neighbouring sentences from the same section share one citation, set after the last of them: a number
after every sentence would repeat itself and break up the reading. Nothing is lost by it, because the source
lists each sentence word for word with the references that belong to it.

Nothing that comes from a question, a document or its front matter is trusted. Whatever people read is freed of
control characters first, so that no escape sequence reaches a terminal, and then escaped for its medium.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant.domain import DISCLAIMER, Answer, Level, Notice, Outcome, Quote

if TYPE_CHECKING:  # rich takes 60 ms to import, which an answer that goes into a pipe need not pay
    from rich.console import Console, RenderableType

LABELS = {
    Level.NONE: "Note",
    Level.CLINICIAN: "Ask a professional",
    Level.URGENT: "Urgent",
    Level.EMERGENCY: "Emergency",
}
"""The word in front of a notice: its weight never rests on colour alone."""

_TERMINAL_STYLES = {
    Level.NONE: "cyan",
    Level.CLINICIAN: "cyan",
    Level.URGENT: "yellow",
    Level.EMERGENCY: "bold red",
}

# Of the control characters, those that count as white space (tab, line ends, separators) stay, to be folded later.
# The second line holds the marks that can turn the direction of the text around them.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_NOT_PLAIN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s<>\"'`\\^{|}]+", re.IGNORECASE)
_MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!$])")
_MARKDOWN_BLOCK_START = re.compile(r"^(\d+)([.)])|^([-+=:])")


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
            yield tuple(_line(quote.text) for quote in quotes), tuple(_line(text) for text in references)


def sources(quotes: Iterable[Quote]) -> tuple[Source, ...]:
    """The sections quoted, numbered from 1 in the order of their first quote."""
    sections: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes:
        sections.setdefault((quote.document, quote.heading), []).append(quote)
    return tuple(
        Source(number=number, document=_line(document), heading=_line(heading), quotes=tuple(members))
        for number, ((document, heading), members) in enumerate(sections.items(), start=1)
    )


# --- JSON -------------------------------------------------------------------------------------------------------


def to_dict(answer: Answer) -> dict[str, Any]:
    """The answer object of the contract: the same for the command line, HTTP and the web page."""
    return {
        "id": answer.id,
        "question": answer.question,
        "searched_for": answer.searched_for,
        "outcome": str(answer.outcome),
        "triage": answer.triage.level.label,
        "text": answer.text,
        "quotes": [
            {
                "text": quote.text,
                "document": quote.document,
                "start": quote.start,
                "end": quote.end,
                "heading": quote.heading,
                "references": list(quote.references),
            }
            for quote in answer.quotes
        ],
        "notices": [{"level": notice.level.label, "text": notice.text} for notice in answer.triage.notices],
        "disclaimer": DISCLAIMER,
        "suggestions": list(answer.suggestions),
        "confidence": round(float(answer.confidence), 3),
        "index": answer.index,
        "elapsed_ms": round(float(answer.elapsed_ms), 1),
    }


def to_json(answer: Answer) -> str:
    """The answer object on one line.

    Characters that `json` leaves alone but that would end a line, drive a terminal or refuse to be encoded as
    UTF-8 (C1 controls, U+2028, U+2029, lone surrogates) are written as ``\\uXXXX``, which reads back the same.
    """
    line = json.dumps(to_dict(answer), ensure_ascii=False)
    return _NOT_PLAIN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


# --- plain text -------------------------------------------------------------------------------------------------


def to_text(answer: Answer, *, width: int | None = None) -> str:
    """The answer for a pipe, or for a terminal without colour.

    Args:
        width: the column to wrap at; None leaves each paragraph on one line.
    """
    blocks = [_wrap(f"{_label(notice).upper()}: {_paragraphs(notice.text)}", width) for notice in answer.triage.notices]
    if rewritten := _rewritten(answer):
        blocks.append(_wrap(f"Searched for: {rewritten}", width))
    if prose := " ".join(f"{text} [{number}]" for text, number in _cited(answer.quotes)):
        blocks.append(_wrap(prose, width))
    elif answer.message:
        blocks.append(_wrap(_paragraphs(answer.message), width))
    if answer.quotes:
        blocks.append("\n".join(["Sources", *_text_sources(answer.quotes, width)]))
    if offers := _suggestions(answer):
        blocks.append("\n".join([_offer(answer), *(_wrap(text, width, first="  - ", rest="    ") for text in offers)]))
    return "\n\n".join([*blocks, _wrap(DISCLAIMER, width)])


def _text_sources(quotes: Sequence[Quote], width: int | None) -> Iterator[str]:
    for source in sources(quotes):
        mark = f"[{source.number}] "
        indent = " " * len(mark)
        yield _wrap(_place(source), width, first=mark, rest=indent)
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


# --- terminal ---------------------------------------------------------------------------------------------------


def to_terminal(answer: Answer, console: Console) -> None:
    """Print the answer on a rich console, in colour. Nothing in it is read as rich markup."""
    for block in _terminal_blocks(answer):
        console.print(block, highlight=False)


def _terminal_blocks(answer: Answer) -> Iterator[RenderableType]:
    from rich.panel import Panel
    from rich.text import Text

    for notice in answer.triage.notices:
        style = _TERMINAL_STYLES[notice.level]
        title = Text(_label(notice).upper(), style=style)
        yield Panel(Text(_paragraphs(notice.text)), title=title, title_align="left", border_style=style)
    if rewritten := _rewritten(answer):
        yield Text(f"Searched for: {rewritten}", style="dim")
    if answer.quotes:
        cited = (part for text, number in _cited(answer.quotes) for part in (f"{text} ", (f"[{number}] ", "cyan")))
        yield Text.assemble(*cited, end="\n\n")
        yield Text("Sources", style="bold")
        yield from _terminal_sources(answer.quotes)
    elif answer.message:
        yield Text(_paragraphs(answer.message))
    if offers := _suggestions(answer):
        yield Text(f"\n{_offer(answer)}", style="bold")
        yield from (Text(f"  • {text}") for text in offers)
    yield Text(f"\n{DISCLAIMER}", style="dim")


def _terminal_sources(quotes: Sequence[Quote]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    for source in sources(quotes):
        yield Text.assemble((f"[{source.number}] ", "cyan"), (_place(source), "bold"))
        for sentences, references in source.excerpts:
            yield from (Padding(Text(f"“{text}”", style="italic"), (0, 0, 0, 4)) for text in sentences)
            yield from (Padding(Text(text, style="dim"), (0, 0, 0, 6)) for text in references)


# --- Markdown ---------------------------------------------------------------------------------------------------


def to_markdown(answer: Answer) -> str:
    """The answer, with its question, as Markdown to keep: CommonMark in which only our own markup is markup."""
    blocks = [f"**Question:** {_markdown(answer.question)}"]
    for notice in answer.triage.notices:
        lines = _paragraphs(notice.text).split("\n")
        quoted = [f"**{_label(notice)}:** {_markdown(lines[0])}", *map(_markdown, lines[1:])]
        blocks.append("\n>\n".join(f"> {line}" for line in quoted))
    if rewritten := _rewritten(answer):
        blocks.append(f"Searched for: {_markdown(rewritten)}")
    if answer.quotes:
        blocks.append(" ".join(f"{_markdown(text)} \\[{number}\\]" for text, number in _cited(answer.quotes)))
        blocks += ["**Sources**", "\n".join(_markdown_sources(answer.quotes))]
    elif answer.message:
        blocks += map(_markdown, _paragraphs(answer.message).split("\n"))
    if offers := _suggestions(answer):
        blocks += [f"**{_offer(answer)}**", "\n".join(f"- {_markdown(text)}" for text in offers)]
    return "\n\n".join([*blocks, f"*{_markdown(DISCLAIMER)}*"]) + "\n"


def _markdown_sources(quotes: Sequence[Quote]) -> Iterator[str]:
    for source in sources(quotes):
        mark = f"{source.number}. "
        indent = " " * len(mark)
        yield f"{mark}{_markdown(_place(source))}"
        for sentences, references in source.excerpts:
            yield from (f"\n{indent}> {_markdown(text)}" for text in sentences)
            yield ""
            yield from (f"{indent}- {_markdown_links(text)}" for text in references)


def _markdown(text: str) -> str:
    escaped = _MARKDOWN_SPECIAL.sub(r"\\\1", _line(text)).replace("&", "&amp;")
    return _MARKDOWN_BLOCK_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _markdown_links(text: str) -> str:
    return "".join(f"<{part}>" if is_url else _markdown_inline(part) for part, is_url in _split_urls(text))


def _markdown_inline(text: str) -> str:
    """As `_markdown`, with the spaces at both ends kept: they stand between the text and a link."""
    head = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :] if text.strip() else ""
    return head + _markdown(text) + tail


# --- HTML -------------------------------------------------------------------------------------------------------


def to_html(answer: Answer, *, key: str = "") -> str:
    """The answer as one `article`: notices, prose with citations, sources, next questions, disclaimer.

    A citation is an ordinary link to the first quote of its source. Following it opens the source (browsers
    open a `details` element around a link's target), moves the focus there and makes the quote match
    ``:target``, which the style sheet marks; no script is needed.

    Args:
        key: what tells this message from the others on the page; it goes into the ids.
    """
    mark = hashlib.sha256(f"{key}\n{answer.index}\n{answer.question}".encode(errors="replace")).hexdigest()[:10]
    parts = [_html_notice(notice) for notice in answer.triage.notices]
    if rewritten := _rewritten(answer):
        parts.append(f'<p class="searched">Searched for: <q>{escape_html(rewritten)}</q></p>')
    if answer.quotes:
        parts += [f'<p class="prose">{_html_prose(answer.quotes, mark)}</p>', _html_sources(answer.quotes, mark)]
    elif answer.message:
        parts += [f'<p class="prose">{escape_html(line)}</p>' for line in _paragraphs(answer.message).split("\n")]
    if offers := _suggestions(answer):
        parts.append(f'<p class="offer">{_offer(answer)}</p>{questions_to_html(offers)}')
    parts.append(f'<p class="disclaimer">{escape_html(DISCLAIMER)}</p>')
    return f'<article class="answer answer-{answer.outcome}">{"".join(parts)}</article>'


def questions_to_html(questions: Iterable[str]) -> str:
    """Questions to choose from, as a list of buttons; the page asks the text of the one that is pressed."""
    items = (f'<li><button type="button" class="suggestion">{escape_html(text)}</button></li>' for text in questions)
    return f'<ul class="suggestions">{"".join(items)}</ul>'


def escape_html(text: str) -> str:
    """The text on one line, safe between tags and inside a quoted attribute."""
    return html.escape(_line(text), quote=True)


def _html_notice(notice: Notice) -> str:
    body = "".join(f"<p>{escape_html(line)}</p>" for line in _paragraphs(notice.text).split("\n"))
    label = f'<strong class="notice-label">{_label(notice)}</strong>'
    return f'<div role="alert" class="notice notice-{notice.level.label}">{label}{body}</div>'


def _html_prose(quotes: Sequence[Quote], mark: str) -> str:
    return " ".join(
        f'{escape_html(text)}&nbsp;<a class="citation" href="#quote-{mark}-{number}"'
        f' aria-label="Source {number}">[{number}]</a>'
        for text, number in _cited(quotes)
    )


def _html_sources(quotes: Sequence[Quote], mark: str) -> str:
    entries = "".join(f"<li>{_html_source(source, mark)}</li>" for source in sources(quotes))
    return f'<section class="sources" aria-label="Sources"><h3>Sources</h3><ol>{entries}</ol></section>'


def _html_source(source: Source, mark: str) -> str:
    heading = f'<span class="source-heading">{escape_html(source.heading or source.document)}</span>'
    document = f'<span class="source-document">{escape_html(source.document)}</span>' if source.heading else ""
    number = f'<span class="source-number">{source.number}</span>'
    excerpts = "".join(_html_excerpt(*excerpt) for excerpt in source.excerpts)
    return (
        f'<details class="source"><summary>{number}{heading} {document}</summary>'
        f'<div class="quotes" id="quote-{mark}-{source.number}" tabindex="-1">{excerpts}</div></details>'
    )


def _html_excerpt(sentences: Sequence[str], references: Sequence[str]) -> str:
    quoted = "".join(f"<blockquote>{escape_html(text)}</blockquote>" for text in sentences)
    cited = "".join(f"<li>{_html_links(text)}</li>" for text in references)
    return quoted + (f'<ul class="references">{cited}</ul>' if cited else "")


def _html_links(text: str) -> str:
    return "".join(
        f'<a href="{escape_html(part)}" rel="noopener" target="_blank">{escape_html(part)}</a>'
        if is_url
        else html.escape(part)
        for part, is_url in _split_urls(text)
    )


# --- what they share --------------------------------------------------------------------------------------------


def _cited(quotes: Iterable[Quote]) -> Iterator[tuple[str, int]]:
    """Runs of neighbouring sentences from one section, each with the number of its source."""
    quotes = tuple(quotes)
    numbers = {(quote.document, quote.heading): source.number for source in sources(quotes) for quote in source.quotes}
    for section, run in groupby(quotes, key=lambda quote: (quote.document, quote.heading)):
        yield " ".join(_line(quote.text) for quote in run), numbers[section]


def _label(notice: Notice) -> str:
    return LABELS[notice.level]


def _place(source: Source) -> str:
    return f"{source.document} › {source.heading}" if source.heading else source.document


def _suggestions(answer: Answer) -> tuple[str, ...]:
    """What to offer next: nothing where the safety notice is to stand alone."""
    if answer.outcome is Outcome.REFERRED:
        return ()
    return tuple(filter(None, map(_line, answer.suggestions)))


def _offer(answer: Answer) -> str:
    return "Nearest topics" if answer.outcome is Outcome.NOT_COVERED else "You could also ask"


def _rewritten(answer: Answer) -> str:
    """The standalone question, where it says more than the question as asked; else nothing."""
    if answer.outcome not in (Outcome.ANSWER, Outcome.NOT_COVERED):
        return ""
    searched = _line(answer.searched_for)
    return "" if searched.casefold() == _line(answer.question).casefold() else searched


def _split_urls(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at its web addresses: pairs of a piece and whether it is one."""
    position = 0
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?*_~")
        # A bracket closes the sentence around the address unless the address opened one itself, as old DOIs do.
        while url[-1] in ")]" and url.count(")") + url.count("]") > url.count("(") + url.count("["):
            url = url[:-1].rstrip(".,;:!?*_~")
        if url.endswith("//"):
            continue
        yield text[position : match.start()], False
        yield url, True
        position = match.start() + len(url)
    yield text[position:], False


def _line(text: str) -> str:
    """The text on one line, without control characters and with its white space folded."""
    return " ".join(_printable(text).split())


def _paragraphs(text: str) -> str:
    """The text without control characters, its lines kept and its blank ones dropped."""
    return "\n".join(filter(None, (_line(line) for line in text.splitlines())))


def _printable(text: str) -> str:
    """White space as it is; control characters and text-direction overrides dropped; lone surrogates replaced."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))
