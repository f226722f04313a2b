"""Passages by words: an inverted index of plain arrays, ranked by BM25 (k1 1.2, b 0.75, as SQLite's FTS5 reckons it).

A search looks for the exact best without reading every list (MaxScore; H. Turtle and J. Flood, "Query evaluation:
strategies and optimizations", 1995): once so many passages are found that the frequent terms alone cannot lift another
one among the best, the lists of those are looked up for what is found, and no longer gone through.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexDamaged
from assistant.ranking import Scored

K1, B = 1.2, 0.75
"""BM25's parameters, those of FTS5 (https://sqlite.org/fts5.html#the_bm25_function)."""

_LEAST_RARITY = 1e-6
"""FTS5's rarity of a term that is in more than half of the passages."""

_ROUNDING = 1e-5
"""So far, as a share, a score may be off that was added up in single precision."""

_LEAST_SCORE = float(np.finfo(np.float32).tiny)

_HEAD = 4
"""Numbers in front of a file: how many terms, postings and passages there are, and how many terms those hold in all."""

Numbers = NDArray[np.uint32]
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


def rarity(documents: int, passages: int) -> float:
    """The inverse document frequency of a term that is in so many of the passages."""
    found = math.log((passages - documents + 0.5) / (documents + 0.5))
    return found if found > 0 else _LEAST_RARITY


def inverted(indexed: Sequence[Sequence[int]]) -> Numbers:
    """The index of one shard, as one array to save.

    Args:
        indexed: of each passage, the numbers of its terms, with repetitions.
    """
    lengths = np.fromiter(map(len, indexed), dtype=np.int64, count=len(indexed))
    numbers = np.fromiter((number for row in indexed for number in row), dtype=np.int64, count=int(lengths.sum()))
    places, counts = np.unique(numbers << 32 | np.repeat(np.arange(len(indexed)), lengths), return_counts=True)
    rows = places & 0xFFFFFFFF
    known, starts = np.unique(places >> 32, return_index=True)
    weights = (K1 + 1) * counts / (counts + _norms(lengths, _mean(lengths))[rows])
    most = np.maximum.reduceat(weights, starts) if len(starts) else np.empty(0)
    head = (len(known), len(rows), len(indexed), int(lengths.sum()))
    parts = (known, np.append(starts[1:], len(rows))[: len(known)], lengths, rows, counts)
    *front, lengths_, rows_, counts_ = (np.asarray(part, dtype=np.uint32) for part in (head, *parts))
    return np.concatenate([*front, most.astype(np.float32).view(np.uint32), lengths_, rows_, counts_])


class _Shard:
    """Views into one shard's array; see `inverted`.

    ``numbers`` are its terms in order, ``ends`` where their postings end, ``most`` the greatest weight among them.
    ``lengths`` are the passages' in terms, ``rows`` and ``counts`` the postings, term by term and by row.
    """

    def __init__(self, saved: Numbers) -> None:
        terms, postings, passages, self.tokens = (int(number) for number in saved[:_HEAD])
        sizes = (_HEAD, terms, terms, terms, passages, postings, postings)
        if saved.ndim != 1 or sum(sizes) != len(saved):
            raise ValueError("not an inverted index")
        ends = list(accumulate(sizes))
        parts = [saved[start:end] for start, end in zip(ends, ends[1:], strict=False)]
        self.numbers, self.ends, most, self.lengths, self.rows, self.counts = parts
        self.most = most.view(np.float32)

    def place(self, number: int) -> int:
        """Where a term stands among the shard's; -1 when it has none of it."""
        at = int(self.numbers.searchsorted(np.uint32(number)))  # of another type, it would have all numbers copied
        return at if at < len(self.numbers) and self.numbers[at] == number else -1


class _List(NamedTuple):
    """A term's postings in all shards, by row, its rarity, and the most that it can add to a score."""

    rows: Numbers
    counts: Numbers
    rarity: float
    most: float


