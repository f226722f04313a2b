"""Nearest passages by cosine. The only module that names FAISS."""

from __future__ import annotations

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
    def load(cls, path: Path) -> DenseIndex:
        """Read an index from a file; Python opens it, since FAISS cannot open every path on Windows.

        Raises:
            IndexDamaged: when the file is missing or is no FAISS index.
        """
        try:
            return cls(faiss.deserialize_index(np.frombuffer(path.read_bytes(), dtype=np.uint8)))
        except (OSError, RuntimeError) as error:
            raise IndexDamaged(f"{path.name} is damaged ({type(error).__name__})") from error

    def to_bytes(self) -> bytes:
        """The index as FAISS writes it; no pickle."""
        return faiss.serialize_index(self._index).tobytes()

    def vectors(self) -> Vectors:
        """All vectors, of shape (passages, dimension)."""
        found: Vectors = self._index.reconstruct_n(0, len(self))
        return found

    def search(self, question: Vectors, *, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest rows to one vector of shape (dimension,), best first, with their cosines."""
        cosines, rows = self._index.search(question.reshape(1, -1), min(k, len(self)))
        # FAISS pads a short result with row -1, which Python would take for the last passage.
        return [(int(row), float(cosine)) for row, cosine in zip(rows[0], cosines[0], strict=True) if row >= 0]
