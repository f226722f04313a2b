"""Cells: vectors that lie together are found together, and nearly all of the nearest by looking into a few cells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant import cells
from assistant.cells import Centres
from assistant.dense import DenseIndex
from assistant.encoder import Vectors
from assistant.errors import IndexDamaged


def clustered(*, clusters: int, each: int, dimension: int = 24) -> Vectors:
    """Unit vectors around so many centres."""
    chance = np.random.default_rng(7)
    middles = chance.standard_normal((clusters, 1, dimension))
    vectors = (middles + 0.4 * chance.standard_normal((clusters, each, dimension))).reshape(-1, dimension)
    vectors = vectors[chance.permutation(len(vectors))]
    found: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return found


VECTORS = clustered(clusters=60, each=50)
SHARDS = [VECTORS[:1_000], VECTORS[1_000:1_000], VECTORS[1_000:]]


@pytest.fixture
def centres() -> Centres:
    return Centres.among(SHARDS)


def indexed(centres: Centres, folder: Path) -> DenseIndex:
    """The vectors in files, with their cells."""
    paths = []
    for number, shard in enumerate(SHARDS):
        np.save(folder / f"passages-{number}.npy", shard)
        paths.append(folder / f"cells-{number}.npy")
        np.save(paths[-1], centres.cells(shard))
    return DenseIndex.load([folder / f"passages-{number}.npy" for number in range(len(SHARDS))], (centres, paths))


def test_so_many_cells() -> None:
    assert [cells.cell_count(vectors) for vectors in (1, 3_000, 100_000, 1_000_000)] == [1, 64, 256, 1_024]


def test_centres_are_the_same_for_the_same_vectors(centres: Centres) -> None:
    assert centres.vectors.shape == (64, 24)
    assert np.allclose(np.linalg.norm(centres.vectors, axis=1), 1)
    assert np.array_equal(centres.vectors, Centres.among(SHARDS).vectors)


def test_a_vector_lies_in_the_cell_of_its_nearest_centre(centres: Centres) -> None:
    found = centres.cells(VECTORS)
    assert np.array_equal(found["cell"], np.argmax(VECTORS @ centres.vectors.T, axis=1))
    told = (found["code"].astype(np.float64) + 0.5) * 2 * centres.reach / 255 - centres.reach
    assert np.abs(told - VECTORS).max() <= 1.01 * centres.reach / 255


def test_nearly_all_of_the_nearest_are_found(centres: Centres, tmp_path: Path) -> None:
    index, exact = indexed(centres, tmp_path), DenseIndex(SHARDS)
    shares = []
    for question in VECTORS[::60]:
        found, best = index.search(question, k=10), exact.search(question, k=10)
        assert [cosine for _, cosine in found] == exact.cosines(question, [row for row, _ in found])
        shares.append(len(dict(found).keys() & dict(best).keys()) / 10)
    assert np.mean(shares) > 0.95


def test_as_many_as_are_asked_for_come_back(centres: Centres, tmp_path: Path) -> None:
    found = indexed(centres, tmp_path).search(VECTORS[0], k=2_900)
    assert len(dict(found)) == 2_900
    assert len(indexed(centres, tmp_path).search(VECTORS[0], k=9_999)) == len(VECTORS)


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="only Linux says which pages are mapped")
def test_what_was_read_does_not_stay_in_memory(centres: Centres, tmp_path: Path) -> None:
    index = indexed(centres, tmp_path)
    index.search(VECTORS[0], k=50)
    maps = Path("/proc/self/smaps").read_text(encoding="utf-8").split(str(tmp_path / "passages-0.npy"))
    assert len(maps) > 1 and all("Rss:                   0 kB" in part.partition("VmFlags")[0] for part in maps[1:])


def test_centres_stay_while_the_vectors_grow_fourfold(centres: Centres) -> None:
    assert cells.cell_count(10_000) in centres.fitting
    assert cells.cell_count(100_000) not in centres.fitting
    assert cells.cell_count(500) not in centres.fitting


def test_centres_survive_their_file(centres: Centres, tmp_path: Path) -> None:
    centres.save(tmp_path / "centres.npz")
    found = Centres.load(tmp_path / "centres.npz")
    assert np.array_equal(found.vectors, centres.vectors) and found.reach == centres.reach


@pytest.mark.parametrize("content", [None, b"", b"nonsense" * 9])
def test_damaged_files(centres: Centres, tmp_path: Path, content: bytes | None) -> None:
    index = indexed(centres, tmp_path)
    for name in ("centres.npz", "cells-2.npy"):
        (tmp_path / name).unlink(missing_ok=True)
        if content is not None:
            (tmp_path / name).write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"centres\.npz is damaged"):
        Centres.load(tmp_path / "centres.npz")
    with pytest.raises(IndexDamaged, match=r"cells-2\.npy is damaged"):
        index.search(VECTORS[0], k=3)


def test_a_cell_that_does_not_exist_is_damage(centres: Centres, tmp_path: Path) -> None:
    index = indexed(centres, tmp_path)
    found = np.load(tmp_path / "cells-2.npy")
    found["cell"][5] = len(centres.vectors)
    np.save(tmp_path / "cells-2.npy", found)
    with pytest.raises(IndexDamaged, match=r"cells-2\.npy is damaged"):
        index.search(VECTORS[0], k=3)
