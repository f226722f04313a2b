"""PDF -> extracted text, by pdfplumber over pdfminer.six: paragraphs in reading order, headings by size, tables.

A PDF knows letters and their places and nothing else. What is larger than most of the text, or bold and alone, is a
heading; what stands at the edge of several pages is a running head; a table is what is ruled like one.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.corpus.extracted import Extract

if TYPE_CHECKING:
    from pdfplumber.page import Page

_BULLET = re.compile(r"(?:[-*•‣◦·–▪●]|\(?(\d{1,2})[.)])\s+")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_LARGER = 1.12
"""A heading's letters are at least so many times as large as those of the text."""
_MOST_HEADING_WORDS = 14
_LINE_MARGIN = 1.0
"""Lines that are parted by less than their height are in one box."""
_PARTED = 1.25
"""A paragraph ends where the next line is so many times as far away as lines of the text are."""
_WIDEST = 1.8
"""Nobody sets lines of text further apart than so many times the size of its letters."""
_EDGE = 0.08
"""Running heads and page numbers stand within this share of the page's height from an edge."""


@dataclass(slots=True)
class _Line:
    """A line of a page: its text, the size of its letters, and where it stands; all lengths in points.

    ``box`` counts the boxes of a page, in which pdfminer.six puts lines that stand together, such as those of a column;
    ``left`` and ``base`` are the line's left end and its foot, seen from the foot of the page.
    """

    text: str
    size: float
    bold: bool
    box: int
    left: float
    base: float
    edge: bool


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)


def extract(data: bytes) -> tuple[str, str]:
    """The text of a PDF, and a warning when some of its pages hold none.

    Raises:
        ValueError: when it is no PDF, is encrypted, or holds images alone.
        ImportError: when pdfplumber is not installed.
    """
    import pdfplumber  # noqa: PLC0415 - an extra, and only needed for such a file
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it names every oddity of a font
    try:
        with pdfplumber.open(io.BytesIO(data), laparams={"line_margin": _LINE_MARGIN}) as file:
            pages = [list(_parts(page)) for page in file.pages]
            title = str(file.metadata.get("Title") or "").strip()
    except Exception as error:  # pdfminer raises whatever a broken file makes of it
        causes = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
            raise ValueError("encrypted; save it without a password") from error
        raise ValueError(f"not a readable PDF ({type(error).__name__}); save it anew") from error
    empty = sum(not page for page in pages)
    if empty == len(pages):
        raise ValueError("holds images and no text; run text recognition (OCR) on it first")
    warning = f"{empty} of {len(pages)} pages hold no text; run text recognition (OCR) on them" if empty else ""
    return _text(pages, title), warning


def _parts(page: Page) -> Iterator[_Line | _Table]:
    """The lines and tables of a page in reading order."""
    from pdfminer.layout import LTChar, LTTextBox, LTTextLine  # noqa: PLC0415 - an extra

    height = float(page.height)
    tables = page.find_tables()
    shown: set[int] = set()
    for number, box in enumerate(part for part in page.layout if isinstance(part, LTTextBox)):
        for line in (part for part in box if isinstance(part, LTTextLine)):
            letters = [letter for letter in line if isinstance(letter, LTChar) and letter.get_text().strip()]
            if not letters:
                continue
            inside = _table_at(tables, (line.x0 + line.x1) / 2, height - (line.y0 + line.y1) / 2)
            if inside is None:
                size = Counter(round(letter.size, 1) for letter in letters).most_common(1)[0][0]
                bold = all("bold" in letter.fontname.lower() for letter in letters)
                edge = line.y0 > height * (1 - _EDGE) or line.y1 < height * _EDGE
                yield _Line(" ".join(line.get_text().split()), size, bold, number, line.x0, line.y0, edge)
            elif inside not in shown:
                shown.add(inside)
                yield _Table([[cell or "" for cell in row] for row in tables[inside].extract()])


def _table_at(tables: Sequence[Any], x: float, y: float) -> int | None:
    """The number of the table that a point lies in."""
    for number, table in enumerate(tables):
        left, top, right, bottom = table.bbox
        if left <= x <= right and top <= y <= bottom:
            return number
    return None


