"""Retrieval: the two rankings and how they are fused."""

from __future__ import annotations

import pytest
from conftest import FakeEncoder
from hypothesis import given
from hypothesis import strategies as st

from assistant.retriever import SENTENCE_SHARE, fuse, retrieve
from assistant.store import Generation
from assistant.terms import terms


def test_fusion_by_hand() -> None:
    fused = fuse({1: 0.9, 2: 0.5, 3: 0.7}, {2: 7.0, 3: 1.0}, weight=0.6)
    assert fused == pytest.approx({1: 0.6, 2: 0.4, 3: 0.3})


def test_fusion_of_one_side_alone() -> None:
    assert fuse({}, {4: 2.0}, weight=0.6) == pytest.approx({4: 0.4})
    assert fuse({4: 0.1, 5: 0.1}, {}, weight=0.6) == pytest.approx({4: 0.6, 5: 0.6})
    assert fuse({}, {}, weight=0.6) == {}


SCORES = st.dictionaries(st.integers(0, 20), st.floats(-1, 1, allow_nan=False), max_size=10)


@given(SCORES, SCORES, st.floats(0, 1))
def test_fused_scores_are_shares(dense: dict[int, float], lexical: dict[int, float], weight: float) -> None:
    fused = fuse(dense, lexical, weight=weight)
    assert fused.keys() == dense.keys() | lexical.keys()
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in fused.values())


@pytest.mark.parametrize(
    ("question", "heading"),
    [("gluteus medius muscle", "Muscles"), ("does a band help my squat", "Exercise"), ("ankle", "What the calf does")],
)
def test_the_right_passage_comes_first(built: Generation, encoder: FakeEncoder, question: str, heading: str) -> None:
    hits = retrieve(built, encoder.encode_question(question), terms(question), k=2)
    assert len(hits) == 2
    assert hits[0].passage.heading == heading
    assert hits[0].score == max(hit.score for hit in hits)
    assert hits[0].passage == built.passage(hits[0].row)


def test_odd_questions_find_something_or_nothing(built: Generation, encoder: FakeEncoder) -> None:
    for question in ("", '"', "AND OR NOT NEAR(", "\0", "x " * 3000, " ".join(f"word{i}" for i in range(3000))):
        hits = retrieve(built, encoder.encode_question(question), terms(question))
        assert [hit.lexical for hit in hits] == [0.0] * 3


def test_a_sentence_that_fits_brings_up_its_passage(built: Generation, encoder: FakeEncoder) -> None:
    """Reranking by the best sentence: with the same passage vectors, the closer sentence decides."""
    vector = encoder.encode_question("does a band help my squat")
    hits = retrieve(built, vector, (), k=3)
    closest = []
    for hit in hits:
        first, found = built.sentence_rows(hit.row)
        closest.append(float((built.sentence_vectors[first : first + len(found)] @ vector).max()))
    assert closest[0] == max(closest)
    for hit, best in zip(hits, closest, strict=True):
        assert hit.score <= (1 - SENTENCE_SHARE) + SENTENCE_SHARE * (2 * best - hit.dense) + 1e-6
