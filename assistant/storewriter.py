"""Writing the texts of a generation: a shard's, what stays copied and what is new added, and what is counted of all.

A shard's file is always written from nothing, so that no removed text is left in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple

from assistant.domain import Document, Passage
from assistant.glossary import Glossary
from assistant.postings import Numbers, inverted
from assistant.store import Extent, PassageRow, Said
from assistant.terms import stems, terms, words

_TEXTS = """
CREATE TABLE documents (key TEXT PRIMARY KEY, row INTEGER, passages INTEGER, first INTEGER, sentences INTEGER,
                        title TEXT, summary TEXT, reviewed TEXT, text TEXT);
CREATE TABLE passages (row INTEGER PRIMARY KEY, first INTEGER, length INTEGER, id TEXT, vector TEXT, document TEXT,
                       headings TEXT, head TEXT);
CREATE INDEX passages_vector ON passages (vector);
CREATE TABLE sentences (row INTEGER, place INTEGER, text TEXT, start INTEGER, "end" INTEGER, refs TEXT,
                        block INTEGER, item INTEGER, step INTEGER, labelled TEXT, terms TEXT,
                        PRIMARY KEY (row, place)) WITHOUT ROWID;
"""
_COUNTED = """
CREATE TABLE terms (number INTEGER PRIMARY KEY, term TEXT UNIQUE, passages INTEGER, occurrences INTEGER);
CREATE TABLE words (word TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
CREATE TABLE glossary (term TEXT, means TEXT, words TEXT);
"""

_TAKE_OVER = (
    "INSERT INTO documents SELECT key, :row, passages, :first, sentences, title, summary, reviewed, text "
    "FROM before.documents WHERE key = :key",
    "INSERT INTO passages SELECT row + :rows, first + :firsts, length, id, vector, document, headings, head "
    "FROM before.passages WHERE row BETWEEN :start AND :last",
    'INSERT INTO sentences SELECT row + :rows, place, text, start, "end", refs, block, item, step, labelled, terms '
    "FROM before.sentences WHERE row BETWEEN :start AND :last",
)


class NewPassage(NamedTuple):
    """A passage that no shard holds yet, and the row it gets."""

    row: PassageRow
    passage: Passage


class Taken(NamedTuple):
    """A document that is taken over from a shard's file of the generation before: where it stood, and where it will."""

    key: str
    file: Path
    before: Extent
    now: Extent


class Added(NamedTuple):
    """A document that is new, where it stands, and its passages."""

    document: Document
    extent: Extent
    passages: Sequence[NewPassage]


@contextmanager
def counted(path: Path) -> Iterator[sqlite3.Connection]:
    """The store of what is counted, to change it, made where there is none; on disk as a whole when the block ends."""
    with _writable(path, "" if path.exists() else _COUNTED) as database:
        yield database
        database.commit()
        database.execute("VACUUM")  # a removed word may stand twice: where a page was split, a copy stays unwiped


@contextmanager
def _writable(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(path, uri=True)
    try:
        # Nobody reads it yet, and a build that is killed leaves nothing but a folder to remove. Removed text is wiped.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;")
        database.executescript(schema)
        yield database
    finally:
        database.close()


class Tally:
    """What becomes more and less of words and index terms, and the numbers of these."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._words, self._passages, self._occurrences = Counter[str](), Counter[str](), Counter[str]()
        self.number = cache(self._number)

    def add(self, said: Iterable[str], indexed: Sequence[str]) -> None:
        """Count the words and the index terms of a passage that is new."""
        self._words.update(said)
        self._passages.update(set(indexed))
        self._occurrences.update(indexed)

    def take(self, said: Iterable[str], indexed: Sequence[str]) -> None:
        """No longer count those of a passage that is gone."""
        self._words.subtract(said)
        self._passages.subtract(set(indexed))
        self._occurrences.subtract(indexed)

    def write(self) -> None:
        """Bring the counts in the store up to date."""
        self._database.executemany(
            "INSERT INTO terms (term, passages, occurrences) VALUES (?, ?, ?) ON CONFLICT (term) DO UPDATE "
            "SET passages = passages + excluded.passages, occurrences = occurrences + excluded.occurrences",
            [(term, self._passages[term], change) for term, change in sorted(self._occurrences.items())],
        )
        self._database.executemany(
            "INSERT INTO words VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET count = count + excluded.count",
            sorted(self._words.items()),
        )
        self._database.execute("DELETE FROM terms WHERE occurrences <= 0")
        self._database.execute("DELETE FROM words WHERE count <= 0")

    def _number(self, term: str) -> int:
        query = "SELECT number FROM terms WHERE term = ?"
        for (found,) in self._database.execute(query, (term,)):
            return int(found)
        self._database.execute("INSERT INTO terms (term, passages, occurrences) VALUES (?, 0, 0)", (term,))
        return self._number(term)


def write_glossary(database: sqlite3.Connection, glossary: Glossary) -> None:
    """Put the glossary's entries in place of those before."""
    database.execute("DELETE FROM glossary")
    database.executemany("INSERT INTO glossary VALUES (?, ?, ?)", glossary.to_rows())


def write_texts(path: Path, taken: Iterable[Taken], added: Iterable[Added], tally: Tally) -> Numbers:
    """Write the texts of a shard, and count what is new; returns the shard's inverted index.

    Args:
        path: a file that does not exist.
        taken: the documents that stay.
        added: the documents that are new.
        tally: knows the numbers of index terms.
    """
    with _writable(path, _TEXTS) as database:
        for file, run in groupby(sorted(taken, key=lambda each: each.file), key=lambda each: each.file):
            _take_over(database, file, list(run))
        _add(database, added, tally)
        return inverted(_indexed(database, tally.number))


def take_out(said: Iterable[Said], tally: Tally) -> None:
    """No longer count passages that are gone."""
    for headings, read, indexed in said:
        tally.take((word for text in (*headings, *read) for word in words(text)), indexed.split())


def head_terms(passage: Passage) -> str:
    """The index terms of a passage's headings, which count for the passage as a whole."""
    return " ".join(term for heading in passage.headings for term in terms(heading))


def _take_over(database: sqlite3.Connection, file: Path, documents: Sequence[Taken]) -> None:
    """Copy documents from a shard's file of the generation before, each to its new place."""
    values = [
        {
            "key": key,
            "row": now.row,
            "first": now.first,
            "rows": now.row - before.row,
            "firsts": now.first - before.first,
            "start": before.row,
            "last": before.row + before.passages - 1,
        }
        for key, _, before, now in documents
    ]
    database.execute("ATTACH ? AS before", (f"{file.resolve().as_uri()}?mode=ro&immutable=1",))
    for statement in _TAKE_OVER:
        database.executemany(statement, values)
    database.commit()
    database.execute("DETACH before")


def _add(database: sqlite3.Connection, documents: Iterable[Added], tally: Tally) -> None:
    for document, extent, new in documents:
        told = (document.title, document.summary, document.reviewed, document.text)
        database.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (document.key, *extent[1:], *told))
        database.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [each.row for each in new])
        for row, passage in new:
            said = [words(sentence.reading) for sentence in passage.sentences]
            indexed = [stems(found) for found in said]
            values = _sentences(row.row, passage, indexed)
            database.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            heads = (words(heading) for heading in passage.headings)
            tally.add(chain(*heads, *said), [*row.head.split(), *chain(*indexed)])
    database.commit()


def _indexed(database: sqlite3.Connection, number: Callable[[str], int]) -> list[list[int]]:
    """Of each passage, by row, the numbers of its index terms."""
    query = "SELECT row, head, terms FROM passages JOIN sentences USING (row) ORDER BY row, place"
    found = []
    for _, run in groupby(database.execute(query), key=lambda told: told[0]):
        (_, head, first), *others = run
        together = " ".join([head, first, *(terms for *_, terms in others)])
        found.append([number(term) for term in together.split()])
    return found


def _sentences(row: int, passage: Passage, indexed: Sequence[Sequence[str]]) -> Iterator[tuple[object, ...]]:
    for place, (sentence, found) in enumerate(zip(passage.sentences, indexed, strict=True)):
        references = json.dumps(sentence.references, ensure_ascii=False)
        where = (sentence.start, sentence.end, references, sentence.block, int(sentence.item), sentence.step)
        yield (row, place, sentence.text, *where, sentence.labelled, " ".join(found))
