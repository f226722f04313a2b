"""Which part of space each vector lies in, so that a search among very many looks into the nearest parts alone.

An inverted file (J. Sivic and A. Zisserman, "Video Google", 2003; H. Jegou et al., "Product quantization for nearest
neighbor search", 2011): centres are found once in a sample, each vector belongs to the cell of its nearest centre, and
is kept there with a byte a coordinate, which is enough to propose it. `dense` searches them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import Vectors
from assistant.errors import IndexDamaged

EXACT_UP_TO = 50_000
"""Passages up to which every vector is compared, which takes some 4 ms for 384 dimensions."""

SAMPLED = 64
"""Vectors a cell that the centres are found in."""

ROUNDS = 10
"""Rounds of k-means; the share of neighbours found did not grow with more."""

_BATCH = 8_192

Cells = NDArray[np.void]
"""One record a vector: ``cell``, and ``code``, a byte a coordinate."""


def cell_count(vectors: int) -> int:
    """Into how many cells so many vectors are dealt out: the power of two nearest to their square root."""
    return 1 << round(math.log2(max(1, vectors)) / 2)


@dataclass(frozen=True, slots=True, eq=False)
class Centres:
    """Unit vectors, of shape (cells, dimension), and the largest coordinate that a code can stand for."""

    vectors: Vectors
    reach: float

    @classmethod
    def among(cls, shards: Sequence[Vectors]) -> Centres:
        """Find the centres of vectors by k-means on the sphere (Dhillon and Modha, 2001), the same for the same ones.

        Raises ValueError when there are none.
        """
        total = sum(map(len, shards))
        count = cell_count(total)
        chance = np.random.default_rng(total)
        taken = np.sort(chance.choice(total, size=min(total, count * SAMPLED), replace=False))
        sample = _rows(shards, taken)
        found = sample[chance.permutation(len(sample))[:count]]
        for _ in range(ROUNDS):
            found = _moved(found, sample, _nearest(found, sample))
        return cls(found, float(np.abs(sample).max()))

    @property
    def fitting(self) -> range:
        """How many cells vectors may ask for that these still suit: so they stay while those grow up to fourfold."""
        return range(len(self.vectors) // 2, 2 * len(self.vectors) + 1)

    def save(self, path: Path) -> None:
        """Write the centres into a file."""
        np.savez(path, vectors=self.vectors, reach=np.float64(self.reach))

    @classmethod
    def load(cls, path: Path) -> Centres:
        """The centres in a file.

        Raises:
            IndexDamaged: when it is missing or holds something else.
        """
        try:
            with np.load(path, allow_pickle=False) as found:
                return cls(found["vectors"], float(found["reach"]))
        except (OSError, EOFError, ValueError, KeyError) as error:
            raise IndexDamaged(f"{path.name} is damaged ({type(error).__name__})") from error

    def cells(self, vectors: Vectors) -> Cells:
        """The cell and the code of each vector, of shape (vectors,)."""
        dimension = self.vectors.shape[1]
        found = np.empty(len(vectors), dtype=[("cell", "<u2"), ("code", "u1", (dimension,))])
        for batch in _batches(len(vectors)):
            given = np.asarray(vectors[batch])
            found["cell"][batch] = _nearest(self.vectors, given)
            found["code"][batch] = np.clip((given + self.reach) * (255 / (2 * self.reach)), 0, 255)
        return found


def _nearest(centres: Vectors, vectors: Vectors) -> NDArray[np.int64]:
    return np.concatenate([np.argmax(vectors[batch] @ centres.T, axis=1) for batch in _batches(len(vectors))])


def _moved(centres: Vectors, vectors: Vectors, cells: NDArray[np.int64]) -> Vectors:
    """Each centre in the middle of its vectors; one that has none stays."""
    order = np.argsort(cells, kind="stable")
    taken, starts = np.unique(cells[order], return_index=True)
    sums = np.add.reduceat(vectors[order], starts, axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    found = centres.copy()
    found[taken] = np.divide(sums, lengths, out=centres[taken], where=lengths > 0)
    return found


def _batches(length: int) -> Iterator[slice]:
    return (slice(at, at + _BATCH) for at in range(0, length, _BATCH))


def _rows(shards: Sequence[Vectors], rows: NDArray[np.int64]) -> Vectors:
    """Some vectors of all shards, numbered through; the numbers are in order."""
    found, start = [], 0
    for shard in shards:
        low, high = np.searchsorted(rows, (start, start + len(shard)))
        found.append(np.asarray(shard[rows[low:high] - start]))
        start += len(shard)
    return np.concatenate(found)
