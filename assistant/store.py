"""One index generation on disk, open for reading: what was read, in which words, and where it stands.

    index/CURRENT                     the name of the generation in use, one line
    index/generations/<id>/           see `manifest`

A generation is written once and never changed. Nothing in it is pickled.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from assistant.dense import DenseIndex
from assistant.domain import Document, Passage, Section, Sentence
from assistant.encoder import Vectors
from assistant.errors import IndexDamaged, IndexMissing
from assistant.glossary import Glossary
from assistant.manifest import STORE, Manifest, dense_file, sentence_file, verify
from assistant.terms import terms

CURRENT = "CURRENT"
GENERATIONS = "generations"
KEPT = 4_096
"""So many passages, and the terms of as many, stay in memory once they were read: a small corpus as a whole."""


class PassageRow(NamedTuple):
    """A row of the store's table of passages.

    ``slot`` numbers the passage's sentences and terms, and stays the same from generation to generation; ``row`` is
    the place of its vector, in reading order within a document, documents by shard and key. ``first`` and ``length``
    are its sentences among all. ``vector`` is a hash of all that the vectors depend on, ``headings`` is JSON, and
    ``head`` its headings' index terms.
    """

    row: int
    slot: int
    first: int
    length: int
    id: str
    vector: str
    document: str
    headings: str
    head: str


class Extent(NamedTuple):
    """Where a document's passages stand: their first row and how many they are, and the same of their sentences."""

    row: int
    passages: int
    first: int
    sentences: int


class SentenceVectors:
    """The vectors of all sentences, numbered through from the first shard to the last; mapped, not read."""

    def __init__(self, shards: Sequence[Vectors]) -> None:
        self.shards = shards
        self._starts = [0, *accumulate(len(shard) for shard in shards)]

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, wanted: slice) -> Vectors:
        """Rows of one shard, of shape (rows, dimension); the sentences of a passage are always in one."""
        shard = min(bisect_right(self._starts, wanted.start), len(self.shards)) - 1
        first = self._starts[shard]
        return self.shards[shard][wanted.start - first : wanted.stop - first]


