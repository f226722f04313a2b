"""One index generation on disk, open for reading: what was read, in which words, and where it stands.

    index/CURRENT                     the name of the generation in use, one line
    index/generations/<id>/           see `manifest`

A generation is written once and never changed. Nothing in it is pickled.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import weakref
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, chain, groupby, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from assistant.cells import Centres
from assistant.dense import DenseIndex, let_go
from assistant.domain import Document, Passage, Section, Sentence
from assistant.encoder import Vectors
from assistant.errors import IndexDamaged, IndexMissing
from assistant.glossary import Glossary
from assistant.manifest import (
    CENTRES,
    STORE,
    Manifest,
    cells_file,
    dense_file,
    postings_file,
    sentence_file,
    shard_of,
    texts_file,
    verify,
)
from assistant.postings import InvertedIndex, rarity
from assistant.terms import terms

CURRENT = "CURRENT"
GENERATIONS = "generations"
KEPT = 4_096
"""So many passages, and the terms of as many, stay in memory once they were read: a small corpus as a whole."""


class PassageRow(NamedTuple):
    """A row of a shard's table of passages.

    ``row`` is the place of its vector, in reading order within a document, documents by key. ``first`` and ``length``
    are its sentences among all. A shard counts both from its own first, a generation from the first shard's.
    ``vector`` is a hash of all that the vectors depend on, ``headings`` is JSON, ``head`` the headings' index terms.
    """

    row: int
    first: int
    length: int
    id: str
    vector: str
    document: str
    headings: str
    head: str


class Said(NamedTuple):
    """What of a passage is counted over the whole corpus: its headings and sentences as read, and all index terms."""

    headings: Sequence[str]
    read: Sequence[str]
    terms: str


class Extent(NamedTuple):
    """Where a document's passages stand: its shard, their first row in it and how many, the same of their sentences."""

    shard: int
    row: int
    passages: int
    first: int
    sentences: int


