"""One index generation on disk: what was read, in which words, and where it stands.

    index/CURRENT                     the id of the generation in use, one line
    index/generations/<id>/
        manifest.json                 what it was built from, and a checksum of every other file
        store.sqlite                  documents, passages, sentences, BM25 terms (FTS5), words
        passages.faiss                one unit vector a passage
        sentences.npy                 one unit vector a sentence, float32, in the order of the store

A generation is written once and never changed. Nothing in it is pickled.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from assistant.dense import DenseIndex
from assistant.domain import Document, Passage, Sentence
from assistant.encoder import EncoderCard, Vectors
from assistant.errors import IndexDamaged, IndexMissing

FORMAT = 1
MANIFEST = "manifest.json"
STORE = "store.sqlite"
DENSE = "passages.faiss"
SENTENCES = "sentences.npy"
CURRENT = "CURRENT"
GENERATIONS = "generations"
FILES = (STORE, DENSE, SENTENCES)
_CHECKED_WHOLE = 64_000_000
"""Bytes up to which checksums are compared whenever a generation is opened; above it, sizes are."""

_SCHEMA = """
CREATE TABLE documents (key TEXT PRIMARY KEY, title TEXT, text TEXT, summary TEXT, reviewed TEXT);
CREATE TABLE passages (row INTEGER PRIMARY KEY, id TEXT UNIQUE, document TEXT, headings TEXT);
CREATE TABLE sentences (row INTEGER PRIMARY KEY, passage INTEGER, text TEXT, start INTEGER, "end" INTEGER,
                        refs TEXT, block INTEGER, item INTEGER, terms TEXT);
CREATE INDEX sentences_of_passage ON sentences (passage);
CREATE INDEX passages_of_document ON passages (document);
CREATE TABLE words (word TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE lexical USING fts5 (terms, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE term_counts USING fts5vocab (lexical, 'row');
"""


@dataclass(frozen=True, slots=True)
class DocumentStamp:
    """How a document looked when it was indexed: hash of its text, and what the folder said of the file."""

    sha256: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from. Its id is a hash of all that its content depends on.

    ``problems`` are files that could not be read, with the reason; one whose last good text was kept is among
    ``documents`` as well.
    """

    generation: str
    built_ns: int
    corpus: str
    encoder: EncoderCard
    documents: dict[str, DocumentStamp]
    problems: dict[str, tuple[str, int, int]]
    passages: int
    sentences: int
    splitting: int
    format: int = FORMAT
    checksums: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def save(self, folder: Path) -> None:
        """Write the manifest into a generation's folder."""
        beside = folder / f".{MANIFEST}"
        beside.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False), encoding="utf-8")
        beside.replace(folder / MANIFEST)

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """The manifest of a generation's folder.

        Raises:
            IndexDamaged: when it is missing, is not JSON, or is of another format version.
        """
        try:
            values = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            if values["format"] != FORMAT:
                raise IndexDamaged(f"the index was written in format {values['format']}, this version reads {FORMAT}")
            values["encoder"] = EncoderCard(**values["encoder"])
            values["documents"] = {key: DocumentStamp(**stamp) for key, stamp in values["documents"].items()}
            values["problems"] = {key: tuple(problem) for key, problem in values["problems"].items()}
            return cls(**values)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise IndexDamaged(f"the manifest of generation {folder.name} cannot be read") from error


