from __future__ import annotations

import numpy as np
import pytest

from assistant.decision import fitted
from assistant.engine import Assistant
from assistant.explanation import _layout
from assistant.reader import PASSAGES
from assistant.store import Generation

MUSCLES = "What muscles are the hip abductors?"


def test_an_explanation_agrees_with_the_answer(product: Assistant) -> None:
    answer = product.ask(MUSCLES)
    found = product.explain(MUSCLES)
    assert found
    assert found.searched_for == answer.searched_for
    assert found.confidence == pytest.approx(answer.confidence)
    assert found.threshold == fitted().answered_from
    chosen = {(passage.document, passage.heading) for passage in found.passages if passage.chosen}
    assert chosen == {(quote.document, quote.heading) for quote in answer.quotes}


def test_the_best_passages_were_read_and_all_scores_are_within_bounds(product: Assistant) -> None:
    found = product.explain(MUSCLES)
    assert found
    read = [passage.reader is not None for passage in found.passages]
    assert read == [True] * PASSAGES + [False] * (len(read) - PASSAGES)
    for passage in found.passages:
        assert -1 <= passage.dense <= 1
        assert passage.lexical >= 0
        assert passage.reader is None or 0 <= passage.reader <= 1


def test_every_passage_has_a_place_and_the_question_lies_among_its_own(product: Assistant) -> None:
    found = product.explain(MUSCLES)
    assert found
    places = np.array([(point.x, point.y) for point in found.points])
    looked_at = [point.row in {passage.row for passage in found.passages} for point in found.points]
    distances = np.linalg.norm(places - np.array(found.place), axis=1)
    assert [point.row for point in found.points] == list(range(len(found.points)))
    assert distances[looked_at].mean() < distances.mean()


def test_what_is_not_covered_is_explained_without_a_chosen_passage(product: Assistant) -> None:
    found = product.explain("best pizza in Rome")
    assert found
    assert found.confidence < found.threshold
    assert not any(passage.chosen for passage in found.passages)


@pytest.mark.parametrize("message", ["Hello!", "", "my chest is being squeezed and it goes down my arm"])
def test_what_was_not_looked_up_has_no_explanation(product: Assistant, message: str) -> None:
    assert product.explain(message) is None


def test_the_axes_are_the_directions_in_which_the_passages_differ_most(built: Generation) -> None:
    points, middle, axes = _layout(built)
    vectors = built.dense.vectors()
    spread = np.linalg.svd(vectors - vectors.mean(axis=0), compute_uv=False)
    places = np.array([(point.x, point.y) for point in points])
    assert np.linalg.norm(places, axis=0) == pytest.approx(spread[:2], abs=1e-4)
    assert [point.heading for point in points] == [built.passage(row).heading for row in range(len(points))]
    assert np.allclose(axes @ (vectors[0] - middle), places[0], atol=1e-5)
