"""Trains the semantic layer of triage: `python tests/train_triage.py`, after the index has been built.

Seen in training are the messages of part ``develop`` of `golden/triage*.jsonl`, the ordinary questions of part
``develop`` about the documents, the conversations of that part, questions about the reader's articles, and the
examples that stand beside the rules.
Nothing is drawn at random: the same messages and the same embedding model give the same weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from assistant import store
from assistant.config import Settings
from assistant.domain import Level
from assistant.encoder import OnnxEncoder, encoder_folder
from assistant.training.data import ARTICLES, read
from assistant.triage import CONCEPTS, assess
from assistant.triage.assess import meaning
from assistant.triage.semantic import LEAST_WORDS, NO_CONCEPT, WEIGHTS, Classifier, runs, terms

Vectors = NDArray[np.float32]
GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = [GOLDEN / f"{path.stem}.jsonl" for path in sorted((GOLDEN.parent.parent / "corpus").glob("*.md"))]
"""The question sets, each named after the document that it asks about."""
ASKED_OF = ("ours-a", "ours-b", "ours-c")
"""The files of the reader's articles that take part. With all of them, eight of 710 ordinary questions about other
articles lost a needless notice, and two of 349 emergencies of part ``measure`` their notice. With those alone that the
layer takes for a sign, counted three tenths, 5 of 13 on the unseen articles lost it, and two of 372 emergencies."""
TALK = ("lay", "verbose", "typo", "plain")
"""Styles of the questions about the reader's articles that people type to a chat."""
LEAST_MESSAGES = 2
"""Messages in which a term occurs at least."""
STRENGTH = 10.0
"""The inverse of the L2 penalty, as in scikit-learn's ``C``; 3 and 30 do as well on messages left out."""
STEPS = 250


@dataclass(frozen=True, slots=True)
class Example:
    """A message as the classifier reads it, and its class."""

    text: str
    concept: str


def examples(*, part: str = "develop") -> list[Example]:
    """The labelled messages of one part; the examples beside the rules count as develop."""
    found = []
    for file in sorted(GOLDEN.glob("triage*.jsonl")):
        for row in _rows(file):
            concepts = row["concepts"] or [NO_CONCEPT]
            if row.get("part") == part and "message" in row and "E0" not in concepts:
                found += _readings(row["message"], NO_CONCEPT if row["level"] == "none" else concepts[0])
    for file in DOCUMENTS:
        for row in _rows(file):
            if row["part"] == part and row["triage"] == "none" and "question" in row:
                found += _readings(row["question"], NO_CONCEPT)
    for row in _rows(GOLDEN / "conversations.jsonl"):
        if row["part"] == part and row["triage"] == "none":
            found += [one for turn in row["turns"] for one in _readings(turn, NO_CONCEPT)]
    if part == "develop":
        found += [one for text in _questions_of_articles() for one in _readings(text, NO_CONCEPT)]
        found += [one for concept in CONCEPTS for text in concept.positive for one in _readings(text, concept.id)]
        harmless = (text for concept in CONCEPTS for text in concept.negative if assess(text).level is Level.NONE)
        found += [one for text in harmless for one in _readings(text, NO_CONCEPT)]
    return [example for example in found if len(example.text.split()) >= LEAST_WORDS]


def _questions_of_articles() -> list[str]:
    """What was asked of the reader's articles, without what the rules take for a sign: ordinary talk about the body."""
    asked = dict.fromkeys(question.text for question in read(ARTICLES, ASKED_OF).questions if question.style in TALK)
    return [text for text in asked if assess(text).level is Level.NONE]


def _readings(message: str, concept: str) -> list[Example]:
    """The message without what it denies and, where that differs, with it."""
    parts = meaning(message)
    texts = [" ".join(part.text for part in parts if part.text), " ".join(part.with_denials for part in parts)]
    if concept == NO_CONCEPT:
        texts += [" ".join(part.text for part in run) for run in runs(parts)]  # no part of it is a sign either
    return [Example(" ".join(text.split()), concept) for text in dict.fromkeys(texts)]


