"""The question adapter: what it does to a vector, for which encoder, and that fitting brings questions nearer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant import adapter
from assistant.adapter import QuestionAdapter
from assistant.encoder import Vectors
from assistant.errors import ModelError
from assistant.models import find_model, model_revision
from assistant.training.adapter import Fit, Pool, fit
from assistant.training.data import Collection, Passage, Question

REVISION = model_revision(find_model())
WIDTH = 8


def unit(seed: str) -> Vectors:
    """A vector of length 1, by chance but the same for the same text."""
    found = np.random.default_rng(list(seed.encode())).standard_normal(WIDTH).astype(np.float32)
    vector: Vectors = found / np.linalg.norm(found)
    return vector


def embed(texts: Sequence[str]) -> Vectors:
    return np.stack([unit(text) for text in texts])


def collection(names: list[str], *, title: str = "") -> Collection:
    passages = [Passage(name, "group", title, name, (f"{name} is here.",)) for name in names]
    asked = [Question(f"where is {name}", name, (0,), "answerable", "plain") for name in names]
    return Collection(tuple(passages), tuple(asked))


def test_the_packaged_adapter_is_for_the_packaged_encoder() -> None:
    found = QuestionAdapter.of(REVISION)
    assert found.change is not None
    assert found.change.shape == (384, 384)
    vector = np.full(384, 384**-0.5, np.float32)
    moved = found(vector)
    assert moved.dtype == np.float32
    assert np.linalg.norm(moved) == pytest.approx(1, abs=1e-5)
    assert 0.3 < moved @ vector < 1


def test_the_vectors_of_another_encoder_stay_as_they_are() -> None:
    vector = unit("a question")
    assert QuestionAdapter.of("another")(vector) is vector


@pytest.mark.parametrize("content", [b"", b"not an archive", adapter.WEIGHTS.read_bytes()[:1000]])
def test_a_file_that_holds_no_adapter_is_named(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "adapter.npz"
    damaged.write_bytes(content)
    monkeypatch.setattr(adapter, "WEIGHTS", damaged)
    adapter._stored.cache_clear()
    try:
        with pytest.raises(ModelError, match=r"adapter\.npz"):
            QuestionAdapter.of(REVISION)
    finally:
        adapter._stored.cache_clear()


def test_what_is_saved_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "WEIGHTS", tmp_path / "adapter.npz")
    adapter._stored.cache_clear()
    try:
        adapter.save(adapter.WEIGHTS, revision="mine", change=np.eye(WIDTH, dtype=np.float32))
        change = QuestionAdapter.of("mine").change
        assert change is not None
        assert np.array_equal(change, np.eye(WIDTH, dtype=np.float32))
    finally:
        adapter._stored.cache_clear()


def test_fitting_brings_questions_to_the_passages_that_answer_them() -> None:
    pool = Pool(collection([f"muscle {number}" for number in range(20)]), embed)
    before = np.zeros((WIDTH, WIDTH), np.float32)
    said: list[str] = []
    after = fit(pool, Fit(epochs=60, batch=8, rate=0.02, decay=0.0), say=said.append)
    assert pool.recall(after, k=4) > pool.recall(before, k=4) + 0.2
    assert len(said) == 60
    assert np.array_equal(after, fit(pool, Fit(epochs=60, batch=8, rate=0.02, decay=0.0), say=said.append))


def test_an_articles_twin_is_no_wrong_passage() -> None:
    one, other = collection(["hip", "knee"], title="Joints"), collection(["hip2"], title="Joints")
    twin = Collection(tuple(Passage(p.id, "twin", p.title, p.heading, p.sentences) for p in other.passages), ())
    pool = Pool(one + twin, embed)

    cosines = pool.cosines(torch.tensor([0]), torch.zeros(WIDTH, WIDTH))
    assert torch.isinf(cosines[0]).tolist() == [False, False, True]
