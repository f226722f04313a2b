"""Both backends find the same: every golden question, through the embedded index and through a Milvus server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import milvuslite
import pytest

from assistant import backend, store
from assistant.config import PROJECT, Settings
from assistant.encoder import OnnxEncoder, Vectors
from assistant.engine import Assistant
from assistant.evaluate.cases import Question, read_cases
from assistant.retriever import POOL, retrieve
from assistant.store import Generation

pytestmark = milvuslite.needed

FILES = [
    PROJECT / "tests" / "golden" / f"{name}.jsonl"
    for name in ("anatomy", "care", "conditions", "evidence", "exercises", "hip-abductors")
]
BATCH = 32


@pytest.fixture(scope="module")
def remote_settings(
    product_settings: Settings, product: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """The product's index, to be searched by a server that does not hold it yet."""
    with milvuslite.served(tmp_path_factory.mktemp("milvus")) as uri:
        yield replace(product_settings, backend="milvus", milvus_uri=uri)


@pytest.fixture(scope="module")
def remote(remote_settings: Settings) -> Assistant:
    """The same assistant over the server, to which loading has sent the index."""
    return Assistant.load(remote_settings)


@pytest.fixture(scope="module")
def generation(product_settings: Settings, product: Assistant) -> Generation:
    return store.open_last_good(product_settings.index)


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    found = read_cases(FILES).questions
    assert len(found) > 2_000
    return found


def encoded(encoder: OnnxEncoder, texts: list[str]) -> dict[str, Vectors]:
    """Each text's unit vector, those of a length together."""
    order = sorted(dict.fromkeys(texts), key=len)
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    rows = [encoder.encode_passages(batch, [()] * len(batch)) for batch in batches]
    return {
        text: row[0] for batch, found in zip(batches, rows, strict=True) for text, row in zip(batch, found, strict=True)
    }


def test_every_question_finds_the_same_passages(
    remote: Assistant,
    remote_settings: Settings,
    generation: Generation,
    questions: tuple[Question, ...],
    real_encoder: OnnxEncoder,
) -> None:
    server = backend.opened(remote_settings, generation)
    asked = list(dict.fromkeys(generation.in_own_terms(question.text) for question in questions))
    vectors = encoded(real_encoder, asked)
    for text in asked:
        terms = generation.question_terms(text)
        here = retrieve(generation, vectors[text], terms)
        there = retrieve(server, vectors[text], terms)
        assert [hit.row for hit in there] == [hit.row for hit in here], text
        assert [hit.passage for hit in there] == [hit.passage for hit in here], text
        for one, other in zip(there, here, strict=True):
            assert (one.dense, one.lexical, one.score) == pytest.approx(
                (other.dense, other.lexical, other.score), abs=1e-5
            ), text


def test_both_searches_propose_the_same(
    remote: Assistant,
    remote_settings: Settings,
    generation: Generation,
    questions: tuple[Question, ...],
    real_encoder: OnnxEncoder,
) -> None:
    """To the last row of what is fused, of which `retrieve` shows the best."""
    server = backend.opened(remote_settings, generation)
    for question in questions[::40]:
        vector = real_encoder.encode_question(question.text)
        terms = generation.question_terms(question.text)
        for here, there in (
            (generation.search(vector, k=POOL), server.search(vector, k=POOL)),
            (generation.lexical(terms, k=POOL), server.lexical(terms, k=POOL)),
        ):
            assert [row for row, _ in there] == [row for row, _ in here]
            assert [score for _, score in there] == pytest.approx([score for _, score in here], abs=1e-5)


def test_answers_are_the_same(product: Assistant, remote: Assistant, questions: tuple[Question, ...]) -> None:
    for question in questions[:: len(questions) // 24][:25]:
        here = product.ask(question.text, question.history)
        there = remote.ask(question.text, question.history)
        assert replace(there, elapsed_ms=0.0) == replace(here, elapsed_ms=0.0)