class InvertedIndex:
    """The postings of all shards, one after the other; the passages' rows are numbered through."""

    def __init__(self, shards: Sequence[Numbers]) -> None:
        """Raises ValueError when an array is no index."""
        self._shards = [_Shard(saved) for saved in shards]
        self._starts = [0, *accumulate(len(shard.lengths) for shard in self._shards)]

    def __len__(self) -> int:
        return self._starts[-1]

    @classmethod
    def load(cls, paths: Sequence[Path]) -> InvertedIndex:
        """The index over several files, which are mapped, not read.

        Raises:
            IndexDamaged: when one is missing or holds something else.
        """
        try:
            return cls([np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray) for path in paths])
        except (OSError, EOFError, ValueError) as error:
            raise IndexDamaged(f"the inverted index is damaged ({error})") from error

    def search(self, asked: Mapping[int, float], *, k: int) -> list[Scored]:
        """The ``k`` best rows for any of the terms by BM25, best first, equal ones by row, with their scores.

        Args:
            asked: the numbers of the question's terms, each with its rarity.
            k: how many rows are wanted.

        Raises:
            IndexDamaged: when it names a passage that does not exist; whether it does is not looked up before.
        """
        known = [self._list(number, weight) for number, weight in asked.items()]
        lists = [each for each in known if len(each.rows)]
        if not lists:
            return []
        try:
            rows = self._candidates(sorted(lists, key=lambda each: each.most, reverse=True), k=k)
        except IndexError as error:
            raise IndexDamaged("the inverted index is damaged (it names a passage that does not exist)") from error
        scores = sum((self._exact(each, rows) for each in lists), np.zeros(len(rows)))
        order = np.lexsort((rows, -scores))[:k]
        return list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))

    def _candidates(self, lists: Sequence[_List], *, k: int) -> Rows:
        """The best rows, and some more; the lists come with the one that may add most in front."""
        rest = [sum(each.most for each in lists[number:]) for number in range(len(lists) + 1)]
        scores = np.zeros(len(self), dtype=np.float32)
        merged: list[Rows] = []
        least = 0.0
        for each in lists:
            if rest[len(merged)] < least:
                break
            rows = each.rows.astype(np.int64)
            found = scores[rows] + self._rough(each, rows, each.counts)
            scores[rows] = found
            merged.append(rows)
            least = max(least, _last(found, k))
        rows = _above(scores, merged, max(least - rest[len(merged)], _LEAST_SCORE))
        found = scores[rows]
        for number, each in enumerate(lists[len(merged) :], start=len(merged) + 1):
            found = found + self._rough(each, rows, _counts(each, rows))
            least = max(least, _last(found, k))
            kept = found >= least - rest[number]
            rows, found = rows[kept], found[kept]
        return rows

    def _rough(self, each: _List, rows: Rows, counts: Numbers) -> Scores:
        """What a term adds to the scores of rows, in single precision."""
        times = counts.astype(np.float32)
        found: Scores = np.float32(each.rarity * (K1 + 1)) * times / (times + self._norms[rows])
        return found

    def _exact(self, each: _List, rows: Rows) -> NDArray[np.float64]:
        """The same in double precision, added up as FTS5 does."""
        counts = _counts(each, rows).astype(np.float64)
        return each.rarity * (counts * (K1 + 1) / (counts + _norms(self._lengths[rows], self._mean)))

    def _list(self, number: int, weight: float) -> _List:
        rows, counts, most = [np.empty(0, dtype=np.uint32)], [np.empty(0, dtype=np.uint32)], 0.0
        for shard, start, place in self._places(number):
            postings = slice(int(shard.ends[place - 1]) if place else 0, int(shard.ends[place]))
            rows.append(shard.rows[postings] + np.uint32(start))
            counts.append(shard.counts[postings])
            # A weight grows with the mean length, and no faster; the shard's own is what `most` was reckoned with.
            own = shard.tokens / len(shard.lengths)
            most = max(most, float(shard.most[place]) * max(1.0, self._mean / own))
        most = weight * min(most, K1 + 1) * (1 + _ROUNDING)
        return _List(np.concatenate(rows), np.concatenate(counts), weight, most)

    def _places(self, number: int) -> Iterator[tuple[_Shard, int, int]]:
        """Shards that have a term, with their first row and the term's place."""
        for shard, start in zip(self._shards, self._starts, strict=False):
            place = shard.place(number)
            if place >= 0:
                yield shard, start, place

    @cached_property
    def _lengths(self) -> Numbers:
        return np.concatenate([shard.lengths for shard in self._shards])

    @cached_property
    def _mean(self) -> float:
        """The mean length of a passage, in terms."""
        return sum(shard.tokens for shard in self._shards) / len(self)

    @cached_property
    def _norms(self) -> Scores:
        return _norms(self._lengths, self._mean).astype(np.float32)


def _norms(lengths: NDArray[np.integer], mean: float) -> NDArray[np.float64]:
    """What is added below the line of a weight: long passages count for less."""
    found: NDArray[np.float64] = K1 * (1 - B + B * lengths.astype(np.float64) / mean)
    return found


def _mean(lengths: NDArray[np.integer]) -> float:
    return float(lengths.mean()) if lengths.any() else 1.0


def _above(scores: Scores, lists: Sequence[Rows], least: float) -> Rows:
    """The rows of some lists whose scores are at least so high, in order, each once."""
    found = np.concatenate([rows[scores[rows] >= least] for rows in lists])
    found.sort(kind="stable")  # which merges what is in order already; `np.unique` took ten times as long
    return found[np.append(found[:1] >= 0, found[1:] > found[:-1])]


def _counts(each: _List, rows: Rows) -> Numbers:
    """How often a term is in each of some passages, which are in order."""
    wanted = rows.astype(np.uint32)
    places = np.minimum(each.rows.searchsorted(wanted), len(each.rows) - 1)
    found: Numbers = each.counts[places] * (each.rows[places] == wanted)
    return found


def _last(scores: Scores, k: int) -> float:
    """A little less than the ``k``-th best score; 0 when there are less."""
    if len(scores) < k:
        return 0.0
    return float(np.partition(scores, len(scores) - k)[len(scores) - k]) * (1 - _ROUNDING)
