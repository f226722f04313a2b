"""Nearest passages by cosine. The only module that names FAISS."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.encoder import Vectors
from assistant.errors import IndexDamaged
from assistant.ranking import exactly_best

if TYPE_CHECKING:
    import faiss

SINGLE = 1e-5
"""So far a cosine may be off that was added up in single precision."""


class DenseIndex:
    """Unit vectors, searched exactly by inner product, which for unit vectors is the cosine.

    FAISS gets its copy of them with the first search: a build takes vectors over and searches for none.
    """

    def __init__(self, shards: Sequence[Vectors]) -> None:
        """Index vectors of shape (passages, dimension) in one array or several, whose rows are numbered through."""
        self.shards = shards
        self._starts = [0, *accumulate(len(shard) for shard in shards)]

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self.shards[0].shape[1])

    @classmethod
    def load(cls, paths: Sequence[Path]) -> DenseIndex:
        """One index over several files, one after the other; they are mapped, not read.

        Raises:
            IndexDamaged: when a file is missing or holds no vectors.
        """
        shards: list[Vectors] = []
        for path in paths:
            try:
                shards.append(np.load(path, mmap_mode="r", allow_pickle=False))
            except (OSError, EOFError, ValueError) as error:
                raise IndexDamaged(f"{path.name} is damaged ({type(error).__name__})") from error
        if len({shard.shape[1:] for shard in shards}) != 1 or any(shard.ndim != 2 for shard in shards):
            raise IndexDamaged("the index holds vectors of different dimensions")
        return cls(shards)

    def vectors(self, rows: Sequence[int] | None = None) -> Vectors:
        """The vectors of these rows, or all, of shape (rows, dimension)."""
        if rows is None:
            return np.concatenate(self.shards)
        wanted = np.asarray(rows, dtype=np.int64)
        places = np.searchsorted(self._starts, wanted, side="right") - 1
        found = np.empty((len(wanted), self.dimension), dtype=np.float32)
        for place in np.unique(places):
            inside = places == place
            found[inside] = self.shards[place][wanted[inside] - self._starts[place]]
        return found

    def search(self, question: Vectors, *, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest rows to one vector of shape (dimension,), best first, with their cosines; ties by row."""

        def propose(wanted: int) -> list[tuple[int, float]]:
            cosines, rows = self._index.search(question.reshape(1, -1), min(wanted, len(self)))
            # FAISS pads a short result with row -1, which Python would take for the last passage.
            return [(int(row), float(cosine)) for row, cosine in zip(rows[0], cosines[0], strict=True) if row >= 0]

        return exactly_best(propose, lambda rows: self.cosines(question, rows), k=k, abs_tol=SINGLE)

    def cosines(self, question: Vectors, rows: Sequence[int]) -> list[float]:
        """The cosines of some rows with one vector, each the same to the last bit whatever rows are beside it."""
        # A matrix product would add up in another order for another number of rows.
        products = self.vectors(rows).astype(np.float64) * question
        found: list[float] = products.sum(axis=1).tolist()
        return found

    @cached_property
    def _index(self) -> faiss.Index:
        import faiss  # noqa: PLC0415 - loaded on first use

        index = faiss.IndexFlatIP(self.dimension)
        for shard in self.shards:
            index.add(np.ascontiguousarray(shard, dtype=np.float32))
        return index