class SentenceVectors:
    """The vectors of all sentences, numbered through from the first shard to the last; mapped, not read.

    Those of a ``large`` index stay in memory no longer than they are used.
    """

    def __init__(self, shards: Sequence[Vectors], *, large: bool = False) -> None:
        self.shards = shards
        self._large = large
        self.starts = [0, *accumulate(len(shard) for shard in shards)]

    def __len__(self) -> int:
        return self.starts[-1]

    def __getitem__(self, wanted: slice) -> Vectors:
        """Rows of one shard, of shape (rows, dimension); the sentences of a passage are always in one."""
        shard = min(bisect_right(self.starts, wanted.start), len(self.shards)) - 1
        first = self.starts[shard]
        found = self.shards[shard][wanted.start - first : wanted.stop - first]
        if self._large:
            found = found.copy()
            let_go(self.shards[shard])
        return found


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
        self._starts = [0, *accumulate(len(shard) for shard in dense.shards)]
        self._postings = InvertedIndex.load([folder / postings_file(shard) for shard in range(manifest.shards)])
        self._counted = _Table(folder / STORE)
        self._texts = [_Table(folder / texts_file(shard)) for shard in range(manifest.shards)]

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
            _allow_files(4 * manifest.shards)
            held = _hold(folder)
            verify(folder, manifest)
            numbers = range(manifest.shards)
            shards = [_mapped(folder / sentence_file(shard)) for shard in numbers]
            files = [folder / cells_file(shard) for shard in numbers]
            cells = (Centres.load(folder / CENTRES), files) if manifest.has_cells else None
            dense = DenseIndex.load([folder / dense_file(shard) for shard in numbers], cells)
            generation = cls(folder, manifest, dense, SentenceVectors(shards, large=manifest.has_cells), held)
        except (OSError, EOFError, ValueError, sqlite3.Error) as error:
            raise IndexDamaged(f"generation {folder.name} cannot be opened ({type(error).__name__})") from error
        generation._check()
        return generation

    def _check(self) -> None:
        """Rows and vectors agree. The first query also has SQLite open its files, before they may be removed."""
        self._counted.rows("SELECT 1 FROM terms LIMIT 1")
        passages = [texts.rows("SELECT coalesce(max(row) + 1, 0) FROM passages")[0][0] for texts in self._texts]
        held = [len(shard) for shard in self.dense.shards]
        if not (passages == held and sum(held) == len(self._postings) == self.manifest.passages):
            raise IndexDamaged("the index holds another number of vectors than of passages")
        if len(self.sentence_vectors) != self.manifest.sentences:
            raise IndexDamaged("the index holds another number of vectors than of sentences")
        widths = {shard.shape[1] for shard in (*self.dense.shards, *self.sentence_vectors.shards)}
        if widths != {self.manifest.encoder.dimension}:
            raise IndexDamaged("the index holds vectors of another dimension than its model makes")

    def close(self) -> None:
        """Close the files, and let the folder go: the next build may remove it."""
        for table in (self._counted, *self._texts):
            table.close()
        self._held.close()

    def passage(self, row: int) -> Passage:
        """The passage with this row number, which is also its row in the dense index."""
        found = self._passages.get(row)
        if not found:
            shard, place = self._place(row)
            query = "SELECT id, document, headings FROM passages WHERE row = ?"
            [(identity, document, headings)] = self._texts[shard].rows(query, (place,))
            found = Passage(identity, document, tuple(json.loads(headings)), _sentences(self._texts[shard], place))
            if len(self._passages) < KEPT:
                self._passages[row] = found
        return found

    def passages_near(self, row: int, *, reach: int) -> list[tuple[int, Passage]]:
        """The passages of the same document at most ``reach`` rows away, in reading order, with their rows."""
        shard, place = self._place(row)
        query = "SELECT row - ? FROM passages WHERE row BETWEEN ? AND ? AND document = ? ORDER BY row"
        values = (place, place - reach, place + reach, self.passage(row).document)
        return [(row + away, self.passage(row + away)) for (away,) in self._texts[shard].rows(query, values)]

    def sentence_rows(self, row: int) -> tuple[int, list[list[str]]]:
        """Of a passage: the row of its first sentence vector, and the index terms of each sentence."""
        found = self._terms.get(row)
        if not found:
            shard, place = self._place(row)
            query = "SELECT first, terms FROM sentences JOIN passages USING (row) WHERE row = ? ORDER BY place"
            told = self._texts[shard].rows(query, (place,))
            found = self.sentence_vectors.starts[shard] + told[0][0], [terms.split() for _, terms in told]
            if len(self._terms) < KEPT:
                self._terms[row] = found
        return found

    def _place(self, row: int) -> tuple[int, int]:
        """The shard that a passage is in, and its row there."""
        shard = bisect_right(self._starts, row, hi=len(self._texts)) - 1
        return shard, row - self._starts[shard]

    def search(self, question: Vectors, *, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest rows to a unit vector of shape (dimension,), best first, with their cosines."""
        return self.dense.search(question, k=k)

    def lexical(self, terms: Iterable[str], *, k: int) -> list[tuple[int, float]]:
        """The ``k`` best rows for any of the terms by BM25 (`postings`), best first, with scores."""
        asked: dict[int, float] = {}
        for term in dict.fromkeys(terms):
            for number, passages in self._counted.rows("SELECT number, passages FROM terms WHERE term = ?", (term,)):
                asked[number] = rarity(passages, self.manifest.passages)
        return self._postings.search(asked, k=k) if asked else []

    def document_frequency(self, term: str) -> int:
        """In how many passages a term occurs."""
        found = self._counted.rows("SELECT passages FROM terms WHERE term = ?", (term,))
        return int(found[0][0]) if found else 0

    def vocabulary(self) -> list[tuple[str, int, int]]:
        """The index terms in alphabetical order, each with how many passages it is in and how often it occurs."""
        return self._counted.rows("SELECT term, passages, occurrences FROM terms ORDER BY term")

    def ids(self, rows: range) -> list[str]:
        """The ids of the passages in a range of rows."""
        return [row.id for row in self.passage_rows(rows)]

    def indexed_terms(self, rows: Sequence[int]) -> list[list[str]]:
        """What BM25 counts of each of these passages: the index terms of its headings and its sentences."""
        query = "SELECT head, terms FROM passages JOIN sentences USING (row) WHERE row = ? ORDER BY place"
        found = []
        for row in rows:
            shard, place = self._place(row)
            told = self._texts[shard].rows(query, (place,))
            found.append([*told[0][0].split(), *(term for _, said in told for term in said.split())])
        return found

    def words(self) -> dict[str, int]:
        """The words of the corpus, lower case, with their counts."""
        return dict(self._counted.rows("SELECT word, count FROM words"))

    @cached_property
    def glossary(self) -> Glossary:
        """The everyday words for the corpus's terms, as they were when it was indexed."""
        return Glossary.from_rows(self._counted.rows("SELECT term, means, words FROM glossary ORDER BY rowid"))

    def in_own_terms(self, question: str) -> str:
        """A question with the everyday words that the corpus lacks replaced by its terms for them.

        A term gives way to the abbreviation that the corpus writes in its place.
        """
        query = "SELECT 1 FROM words WHERE word = ?"
        return self.glossary.replace(
            question,
            is_known=lambda word: bool(self._counted.rows(query, (word,))),
            frequency=lambda name: min(map(self.document_frequency, terms(name)), default=0),
        )

    def question_terms(self, question: str, *, own: str | None = None) -> list[str]:
        """The index terms of a question, and those of the corpus's terms that its words mean, each once.

        Args:
            question: what is asked.
            own: the same as `in_own_terms` has it, if that is known already.
        """
        own = self.in_own_terms(question) if own is None else own
        texts = (question, *self.glossary.expand(question), own)
        return list(dict.fromkeys(term for text in texts for term in terms(text)))

    def headings(self) -> list[tuple[str, ...]]:
        """The heading paths of the corpus in reading order, each once."""
        query = "SELECT document, min(row), headings FROM passages GROUP BY document, headings"
        found = sorted(chain.from_iterable(texts.rows(query) for texts in self._texts))
        return [tuple(json.loads(headings)) for headings in dict.fromkeys(headings for *_, headings in found)]

    def document(self, key: str) -> tuple[str, str] | None:
        """Title and text of a document as they were when it was indexed; None when the index has no such document."""
        found = self._with(key).rows("SELECT title, text FROM documents WHERE key = ?", (key,))
        return found[0] if found else None

    def full_document(self, key: str) -> Document | None:
        """A document with its sections, put together from its passages; None when the index has no such document."""
        texts = self._with(key)
        found = texts.rows("SELECT title, text, summary, reviewed FROM documents WHERE key = ?", (key,))
        if not found:
            return None
        title, text, summary, reviewed = found[0]
        passages = texts.rows("SELECT headings, row FROM passages WHERE document = ? ORDER BY row", (key,))
        sections = tuple(
            Section(tuple(json.loads(headings)), tuple(found for _, row in run for found in _sentences(texts, row)))
            for headings, run in groupby(passages, key=lambda passage: passage[0])
        )
        return Document(key, title, text, sections, summary, reviewed)

    def _with(self, key: str) -> _Table:
        """The texts of the shard that a document is in, if it is in any."""
        return self._texts[shard_of(key, len(self._texts))]

    def titles(self) -> dict[str, str]:
        """Document key -> title."""
        return dict(chain.from_iterable(texts.rows("SELECT key, title FROM documents") for texts in self._texts))

    def extents(self) -> dict[str, Extent]:
        """Where the passages of each document stand."""
        query = "SELECT key, row, passages, first, sentences FROM documents"
        return {
            key: Extent(shard, *place) for shard, texts in enumerate(self._texts) for key, *place in texts.rows(query)
        }

    def passage_rows(self, rows: range | None = None) -> list[PassageRow]:
        """The passages in a range of rows, or all, by row."""
        rows = range(self.manifest.passages) if rows is None else rows
        query = f"SELECT {_ROW} FROM passages WHERE row BETWEEN ? AND ? ORDER BY row"  # noqa: S608
        found: list[PassageRow] = []
        for shard, (start, end) in enumerate(pairwise(self._starts)):
            if rows.start < end and start < rows.stop:
                told = self._texts[shard].rows(query, (rows.start - start, rows.stop - 1 - start))
                found += [self._placed(shard, PassageRow(*values)) for values in told]
        return found

    def passage_with(self, vector: str) -> PassageRow | None:
        """A passage whose vectors depend on the same, under any name."""
        for shard, texts in enumerate(self._texts):
            found = texts.rows(f"SELECT {_ROW} FROM passages WHERE vector = ? LIMIT 1", (vector,))  # noqa: S608
            if found:
                return self._placed(shard, PassageRow(*found[0]))
        return None

    def _placed(self, shard: int, row: PassageRow) -> PassageRow:
        """A row of a shard, numbered from the first shard's."""
        return row._replace(row=self._starts[shard] + row.row, first=self.sentence_vectors.starts[shard] + row.first)

    def said(self, extent: Extent) -> list[Said]:
        """What counts of each passage of a document, in order."""
        query = (
            "SELECT row, headings, head, coalesce(nullif(labelled, ''), text), terms "
            "FROM passages JOIN sentences USING (row) WHERE row BETWEEN ? AND ? ORDER BY row, place"
        )
        told = self._texts[extent.shard].rows(query, (extent.row, extent.row + extent.passages - 1))
        found = []
        for _, run in groupby(told, key=lambda row: row[0]):
            _, headings, heads, read, terms = zip(*run, strict=True)
            found.append(Said(tuple(json.loads(headings[0])), read, " ".join([heads[0], *terms])))
        return found


class _Table:
    """An SQLite file, open for reading. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        # One connection for all threads is safe: SQLite serialises calls, and this one can only read.
        self._database = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        # A connection and its cache refer to each other: one that is dropped would stay open until the collector comes.
        weakref.finalize(self, self._database.close)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        """What a query finds; raises IndexDamaged when the file is damaged."""
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise IndexDamaged(f"{self._name} is damaged ({error})") from error

    def close(self) -> None:
        self._database.close()


_ROW = ", ".join(PassageRow._fields)


def _sentences(texts: _Table, row: int) -> tuple[Sentence, ...]:
    """The sentences of a passage, by its row in the shard."""
    columns = 'text, start, "end", refs, block, item, step, labelled'
    found = texts.rows(f"SELECT {columns} FROM sentences WHERE row = ? ORDER BY place", (row,))  # noqa: S608
    return tuple(
        Sentence(text, start, end, tuple(json.loads(references)), block, bool(item), step, labelled)
        for text, start, end, references, block, item, step, labelled in found
    )


def _mapped(path: Path) -> Vectors:
    found: Vectors = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    return found


def _hold(folder: Path) -> BinaryIO:
    """An open file that marks the generation as in use for as long as it is open, whatever becomes of the process."""
    held = (folder / STORE).open("rb")
    if sys.platform != "win32":  # where an open file cannot be removed anyway
        import fcntl  # noqa: PLC0415 - there is none on Windows

        with suppress(OSError):  # a file system without locks
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return held


def _allow_files(count: int) -> None:
    """Let the process open so many files eight times over, for a chat that answers, builds and checks at once.

    A system may allow 256 or 1,024 unless it is asked for more, and a file that cannot be opened looks like damage.
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 8 * count if hard == resource.RLIM_INFINITY else min(8 * count, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            with suppress(OSError, ValueError):  # refused: it may suffice all the same
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


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