def fit(rows: Sequence[Example], vectors: Vectors, *, revision: str) -> Classifier:
    """A multinomial logistic regression with an L2 penalty, by accelerated gradient steps (Nesterov 1983)."""
    counts = Counter(term for row in rows for term in set(terms(row.text)))
    known = sorted(term for term, count in counts.items() if count >= LEAST_MESSAGES)
    rarity = np.array([log((1 + len(rows)) / (1 + counts[term])) + 1 for term in known], dtype=np.float32)
    classes = tuple(sorted({row.concept for row in rows}))
    blank = np.zeros((0, 0), dtype=np.float32)
    draft = Classifier(revision, classes, {term: at for at, term in enumerate(known)}, rarity, blank, blank, blank)
    weighed = [draft.weigh(row.text) for row in rows]
    starts = np.cumsum([0, *(len(columns) for columns, _ in weighed)])
    columns = [column for found, _ in weighed for column in found]
    weights = np.array([weight for _, found in weighed for weight in found], dtype=np.float32)
    lexical = csr_array((weights, columns, starts), shape=(len(rows), len(known)))
    wanted = np.eye(len(classes), dtype=np.float32)[[classes.index(row.concept) for row in rows]]
    by_vector, by_term, bias = _descend(vectors, lexical, wanted)
    return Classifier(revision, classes, draft.terms, rarity, by_vector, by_term, bias)


def _descend(vectors: Vectors, lexical: csr_array, wanted: Vectors) -> tuple[Vectors, Vectors, Vectors]:
    """The weights of the vectors' dimensions, of the terms, and the bias."""
    here = [np.zeros((size, wanted.shape[1]), dtype=np.float32) for size in (vectors.shape[1], lexical.shape[1], 1)]
    parts = (vectors, lexical, np.ones((len(vectors), 1), dtype=np.float32))
    turned = (vectors.T.copy(), lexical.T.tocsr(), parts[2].T)
    penalties = (1 / STRENGTH, 1 / STRENGTH, 0.0)
    old = here
    # The loss of a row of length r curves by r^2 / 2 at most; rows are of length sqrt(2), with the bias sqrt(3).
    rate = 1 / (0.5 * sum(_stretch(part, back) for part, back in zip(parts, turned, strict=True)) + 1 / STRENGTH)
    for step in range(STEPS):
        ahead = step / (step + 3)
        there = [now + ahead * (now - before) for now, before in zip(here, old, strict=True)]
        scores = sum(part @ weights for part, weights in zip(parts, there, strict=True))
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = powers / powers.sum(axis=1, keepdims=True) - wanted
        old = here
        here = [
            weights - rate * (back @ error + penalty * weights)
            for weights, back, penalty in zip(there, turned, penalties, strict=True)
        ]
    return here[0], here[1], here[2][0]


def _stretch(part: Vectors | csr_array, back: Vectors | csr_array, *, rounds: int = 30) -> float:
    """The largest eigenvalue of ``back @ part``, by repeated multiplication."""
    vector = np.ones(part.shape[1], dtype=np.float32)
    for _ in range(rounds):
        vector = back @ (part @ vector)
        vector /= np.linalg.norm(vector)
    return float(np.linalg.norm(part @ vector) ** 2)


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def encoder(settings: Settings) -> OnnxEncoder:
    """The encoder of the current index."""
    manifest = store.open_last_good(settings.index).manifest
    return OnnxEncoder(encoder_folder(settings.cache, manifest.encoder.revision))


def embed(encoder: OnnxEncoder, rows: Sequence[Example]) -> Vectors:
    """Vectors of the messages, shape (rows, dimension)."""
    return np.stack([encoder.encode_question(row.text) for row in rows])


def main() -> int:
    """Train, and write the weights into the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    model = encoder(Settings.from_environment())
    rows = examples()
    classifier = fit(rows, embed(model, rows), revision=model.card.revision)
    classifier.save(options.output)
    sys.stdout.write(f"{len(rows)} messages, {len(classifier.terms)} terms -> {options.output}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
