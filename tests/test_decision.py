"""How evidence becomes a score and a probability, and the file that holds the weights."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from assistant.crossencoder import WEIGHTS as READER
from assistant.decision import (
    Decision,
    QuestionEvidence,
    SentenceEvidence,
    Stopping,
    Verification,
    VerificationRule,
    fitted,
)
from assistant.errors import ModelError

NOTHING = QuestionEvidence(0, 0, 0)
PLAIN = Decision(sentence=(1, 0, 2, 0, 0, -3), question=(1, 0, -1), base=0.5, answered_from=0.3, reader="r")


def test_a_score_is_the_weighted_sum() -> None:
    assert PLAIN.score(SentenceEvidence(read=3, answers=9, meaning=0.5, neighbours=9, passage=9)) == 4
    assert PLAIN.score(SentenceEvidence(read=3, answers=9, meaning=0.5, neighbours=9, passage=9, steps=1)) == 1


def test_a_probability_is_the_logistic_of_the_weighted_sum() -> None:
    assert PLAIN.probability(NOTHING) == pytest.approx(0.6225, abs=1e-4)
    assert PLAIN.probability(QuestionEvidence(900, 0, 0)) == pytest.approx(1)
    assert PLAIN.probability(QuestionEvidence(-900, 0, 0)) == pytest.approx(0)


def test_what_was_verified_counts_with_weights_of_its_own() -> None:
    verified = replace(PLAIN, verifying=VerificationRule((1, 0, 0, 2, 1), base=-1, least=0.2, most=0.7))
    assert verified.probability(QuestionEvidence(1, 9, 9), Verification(alone=1, without=-2)) == pytest.approx(0.5)
    assert [verified.is_doubtful(chance) for chance in (0.1, 0.2, 0.6, 0.7)] == [False, True, True, False]
    assert not PLAIN.is_doubtful(0.5), "without weights nothing is verified"


def test_reading_stops_when_the_rest_cannot_come_near() -> None:
    bounded = replace(PLAIN, stopping=Stopping(promise=2, certain_from=1, hopeless_until=-3))
    assert bounded.is_certain(best=5, promise=2)
    assert not bounded.is_certain(best=4.9, promise=2)
    assert bounded.is_hopeless(mass=-4, promise=1)
    assert not bounded.is_hopeless(mass=-4, promise=1.1)


def test_without_bounds_everything_is_read() -> None:
    assert not PLAIN.is_certain(best=1e9, promise=-1e9)
    assert not PLAIN.is_hopeless(mass=-1e9, promise=-1e9)


def test_the_weights_survive_their_file_by_name() -> None:
    assert Decision.from_json(PLAIN.to_json()) == PLAIN
    assert json.loads(PLAIN.to_json())["verifying"]["weights"]["without"] == 0
    assert json.loads(PLAIN.to_json())["question"]["coverage"] == -1


@pytest.mark.parametrize("text", ["{", "[]", '{"sentence": {}}', '{"sentence": {"read": "x"}, "question": {}}'])
def test_a_file_of_another_shape_is_an_error_of_ours(text: str) -> None:
    with pytest.raises(ModelError, match=r"decision\.json"):
        Decision.from_json(text)


def test_the_weights_were_fitted_for_the_reader_that_is_shipped() -> None:
    assert fitted().reader == READER.stem
    assert 0 < fitted().answered_from < 1
    assert math.isfinite(fitted().stopping.certain_from) and math.isfinite(fitted().stopping.hopeless_until)
