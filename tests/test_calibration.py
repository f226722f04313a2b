"""The fit of the decision, on samples of which the answer is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.calibration import WRONG_REFUSALS, Sample, fit, report
from assistant.decision import QuestionEvidence


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    """Two pools in which the reader's log-odds tell, with noise, and nothing else does."""
    random = np.random.default_rng(3)
    found = []
    for number in range(400):
        answerable = bool(number % 2)
        sentences = random.normal(0, 1, (6, 5))
        gold = np.zeros(6, bool)
        if answerable:
            gold[number % 6] = True
            sentences[number % 6, 0] += 4
        question = random.normal(0, 1, 3)
        question[0] += 3 if answerable else 0
        pool = "documents" if number < 200 else "articles"
        found.append(Sample(pool, f"{pool}-{number % 4 // 2}", sentences, gold, question, answerable))
    return found


def test_what_tells_gets_the_weight(samples: list[Sample]) -> None:
    decision = fit(samples)
    assert decision.sentence[0] > 5 * max(map(abs, decision.sentence[1:]))
    assert decision.question[0] > 5 * max(map(abs, decision.question[1:]))


def test_the_threshold_refuses_few_answerable_questions_of_any_pool(samples: list[Sample]) -> None:
    decision = fit(samples)
    for pool in ("documents", "articles"):
        chances = [
            decision.probability(QuestionEvidence(*sample.question))
            for sample in samples
            if sample.answerable and sample.pool == pool
        ]
        assert np.mean(np.array(chances) < decision.answered_from) <= WRONG_REFUSALS + 1 / len(chances)


def test_the_report_judges_each_pool_and_draws_the_reliability(samples: list[Sample], tmp_path: Path) -> None:
    text = report(samples, plot=tmp_path / "plot.svg")
    assert "documents: 100 + 100 questions, AUROC 0.9" in text and "articles: 100 + 100" in text
    assert (tmp_path / "plot.svg").read_text(encoding="utf-8").startswith("<svg")
