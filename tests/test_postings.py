"""The inverted index: what SQLite's FTS5 finds, in that order, whatever the search leaves unread."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import IndexDamaged
from assistant.postings import InvertedIndex, inverted, rarity

Passages = list[list[int]]


def index_of(passages: Passages, *, shards: int = 1) -> InvertedIndex:
    """The passages in so many shards, some of which may be empty."""
    size = -(-len(passages) // shards)
    return InvertedIndex([inverted(passages[at * size : (at + 1) * size]) for at in range(shards)])


def asked(passages: Passages, numbers: Sequence[int]) -> dict[int, float]:
    within = {number: sum(number in passage for passage in passages) for number in numbers}
    return {number: rarity(found, len(passages)) for number, found in within.items() if found}


def by_sqlite(passages: Passages, numbers: Sequence[int], *, k: int) -> list[tuple[int, float]]:
    """The same from an independent implementation."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE found USING fts5 (terms)")
    rows = [(row, " ".join(f"t{number}" for number in passage)) for row, passage in enumerate(passages)]
    database.executemany("INSERT INTO found (rowid, terms) VALUES (?, ?)", rows)
    query = "SELECT rowid, -bm25(found) AS score FROM found WHERE found MATCH ? ORDER BY score DESC, rowid LIMIT ?"
    return database.execute(query, (" OR ".join(f"t{number}" for number in numbers), k)).fetchall()


PASSAGES = st.lists(st.lists(st.integers(0, 6), max_size=12), min_size=1, max_size=40)
NUMBERS = st.lists(st.integers(0, 7), min_size=1, max_size=4, unique=True)


@given(PASSAGES, NUMBERS, st.integers(1, 12), st.integers(1, 4))
def test_it_finds_what_sqlite_finds(passages: Passages, numbers: list[int], k: int, shards: int) -> None:
    found = index_of(passages, shards=shards).search(asked(passages, numbers), k=k)
    expected = by_sqlite(passages, numbers, k=k)
    assert [row for row, _ in found] == [row for row, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], rel=1e-12)


@pytest.fixture(scope="module")
def many() -> Passages:
    """Two thousand passages of forty terms, of which the first are in nearly all of them and the last in hardly any."""
    chance = random.Random(3)  # noqa: S311 - seeded on purpose
    return [[min(int(chance.paretovariate(0.7)), 500) for _ in range(chance.randint(5, 40))] for _ in range(2_000)]


def test_among_many_too(many: Passages) -> None:
    index = index_of(many, shards=3)
    chance = random.Random(4)  # noqa: S311 - seeded on purpose
    for _ in range(40):
        numbers = list(dict.fromkeys(min(int(chance.paretovariate(0.4)), 500) for _ in range(5)))
        found = index.search(asked(many, numbers), k=20)
        expected = by_sqlite(many, numbers, k=20)
        assert [row for row, _ in found] == [row for row, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], rel=1e-12)


def test_the_list_of_a_frequent_term_is_not_gone_through(many: Passages, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    rough = InvertedIndex._rough

    def counting(self: InvertedIndex, each: object, rows: np.ndarray, counts: np.ndarray) -> np.ndarray:
        read.append(len(rows))
        return rough(self, each, rows, counts)  # type: ignore[arg-type]

    monkeypatch.setattr(InvertedIndex, "_rough", counting)
    sizes = {number: sum(number in passage for passage in many) for number in (1, 60)}
    assert sizes[1] > 1_500 and 20 < sizes[60] < 200
    index_of(many).search(asked(many, [1, 60]), k=5)
    assert sum(read) <= 2 * sizes[60]


def test_passages_without_any_term() -> None:
    index = index_of([[], []])
    assert len(index) == 2
    assert index.search({}, k=3) == [] and index.search({4: 1.0}, k=3) == []


@pytest.mark.parametrize("content", [None, b"", b"nonsense" * 9])
def test_a_damaged_file(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "postings-0.npy"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexDamaged):
        InvertedIndex.load([path])


def test_another_array_is_no_index(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.arange(20, dtype=np.uint32))
    with pytest.raises(IndexDamaged, match="not an inverted index"):
        InvertedIndex.load([tmp_path / "x.npy"])


def test_a_passage_that_does_not_exist_is_damage() -> None:
    saved = inverted([[1], [1], [1]])
    saved[-4] = 9  # the last of the rows; behind them are as many counts
    with pytest.raises(IndexDamaged, match="a passage that does not exist"):
        InvertedIndex([saved]).search({1: 1.0}, k=2)