class Generation:
    """An index generation, open for reading. Safe to use from several threads."""

    def __init__(self, folder: Path, manifest: Manifest, dense: DenseIndex, sentence_vectors: Vectors) -> None:
        self.manifest = manifest
        self.dense = dense
        self.sentence_vectors = sentence_vectors
        # One connection for all threads is safe: SQLite serialises calls, and this one can only read.
        self._database = sqlite3.connect(
            f"{(folder / STORE).resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )

    @property
    def id(self) -> str:
        """The generation's id, the same for the same corpus, model and program."""
        return self.manifest.generation

    @classmethod
    def open(cls, folder: Path) -> Generation:
        """Open a generation after checking that its files are those that its manifest names.

        Raises:
            IndexDamaged: when a file is missing or altered.
        """
        manifest = Manifest.load(folder)
        verify(folder, manifest)
        try:
            vectors = np.load(folder / SENTENCES, mmap_mode="r", allow_pickle=False)
            generation = cls(folder, manifest, DenseIndex.load(folder / DENSE), vectors)
        except (OSError, EOFError, ValueError, sqlite3.Error) as error:
            raise IndexDamaged(f"generation {folder.name} cannot be opened ({type(error).__name__})") from error
        if len(generation.dense) != manifest.passages or len(vectors) != manifest.sentences:
            raise IndexDamaged("the index holds another number of vectors than of passages")
        return generation

    def close(self) -> None:
        """Close the database file."""
        self._database.close()

    def passage(self, row: int) -> Passage:
        """The passage with this row number, which is also its row in the dense index."""
        query = "SELECT id, document, headings FROM passages WHERE row = ?"
        [(identity, document, headings)] = self._rows(query, (row,))
        return Passage(identity, document, tuple(json.loads(headings)), self._sentences(row))

    def _sentences(self, row: int) -> tuple[Sentence, ...]:
        columns = 'text, start, "end", refs, block, item'
        found = self._rows(f"SELECT {columns} FROM sentences WHERE passage = ? ORDER BY row", (row,))  # noqa: S608
        return tuple(
            Sentence(text, start, end, tuple(json.loads(references)), block, bool(item))
            for text, start, end, references, block, item in found
        )

    def sentence_rows(self, row: int) -> tuple[int, list[list[str]]]:
        """Of a passage: the row of its first sentence vector, and the index terms of each sentence."""
        found = self._rows("SELECT row, terms FROM sentences WHERE passage = ? ORDER BY row", (row,))
        return found[0][0], [terms.split() for _, terms in found]

    def lexical(self, terms: Iterable[str], *, k: int) -> list[tuple[int, float]]:
        """The ``k`` best rows for any of the terms by BM25 (k1 1.2, b 0.75; SQLite FTS5), best first, with scores."""
        query = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        if not query:
            return []
        found = self._rows("SELECT rowid, -rank FROM lexical WHERE lexical MATCH ? ORDER BY rank LIMIT ?", (query, k))
        return [(int(row), float(score)) for row, score in found]

    def document_frequency(self, term: str) -> int:
        """In how many passages a term occurs."""
        found = self._rows("SELECT doc FROM term_counts WHERE term = ?", (term,))
        return int(found[0][0]) if found else 0

    def words(self) -> dict[str, int]:
        """The words of the corpus, lower case, with their counts."""
        return dict(self._rows("SELECT word, count FROM words"))

    def headings(self) -> list[tuple[str, ...]]:
        """The heading paths of the corpus in reading order, each once."""
        found = self._rows("SELECT DISTINCT headings FROM passages ORDER BY row")
        return [tuple(json.loads(headings)) for (headings,) in found]

    def document(self, key: str) -> tuple[str, str] | None:
        """Title and text of a document as they were when it was indexed; None when the index has no such document."""
        found = self._rows("SELECT title, text FROM documents WHERE key = ?", (key,))
        return found[0] if found else None

    def rows_by_id(self) -> dict[str, int]:
        """Passage id -> row number, for taking over vectors into the next generation."""
        return dict(self._rows("SELECT id, row FROM passages"))

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise IndexDamaged(f"{STORE} is damaged ({error})") from error


def current_folder(index: Path) -> Path:
    """The folder of the generation in use.

    Raises:
        IndexMissing: when the index has none.
    """
    try:
        name = (index / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        name = ""
    folder = index / GENERATIONS / name
    if not name or not folder.is_dir():
        raise IndexMissing(f"there is no index in {index}; build it with: hip-assistant index")
    return folder


def open_last_good(index: Path) -> Generation:
    """The current generation, or when it is damaged the newest other one that is whole.

    Raises:
        IndexMissing: when there is no generation at all.
        IndexDamaged: when none is whole.
    """
    try:
        return Generation.open(current_folder(index))
    except (IndexMissing, IndexDamaged) as error:
        others = [folder for folder in (index / GENERATIONS).glob("*") if not folder.name.startswith(".")]
        for folder in sorted(others, key=lambda other: other.stat().st_mtime_ns, reverse=True):
            with suppress(IndexDamaged):
                return Generation.open(folder)
        raise error


def verify(folder: Path, manifest: Manifest, *, whole: bool = False) -> None:
    """Compare a generation's files with its manifest: sizes always, checksums unless it is large and not ``whole``.

    Raises:
        IndexDamaged: naming the first file that differs.
    """
    if manifest.generation != folder.name and not folder.name.startswith("."):
        raise IndexDamaged(f"generation {folder.name} holds the manifest of another")
    if not manifest.sizes.keys() == manifest.checksums.keys() == set(FILES):
        raise IndexDamaged(f"the manifest of generation {folder.name} names other files")
    whole = whole or sum(manifest.sizes.values()) <= _CHECKED_WHOLE
    for name, size in manifest.sizes.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size or (whole and checksum(path) != manifest.checksums[name]):
            raise IndexDamaged(f"{name} in generation {folder.name} is damaged")


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def writable(path: Path) -> Iterator[sqlite3.Connection]:
    """A new, empty store to write, on disk as a whole when the block ends."""
    database = sqlite3.connect(path)
    try:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        yield database
        database.commit()
    finally:
        database.close()


def write_document(database: sqlite3.Connection, document: Document) -> None:
    """Add a document's own row."""
    values = (document.key, document.title, document.text, document.summary, document.reviewed)
    database.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", values)


def write_passage(
    database: sqlite3.Connection,
    row: int,
    passage: Passage,
    *,
    first: int,
    terms: Sequence[Sequence[str]],
    head: Sequence[str],
) -> None:
    """Add a passage and its sentences.

    Args:
        database: the store being written.
        row: the passage's row number.
        passage: what to write.
        first: the row of its first sentence.
        terms: the index terms of each sentence.
        head: the index terms of its headings, which count for the passage as a whole.
    """
    headings = json.dumps(passage.headings, ensure_ascii=False)
    database.execute("INSERT INTO passages VALUES (?, ?, ?, ?)", (row, passage.id, passage.document, headings))
    database.executemany(
        "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                first + order,
                row,
                sentence.text,
                sentence.start,
                sentence.end,
                json.dumps(sentence.references, ensure_ascii=False),
                sentence.block,
                int(sentence.item),
                " ".join(found),
            )
            for order, (sentence, found) in enumerate(zip(passage.sentences, terms, strict=True))
        ],
    )
    words = " ".join([*head, *(term for found in terms for term in found)])
    database.execute("INSERT INTO lexical (rowid, terms) VALUES (?, ?)", (row, words))
