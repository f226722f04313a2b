"""What an epoch is made from: passages, questions, and the negatives mined once for all epochs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.training.data import Collection, Passage, Question, questions_of
from assistant.training.mining import Embedder, Floats, Ranking, rank
from assistant.training.pairs import Material, Pair

ALIKE = 0.72
"""Cosine above which two sentences are taken to say the same; a passage with such a one is no negative."""
DEPTH = 5
"""Mined passages kept for each question."""


def prepare(collection: Collection, *, kept: frozenset[str], cache: Path, embed: Embedder) -> Material:
    """Mine the negatives once and keep them in ``cache``. Held-out passages are never among those trained on."""
    if not cache.exists():
        cache.write_text(json.dumps(mine(collection, embed)), encoding="utf-8")
    found = json.loads(cache.read_text(encoding="utf-8"))
    mined = {(text, passage): tuple(ids) for text, passage, ids in found["mined"]}
    train = tuple(passage for passage in collection.passages if passage.id not in kept)
    return Material(
        replace(collection, passages=train),
        {
            key: ids if key[1] in kept else tuple(passage for passage in ids if passage not in kept)
            for key, ids in mined.items()
        },
        frozenset((text, passage) for text, passage in found["alike"]),
    )


def mine(collection: Collection, embed: Embedder) -> dict[str, list[Any]]:
    """For each question the best other passages, and whether its own passage says the right thing twice."""
    passages = {passage.id: passage for passage in collection.passages}
    asked = [(question.text, passages[question.passage].group) for question in collection.questions]
    vectors = _sentence_vectors(collection.passages, embed)
    answered = _answered(collection, passages)
    found: dict[str, list[Any]] = {"mined": [], "alike": []}
    for question, ranking in zip(collection.questions, rank(collection, asked, embed), strict=True):
        group = passages[question.passage].group
        others = _negatives(question, ranking, vectors, group=group)
        others = [passage for passage in others if passage not in answered.get((question.text, group), ())]
        found["mined"].append((question.text, question.passage, others))
        if _said_twice(question, vectors[question.passage]):
            found["alike"].append((question.text, question.passage))
    return found


def _sentence_vectors(passages: Sequence[Passage], embed: Embedder) -> dict[str, Floats]:
    """Each passage's id to its sentences' vectors, shape (sentences, 384)."""
    vectors = embed([sentence for passage in passages for sentence in passage.sentences])
    ends = np.cumsum([len(passage.sentences) for passage in passages])
    return {
        passage.id: vectors[end - len(passage.sentences) : end] for passage, end in zip(passages, ends, strict=True)
    }


def _answered(collection: Collection, passages: Mapping[str, Passage]) -> dict[tuple[str, str], set[str]]:
    """For a question asked of several passages of a group, those that answer it: none of them is a negative."""
    found: dict[tuple[str, str], set[str]] = {}
    for question in collection.questions:
        if question.gold:
            found.setdefault((question.text, passages[question.passage].group), set()).add(question.passage)
    return found


def _negatives(question: Question, ranking: Ranking, vectors: Mapping[str, Floats], *, group: str) -> list[str]:
    """The best-ranked other passages, without those that hold a sentence like the right one."""
    if not question.gold and group.startswith(("hip", "neighbours")):
        # What one passage of these files leaves open another may tell; an article's open questions are open throughout.
        return []
    gold = vectors[question.passage][list(question.gold)]
    return [
        passage
        for passage in ranking.passages[: DEPTH + 1]
        if passage != question.passage and not (len(gold) and float((gold @ vectors[passage].T).max()) > ALIKE)
    ][:DEPTH]


def _said_twice(question: Question, sentences: Floats) -> bool:
    """Whether a sentence that is not labelled says nearly what a labelled one says."""
    rest = [index for index in range(len(sentences)) if index not in question.gold]
    if not question.gold or not rest:
        return False
    return float((sentences[list(question.gold)] @ sentences[rest].T).max()) > ALIKE


def examination(
    collection: Collection, *, kept: frozenset[str], mined: Mapping[tuple[str, str], tuple[str, ...]]
) -> list[Pair]:
    """The held-out pairs: each question with its passage, and answerable ones also with the best wrong passage."""
    passages = {passage.id: passage for passage in collection.passages}
    pairs: list[Pair] = []
    for question in questions_of(collection, kept, inside=True):
        passage = passages[question.passage]
        pairs.append(Pair(question.text, passage.heading, passage.sentences, question.gold))
        others = mined.get((question.text, question.passage), ())
        if question.gold and others:
            other = passages[others[0]]
            pairs.append(Pair(question.text, other.heading, other.sentences, ()))
    return pairs
