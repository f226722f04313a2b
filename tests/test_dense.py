"""The dense index: exact cosines, rows in order, and a damaged file is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.dense import DenseIndex
from assistant.encoder import Vectors
from assistant.errors import IndexDamaged

VECTORS = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)


def test_search_is_the_inner_product() -> None:
    found = DenseIndex([VECTORS]).search(np.array([1, 0], dtype=np.float32), k=2)
    assert [row for row, _ in found] == [0, 2]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.6])


def test_fewer_rows_than_asked_for() -> None:
    assert len(DenseIndex([VECTORS]).search(np.array([0, 1], dtype=np.float32), k=50)) == 3


def saved(path: Path, vectors: Vectors) -> Path:
    np.save(path, vectors, allow_pickle=False)
    return path


def test_several_files_are_one_index_in_their_order(tmp_path: Path) -> None:
    parts = (VECTORS[:1], VECTORS[:0], VECTORS[1:])
    loaded = DenseIndex.load([saved(tmp_path / f"{number}.npy", part) for number, part in enumerate(parts)])
    assert (len(loaded), loaded.dimension) == (3, 2)
    assert np.array_equal(loaded.vectors(), VECTORS)
    assert np.array_equal(loaded.vectors([2, 0, 1]), VECTORS[[2, 0, 1]])
    assert [row for row, _ in loaded.search(np.array([0, 1], dtype=np.float32), k=3)] == [1, 2, 0]


def test_files_of_different_dimensions(tmp_path: Path) -> None:
    paths = [saved(tmp_path / f"{number}.npy", VECTORS[:, :number]) for number in (1, 2)]
    with pytest.raises(IndexDamaged, match="different dimensions"):
        DenseIndex.load(paths)


@pytest.mark.parametrize("content", [None, b"", b"\x93NUM", b"nonsense" * 100])
def test_a_damaged_file(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.npy"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"x\.npy is damaged"):
        DenseIndex.load([path])


def test_taking_vectors_over_does_not_load_faiss() -> None:
    program = (
        "import sys, numpy; from assistant.dense import DenseIndex; "
        "DenseIndex([numpy.ones((2, 3), numpy.float32)]).vectors([1]); sys.exit('faiss' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
