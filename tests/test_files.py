"""Files of a corpus: which are listed, and one clear reason for each that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus import files
from assistant.corpus.files import SourceFile, fingerprint, list_files
from assistant.errors import CorpusError, DocumentError


def test_lists_documents_of_all_subfolders_by_key(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.txt", "a/.hidden.md", ".git/x.md", "notes.log", "a/Z.MD", "page.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Text.", encoding="utf-8")
    assert [file.key for file in list_files(tmp_path)] == ["a/Z.MD", "a/c.txt", "b.md", "page.html"]


def test_a_link_out_of_the_corpus_is_passed_over(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "secret.md").write_text("Secret.", encoding="utf-8")
    (corpus / "own.md").write_text("Own.", encoding="utf-8")
    (corpus / "out.md").symlink_to(tmp_path / "secret.md")
    (corpus / "within.md").symlink_to(corpus / "own.md")
    assert [file.key for file in list_files(corpus)] == ["own.md", "within.md"]


@pytest.mark.parametrize(("name", "reason"), [("missing", "does not exist"), ("file", "is not a folder")])
def test_no_folder(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CorpusError, match=reason):
        list_files(tmp_path / name)


def test_reads_utf8_without_its_mark_and_leaves_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbfOne\r\nt\xc3\xbc\n")
    assert SourceFile("x.txt", path).read() == "One\r\ntü\n"


def test_reasons_for_not_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    (tmp_path / "latin.md").write_bytes("Gr\xfc\xdfe".encode("latin-1"))
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "big.txt").write_bytes(b"x" * 101)
    (tmp_path / "page.html").write_bytes(b"<p>")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    reasons = {}
    for file in list_files(tmp_path):
        with pytest.raises(DocumentError) as caught:
            file.read()
        reasons[file.key] = caught.value.reason
    assert reasons == {
        "big.txt": "larger than 0 MB; split it into several documents",
        "folder.md": "this is a folder with a document's name; rename it",
        "gone.md": "cannot be read (No such file or directory)",
        "latin.md": "not UTF-8 text (byte 0xfc at position 2); save the file with UTF-8 encoding",
        "page.html": "this format is not read; save it as Markdown (.md) or plain text (.txt)",
    }


def test_stamp_is_size_and_time(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    assert SourceFile("x.md", path).stamp() == (0, 0)
    path.write_text("four", encoding="utf-8")
    assert SourceFile("x.md", path).stamp() == (4, path.stat().st_mtime_ns)


def test_fingerprint_takes_any_text() -> None:
    assert len(fingerprint("\ud800")) == 64
    assert fingerprint("a") != fingerprint("b")
