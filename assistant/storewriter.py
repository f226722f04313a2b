"""Writing a generation's store: the tables of the one before, less what is gone, plus what is new.

Sentences and terms are kept by slot, a number that a passage keeps from generation to generation, so that an edit
touches its own document only; of the passages below, no more than their numbers change.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from assistant.domain import Document, Passage
from assistant.glossary import Glossary
from assistant.store import Extent, PassageRow
from assistant.terms import terms, words

_SCHEMA = """
CREATE TABLE documents (key TEXT PRIMARY KEY, title TEXT, text TEXT, summary TEXT, reviewed TEXT);
CREATE TABLE passages (row INTEGER, slot INTEGER PRIMARY KEY, first INTEGER, length INTEGER, id TEXT,
                       vector TEXT, document TEXT, headings TEXT, head TEXT);
CREATE INDEX passages_row ON passages (row);
CREATE INDEX passages_vector ON passages (vector);
CREATE TABLE sentences (slot INTEGER, place INTEGER, text TEXT, start INTEGER, "end" INTEGER, refs TEXT,
                        block INTEGER, item INTEGER, step INTEGER, labelled TEXT, terms TEXT,
                        PRIMARY KEY (slot, place)) WITHOUT ROWID;
CREATE TABLE words (word TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
CREATE TABLE glossary (term TEXT, means TEXT, words TEXT);
CREATE VIRTUAL TABLE lexical USING fts5 (terms, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE term_counts USING fts5vocab (lexical, 'row');
"""

_SAID = "SELECT coalesce(nullif(labelled, ''), text), terms FROM sentences WHERE slot = ? ORDER BY place"


class NewPassage(NamedTuple):
    """A passage that the store does not hold yet, and the row it gets."""

    row: PassageRow
    passage: Passage


@contextmanager
def writable(path: Path) -> Iterator[sqlite3.Connection]:
    """A store to write, made where there is none; on disk as a whole when the block ends."""
    fresh = not path.exists()
    database = sqlite3.connect(path)
    try:
        # Nobody reads it yet, and a build that is killed leaves nothing but a folder to remove. Removed text is wiped.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;")
        if fresh:
            database.executescript(_SCHEMA)
        yield database
        database.commit()
    finally:
        database.close()


def remove(database: sqlite3.Connection, documents: Iterable[str], gone: Sequence[PassageRow]) -> None:
    """Take documents and the passages of them out of every table."""
    database.executemany("DELETE FROM documents WHERE key = ?", [(key,) for key in documents])
    counted: Counter[str] = Counter()
    for row in gone:
        found = database.execute(_SAID, (row.slot,))
        read, said = zip(*found.fetchall(), strict=True)
        indexed = " ".join([row.head, *said])
        database.execute("INSERT INTO lexical (lexical, rowid, terms) VALUES ('delete', ?, ?)", (row.slot, indexed))
        counted.update(_words(json.loads(row.headings), read))
    database.executemany("DELETE FROM sentences WHERE slot = ?", [(row.slot,) for row in gone])
    database.executemany("DELETE FROM passages WHERE slot = ?", [(row.slot,) for row in gone])
    lost = [(count, word) for word, count in counted.items()]
    database.executemany("UPDATE words SET count = count - ? WHERE word = ?", lost)
    database.execute("DELETE FROM words WHERE count <= 0")
    if gone:  # otherwise removed terms would stand in the file until SQLite happens to merge its lists
        database.execute("INSERT INTO lexical (lexical) VALUES ('optimize')")


def move(database: sqlite3.Connection, documents: Iterable[tuple[Extent, Extent]]) -> None:
    """Renumber the passages of documents that stay: those that stood in the one extent stand in the other.

    On the way row numbers are negative, so that none is taken for another that is yet to be moved.
    """
    moves = sorted((old, (new.row - old.row, new.first - old.first)) for old, new in documents)
    for (rows, sentences), run in groupby(moves, key=lambda move: move[1]):
        extents = [old for old, _ in run]
        place = (extents[0].row, extents[-1].row + extents[-1].passages - 1)
        if rows:
            query = "UPDATE passages SET row = -1 - (row + ?), first = first + ? WHERE row BETWEEN ? AND ?"
            database.execute(query, (rows, sentences, *place))
        elif sentences:
            database.execute("UPDATE passages SET first = first + ? WHERE row BETWEEN ? AND ?", (sentences, *place))
    database.execute("UPDATE passages SET row = -1 - row WHERE row < 0")


def add(database: sqlite3.Connection, documents: Iterable[Document], new: Sequence[NewPassage]) -> None:
    """Add documents, and their passages to every table."""
    database.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [each.row for each in new])
    database.executemany(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
        [(each.key, each.title, each.text, each.summary, each.reviewed) for each in documents],
    )
    counted: Counter[str] = Counter()
    for row, passage in new:
        said = [" ".join(terms(sentence.reading)) for sentence in passage.sentences]
        indexed = " ".join([row.head, *said])
        database.execute("INSERT INTO lexical (rowid, terms) VALUES (?, ?)", (row.slot, indexed))
        sentences = _sentences(row.slot, passage, said)
        database.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", sentences)
        counted.update(_words(passage.headings, [sentence.reading for sentence in passage.sentences]))
    database.executemany(
        "INSERT INTO words VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET count = count + excluded.count",
        sorted(counted.items()),
    )


def write_glossary(database: sqlite3.Connection, glossary: Glossary) -> None:
    """Put the glossary's entries in place of those before."""
    database.execute("DELETE FROM glossary")
    database.executemany("INSERT INTO glossary VALUES (?, ?, ?)", glossary.to_rows())


def head_terms(passage: Passage) -> str:
    """The index terms of a passage's headings, which count for the passage as a whole."""
    return " ".join(term for heading in passage.headings for term in terms(heading))


def _sentences(slot: int, passage: Passage, said: Sequence[str]) -> Iterator[tuple[object, ...]]:
    for place, (sentence, found) in enumerate(zip(passage.sentences, said, strict=True)):
        references = json.dumps(sentence.references, ensure_ascii=False)
        where = (sentence.start, sentence.end, references, sentence.block, int(sentence.item), sentence.step)
        yield (slot, place, sentence.text, *where, sentence.labelled, found)


def _words(headings: Sequence[str], texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in (*headings, *texts) for word in words(text))