def _text(pages: list[list[_Line | _Table]], title: str) -> str:
    running = _running_heads(pages)
    parts = [part for page in pages for part in page if isinstance(part, _Table) or _bare(part) not in running]
    lines = [part for part in parts if isinstance(part, _Line)]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = sorted({line.size for line in lines if line.size >= body * _LARGER}, reverse=True)
    words = Counter(word for line in lines for word in re.findall(r"[\w-]+\w", line.text.lower()))
    found = Extract()
    if title and not larger:
        found.heading(1, title)
    for group in _groups(parts, _pitch(lines, body), body):
        if isinstance(group, _Table):
            found.table(group.rows, headed=len(group.rows) > 1)
            continue
        first = group[0]
        text = _joined([line.text for line in group], words)
        if first.size in larger and len(text.split()) <= _MOST_HEADING_WORDS:
            found.heading(larger.index(first.size) + 1, text)
        elif first.bold and len(text.split()) <= _MOST_HEADING_WORDS and text[-1] not in ".,;":
            found.heading(len(larger) + 2 if not larger else len(larger) + 1, text.removesuffix(":"))
        elif bullet := _BULLET.match(text):
            found.item(text[bullet.end() :], step=int(bullet.group(1) or 0))
        else:
            found.paragraph(text)
    return found.text


def _bare(line: _Line) -> str:
    """What a running head has in common on all pages: its text without the number of the page."""
    if line.edge and _PAGE_NUMBER.fullmatch(line.text):
        return "#"
    return re.sub(r"\d+", "#", line.text) if line.edge else ""


def _running_heads(pages: list[list[_Line | _Table]]) -> set[str]:
    counted = Counter[str]()
    for page in pages:
        counted.update({_bare(part) for part in page if isinstance(part, _Line) and part.edge})
    often = {text for text, count in counted.items() if count > 1 and count * 2 >= len(pages)}
    return {"#"} | {text for text in often if len(text.split()) <= _MOST_HEADING_WORDS}


def _pitch(lines: Sequence[_Line], body: float) -> float:
    """How far the lines of the text are from each other, foot to foot."""
    near = [
        round(line.base - below.base, 1)
        for line, below in pairwise(lines)
        if line.box == below.box and line.size == below.size == body and line.base > below.base
    ]
    return min(Counter(near).most_common(1)[0][0] if near else body, _WIDEST * body)


def _groups(parts: Sequence[_Line | _Table], pitch: float, body: float) -> Iterator[list[_Line] | _Table]:
    """Tables, and the lines of one paragraph, heading or item together. A paragraph may run on from page to page."""
    group: list[_Line] = []
    for part in parts:
        if group and (isinstance(part, _Table) or _parted(group[-1], part, pitch, body)):
            yield group
            group = []
        if isinstance(part, _Table):
            yield part
        else:
            group.append(part)
    if group:
        yield group


def _parted(before: _Line, line: _Line, pitch: float, body: float) -> bool:
    """Whether a line begins something new."""
    alike = abs(before.size - line.size) < 0.5 and before.bold == line.bold
    if not alike or _BULLET.match(line.text):
        return True
    ended = before.text.endswith((".", "!", "?", ":"))
    if before.box == line.box and before.base > line.base:
        indented = line.left - before.left > 0.8 * line.size
        far = before.base - line.base > _PARTED * pitch * max(1.0, line.size / body)
        return far or (ended and indented)
    return ended or before.size != body or not line.text[:1].islower()


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    """Lines as one; a word that was parted at a line's end is put together, unless it is written with a hyphen."""
    text = lines[0]
    for line in lines[1:]:
        parted = re.search(r"(\w+)-$", text)
        second = re.match(r"[a-z]+", line)
        if parted and second:
            whole = f"{parted.group(1)}{second.group()}".lower()
            hyphened = f"{parted.group(1)}-{second.group()}".lower()
            text = (text if words[hyphened] > words[whole] else text[:-1]) + line
        else:
            text += " " + line
    return text
