"""The content keeps its facts: the documents against the reviewed inventory, their footnotes and the golden questions.

The inventory lists the facts of the primary article, `corpus/hip-abductors.md`. A golden file has the name of the
document that its questions were written for; their answers may stand in any document. A golden question is one JSON
object a line. `question` holds what is asked, or `turns` a conversation of which the last turn is judged. `sentences`
holds what must be among the quotes of the answer, and `any_of`, where it stands instead, several such lists of which
one is enough. `part` says whether the question may be used to tune ("develop") or only to report ("measure").
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.corpus.reading import read_corpus

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
PRIMARY = "hip-abductors"
INVENTORY = ROOT / "tests" / "inventory.yaml"
GOLDEN = ROOT / "tests" / "golden"

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
LEAST = {"answer": 500, "not_covered": 200}
LONGEST = 35
"""Words in a sentence: more are hard to follow for a reader who gets the sentence alone."""

POINTS_BACK = re.compile(r"(?:They|Their|This|These|Those|That|It|Its|He|She|His|Her|Such|However|Also|Therefore)\b")


@dataclass(frozen=True)
class Source:
    """A document as the editor wrote it, cut into its three parts; ``sentences`` are those that can be quoted."""

    name: str
    front: dict[str, Any]
    body: str
    footnotes: str
    sentences: tuple[str, ...]


def normalised(text: str) -> str:
    """Text without footnote marks and emphasis, on one line: the form in which a sentence is compared."""
    return " ".join(re.sub(r"\[\^\w+\]|[*_]", "", text).split())


def sources() -> list[Source]:
    """Every document of the corpus; the reader that the assistant uses cuts the sentences."""
    found = []
    for document in read_corpus(CORPUS).documents:
        _, front, markdown = document.text.split("---\n", 2)
        body, mark, footnotes = markdown.partition("\n[^")
        sentences = tuple(normalised(sentence.text) for part in document.sections for sentence in part.sentences)
        name = Path(document.key).stem
        found.append(Source(name, yaml.safe_load(front), body, mark + footnotes, sentences))
    return found


def golden() -> list[dict[str, Any]]:
    """The questions of every golden file that belongs to a document."""
    lines: list[str] = []
    for source in SOURCES:
        path = GOLDEN / f"{source.name}.jsonl"
        lines += path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def asked(question: dict[str, Any]) -> str:
    """What is asked, with the turns before it."""
    return "\n".join(question["turns"]) if "turns" in question else str(question["question"])


def targets(question: dict[str, Any]) -> list[list[str]]:
    """The sets of sentences that answer a golden question: each set alone is enough."""
    return question.get("any_of") or [question["sentences"]]


SOURCES = sources()
SENTENCES = {sentence for source in SOURCES for sentence in source.sentences}
TEXT = next(normalised(source.body) for source in SOURCES if source.name == PRIMARY)
FACTS: list[dict[str, Any]] = yaml.safe_load(INVENTORY.read_text(encoding="utf-8"))
QUESTIONS = golden()

each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)


# --- the inventory ----------------------------------------------------------------------------------------------


def test_the_inventory_holds_every_fact_once() -> None:
    ids = [fact["id"] for fact in FACTS]

    assert [identifier for identifier, count in Counter(ids).items() if count > 1] == []
    assert set(REQUIRED) - set(ids) == set()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["id"])
def test_the_primary_article_carries_the_fact(fact: dict[str, Any]) -> None:
    assert fact["fact"].strip()
    assert fact["sentences"]
    assert [sentence for sentence in fact["sentences"] if normalised(sentence) not in TEXT] == []


@pytest.mark.parametrize("fact", [fact for fact in FACTS if "figures" in fact], ids=lambda fact: fact["id"])
def test_the_sentences_hold_the_figures(fact: dict[str, Any]) -> None:
    carried = " ".join(fact["sentences"])

    missing = [figure for figure in fact["figures"] if not re.search(rf"(?<![\w.,]){re.escape(figure)}(?!\w)", carried)]

    assert missing == []


# --- the documents ----------------------------------------------------------------------------------------------


def test_every_document_can_be_read() -> None:
    assert [str(problem) for problem in read_corpus(CORPUS).problems] == []
    assert PRIMARY in {source.name for source in SOURCES}


@each_source
def test_the_front_matter_is_complete(source: Source) -> None:
    front = source.front

    assert front["title"].strip()
    assert front["summary"].strip()
    assert type(front["reviewed"]) is datetime.date
    assert front["sources"]
    assert all(isinstance(reference, str) for reference in front["sources"])


@each_source
def test_every_footnote_used_is_defined_and_every_one_defined_is_used(source: Source) -> None:
    defined = re.findall(r"^\[\^(\w+)\]: \S", source.footnotes, flags=re.MULTILINE)

    assert [label for label, count in Counter(defined).items() if count > 1] == []
    assert set(re.findall(r"\[\^(\w+)\]", source.body)) == set(defined)


@each_source
def test_every_sentence_with_a_year_of_study_names_its_reference(source: Source) -> None:
    """A result without its reference cannot be checked; a sentence that quotes a claim says so ('said to')."""
    lines = [line for line in source.body.splitlines() if re.search(r"\b20[01]\d\b|\b202\d\b", line)]

    bare = [line for line in lines if not line.startswith("#") and "[^" not in line and "said to" not in line]

    assert bare == []


@each_source
def test_every_sentence_stands_alone(source: Source) -> None:
    """Each sentence is quoted alone, so none may open with a word that points back, and none may be long."""
    assert [sentence for sentence in source.sentences if POINTS_BACK.match(sentence)] == []
    assert [sentence for sentence in source.sentences if len(sentence.split()) > LONGEST] == []


def test_no_sentence_stands_in_two_documents() -> None:
    places = Counter(sentence for source in SOURCES for sentence in set(source.sentences))

    assert [sentence for sentence, count in places.items() if count > 1] == []


# --- the golden questions ---------------------------------------------------------------------------------------


def test_golden_ids_and_questions_are_unique() -> None:
    ids = Counter(question["id"] for question in QUESTIONS)
    texts = Counter(asked(question) for question in QUESTIONS)

    assert [value for values in (ids, texts) for value, count in values.items() if count > 1] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_the_golden_question_is_well_formed(question: dict[str, Any]) -> None:
    assert ("question" in question) != ("turns" in question)
    assert question["outcome"] in OUTCOMES
    assert question["triage"] in TRIAGE
    assert question["kind"] in KINDS
    assert question["style"] in STYLES
    assert question["part"] in PARTS
    assert all(targets(question)) == (question["outcome"] == "answer")
    assert [s for group in targets(question) for s in group if normalised(s) not in SENTENCES] == []


def test_every_fact_is_asked_for() -> None:
    wanted = {sentence for question in QUESTIONS for group in targets(question) for sentence in group}
    carried = {sentence for fact in FACTS for sentence in fact["sentences"]}

    assert carried - wanted == set()


def test_there_are_enough_questions() -> None:
    outcomes = Counter(question["outcome"] for question in QUESTIONS)

    assert {outcome: outcomes[outcome] for outcome, least in LEAST.items() if outcomes[outcome] < least} == {}


def test_the_two_parts_are_alike() -> None:
    """What is tuned on one part is measured on the other, so both hold each outcome in like numbers."""
    for outcome in OUTCOMES:
        sizes = Counter(question["part"] for question in QUESTIONS if question["outcome"] == outcome)
        assert abs(sizes["develop"] - sizes["measure"]) <= max(2, sizes.total() // 10)
