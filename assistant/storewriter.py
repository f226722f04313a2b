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
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from assistant.domain import Document, Passage
from assistant.glossary import Glossary
from assistant.postings import Numbers, inverted
from assistant.store import Extent, PassageRow, Said
from assistant.terms import terms, words

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


def count(database: sqlite3.Connection, *, gone: Iterable[Said], new: Iterable[Said]) -> None:
    """Count the words and the index terms of passages that are new, and no longer those of passages that are gone."""
    read, within, occurring = Counter[str](), Counter[str](), Counter[str]()
    for passages, change in ((new, Counter[str].update), (gone, Counter[str].subtract)):
        for passage in passages:
            found = passage.terms.split()
            change(occurring, found)
            change(within, set(found))
            change(read, [word for text in (*passage.headings, *passage.read) for word in words(text)])
    database.executemany(
        "INSERT INTO terms (term, passages, occurrences) VALUES (?, ?, ?) ON CONFLICT (term) DO UPDATE "
        "SET passages = passages + excluded.passages, occurrences = occurrences + excluded.occurrences",
        [(term, within[term], change) for term, change in sorted(occurring.items()) if within[term] or change],
    )
    database.executemany(
        "INSERT INTO words VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET count = count + excluded.count",
        [each for each in sorted(read.items()) if each[1]],
    )
    database.execute("DELETE FROM terms WHERE occurrences <= 0")
    database.execute("DELETE FROM words WHERE count <= 0")


def write_glossary(database: sqlite3.Connection, glossary: Glossary) -> None:
    """Put the glossary's entries in place of those before."""
    database.execute("DELETE FROM glossary")
    database.executemany("INSERT INTO glossary VALUES (?, ?, ?)", glossary.to_rows())


def term_numbers(database: sqlite3.Connection) -> Callable[[str], int]:
    """The number of each index term that is counted."""

    @cache
    def number(term: str) -> int:
        [(found,)] = database.execute("SELECT number FROM terms WHERE term = ?", (term,))
        return int(found)

    return number


def write_texts(path: Path, taken: Iterable[Taken], added: Iterable[Added], number: Callable[[str], int]) -> Numbers:
    """Write the texts of a shard; returns its inverted index.

    Args:
        path: a file that does not exist.
        taken: the documents that stay.
        added: the documents that are new.
        number: the number of an index term.
    """
    with _writable(path, _TEXTS) as database:
        for file, run in groupby(sorted(taken, key=lambda each: each.file), key=lambda each: each.file):
            _take_over(database, file, list(run))
        _add(database, added)
        return inverted(_indexed(database, number))


def said(passage: Passage, head: str) -> Said:
    """What is counted of a passage."""
    read = [sentence.reading for sentence in passage.sentences]
    return Said(passage.headings, read, " ".join([head, *(term for text in read for term in terms(text))]))


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


def _add(database: sqlite3.Connection, documents: Iterable[Added]) -> None:
    for document, extent, new in documents:
        told = (document.title, document.summary, document.reviewed, document.text)
        database.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (document.key, *extent[1:], *told))
        database.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [each.row for each in new])
        sentences = [values for row, passage in new for values in _sentences(row.row, passage)]
        database.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", sentences)
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


def _sentences(row: int, passage: Passage) -> Iterator[tuple[object, ...]]:
    for place, sentence in enumerate(passage.sentences):
        references = json.dumps(sentence.references, ensure_ascii=False)
        where = (sentence.start, sentence.end, references, sentence.block, int(sentence.item), sentence.step)
        yield (row, place, sentence.text, *where, sentence.labelled, " ".join(terms(sentence.reading)))
