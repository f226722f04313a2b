"""Files of a corpus: which are listed, and one clear reason for each that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.corpus import files
from assistant.corpus.files import SourceFile, decoded, fingerprint, list_files
from assistant.errors import CorpusError, DocumentError


def test_lists_documents_of_all_subfolders_by_key(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.txt", "a/.hidden.md", ".git/x.md", "notes.log", "a/Z.MD", "page.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Text.", encoding="utf-8")
    assert [file.key for file in list_files(tmp_path)] == ["a/Z.MD", "a/c.txt", "b.md", "page.html"]


def test_a_link_out_of_the_corpus_is_refused(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "secret.md").write_text("Secret.", encoding="utf-8")
    (tmp_path / "others").mkdir()
    (corpus / "own.md").write_text("Own.", encoding="utf-8")
    (corpus / "out.md").symlink_to(tmp_path / "secret.md")
    (corpus / "more").symlink_to(tmp_path / "others")
    (corpus / "within.md").symlink_to(corpus / "own.md")
    found = {file.key: file for file in list_files(corpus)}
    assert list(found) == ["more", "out.md", "own.md", "within.md"]
    for key in ("more", "out.md"):
        with pytest.raises(DocumentError, match="a link that leads out of the corpus; put a copy"):
            found[key].read()
    assert found["within.md"].read() == b"Own."


def test_a_name_that_is_not_utf8_is_refused_under_a_name_that_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"h\xfcfte.md")).write_text("Hip.", encoding="utf-8")
    (tmp_path / "hüfte-Ω.md").write_text("Hip.", encoding="utf-8")
    good, bad = sorted(list_files(tmp_path), key=lambda file: bool(file.refusal))
    assert good.key == "hüfte-Ω.md" and good.read() == b"Hip."
    assert bad.key.encode() == b"h\\udcfcfte.md"
    with pytest.raises(DocumentError, match="not valid UTF-8; rename the file"):
        bad.read()


def test_office_leaves_lock_files_that_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "~$care.docx").write_bytes(b"x")
    assert list_files(tmp_path) == []


def test_windows_1252_is_read_with_a_warning() -> None:
    text, warning = decoded("Die Hüfte – ein Gelenk.".encode("cp1252"))
    assert text == "Die Hüfte – ein Gelenk."
    assert warning.startswith("not UTF-8, read as Windows-1252; check its accents")


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"One.\nTwo \xff\xff\xff\n", "line 2, byte 0xff"),  # too much of it
        (b"A text with a hole: \x81 and more.", "line 1, byte 0x81"),  # no letter of Windows-1252
        ("UTF-16 text".encode("utf-16"), "line 1, byte 0xff"),
        (b"A text\x00with a zero and a \xfc in it.", "line 1, byte 0xfc"),
    ],
)
def test_what_is_neither_is_refused_by_line(data: bytes, where: str) -> None:
    with pytest.raises(ValueError, match=rf"not UTF-8 text \({where}\); save the file with UTF-8 encoding"):
        decoded(data)


@pytest.mark.parametrize(("name", "reason"), [("missing", "does not exist"), ("file", "is not a folder")])
def test_no_folder(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CorpusError, match=reason):
        list_files(tmp_path / name)


def test_reads_utf8_without_its_mark_and_leaves_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbfOne\r\nt\xc3\xbc\n")
    assert decoded(SourceFile("x.txt", path).read()) == ("One\r\ntü\n", "")


def test_reasons_for_not_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "big.txt").write_bytes(b"x" * 101)
    (tmp_path / "old.doc").write_bytes(b"x")
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
        "old.doc": "this format is not read; save it as .md, .txt, .html, .pdf or .docx",
    }


def test_a_link_that_leads_nowhere_is_named_if_it_has_a_documents_name_and_else_passed_over(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "circle.md").symlink_to("circle.md")
    (tmp_path / "circle").symlink_to("circle")
    (corpus / "out").symlink_to(tmp_path / "circle")
    (corpus / "long").symlink_to(tmp_path / ("n" * 300))
    [file] = list_files(corpus)
    assert (file.key, file.stamp()) == ("circle.md", files.UNTOLD)
    with pytest.raises(DocumentError, match="cannot be read"):
        file.read()


def test_a_stamp_tells_a_change_even_where_size_and_time_were_set_back(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    file = SourceFile("x.md", path)
    assert file.stamp() == files.UNTOLD and not file.is_as(files.UNTOLD, files.UNTOLD)
    path.write_text("four", encoding="utf-8")
    before = path.stat()
    known = file.stamp()
    assert known == (4, before.st_mtime_ns, before.st_ctime_ns) and file.is_as(known, file.stamp())
    while path.stat().st_ctime_ns == before.st_ctime_ns:
        path.write_text("five", encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stamp()[:2] == known[:2] and not file.is_as(known, file.stamp())
    assert not SourceFile("x.md", path, "a link").is_as(file.stamp(), file.stamp())


def test_a_file_that_has_just_changed_has_no_stamp_to_rely_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 10_000_000_000)
    assert files.lasting((4, 7_000_000_000, 7_999_999_999)) == (4, 7_000_000_000, 7_999_999_999)
    assert files.lasting((4, 7_000_000_000, 8_000_000_000)) == files.UNTOLD
    assert files.lasting((4, 99_000_000_000, 7_000_000_000)) == files.UNTOLD


def test_fingerprint_tells_contents_apart() -> None:
    assert len(fingerprint(b"\xff")) == 64
    assert fingerprint(b"a") != fingerprint(b"b")
