"""The arithmetic of an evaluation, and what it says of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.domain import Answer, Grounded, NotCovered, Quote
from assistant.errors import UsageError
from assistant.evaluate import Judged, Question, Report, Share, read_questions


def grounded(*texts: str, confidence: float = 0.9) -> Answer:
    quotes = tuple(Quote(text, "a.md", 0, len(text), "Heading") for text in texts)
    return Grounded(question="q", evidence=quotes, confidence=confidence)


def question(*targets: set[str], outcome: str = "answer") -> Question:
    return Question("1", "q", outcome, targets=tuple(frozenset(target) for target in targets))


def test_an_answer_is_right_when_all_of_one_alternative_is_quoted() -> None:
    wanted = question({"One.", "Two."}, {"Three."})
    assert Judged(wanted, grounded("Two.", "One.", "Other.")).right
    assert Judged(wanted, grounded("Three.")).right
    assert not Judged(wanted, grounded("One.")).right
    assert not Judged(wanted, NotCovered(question="q")).right


def test_a_refusal_is_right_when_the_source_is_silent() -> None:
    silent = question(outcome="not_covered")
    assert Judged(silent, NotCovered(question="q")).right
    assert not Judged(silent, grounded("One.")).right


def test_the_shares_and_the_auroc() -> None:
    report = Report(
        (
            Judged(question({"One."}), grounded("One.", confidence=0.9)),
            Judged(question({"One."}), NotCovered(question="q", confidence=0.2)),
            Judged(question(outcome="not_covered"), NotCovered(question="q", confidence=0.1)),
            Judged(question(outcome="not_covered"), grounded("One.", confidence=0.5)),
        )
    )
    rows = report.rows()
    assert rows["right answers"] == Share(1, 2)
    assert rows["wrong refusals"] == Share(1, 2)
    assert rows["refused when not covered"] == Share(1, 2)
    assert report.figures()["AUROC of confidence"] == 0.75
    assert json.loads(report.to_json())["shares"]["right answers"]["hits"] == 1
    assert "right answers" in report.to_table(misses=True)


@pytest.mark.parametrize(
    ("share", "low", "high"), [(Share(8, 10), 0.490, 0.943), (Share(0, 10), 0.0, 0.278), (Share(0, 0), 0.0, 1.0)]
)
def test_the_interval_is_wilsons(share: Share, low: float, high: float) -> None:
    assert share.interval == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize("text", ["not json", "{}", '{"question": "q", "outcome": "maybe"}', "[]"])
def test_a_line_that_is_no_question_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f"\n{text}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        read_questions(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.jsonl"):
        read_questions(tmp_path / "none.jsonl")
