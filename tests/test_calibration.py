"""The fit of the decision, on samples of which the answer is known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.calibration import WRONG_REFUSALS, Sample, fit, report
from assistant.calibration.fitting import UNDOUBTED
from assistant.calibration.samples import _of_articles_apart
from assistant.calibration.stopping import stops
from assistant.decision import SentenceEvidence, Stopping, VerificationRule
from assistant.reporter import Silence


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    """Two pools in which the reader's log-odds tell, with noise, and nothing else does."""
    random = np.random.default_rng(3)
    found = []
    for number in range(400):
        answerable = bool(number % 2)
        sentences = random.normal(0, 1, (6, 6))
        gold = np.zeros(6, bool)
        if answerable:
            gold[number % 6] = True
            sentences[number % 6, 0] += 4
        question = random.normal(0, 1, 3)
        question[0] += 3 if answerable else 0
        pool = "documents" if number < 200 else "articles"
        ranks = np.arange(6) // 2
        verification = random.normal(0, 1, 2)
        group = f"{pool}-{number % 4 // 2}"
        found.append(Sample(pool, group, sentences, gold, question, verification, answerable, ranks))
    return found


def test_what_tells_gets_the_weight(samples: list[Sample]) -> None:
    decision = fit(samples)
    assert decision.sentence[0] > 5 * max(map(abs, decision.sentence[1:]))
    assert decision.question[0] > 5 * max(map(abs, decision.question[1:]))


def test_the_threshold_refuses_few_answerable_questions(samples: list[Sample]) -> None:
    decision = fit(samples)
    refused = {
        pool: np.mean([
            sample.probability(decision) < decision.answered_from
            for sample in samples
            if sample.answerable and sample.pool == pool
        ])
        for pool in ("documents", "articles")
    }
    assert WRONG_REFUSALS - 0.01 <= np.mean(list(refused.values())) <= WRONG_REFUSALS + 0.005


def test_what_verifying_tells_counts_where_there_is_a_doubt(samples: list[Sample]) -> None:
    told = [replace(one, verification=one.verification + (6 if one.answerable else 0)) for one in samples]
    decision = fit(told)
    assert decision.verifying.weights[3] > 5 * abs(decision.verifying.weights[1])
    assert decision.verifying.least <= decision.answered_from <= decision.verifying.most
    assert np.mean([(one.probability(decision) >= decision.answered_from) is one.answerable for one in told]) > 0.97


def test_what_verifying_would_not_change_is_not_verified(samples: list[Sample]) -> None:
    decision = fit(samples)
    always = replace(decision, verifying=replace(decision.verifying, least=0, most=1))
    verified = [decision.is_doubtful(one.unverified(decision)) for one in samples]
    least = decision.answered_from
    flips = [(one.probability(decision) < least) is not (one.probability(always) < least) for one in samples]
    assert 0 < sum(verified) < 0.5 * len(samples)
    assert sum(flips) <= 2 * UNDOUBTED * len(samples) + 1


def test_an_early_stop_that_verifying_would_refuse_is_lost() -> None:
    sure = _first_passage_tells(count=400, surprises=0)
    decision = fit(sure)
    assert {stop.harmed for stop in stops(decision, sure)} == {""}
    refused = VerificationRule((0, 0, 0, 1, 0), base=-99, least=0, most=0.9)
    partly = [replace(one, question=np.array([9.0, *one.question[1:]])) for one in sure if one.answerable]
    certain = Stopping(promise=0, certain_from=-99, hopeless_until=-99)
    doubted = replace(decision, question=(1, 0, 0), base=-4, answered_from=0.5, verifying=refused, stopping=certain)
    assert {stop.harmed for stop in stops(doubted, partly)} == {"lost"}


def _first_passage_tells(*, count: int, surprises: int) -> list[Sample]:
    """Three passages of one sentence each, of which the first answers or none; in some, the second answers as well."""
    random = np.random.default_rng(5)
    found = []
    for number in range(count):
        answerable = number % 2 == 0
        sentences = np.zeros((3, 6))
        sentences[:, 0] = [5, -5, -5] if answerable else [-5, -5, -5]
        sentences[:, 2] = [0.6, 0.5, 0.5] if answerable else [0.1, 0.1, 0.1]
        surprising = answerable and number < 2 * surprises
        if surprising:
            sentences[1, 0] = 5
        sentences += random.normal(0, 0.05, sentences.shape)
        question = np.array([float(np.logaddexp.reduce(sentences[:, 0])), sentences[0, 2], 0.0])
        gold = np.array([answerable, surprising, False])
        group, ranks = str(number % 4), np.arange(3)
        found.append(Sample("documents", group, sentences, gold, question, np.zeros(2), answerable, ranks))
    return found


def test_reading_stops_where_the_rest_is_without_promise() -> None:
    decision = fit(_first_passage_tells(count=400, surprises=0))
    unread = decision.score(SentenceEvidence(0, 0, 0.5, 0, 0))
    best = decision.score(SentenceEvidence(5, 0, 0.6, 0, 0))
    assert decision.is_certain(best=best, promise=unread)
    assert decision.is_hopeless(mass=-5, promise=decision.score(SentenceEvidence(0, 0, 0.1, 0, 0)))


def test_an_answer_that_often_grows_is_read_to_the_end() -> None:
    decision = fit(_first_passage_tells(count=400, surprises=40))
    best = decision.score(SentenceEvidence(5, 0, 0.6, 0, 0))
    assert not decision.is_certain(best=best, promise=decision.score(SentenceEvidence(0, 0, 0.5, 0, 0)))


def test_the_report_says_what_early_stops_save_and_change() -> None:
    text = report(_first_passage_tells(count=400, surprises=0))
    [told] = re.findall(r"passages read (.+) with an answer, (.+) without one; answers that may change +(\d+)%", text)
    assert [float(value) for value in told] == pytest.approx([1, 1, 0], abs=0.1)


def test_the_report_judges_each_pool_and_draws_the_reliability(samples: list[Sample], tmp_path: Path) -> None:
    text = report(samples, plot=tmp_path / "plot.svg")
    assert "documents: 100 + 100 questions, AUROC 0.9" in text and "articles: 100 + 100" in text
    assert re.search(r"documents: at the threshold refused .*, wrongly .*; verified ", text)
    assert (tmp_path / "plot.svg").read_text(encoding="utf-8").startswith("<svg")


def test_an_article_that_lies_beside_its_questions_is_a_corpus_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "calf").mkdir()
    (tmp_path / "calf" / "calf.md").write_text("# Calf\n\nA calf is a muscle. It lifts the heel.\n", "utf-8")
    lines: list[dict[str, object]] = [
        {"id": "1", "question": "What does the calf do?", "outcome": "answer", "sentences": ["It lifts the heel."]},
        {"id": "2", "question": "Who was first to draw a calf?", "outcome": "not_covered"},
    ]
    written = (json.dumps(line | {"triage": "none", "kind": "plain", "part": "develop"}) for line in lines)
    (tmp_path / "calf.jsonl").write_text("\n".join(written), "utf-8")
    found = list(_of_articles_apart([str(tmp_path / "calf.jsonl")], "develop", Silence()))
    assert {(one.pool, one.group) for one in found} == {("articles", "calf")}
    assert [(one.answerable, int(one.gold.sum())) for one in found] == [(True, 1), (False, 0)]
    assert all(one.verification.shape == (2,) for one in found)
