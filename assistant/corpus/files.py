"""Files of a corpus folder: which there are, what they hold, and why one is refused. Standard library only."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError, DocumentError

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plaintext",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
NOT_READ_YET = frozenset({".doc", ".odt", ".rtf", ".rst"})
_LISTED = FORMATS.keys() | NOT_READ_YET
MAX_BYTES = 10_000_000
GLOSSARY = "glossary.yaml"
"""The name of the file of everyday words, at the top of the corpus."""
Stamp = tuple[int, int, int]
"""(size in bytes, time of last change in ns, the same of name, place and rights as well), as the folder has them."""
UNTOLD: Stamp = (0, 0, 0)
"""The stamp of a file of which the folder says nothing, or nothing to rely on."""
_RACY_NS = 2_000_000_000
"""A file that changed within the last two seconds may change again under the same time: clocks of file systems are
coarse."""
_MOST_WESTERN = 5
"""Text in Windows-1252 has at most one byte in so many outside ASCII; otherwise it is something else."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the corpus. ``key`` is its path relative to the corpus, with forward slashes.

    ``refusal`` says why the file is not to be read, whatever it holds; it is empty for an ordinary one.
    """

    key: str
    path: Path
    refusal: str = ""

    @property
    def format(self) -> str:
        """The reader that the file's ending asks for; empty for a format that none reads yet."""
        return FORMATS.get(self.path.suffix.lower(), "")

    def stamp(self) -> Stamp:
        """What the folder says of the file; `UNTOLD` where that cannot be had."""
        try:
            status = self.path.stat()
        except OSError:
            return UNTOLD
        return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    def is_as(self, known: Stamp, stamp: Stamp) -> bool:
        """Whether the file is as it was when its stamp was ``known``, by its ``stamp`` now; False when in doubt."""
        return known == stamp != UNTOLD and not self.refusal

    def read(self) -> bytes:
        """What the file holds.

        Raises:
            DocumentError: with the reason, when it is not to be read, or cannot be.
        """
        if self.refusal:
            raise DocumentError(self.key, self.refusal)
        if not self.format and self.key != GLOSSARY:
            raise DocumentError(self.key, "this format is not read; save it as .md, .txt, .html, .pdf or .docx")
        try:
            if self.path.is_dir():
                raise DocumentError(self.key, "this is a folder with a document's name; rename it")
            if self.path.stat().st_size > MAX_BYTES:
                limit = MAX_BYTES // 1_000_000
                raise DocumentError(self.key, f"larger than {limit} MB; split it into several documents")
            return self.path.read_bytes()
        except OSError as error:
            raise DocumentError(self.key, f"cannot be read ({error.strerror})") from error


def glossary_files(corpus: Path) -> list[SourceFile]:
    """The file of everyday words, which is no document; none where the corpus has none."""
    path = corpus / GLOSSARY
    return [SourceFile(GLOSSARY, path)] if path.exists() else []


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a text file, a byte-order mark taken off, line ends as they are; and a warning, or nothing.

    Raises:
        ValueError: when it is neither UTF-8 nor looks like Windows-1252; the message names the line.
    """
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        text = _western(data)
        if text is not None:
            return text, "not UTF-8, read as Windows-1252; check its accents and save it with UTF-8 encoding"
        line = data.count(b"\n", 0, error.start) + 1
        found = f"line {line}, byte 0x{data[error.start]:02x}"
        raise ValueError(f"not UTF-8 text ({found}); save the file with UTF-8 encoding") from error


def _western(data: bytes) -> str | None:
    """The text in Windows-1252; None where it does not look like that."""
    control = any(byte < 0x20 and byte not in b"\t\n\r\f" for byte in data)
    if control or _MOST_WESTERN * sum(byte >= 0x80 for byte in data) > len(data):
        return None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def lasting(stamp: Stamp) -> Stamp:
    """A stamp that tells whether the file has changed since; `UNTOLD` where the file is too fresh for that."""
    return stamp if max(stamp[1:]) < time.time_ns() - _RACY_NS else UNTOLD


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file's content, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def list_files(corpus: Path) -> list[SourceFile]:
    """Every document of the folder and its subfolders, sorted by key; hidden files and other endings are passed over.

    A folder named like a document is listed too, and a link that leads out of the corpus, since what it points to is
    not the editor's text: reading them says what is wrong.

    Raises:
        CorpusError: when the folder is missing or is not a folder.
    """
    check_folder(corpus)
    root = corpus.resolve()
    above = len(os.path.join(corpus, ""))
    found = []
    for entry in _entries(os.fspath(corpus)):
        # Neither `resolve` nor the entry's own `is_dir` takes a link that leads nowhere, such as a circle, as it is.
        leaves = entry.is_symlink() and not Path(os.path.realpath(entry.path)).is_relative_to(root)
        known = os.path.splitext(entry.name)[1].lower() in _LISTED and not entry.name.startswith("~$")
        if known or (leaves and os.path.isdir(entry.path)):
            found.append(_source_file(entry.path, entry.path[above:], leaves=leaves))
    return sorted(found, key=lambda file: file.key)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """All that is in a folder and its subfolders, but what is hidden; links to folders are not followed."""
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not entry.name.startswith(".")]
    except OSError as error:  # its documents are not gone
        raise CorpusError(f"the folder {error.filename} cannot be read ({error.strerror})") from error
    for entry in entries:
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path)


def check_folder(corpus: Path) -> None:
    """See that there is a folder of documents.

    Raises:
        CorpusError: when there is none.
    """
    if not corpus.exists():
        raise CorpusError(f"the corpus folder {corpus} does not exist; name another with --corpus")
    if not corpus.is_dir():
        raise CorpusError(f"the corpus {corpus} is not a folder; name the folder that holds the documents")


def _source_file(path: str, name: str, *, leaves: bool) -> SourceFile:
    name = name.replace(os.sep, "/")
    key = name.encode("utf-8", "backslashreplace").decode()
    refusal = "a link that leads out of the corpus; put a copy of what it names here" if leaves else ""
    if key != name:
        refusal = "its name is not valid UTF-8; rename the file"
    return SourceFile(key, Path(path), refusal)
