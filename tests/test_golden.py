"""The reviewed questions: how many are answered, refused and triaged as they should be, at the least."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine import Assistant
from assistant.evaluate import Findings, Section, evaluate, read_cases, sections, to_table
from assistant.evaluate.cases import folded

GOLDEN = Path(__file__).parent / "golden" / "hip-abductors.jsonl"


SETS = sorted(file for file in GOLDEN.parent.rglob("*.jsonl") if "unseen" not in file.parts)
"""All sets over the documents of the repository."""


@pytest.fixture(scope="module", params=["develop", "measure"])
def findings(request: pytest.FixtureRequest, product: Assistant) -> Findings:
    return evaluate(product, read_cases([GOLDEN], part=request.param))


def section(findings: Findings, title: str) -> Section:
    return next(section for section in sections(findings) if section.title == title)


@pytest.mark.parametrize(
    ("measure", "least"),
    [("right answers", 0.70), ("refused when not covered", 0.30), ("right safety level", 0.95)],
)
def test_enough_is_right(findings: Findings, measure: str, least: float) -> None:
    share = section(findings, "Answers").shares[measure]
    assert share.hits / share.total >= least, to_table(findings, misses=True)


def test_few_answerable_questions_are_refused(findings: Findings) -> None:
    """4 % at most are wanted over all documents; of one document's, more may be refused by chance."""
    share = section(findings, "Answers").shares["wrong refusals"]
    assert share.interval[0] <= 0.04, to_table(findings, misses=True)


@pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
def test_every_label_stands_in_a_document(file: Path, product: Assistant) -> None:
    """An edit of a document takes the labels with it; a label that stands nowhere makes right answers wrong."""
    held = {folded(sentence.text) for passage in product.passages() for sentence in passage.sentences}
    wanted = {(one.id, text) for one in read_cases([file]).questions for target in one.targets for text in target}
    assert not {(id, text) for id, text in wanted if text not in held}


def test_answers_are_short(findings: Findings) -> None:
    assert section(findings, "Answers").figures["words an answer"] <= 60


def test_every_quote_is_a_slice_of_its_document(findings: Findings) -> None:
    share = section(findings, "Grounding").shares["quotes are exact slices"]
    assert share.hits == share.total > 0
