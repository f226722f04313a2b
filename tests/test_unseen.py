"""Articles that the reader was not made with, on other muscles and pains: from the jaw to the heel.

Each was written with its questions by somebody who knew nothing of the assistant. Read those of part ``develop`` to
see what goes wrong; the decision is fitted on them too. Those of part ``measure`` are counted only. `golden/blind`
holds as many again about the documents of the project, by people who knew these and nothing else of it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.config import PROJECT, Settings
from assistant.corpus.reading import read_corpus
from assistant.engine import Assistant
from assistant.evaluate import Findings, evaluate, read_cases, sections, to_table
from assistant.evaluate.cases import folded

UNSEEN = Path(__file__).parent / "golden" / "unseen"
BLIND = UNSEEN.with_name("blind")
NAMES = sorted(path.stem for path in UNSEEN.glob("*.jsonl"))


def sentences_of(corpus: Path) -> list[str]:
    return [
        folded(sentence.text)
        for document in read_corpus(corpus).documents
        for section in document.sections
        for sentence in section.sentences
    ]


def test_what_should_be_quoted_stands_in_the_documents() -> None:
    sentences = set(sentences_of(PROJECT / "corpus"))
    files = sorted(BLIND.glob("*.jsonl"))
    assert {file.stem for file in files} == {file.stem for file in (PROJECT / "corpus").glob("*.md")}
    for question in read_cases(files).questions:
        assert bool(question.targets) == (question.outcome == "answer")
        assert frozenset().union(*question.targets) <= sentences, question.id


@pytest.mark.parametrize("name", NAMES)
def test_what_should_be_quoted_stands_in_the_article_once(name: str) -> None:
    sentences = sentences_of(UNSEEN / name)
    questions = read_cases([UNSEEN / f"{name}.jsonl"]).questions
    assert len({question.id for question in questions}) == len(questions) == 155
    for question in questions:
        assert bool(question.targets) == (question.outcome == "answer")
        for text in frozenset().union(*question.targets):
            assert sentences.count(text) == 1, (question.id, text)


@pytest.fixture(scope="module")
def findings(product_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    settings = replace(product_settings, corpus=UNSEEN / "wrist", index=tmp_path_factory.mktemp("wrist"))
    return evaluate(Assistant.load(settings), read_cases([UNSEEN / "wrist.jsonl"]))


@pytest.mark.parametrize(("measure", "least"), [("right answers", 0.65), ("refused when not covered", 0.5)])
def test_enough_is_right_about_an_article_made_use_of_nowhere(findings: Findings, measure: str, least: float) -> None:
    share = next(section for section in sections(findings) if section.title == "Answers").shares[measure]
    assert share.hits / share.total >= least, to_table(findings, misses=True)
