"""Word files: headings by style, lists, tables with their head. The files are written here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from conftest import assert_exact, read_text, shape
from docx.document import Document

from assistant.corpus.docx import extract
from assistant.corpus.extracted import outline


def written(fill: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    fill(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def article(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "Internal copy"
    document.add_heading("Strong hips", 0)
    document.add_heading("Muscles", 1)
    paragraph = document.add_paragraph("The gluteus medius ")
    paragraph.add_run("abducts").bold = True
    paragraph.add_run(" the hip. It is\na hip muscle – 2 × stronger.")
    document.add_paragraph("Side steps", style="List Bullet")
    document.add_paragraph("Clamshells", style="List Number")
    document.add_heading("Exercises", 2)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Exercise", "Sets", "Clamshell", "3 of 10"), strict=True):
        cell.text = text
    merged = table.add_row().cells
    merged[0].merge(merged[1]).text = "Stop when it hurts"
    document.add_paragraph("# is no heading here.")


def test_items_of_a_numbered_list_know_their_numbers() -> None:
    def fill(document: Document) -> None:
        for text, style in [("One.", "List Number"), ("Two.", "List Number"), ("Rest.", None), ("One.", "List Number")]:
            document.add_paragraph(text, style=style)

    text, _ = extract(written(fill))
    assert text == "1. One.\n\n2. Two.\n\nRest.\n\n1. One.\n"
    assert [found.step for found in read_text(text, name="a.docx").sections[0].sentences] == [1, 2, 0, 1]


def test_a_list_within_an_item_leaves_the_numbers_of_the_outer_one() -> None:
    def fill(document: Document) -> None:
        for text, style in [("One.", ""), ("Inside.", " 2"), ("Two.", "")]:
            document.add_paragraph(text, style=f"List Number{style}")
        document.add_paragraph("Beside.", style="List Bullet 2")
        document.add_paragraph("Three.", style="List Number")

    text, _ = extract(written(fill))
    assert text == "1. One.\n\n- Inside.\n\n2. Two.\n\n- Beside.\n\n3. Three.\n"


def test_an_article() -> None:
    text, warning = extract(written(article))
    assert warning == ""
    document = read_text(text, name="hips.docx")
    assert document.title == "Strong hips"
    assert shape(document) == [
        (
            "Muscles",
            [
                "The gluteus medius abducts the hip.",
                "It is a hip muscle – 2 × stronger.",
                "Side steps",
                "Clamshells",
            ],
        ),
        (
            "Muscles > Exercises",
            ["Exercise: Clamshell; Sets: 3 of 10", "Exercise: Stop when it hurts", "is no heading here."],
        ),
    ]
    assert_exact(text, outline(text))


def test_without_a_title_the_first_heading_is_one() -> None:
    def fill(document: Document) -> None:
        document.add_heading("Hips", 1)
        document.add_paragraph("The hip is a joint.")

    assert read_text(extract(written(fill))[0], name="x.docx").title == "Hips"


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted", b"PK no zip"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"not a Word file \(.docx\), or protected with a password"):
        extract(data)


def test_a_zip_of_something_else_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("x.txt", "x")
    with pytest.raises(ValueError, match="not a Word file"):
        extract(file.getvalue())
