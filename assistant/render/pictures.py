"""The figures of a document: image lines in its Markdown, each belonging to the section that it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.domain import Document, Section
from assistant.render.escaping import escape_html

_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\(\s*<?(?P<path>[^()\s<>\"]+\.svg)>?\s*\)", re.IGNORECASE)
_HEADING = re.compile(r"^ {0,3}#{1,6}\s|^[^\n]+\n {0,3}(?:=+|-+)\s*$", re.MULTILINE)

Shown = Callable[[str], str | None]
"""Where a browser finds the figure of this path, relative to the corpus; None when it is not to be shown."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure: its path relative to the corpus, what it shows in words, and the section that it belongs to."""

    path: str
    alt: str
    section: Section


def no_picture(path: str) -> None:
    """For renderings without figures."""


def pictures(document: Document) -> Iterator[Picture]:
    """The figures of a document in reading order. A figure without a text for those who cannot see it is left out."""
    sentences = [(sentence, section) for section in document.sections for sentence in section.sentences]
    starts = [sentence.start for sentence, _ in sentences]
    for match in _IMAGE.finditer(document.text):
        after = bisect_right(starts, match.start())
        before = sentences[after - 1] if after else None
        between = document.text[before[0].end if before else 0 : match.start()]
        if (before is None or _HEADING.search(between)) and after < len(sentences):
            section = sentences[after][1]
        elif before:
            section = before[1]
        else:
            continue
        if alt := match["alt"].strip():
            yield Picture(match["path"], alt, section)


def picture_to_html(picture: Picture, shown: Shown) -> str:
    """The figure with its text; nothing when it is not to be shown."""
    address = shown(picture.path)
    if address is None:
        return ""
    alt = escape_html(picture.alt)
    return f'<figure><img src="{escape_html(address)}" alt="{alt}"><figcaption>{alt}</figcaption></figure>'
