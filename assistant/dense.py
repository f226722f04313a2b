"""Nearest passages by cosine. The only module that names FAISS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from assistant.encoder import Vectors
from assistant.errors import IndexDamaged


class DenseIndex:
    """Unit vectors, searched exactly by inner product, which for unit vectors is the cosine."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    @classmethod
    def of(cls, vectors: Vectors) -> DenseIndex:
        """An index of vectors of shape (passages, dimension), whose row numbers are the passages'."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, paths: Sequence[Path]) -> DenseIndex:
        """Read one index from several files, one after the other.

        Python opens them, since FAISS cannot open every path on Windows.

        Raises:
            IndexDamaged: when a file is missing or is no FAISS index.
        """
        whole: faiss.Index | None = None
        for path in paths:
            try:
                part = faiss.deserialize_index(np.frombuffer(path.read_bytes(), dtype=np.uint8))
                if whole is None:
                    whole = part
                else:
                    whole.merge_from(part)
            except (OSError, RuntimeError) as error:
                raise IndexDamaged(f"{path.name} is damaged ({type(error).__name__})") from error
        if whole is None:
            raise IndexDamaged("the index has no file of vectors")
        return cls(whole)

    def to_bytes(self) -> bytes:
        """The index as FAISS writes it; no pickle."""
        return faiss.serialize_index(self._index).tobytes()

    def vectors(self, rows: Sequence[int] | None = None) -> Vectors:
        """The vectors of these rows, or all, of shape (rows, dimension)."""
        if rows is None:
            rows = range(len(self))
        found: Vectors = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return found

    def search(self, question: Vectors, *, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest rows to one vector of shape (dimension,), best first, with their cosines."""
        cosines, rows = self._index.search(question.reshape(1, -1), min(k, len(self)))
        # FAISS pads a short result with row -1, which Python would take for the last passage.
        return [(int(row), float(cosine)) for row, cosine in zip(rows[0], cosines[0], strict=True) if row >= 0]
