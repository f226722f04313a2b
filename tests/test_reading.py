"""Reading: documents out of files, sections out of headings, and one bad file does not spoil the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import read_text, shape

from assistant.corpus.files import SourceFile
from assistant.corpus.reading import read_corpus, text_of
from assistant.errors import DocumentError


def test_one_bad_file_is_named_and_the_others_are_read(corpus: Path) -> None:
    (corpus / "bad.md").write_bytes(b"\xff")
    (corpus / "empty.txt").touch()
    read = read_corpus(corpus)
    assert [document.key for document in read.documents] == ["calves.txt", "hips.md"]
    assert [str(problem) for problem in read.problems] == [
        "bad.md: not UTF-8 text (line 1, byte 0xff); save the file with UTF-8 encoding",
        "empty.txt: holds no sentence; write some text or remove the file",
    ]


@pytest.mark.parametrize(
    ("name", "package"), [("x.html", "bs4"), ("x.pdf", "pdfplumber"), ("x.docx", "docx")]
)
def test_a_format_without_its_packages_says_how_to_get_them(
    name: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(DocumentError, match=r"needs more packages; install them with: pip install '\.\[formats\]'"):
        text_of(SourceFile(name, Path(name)), b"x")


def test_no_format_loads_its_packages_before_it_is_met() -> None:
    program = (
        "import sys, assistant.corpus.reading; "
        "sys.exit([name for name in ('bs4', 'lxml', 'pdfplumber', 'docx', 'scipy') if name in sys.modules] or 0)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("text", ["", "\n\n", "# Only a heading\n", "---\ntitle: x\n---\n", "***\n\n```\ncode\n```\n"])
def test_a_document_without_a_sentence_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="holds no sentence"):
        read_text(text, name="x.md")


def test_title_from_front_matter_or_heading_or_name() -> None:
    assert read_text("---\ntitle: A\n---\n# B\n\nText.", name="c.md").title == "A"
    assert read_text("# B\n\nText.", name="c.md").title == "B"
    assert read_text("Text.", name="folder/hip_and-knee.md").title == "hip and knee"


def test_the_title_leads_every_path_once() -> None:
    document = read_text("# T\n\nOne.\n\n## A\n\nTwo.\n\n# U\n\nThree.\n", name="x.md")
    assert [section.headings for section in document.sections] == [("T",), ("T", "A"), ("T", "U")]
    assert shape(document)[1] == ("A", ["Two."])


def test_blocks_are_numbered_and_items_marked() -> None:
    document = read_text("One. Two.\n\n- Three.\n- Four.\n", name="x.md")
    [section] = document.sections
    assert [(s.text, s.block, s.item) for s in section.sentences] == [
        ("One.", 0, False),
        ("Two.", 0, False),
        ("Three.", 1, True),
        ("Four.", 2, True),
    ]
