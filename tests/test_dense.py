"""The dense index: exact cosines, rows in order, and a damaged file is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.dense import DenseIndex
from assistant.errors import IndexDamaged

VECTORS = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)


def test_search_is_the_inner_product() -> None:
    found = DenseIndex.of(VECTORS).search(np.array([1, 0], dtype=np.float32), k=2)
    assert [row for row, _ in found] == [0, 2]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.6])


def test_fewer_rows_than_asked_for() -> None:
    assert len(DenseIndex.of(VECTORS).search(np.array([0, 1], dtype=np.float32), k=50)) == 3


def test_a_file_holds_the_vectors_and_no_pickle(tmp_path: Path) -> None:
    path = tmp_path / "x.faiss"
    path.write_bytes(DenseIndex.of(VECTORS).to_bytes())
    loaded = DenseIndex.load([path])
    assert np.array_equal(loaded.vectors(), VECTORS)
    assert (len(loaded), loaded.dimension) == (3, 2)
    assert not path.read_bytes().startswith(b"\x80")


def test_several_files_are_one_index_in_their_order(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.faiss" for number in range(3)]
    for path, part in zip(paths, (VECTORS[:1], VECTORS[:0], VECTORS[1:]), strict=True):
        path.write_bytes(DenseIndex.of(part).to_bytes())
    loaded = DenseIndex.load(paths)
    assert np.array_equal(loaded.vectors(), VECTORS)
    assert np.array_equal(loaded.vectors([2, 0]), VECTORS[[2, 0]])


@pytest.mark.parametrize("content", [None, b"", b"IxF", b"nonsense" * 100])
def test_a_damaged_file(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.faiss"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"x\.faiss is damaged"):
        DenseIndex.load([path])
