"""A whole document as HTML, with the quoted sentences marked, for reading beside the answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from assistant.domain import Document, Section, Sentence
from assistant.render.escaping import escape_html, html_links, one_line
from assistant.render.lists import steps_to_html
from assistant.render.parts import reviewed_on
from assistant.render.pictures import Shown, no_picture, picture_to_html, pictures


def document_to_html(document: Document, *, quoted: Collection[int] = (), shown: Shown = no_picture) -> str:
    """The document as the assistant reads it: title, review date, every section, figures and references.

    Args:
        document: what to show.
        quoted: where the sentences to mark start.
        shown: where the browser finds a figure.
    """
    notes = _notes(document)
    figures: dict[Section, str] = {}
    for picture in pictures(document):
        figures[picture.section] = figures.get(picture.section, "") + picture_to_html(picture, shown)
    body = ""
    path: tuple[str, ...] = ()
    for section in document.sections:
        headings = section.headings[1:]
        new = next((n for n, pair in enumerate(zip(headings, path, strict=False)) if pair[0] != pair[1]), len(path))
        for depth, heading in enumerate(headings[new:], start=new + 3):
            level = min(depth, 6)
            body += f"<h{level}>{escape_html(heading)}</h{level}>"
        path = headings
        body += "".join(_blocks(section.sentences, quoted, notes)) + figures.get(section, "")
    return f'<article class="document">{_header(document)}{body}{_references(notes)}</article>'


def _header(document: Document) -> str:
    about = [escape_html(document.key)]
    if date := reviewed_on(document):
        about.append(f"reviewed {escape_html(date)}")
    return (
        f'<header><h2 tabindex="-1">{escape_html(document.title)}</h2>'
        f'<p class="document-about">{" · ".join(about)}</p></header>'
    )


def _notes(document: Document) -> dict[str, int]:
    """The references of a document, each with its number."""
    sentences = (sentence for section in document.sections for sentence in section.sentences)
    texts = dict.fromkeys(one_line(text) for sentence in sentences for text in sentence.references)
    return {text: number for number, text in enumerate(texts, start=1)}


def _blocks(sentences: Sequence[Sentence], quoted: Collection[int], notes: dict[str, int]) -> Iterator[str]:
    """Paragraphs, and lists of the items that follow each other."""
    for (listed, numbered), run in groupby(sentences, key=lambda sentence: (sentence.item, sentence.step > 0)):
        texts = [
            (step, " ".join(_sentence(sentence, quoted, notes) for sentence in block))
            for (step, _), block in groupby(run, key=lambda sentence: (sentence.step, sentence.block))
        ]
        if numbered:
            yield steps_to_html(texts)
        elif listed:
            yield f"<ul>{''.join(f'<li>{text}</li>' for _, text in texts)}</ul>"
        else:
            yield "".join(f"<p>{text}</p>" for _, text in texts)


def _sentence(sentence: Sentence, quoted: Collection[int], notes: dict[str, int]) -> str:
    text = escape_html(sentence.text)
    if sentence.start in quoted:
        text = f'<mark data-start="{sentence.start:d}" tabindex="-1">{text}</mark>'
    numbers = (notes[one_line(reference)] for reference in sentence.references)
    links = (f'<a href="#reference-{n}" aria-label="Reference {n}">{n}</a>' for n in numbers)
    return text + "".join(f"<sup>{link}</sup>" for link in links)


def _references(notes: dict[str, int]) -> str:
    if not notes:
        return ""
    items = "".join(
        f'<li id="reference-{number}" tabindex="-1">{html_links(text)}</li>' for text, number in notes.items()
    )
    return f'<section class="document-references"><h3>References</h3><ol>{items}</ol></section>'
