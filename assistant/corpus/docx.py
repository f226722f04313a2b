"""Word files -> extracted text, by python-docx: headings by their styles, lists, tables; no page headers or footers."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from assistant.corpus.extracted import Extract

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_MAX_UNPACKED = 200_000_000
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def extract(data: bytes) -> tuple[str, str]:
    """The text of a Word file; there is no warning to give.

    Raises:
        ValueError: when it is none, or is protected with a password.
        ImportError: when python-docx is not installed.
    """
    import docx  # noqa: PLC0415 - an extra, and only needed for such a file
    from docx.text.paragraph import Paragraph  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > _MAX_UNPACKED:
            raise ValueError("unpacked it is larger than 200 MB; split it into several documents")
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, SyntaxError, docx.exceptions.PythonDocxError) as error:
        raise ValueError("not a Word file (.docx), or protected with a password; save it anew without one") from error
    found = Extract()
    content = list(document.iter_inner_content())
    titled = any(isinstance(part, Paragraph) and _style(part) == "title" for part in content)
    count = 0
    for part in content:
        style = _style(part) if isinstance(part, Paragraph) else ""
        numbered = style == "list number"
        if numbered or not style.startswith("list"):  # a list within an item does not end the numbered one
            count = count + 1 if numbered else 0
        if isinstance(part, Paragraph):
            _add_paragraph(found, part, titled=titled, step=count if numbered else 0)
        else:
            _add_table(found, part)
    return found.text, ""


def _style(paragraph: Paragraph) -> str:
    return ((paragraph.style.name if paragraph.style else "") or "").lower()


def _add_paragraph(found: Extract, paragraph: Paragraph, *, titled: bool, step: int) -> None:
    style = _style(paragraph)
    heading = _HEADING.match(style)
    if style == "title":
        found.heading(1, paragraph.text)
    elif heading:
        found.heading(int(heading.group(1)) + titled, paragraph.text)
    elif style.startswith("list") or _is_numbered(paragraph):
        found.item(paragraph.text, step=step)
    elif style != "caption" and not style.startswith("toc"):
        found.paragraph(paragraph.text)


def _is_numbered(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr  # python-docx has no public name for a list's mark
    return properties is not None and properties.numPr is not None


def _add_table(found: Extract, table: Table) -> None:
    """The rows of a table; its first row is its head, as in nearly every one. A merged cell counts once."""
    rows = []
    for row in table.rows:
        cells = list({id(cell._tc): cell for cell in row.cells}.values())
        rows.append([cell.text for cell in cells])
    found.table(rows, headed=len(rows) > 1)