class Generation:
    """An index generation, open for reading. Safe to use from several threads."""

    def __init__(
        self, folder: Path, manifest: Manifest, dense: DenseIndex, sentence_vectors: SentenceVectors, held: BinaryIO
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.dense = dense
        self.sentence_vectors = sentence_vectors
        self._held = held
        self._passages: dict[int, Passage] = {}
        self._terms: dict[int, tuple[int, list[list[str]]]] = {}
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
        try:
            held = _hold(folder)
            verify(folder, manifest)
            numbers = range(manifest.shards)
            shards = [np.load(folder / sentence_file(shard), mmap_mode="r", allow_pickle=False) for shard in numbers]
            dense = DenseIndex.load([folder / dense_file(shard) for shard in numbers])
            generation = cls(folder, manifest, dense, SentenceVectors(shards), held)
        except (OSError, EOFError, ValueError, sqlite3.Error) as error:
            raise IndexDamaged(f"generation {folder.name} cannot be opened ({type(error).__name__})") from error
        generation._check()
        return generation

    def _check(self) -> None:
        """Rows and vectors agree. The first query also has SQLite open its file, before it may be removed."""
        [(passages,)] = self._rows("SELECT count(*) FROM passages")
        if not passages == len(self.dense) == self.manifest.passages:
            raise IndexDamaged("the index holds another number of vectors than of passages")
        if len(self.sentence_vectors) != self.manifest.sentences:
            raise IndexDamaged("the index holds another number of vectors than of sentences")
        widths = {shard.shape[1] for shard in (*self.dense.shards, *self.sentence_vectors.shards)}
        if widths != {self.manifest.encoder.dimension}:
            raise IndexDamaged("the index holds vectors of another dimension than its model makes")

    def close(self) -> None:
        """Close the files, and let the folder go: the next build may remove it."""
        self._database.close()
        self._held.close()

    def passage(self, row: int) -> Passage:
        """The passage with this row number, which is also its row in the dense index."""
        found = self._passages.get(row)
        if not found:
            query = "SELECT id, document, headings FROM passages WHERE row = ?"
            [(identity, document, headings)] = self._rows(query, (row,))
            found = Passage(identity, document, tuple(json.loads(headings)), self._sentences(row))
            if len(self._passages) < KEPT:
                self._passages[row] = found
        return found

    def passages_near(self, row: int, *, reach: int) -> list[tuple[int, Passage]]:
        """The passages of the same document at most ``reach`` rows away, in reading order, with their rows."""
        query = "SELECT row FROM passages WHERE row BETWEEN ? AND ? AND document = ? ORDER BY row"
        document = self.passage(row).document
        return [(near, self.passage(near)) for (near,) in self._rows(query, (row - reach, row + reach, document))]

    def _sentences(self, row: int) -> tuple[Sentence, ...]:
        columns = 'text, start, "end", refs, block, item, step, labelled'
        found = self._rows(f"SELECT {columns} {_SENTENCES_OF_ROW}", (row,))  # noqa: S608
        return tuple(
            Sentence(text, start, end, tuple(json.loads(references)), block, bool(item), step, labelled)
            for text, start, end, references, block, item, step, labelled in found
        )

    def sentence_rows(self, row: int) -> tuple[int, list[list[str]]]:
        """Of a passage: the row of its first sentence vector, and the index terms of each sentence."""
        found = self._terms.get(row)
        if not found:
            told = self._rows(f"SELECT first, terms {_SENTENCES_OF_ROW}", (row,))  # noqa: S608
            found = told[0][0], [terms.split() for _, terms in told]
            if len(self._terms) < KEPT:
                self._terms[row] = found
        return found

    def search(self, question: Vectors, *, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest rows to a unit vector of shape (dimension,), best first, with their cosines."""
        return self.dense.search(question, k=k)

    def lexical(self, terms: Iterable[str], *, k: int) -> list[tuple[int, float]]:
        """The ``k`` best rows for any of the terms by BM25 (k1 1.2, b 0.75; SQLite FTS5), best first, with scores."""
        query = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        if not query:
            return []
        found = self._rows(
            "SELECT passages.row, -bm25(lexical) AS score FROM lexical JOIN passages ON slot = lexical.rowid "
            "WHERE lexical MATCH ? ORDER BY score DESC, passages.row LIMIT ?",
            (query, k),
        )
        return [(int(row), float(score)) for row, score in found]

    def document_frequency(self, term: str) -> int:
        """In how many passages a term occurs."""
        found = self._rows("SELECT doc FROM term_counts WHERE term = ?", (term,))
        return int(found[0][0]) if found else 0

    def vocabulary(self) -> list[tuple[str, int, int]]:
        """The index terms in alphabetical order, each with how many passages it is in and how often it occurs."""
        return self._rows("SELECT term, doc, cnt FROM term_counts ORDER BY term")

    def ids(self, rows: range) -> list[str]:
        """The ids of the passages in a range of rows."""
        found = self._rows("SELECT id FROM passages WHERE row BETWEEN ? AND ? ORDER BY row", (rows[0], rows[-1]))
        return [identity for (identity,) in found]

    def indexed_terms(self, rows: Sequence[int]) -> list[list[str]]:
        """What BM25 counts of each of these passages: the index terms of its headings and its sentences."""
        places = f"FROM passages JOIN sentences USING (slot) WHERE row IN ({', '.join('?' * len(rows))})"
        found: dict[int, list[str]] = {}
        for row, head, said in self._rows(f"SELECT row, head, terms {places} ORDER BY row, place", rows):  # noqa: S608
            found.setdefault(row, head.split()).extend(said.split())
        return [found[row] for row in rows]

    def words(self) -> dict[str, int]:
        """The words of the corpus, lower case, with their counts."""
        return dict(self._rows("SELECT word, count FROM words"))

    @cached_property
    def glossary(self) -> Glossary:
        """The everyday words for the corpus's terms, as they were when it was indexed."""
        return Glossary.from_rows(self._rows("SELECT term, means, words FROM glossary ORDER BY rowid"))

    def in_own_terms(self, question: str) -> str:
        """A question with the everyday words that the corpus lacks replaced by its terms for them."""
        query = "SELECT 1 FROM words WHERE word = ?"
        return self.glossary.replace(question, is_known=lambda word: bool(self._rows(query, (word,))))

    def question_terms(self, question: str) -> list[str]:
        """The index terms of a question, and those of the corpus's terms that its everyday words mean."""
        return [term for text in (question, *self.glossary.expand(question)) for term in terms(text)]

    def headings(self) -> list[tuple[str, ...]]:
        """The heading paths of the corpus in reading order, each once."""
        found = self._rows("SELECT DISTINCT headings FROM passages ORDER BY document, row")
        return [tuple(json.loads(headings)) for (headings,) in found]

    def document(self, key: str) -> tuple[str, str] | None:
        """Title and text of a document as they were when it was indexed; None when the index has no such document."""
        found = self._rows("SELECT title, text FROM documents WHERE key = ?", (key,))
        return found[0] if found else None

    def full_document(self, key: str) -> Document | None:
        """A document with its sections, put together from its passages; None when the index has no such document."""
        found = self._rows("SELECT title, text, summary, reviewed FROM documents WHERE key = ?", (key,))
        if not found:
            return None
        title, text, summary, reviewed = found[0]
        passages = self._rows("SELECT headings, row FROM passages WHERE document = ? ORDER BY row", (key,))
        sections = tuple(
            Section(tuple(json.loads(headings)), tuple(found for _, row in run for found in self._sentences(row)))
            for headings, run in groupby(passages, key=lambda passage: passage[0])
        )
        return Document(key, title, text, sections, summary, reviewed)

    def titles(self) -> dict[str, str]:
        """Document key -> title."""
        return dict(self._rows("SELECT key, title FROM documents"))

    def extents(self) -> dict[str, Extent]:
        """Where the passages of each document stand."""
        query = "SELECT document, min(row), count(*), min(first), sum(length) FROM passages GROUP BY document"
        return {document: Extent(*values) for document, *values in self._rows(query)}

    def passage_rows(self, rows: range | None = None) -> list[PassageRow]:
        """The passages in a range of rows, or all, by row."""
        rows = range(self.manifest.passages) if rows is None else rows
        query = f"SELECT {_ROW} FROM passages WHERE row BETWEEN ? AND ? ORDER BY row"  # noqa: S608
        return [PassageRow(*values) for values in self._rows(query, (rows.start, rows.stop - 1))]

    def passage_with(self, vector: str) -> PassageRow | None:
        """A passage whose vectors depend on the same, under any name."""
        found = self._rows(f"SELECT {_ROW} FROM passages WHERE vector = ? LIMIT 1", (vector,))  # noqa: S608
        return PassageRow(*found[0]) if found else None

    def free_slot(self) -> int:
        """The first number above those of all slots."""
        [(last,)] = self._rows("SELECT coalesce(max(slot), -1) FROM passages")
        return int(last) + 1

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise IndexDamaged(f"{STORE} is damaged ({error})") from error


_ROW = ", ".join(PassageRow._fields)
_SENTENCES_OF_ROW = "FROM sentences JOIN passages USING (slot) WHERE row = ? ORDER BY place"


def _hold(folder: Path) -> BinaryIO:
    """An open file that marks the generation as in use for as long as it is open, whatever becomes of the process."""
    held = (folder / STORE).open("rb")
    if sys.platform != "win32":  # where an open file cannot be removed anyway
        import fcntl  # noqa: PLC0415 - there is none on Windows

        with suppress(OSError):  # a file system without locks
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return held


def in_use(folder: Path) -> bool:
    """Whether a process, this one included, has the generation open. On Windows, removing it will tell."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415 - as above

    try:
        with (folder / STORE).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


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
        folder = current_folder(index)
        return Generation.open(folder)
    except IndexDamaged:
        if current_folder(index) != folder:  # a build has just moved on, and removed what was to be opened
            return open_last_good(index)
        found = _another(index)
        if found is None:
            raise
    except IndexMissing:
        found = _another(index)
        if found is None:
            raise
    return found


def _another(index: Path) -> Generation | None:
    """The newest generation that is whole, whichever CURRENT names."""
    folders = [folder for folder in (index / GENERATIONS).glob("*") if not folder.name.startswith(".")]
    for folder in sorted(folders, key=_modified, reverse=True):
        with suppress(IndexDamaged):
            return Generation.open(folder)
    return None


def _modified(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0
