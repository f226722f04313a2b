"""The exported encoder against sentence-transformers itself, on sentences of the corpus and some odd texts."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from assistant import encoder
from assistant.config import DEFAULT_MODEL, PROJECT
from assistant.corpus.reading import read_corpus
from assistant.encoder import CARD, GRAPH, QUESTIONS, TOKENIZER, EncoderCard, OnnxEncoder, encoder_folder
from assistant.errors import ModelError
from assistant.export import exported, load_reference
from assistant.graph import open_graph, weights_of
from assistant.models import find_model

ODD = [".", "gluteus medius " * 400, "El glúteo medio estabiliza la pelvis; 股関節外転筋 🦵"]


def test_vectors_agree_with_sentence_transformers(real_encoder: OnnxEncoder) -> None:
    sections = [section for document in read_corpus(PROJECT / "corpus").documents for section in document.sections]
    texts = [sentence.text for section in sections for sentence in section.sentences][:50] + ODD
    assert len(texts) == 53
    expected = load_reference(find_model(DEFAULT_MODEL)).encode(texts, normalize_embeddings=True)
    passages = np.stack([rows[0] for rows in real_encoder.encode_passages(texts, [[] for _ in texts])])
    questions = np.stack([real_encoder.encode_question(text) for text in texts])
    for found, least in ((passages, [0.9999] * 53), (questions, [0.994] * 50 + [0.98, 0.99, 0.99])):
        assert found.dtype == np.float32
        assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
        assert np.all((found * expected).sum(axis=1) >= least)


def test_a_span_over_the_whole_text_is_the_text(real_encoder: OnnxEncoder) -> None:
    text = "The hip abducts. The knee bends."
    [rows] = real_encoder.encode_passages([text], [[(0, 16), (17, 32), (500, 600)]])
    assert rows.shape == (4, real_encoder.card.dimension)
    assert float(rows[0] @ rows[1]) < 0.99  # a span is pooled from its own tokens
    assert float(rows[0] @ rows[3]) == pytest.approx(1.0)  # one that was not read falls back to the whole


def test_a_batch_changes_nothing(real_encoder: OnnxEncoder) -> None:
    texts = ["Hip.", "A much longer sentence about the hip and the knee.", ""]
    together = real_encoder.encode_passages(texts, [[], [], []])
    alone = [real_encoder.encode_passages([text], [[]])[0] for text in texts]
    assert all(np.allclose(one, other, atol=1e-5) for one, other in zip(together, alone, strict=True))
    assert real_encoder.encode_passages([], []) == []


def test_the_same_tokens_are_encoded_once(real_encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    vector = real_encoder.encode_question("What is hip  abduction?")
    monkeypatch.setattr(real_encoder, "_run", None)
    assert real_encoder.encode_question("what is Hip abduction ?") is vector
    assert not vector.flags.writeable


def test_a_model_is_opened_ahead_and_once(
    real_encoder: OnnxEncoder, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_slowly(graph: Path, *, threads: int) -> object:
        opened.append(graph)
        time.sleep(0.1)
        return open_graph(graph, threads=threads)

    monkeypatch.setattr(encoder, "open_graph", open_slowly)
    fresh = OnnxEncoder(encoder_folder(cache, real_encoder.card.revision))
    fresh.open_soon()
    assert np.array_equal(fresh.encode_question("hip"), real_encoder.encode_question("hip"))
    assert len(opened) == 1


def test_trouble_with_a_model_opened_ahead_shows_at_the_text(tmp_path: Path, real_encoder: OnnxEncoder) -> None:
    real_encoder.card.save(tmp_path)
    (tmp_path / TOKENIZER).write_bytes((real_encoder._folder / TOKENIZER).read_bytes())
    broken = OnnxEncoder(tmp_path)
    broken.open_soon()
    with pytest.raises(ModelError, match="model in .* is damaged"):
        broken.encode_question("hip")


def test_tokens_are_counted_beyond_the_limit(real_encoder: OnnxEncoder) -> None:
    assert real_encoder.count_tokens("hip") == 3
    assert real_encoder.count_tokens("hip " * 1000) == 1002


def test_unusable_folders_are_named(tmp_path: Path, real_encoder: OnnxEncoder) -> None:
    with pytest.raises(ModelError, match="is unusable; remove that folder"):
        OnnxEncoder(tmp_path)
    real_encoder.card.save(tmp_path)
    assert EncoderCard.load(tmp_path) == real_encoder.card
    (tmp_path / TOKENIZER).write_text("{}", encoding="utf-8")
    (tmp_path / GRAPH).write_bytes(b"no graph")
    with pytest.raises(ModelError, match="tokenizer .* is damaged"):
        OnnxEncoder(tmp_path).count_tokens("hip")
    (tmp_path / TOKENIZER).write_bytes((real_encoder._folder / TOKENIZER).read_bytes())
    with pytest.raises(ModelError, match="model in .* is damaged"):
        OnnxEncoder(tmp_path).encode_passages(["hip"], [[]])
    with pytest.raises(ModelError, match="model in .* is damaged"):
        OnnxEncoder(tmp_path).encode_question("hip")


def test_a_model_without_a_graph_for_questions_reads_them_exactly(tmp_path: Path, real_encoder: OnnxEncoder) -> None:
    for path in real_encoder._folder.iterdir():
        if not path.name.startswith("questions"):
            (tmp_path / path.name).symlink_to(path)
    exact = OnnxEncoder(tmp_path)
    assert np.allclose(exact.encode_question("hip"), exact.encode_passages(["hip"], [[]])[0][0], atol=1e-5)


def test_export_happens_once(cache: Path, real_encoder: OnnxEncoder) -> None:
    said: list[str] = []
    folder = exported(DEFAULT_MODEL, cache, say=said.append)
    assert folder == encoder_folder(cache, real_encoder.card.revision)
    assert said == []
    graphs = {Path(GRAPH), Path(QUESTIONS)}
    files = graphs | {weights_of(graph) for graph in graphs}
    assert {path.name for path in folder.iterdir()} == {CARD, TOKENIZER, *map(str, files)}


def test_a_model_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="holds no sentence-transformers model"):
        exported(str(tmp_path), tmp_path)
    with pytest.raises(ModelError, match="neither a folder nor to be had"):
        exported("nobody/no-such-model", tmp_path)
