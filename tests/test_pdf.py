"""PDF: paragraphs, headings, lists and tables come back from letters and their places. The files are written here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import assert_exact, read_text, shape
from fpdf import FPDF

from assistant.corpus.extracted import outline
from assistant.corpus.pdf import extract

LONG = (
    "The gluteus medius lifts the leg to the side and keeps the pelvis level when you stand on one leg, which takes "
    "more words than a line of the page can hold, so that it is wrapped. It is a hip muscle."
)


class Pages(FPDF):
    """A document with a running head and page numbers, as programs write them."""

    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(0, 8, "Hip guide, internal copy", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 10, f"Page {self.page_no()} of 3", align="C")

    def heading(self, text: str, size: float) -> None:
        self.set_font("helvetica", style="B", size=size)
        self.cell(0, 12, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def prose(self, text: str) -> None:
        self.set_font("helvetica", size=11)
        self.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(4)


def written(fill: Callable[[Any], object], kind: type[FPDF] = Pages) -> bytes:
    pages = kind()
    pages.add_page()
    fill(pages)
    return bytes(pages.output())


def article(pages: Pages) -> None:
    pages.heading("Strong hips", 22)
    pages.heading("What the muscles do", 15)
    pages.prose(LONG)
    pages.prose("A second paragraph says more.")
    pages.prose("- Side steps with a band\n- Clamshells on the floor")
    pages.heading("Exercises", 15)
    pages.set_font("helvetica", size=11)
    with pages.table() as table:
        for cells in (("Exercise", "Sets"), ("Clamshell", "3 of 10"), ("Side step", "2 of 15")):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    for number in ("second", "third"):
        pages.add_page()
        pages.prose(f"The {number} page has its own sentence.")


def test_items_of_a_numbered_list_know_their_numbers() -> None:
    text, _ = extract(written(lambda pages: pages.prose("1. Lie on your side.\n2) Lift the top knee.\n- Rest.")))
    found = read_text(text, name="a.pdf").sections[0].sentences
    steps = {sentence.text: sentence.step for sentence in found}
    assert (steps["Lie on your side."], steps["Lift the top knee."], steps["Rest."]) == (1, 2, 0)


def test_an_article() -> None:
    text, warning = extract(written(article))
    assert warning == ""
    document = read_text(text, name="guide.pdf")
    assert document.title == "Strong hips"
    assert shape(document) == [
        (
            "What the muscles do",
            [
                LONG.partition("wrapped. ")[0] + "wrapped.",
                "It is a hip muscle.",
                "A second paragraph says more.",
                "Side steps with a band",
                "Clamshells on the floor",
            ],
        ),
        (
            "Exercises",
            [
                "Exercise: Clamshell; Sets: 3 of 10",
                "Exercise: Side step; Sets: 2 of 15",
                "The second page has its own sentence.",
                "The third page has its own sentence.",
            ],
        ),
    ]
    assert_exact(text, outline(text))


def test_a_paragraph_runs_on_over_the_page() -> None:
    def fill(pages: Pages) -> None:
        pages.heading("Title", 20)
        pages.prose("The first page ends in the middle of")
        pages.add_page()
        pages.prose("a sentence that the second one ends.")

    text, _ = extract(written(fill))
    assert "The first page ends in the middle of a sentence that the second one ends." in text


def test_two_columns_are_read_one_after_the_other() -> None:
    def fill(pages: Pages) -> None:
        pages.set_font("helvetica", size=11)
        for left, word in ((20, "left"), (115, "right")):
            pages.set_xy(left, 60)
            pages.multi_cell(75, 6, f"The {word} column holds a few lines of text that belong together. " * 3)

    text, _ = extract(written(fill))
    first, second = (part for part in text.split("\n\n") if "column" in part)
    assert "right" not in first and "left" not in second


def test_a_word_that_was_parted_is_put_together() -> None:
    def fill(pages: Pages) -> None:
        pages.prose("The hip abduc-\ntors lift the leg. A side-\nlying leg raise is a side-lying raise.")

    text, _ = extract(written(fill))
    assert "The hip abductors lift the leg." in text
    assert "A side-lying leg raise" in text


def test_an_image_alone_is_refused_and_a_page_of_it_is_a_warning() -> None:
    class Bare(Pages):
        def header(self) -> None:
            pass

        def footer(self) -> None:
            pass

    with pytest.raises(ValueError, match=r"holds images and no text; run text recognition \(OCR\)"):
        extract(written(lambda pages: pages.rect(10, 10, 50, 50), Bare))

    def fill(pages: Pages) -> None:
        pages.prose("Some text here.")
        pages.add_page()

    text, warning = extract(written(fill, Bare))
    assert "Some text here." in text
    assert warning == "1 of 2 pages hold no text; run text recognition (OCR) on them"


def test_an_encrypted_file_is_refused() -> None:
    def fill(pages: Pages) -> None:
        pages.prose("Secret.")
        pages.set_encryption(owner_password="o", user_password="u")  # noqa: S106 - of this file alone

    with pytest.raises(ValueError, match="encrypted; save it without a password"):
        extract(written(fill))


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\nbroken"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"not a readable PDF \(|holds images and no text"):
        extract(data)
