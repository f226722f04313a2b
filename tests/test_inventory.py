"""The content keeps its facts: the corpus against the reviewed inventory, its footnotes and the golden questions.

A golden question is one JSON object a line. `sentences` holds what must be among the quotes of its answer, and
`any_of`, where it stands instead, several such lists of which one is enough. `part` says whether the question may
be used to tune ("develop") or only to report ("measure").
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus" / "hip-abductors.md"
INVENTORY = ROOT / "tests" / "inventory.yaml"
GOLDEN = ROOT / "tests" / "golden" / "hip-abductors.jsonl"

REQUIRED = [f"P{number:02d}" for number in range(1, 55)] + [f"C{number:02d}" for number in range(1, 29)]
OUTCOMES = {"answer", "not_covered", "referred", "greeting", "invalid"}
TRIAGE = {"none", "clinician", "urgent", "emergency"}
KINDS = {
    "answerable",
    "detail_missing",
    "near",
    "other_entity",
    "false_premise",
    "off_topic",
    "small_talk",
    "invalid",
    "safety",
}
STYLES = {"plain", "lay", "terse", "typo", "verbose", "paraphrase", "clinical"}
PARTS = {"develop", "measure"}


def normalised(text: str) -> str:
    """Text without footnote marks and emphasis, on one line: the form in which a sentence is compared."""
    return " ".join(re.sub(r"\[\^\w+\]|[*_]", "", text).split())


def targets(question: dict[str, Any]) -> list[list[str]]:
    """The sets of sentences that answer a golden question: each set alone is enough."""
    return question.get("any_of") or [question["sentences"]]


SOURCE = CORPUS.read_text(encoding="utf-8")
_, FRONT_MATTER, MARKDOWN = SOURCE.split("---\n", 2)
BODY, _, _ = MARKDOWN.partition("\n[^")
TEXT = normalised(BODY)
FACTS: list[dict[str, Any]] = yaml.safe_load(INVENTORY.read_text(encoding="utf-8"))
QUESTIONS: list[dict[str, Any]] = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


# --- the inventory ----------------------------------------------------------------------------------------------


def test_the_inventory_holds_every_fact_once() -> None:
    ids = [fact["id"] for fact in FACTS]

    assert [identifier for identifier, count in Counter(ids).items() if count > 1] == []
    assert set(REQUIRED) - set(ids) == set()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_the_corpus_carries_the_fact(fact: dict[str, Any]) -> None:
    assert fact["fact"].strip()
    assert fact["sentences"]
    assert [sentence for sentence in fact["sentences"] if normalised(sentence) not in TEXT] == []


@pytest.mark.parametrize("fact", [fact for fact in FACTS if "figures" in fact], ids=lambda fact: fact["id"])
def test_the_sentences_hold_the_figures(fact: dict[str, Any]) -> None:
    carried = " ".join(fact["sentences"])

    missing = [figure for figure in fact["figures"] if not re.search(rf"(?<![\w.,]){re.escape(figure)}(?!\w)", carried)]

    assert missing == []


# --- the corpus file --------------------------------------------------------------------------------------------


def test_the_front_matter_is_complete() -> None:
    front = yaml.safe_load(FRONT_MATTER)

    assert front["title"].strip()
    assert front["summary"].strip()
    assert type(front["reviewed"]) is datetime.date
    assert front["sources"]
    assert all(isinstance(source, str) for source in front["sources"])


def test_every_footnote_used_is_defined_and_every_one_defined_is_used() -> None:
    defined = re.findall(r"^\[\^(\w+)\]: \S", MARKDOWN, flags=re.MULTILINE)

    assert [label for label, count in Counter(defined).items() if count > 1] == []
    assert set(re.findall(r"\[\^(\w+)\]", BODY)) == set(defined)


def test_every_sentence_with_a_year_of_study_names_its_reference() -> None:
    """A result without its reference cannot be checked; a sentence that quotes a claim says so ('said to')."""
    lines = [line for line in BODY.splitlines() if re.search(r"\b20[01]\d\b|\b202\d\b", line)]
    bare = [line for line in lines if not line.startswith("#") and "[^" not in line and "said to" not in line]

    assert lines
    assert bare == []


def test_no_sentence_leans_on_the_one_before() -> None:
    """Each sentence is quoted alone, so none may open with a word that points back."""
    opening = re.compile(r"(?:- )?(?:They|This|These|Those|It|Its|He|She|Such|However|Also|Therefore)\b")

    assert [line for line in BODY.splitlines() if opening.match(line)] == []


# --- the golden questions ---------------------------------------------------------------------------------------


def test_golden_ids_and_questions_are_unique() -> None:
    for field in ("id", "question"):
        values = Counter(question[field] for question in QUESTIONS)
        assert [value for value, count in values.items() if count > 1] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_the_golden_question_is_well_formed(question: dict[str, Any]) -> None:
    assert question["outcome"] in OUTCOMES
    assert question["triage"] in TRIAGE
    assert question["kind"] in KINDS
    assert question["style"] in STYLES
    assert question["part"] in PARTS
    assert all(targets(question)) == (question["outcome"] == "answer")
    assert [s for group in targets(question) for s in group if normalised(s) not in TEXT] == []


def test_every_fact_is_asked_for() -> None:
    asked = {sentence for question in QUESTIONS for group in targets(question) for sentence in group}
    carried = {sentence for fact in FACTS for sentence in fact["sentences"]}

    assert carried - asked == set()


def test_the_two_parts_are_alike() -> None:
    """What is tuned on one part is measured on the other, so both hold each outcome in like numbers."""
    for outcome in OUTCOMES:
        sizes = Counter(question["part"] for question in QUESTIONS if question["outcome"] == outcome)
        assert abs(sizes["develop"] - sizes["measure"]) <= max(2, sizes.total() // 10)
