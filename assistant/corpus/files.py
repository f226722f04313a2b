"""Files of a corpus folder: which there are, what they hold, and why one is refused. Standard library only."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.errors import CorpusError, DocumentError

FORMATS = {".md": "markdown", ".markdown": "markdown", ".txt": "plaintext"}
NOT_READ_YET = frozenset({".html", ".htm", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".rst"})
MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the corpus. ``key`` is its path relative to the corpus, with forward slashes."""

    key: str
    path: Path

    @property
    def format(self) -> str:
        """The reader that the file's ending asks for; empty for a format that none reads yet."""
        return FORMATS.get(self.path.suffix.lower(), "")

    def stamp(self) -> tuple[int, int]:
        """(size in bytes, time of last change in ns), from one look at the folder; zeros where it cannot be had."""
        try:
            status = self.path.stat()
        except OSError:
            return (0, 0)
        return (status.st_size, status.st_mtime_ns)

    def read(self) -> str:
        """The text of the file, decoded as UTF-8, a byte-order mark taken off, line ends as they are.

        Raises:
            DocumentError: with the reason, when this is no readable text file.
        """
        if not self.format:
            raise DocumentError(self.key, "this format is not read; save it as Markdown (.md) or plain text (.txt)")
        try:
            if self.path.is_dir():
                raise DocumentError(self.key, "this is a folder with a document's name; rename it")
            if self.path.stat().st_size > MAX_BYTES:
                limit = MAX_BYTES // 1_000_000
                raise DocumentError(self.key, f"larger than {limit} MB; split it into several documents")
            return self.path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            found = f"byte 0x{error.object[error.start]:02x} at position {error.start}"
            raise DocumentError(self.key, f"not UTF-8 text ({found}); save the file with UTF-8 encoding") from error
        except OSError as error:
            raise DocumentError(self.key, f"cannot be read ({error.strerror})") from error


def fingerprint(text: str) -> str:
    """The SHA-256 of a document's text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def list_files(corpus: Path) -> list[SourceFile]:
    """Every document of the folder and its subfolders, sorted by key; hidden files and other endings are passed over.

    A folder named like a document is listed too, so that reading it says what is wrong. A link that leads out of
    the corpus is passed over: what it points to is not the editor's text.

    Raises:
        CorpusError: when the folder is missing or is not a folder.
    """
    if not corpus.exists():
        raise CorpusError(f"the corpus folder {corpus} does not exist; name another with --corpus")
    if not corpus.is_dir():
        raise CorpusError(f"the corpus {corpus} is not a folder; name the folder that holds the documents")
    root = corpus.resolve()
    found = []
    for folder, subfolders, names in os.walk(corpus, onerror=_unreadable):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in [*names, *subfolders]:
            path = Path(folder) / name
            if name.startswith(".") or path.suffix.lower() not in FORMATS.keys() | NOT_READ_YET:
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                continue
            found.append(SourceFile(key=str(PurePosixPath(path.relative_to(corpus))), path=path))
    return sorted(found, key=lambda file: file.key)


def _unreadable(error: OSError) -> None:
    """A subfolder that cannot be listed is an error: its documents are not gone."""
    raise CorpusError(f"the folder {error.filename} cannot be read ({error.strerror})") from error
