"""Reading passages one after the other, and stopping where the rest would change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import FakeEncoder

from assistant import reader
from assistant.build import refresh
from assistant.config import Settings
from assistant.crossencoder import CrossEncoder, Scores
from assistant.decision import NEVER, Decision, Stopping, VerificationRule
from assistant.domain import Hit
from assistant.reader import Reading, read
from assistant.retriever import retrieve
from assistant.store import Generation, open_last_good
from assistant.terms import terms

QUESTION = "gluteus muscle"
PLAIN = Decision(sentence=(1, 0, 0, 0, 1, 0), question=(1, 0, 0), base=0, answered_from=0.5, reader="r")
"""A sentence's score is its log-odds and its passage's score; the question is answered where the odds add up to 1."""


class Told(CrossEncoder):
    """Says of each passage in turn what it was told to, and counts how many were read."""

    def __init__(self, *chances: float) -> None:
        super().__init__(graph=Path("none"), tokenizer=Path("none"))
        self.count = 0
        self._chances = chances

    def score_each(self, question: str, passages: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Scores]:
        for chance, (_, sentences) in zip(self._chances, passages, strict=False):
            self.count += 1
            yield Scores(np.full(len(sentences), chance, np.float32), chance)


@pytest.fixture
def hits(built: Generation) -> list[Hit]:
    """The three passages of the tiny corpus, whose retrieval scores are 3, 2 and 1."""
    found = retrieve(built, FakeEncoder().encode_question(QUESTION), ["gluteus", "muscl"], k=3)
    return [replace(hit, score=3.0 - rank) for rank, hit in enumerate(found)]


def _read(
    built: Generation, hits: list[Hit], told: Told, stopping: Stopping, monkeypatch: pytest.MonkeyPatch, **how: bool
) -> Reading:
    monkeypatch.setattr(reader, "fitted", lambda: replace(PLAIN, stopping=stopping))
    return read(built, told, QUESTION, FakeEncoder().encode_question(QUESTION), hits, **how)


def test_a_certain_answer_leaves_the_other_passages_unread(
    built: Generation, hits: list[Hit], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(0.9, 0.1, 0.1)
    found = _read(built, hits, told, Stopping(1, certain_from=3, hopeless_until=-99), monkeypatch)
    assert told.count == 1
    assert {one.hit.row for one in found.sentences} == {hits[0].row}
    assert found.confidence > 0.9


def test_a_passage_that_promises_as_much_is_read_too(
    built: Generation, hits: list[Hit], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(0.9, 0.1, 0.1)
    close = [replace(hit, score=3.0 - 0.1 * rank) for rank, hit in enumerate(hits)]
    _read(built, close, told, Stopping(1, certain_from=3, hopeless_until=-99), monkeypatch)
    assert told.count == 3


def test_hopeless_passages_end_the_reading(
    built: Generation, hits: list[Hit], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(0.001, 0.9, 0.9)
    found = _read(built, hits, told, Stopping(1, certain_from=99, hopeless_until=-2), monkeypatch)
    assert told.count == 1
    assert found.confidence < 0.01


def test_without_an_answer_nothing_is_certain(
    built: Generation, hits: list[Hit], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(0.1, 0.9, 0.9)
    found = _read(built, hits, told, Stopping(1, certain_from=-99, hopeless_until=-99), monkeypatch)
    assert told.count == 2
    assert found.sentences[0].hit.row == hits[1].row


def test_who_asks_for_all_passages_gets_all(
    built: Generation, hits: list[Hit], monkeypatch: pytest.MonkeyPatch
) -> None:
    always, told = Stopping(1, certain_from=-99, hopeless_until=99), Told(0.9, 0.1, 0.1)
    found = _read(built, hits, told, always, monkeypatch, to_the_end=True)
    assert {one.hit.row for one in found.sentences} == {hit.row for hit in hits}
    plain = _read(built, hits, Told(0.9, 0.1, 0.1), NEVER, monkeypatch)
    assert (found.sentences, found.confidence) == (plain.sentences, plain.confidence)
    assert found.verification and not plain.verification


def test_no_hit_no_answer(built: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read(built, [], Told(), NEVER, monkeypatch) == Reading((), 0.0)


class Verified(Told):
    """Reads the passages as it was told, and then each piece of the best one with log-odds of 2 or -1."""

    def __init__(self, *chances: float) -> None:
        super().__init__(*chances)
        self.pieces: list[list[str]] = []

    def score(self, question: str, passages: Sequence[tuple[str, Sequence[str]]]) -> list[Scores]:
        self.pieces = [list(sentences) for _, sentences in passages]
        read = zip(self.pieces, (0.8808, 0.2689), strict=False)
        return [Scores(np.zeros(len(piece), np.float32), answers) for piece, answers in read]


VERIFYING = replace(PLAIN, verifying=VerificationRule((0, 0, 0, 2, 1), base=-2, least=0.1, most=0.9))


def test_a_doubtful_answer_is_read_once_more_in_two_pieces(
    built: Generation, hits: list[Hit], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Verified(0.2, 0.1, 0.1)
    monkeypatch.setattr(reader, "fitted", lambda: VERIFYING)
    found = read(built, told, QUESTION, FakeEncoder().encode_question(QUESTION), hits)
    best = found.sentences[0]
    whole = [sentence.reading for sentence in best.hit.passage.sentences]
    alone, rest = told.pieces
    assert best.sentence.reading in alone and sorted(alone + rest) == sorted(whole)
    assert found.confidence == pytest.approx(1 / (1 + np.exp(-1)), abs=1e-3)


def test_a_certain_answer_is_not_verified(built: Generation, hits: list[Hit], monkeypatch: pytest.MonkeyPatch) -> None:
    told = Verified(0.99, 0.99, 0.99)
    monkeypatch.setattr(reader, "fitted", lambda: VERIFYING)
    vector = FakeEncoder().encode_question(QUESTION)
    found = read(built, told, QUESTION, vector, hits)
    assert not told.pieces and found.verification is None
    whole = read(built, told, QUESTION, vector, hits, to_the_end=True)
    assert told.pieces and whole.confidence == found.confidence


def test_of_a_passage_of_one_sentence_nothing_is_left(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "fitted", lambda: VERIFYING)
    (settings.corpus / "rest.md").write_text("# Rest\n\nA rest helps.\n", "utf-8")
    refresh(settings, encoder=FakeEncoder())
    generation = open_last_good(settings.index)
    vector = FakeEncoder().encode_question("rest helps")
    hits = retrieve(generation, vector, terms("rest helps"), k=1)
    found = read(generation, Verified(0.5), "rest helps", vector, hits)
    assert found.verification and found.verification.alone == pytest.approx(2, abs=1e-3)
    assert found.verification.without == reader.NOTHING_LEFT


def test_steps_count_less_where_a_question_does_not_ask_for_them(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "fitted", lambda: replace(PLAIN, sentence=(1, 0, 0, 0, 0, -2)))
    (settings.corpus / "steps.md").write_text("# Rest\n\nDo it so:\n\n1. Lie down.\n2. Get up.\n\nIt helps.\n", "utf-8")
    refresh(settings, encoder=FakeEncoder())
    generation = open_last_good(settings.index)
    for question, least in (("Does a rest help?", -2), ("How do I do a rest?", 0)):
        vector = FakeEncoder().encode_question(question)
        hits = retrieve(generation, vector, terms(question), k=1)
        found = read(generation, Told(0.5), question, vector, hits)
        scores = {one.sentence.text: one.score for one in found.sentences}
        assert scores == {"Do it so:": least, "Lie down.": least, "Get up.": least, "It helps.": 0}
