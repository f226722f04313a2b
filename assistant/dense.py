"""Nearest passages by cosine: of all, or of very many those in the nearest cells. The only module that names FAISS."""

from __future__ import annotations

import math
import mmap
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from assistant.cells import Cells, Centres
from assistant.encoder import Vectors
from assistant.errors import IndexDamaged
from assistant.ranking import exactly_best

if TYPE_CHECKING:
    import faiss

_Index = TypeVar("_Index", bound="faiss.Index")

SINGLE = 1e-5
"""So far a cosine may be off that was added up in single precision."""

_PROBED = 4
"""So many times the square root of all cells are looked into. Of 16,000 vectors of health texts in 128 cells, that
found 0.987 of a question's ten nearest. An eighth of the cells found 0.932, of 4,000 vectors 0.865, of 1,000 0.829: the
more vectors there are, the smaller is the share of cells that it takes."""

_SPARE = 0.25
"""So many more rows than wanted, as a share, are proposed by their codes, to be put in order by their vectors."""


class DenseIndex:
    """Unit vectors, searched by inner product, which for unit vectors is the cosine: exactly, unless there are cells.

    FAISS gets its copy of them with the first search: a build takes vectors over and searches for none.
    """

    def __init__(self, shards: Sequence[Vectors], cells: tuple[Centres, Sequence[Path]] | None = None) -> None:
        """Index vectors of shape (passages, dimension) in one array or several, whose rows are numbered through.

        With ``cells``, centres and the files of each shard's cells, the nearest of them alone are searched.
        """
        self.shards = shards
        self._cells = cells
        self._starts = [0, *accumulate(len(shard) for shard in shards)]

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self.shards[0].shape[1])

    @classmethod
    def load(cls, paths: Sequence[Path], cells: tuple[Centres, Sequence[Path]] | None = None) -> DenseIndex:
        """One index over several files, one after the other; they are mapped, not read.

        Raises:
            IndexDamaged: when a file is missing or holds no vectors.
        """
        shards: list[Vectors] = []
        for path in paths:
            try:
                shards.append(np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray))
            except (OSError, EOFError, ValueError) as error:
                raise IndexDamaged(f"{path.name} is damaged ({type(error).__name__})") from error
        if len({shard.shape[1:] for shard in shards}) != 1 or any(shard.ndim != 2 for shard in shards):
            raise IndexDamaged("the index holds vectors of different dimensions")
        return cls(shards, cells)

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
            if self._cells:
                let_go(self.shards[place])
        return found

    def search(self, question: Vectors, *, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest rows to one vector of shape (dimension,), best first, with their cosines; ties by row."""
        if self._cells:
            rows = self._proposed(question, min(k, len(self)))
            scored = zip(rows, self.cosines(question, rows), strict=True)
            return sorted(scored, key=lambda each: (-each[1], each[0]))[:k]

        def propose(wanted: int) -> list[tuple[int, float]]:
            cosines, rows = _alone(self._index).search(question.reshape(1, -1), min(wanted, len(self)))
            # FAISS pads a short result with row -1, which Python would take for the last passage.
            return [(int(row), float(cosine)) for row, cosine in zip(rows[0], cosines[0], strict=True) if row >= 0]

        return exactly_best(propose, lambda rows: self.cosines(question, rows), k=k, abs_tol=SINGLE)

    def cosines(self, question: Vectors, rows: Sequence[int]) -> list[float]:
        """The cosines of some rows with one vector, each the same to the last bit whatever rows are beside it."""
        # A matrix product would add up in another order for another number of rows.
        products = self.vectors(rows).astype(np.float64) * question
        found: list[float] = products.sum(axis=1).tolist()
        return found

    def _proposed(self, question: Vectors, k: int) -> list[int]:
        """At least ``k`` rows, the nearest by their codes in the nearest cells, of which more are asked if need be."""
        import faiss  # noqa: PLC0415 - loaded on first use

        index = _alone(self._inverted_file)
        probed = _PROBED * math.isqrt(index.nlist)
        while True:
            options = faiss.SearchParametersIVF()
            options.nprobe = min(probed, index.nlist)
            [rows] = index.search(question.reshape(1, -1), math.ceil((1 + _SPARE) * k), params=options)[1]
            found: list[int] = rows[rows >= 0].tolist()
            if len(found) >= k or probed >= index.nlist:
                return found
            probed *= 4

    @cached_property
    def _index(self) -> faiss.Index:
        import faiss  # noqa: PLC0415 - as above

        index = faiss.IndexFlatIP(self.dimension)
        for shard in self.shards:
            index.add(np.ascontiguousarray(shard, dtype=np.float32))
        return index

    @cached_property
    def _inverted_file(self) -> faiss.IndexIVFScalarQuantizer:
        """The codes of all shards, cell by cell.

        Raises:
            IndexDamaged: when a file is missing or holds something else.
        """
        import faiss  # noqa: PLC0415 - as above

        assert self._cells  # noqa: S101 - asked for where there are some
        centres, paths = self._cells
        nearest = faiss.IndexFlatIP(self.dimension)
        nearest.add(centres.vectors)
        kind = faiss.ScalarQuantizer.QT_8bit_uniform
        index = faiss.IndexIVFScalarQuantizer(
            nearest, self.dimension, len(centres.vectors), kind, faiss.METRIC_INNER_PRODUCT, False
        )
        faiss.copy_array_to_vector(np.array([-centres.reach, 2 * centres.reach], dtype=np.float32), index.sq.trained)
        index.is_trained = True
        lists = index.invlists
        assert lists is not None  # noqa: S101 - an index has lists from the start
        for start, found in self._read(paths, index.nlist):
            order = np.argsort(found["cell"], kind="stable")
            rows, codes = order + start, found["code"][order]
            ends = np.cumsum(np.bincount(found["cell"], minlength=index.nlist))
            for cell, (first, end) in enumerate(pairwise([0, *ends.tolist()])):
                if first < end:
                    pointers = faiss.swig_ptr(rows[first:end]), faiss.swig_ptr(codes[first:end])
                    lists.add_entries(cell, end - first, *pointers)
        index.ntotal = len(self)
        return index

    def _read(self, paths: Sequence[Path], count: int) -> Iterator[tuple[int, Cells]]:
        """The cells of each shard, of so many that there are, with the row of its first vector."""
        for start, end, path in zip(self._starts, self._starts[1:], paths, strict=False):
            try:
                found: Cells = np.load(path, allow_pickle=False)
                if found["code"].shape != (end - start, self.dimension) or found["cell"].shape != (end - start,):
                    raise ValueError("the cells are of other vectors")
                if found["cell"].max(initial=0) >= count:  # FAISS would write past its lists
                    raise ValueError("the cells are of other centres")
            except (OSError, EOFError, ValueError, IndexError) as error:
                raise IndexDamaged(f"{path.name} is damaged ({type(error).__name__})") from error
            yield start, found


def _alone(index: _Index) -> _Index:
    """An index to be searched by the calling thread alone.

    One question is little work, and threads that wait for each other cost more: among 10,000 passages on a busy machine
    with two cores, 17 ms of processor time instead of 2.
    """
    import faiss  # noqa: PLC0415 - as above

    faiss.omp_set_num_threads(1)  # which holds for the thread that calls it
    return index


def let_go(mapped: Vectors) -> None:
    """Take a mapped file out of this process's memory; the system has it in its cache still.

    With each row that is read, the system maps what is around it: a large index would by and by be there as a whole.
    """
    pages = getattr(mapped.base, "_mmap", None)
    if pages is not None and hasattr(mmap, "MADV_DONTNEED"):  # Windows has no such call
        pages.madvise(mmap.MADV_DONTNEED)
