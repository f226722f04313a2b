"""Trains the semantic layer of triage: `python tests/train_triage.py`, after the index has been built.

Seen in training are the messages of part ``develop`` of `golden/triage*.jsonl`, the ordinary questions of part
``develop`` about the documents, and the examples that stand beside the rules. Nothing is drawn at random:
the same messages and the same embedding model give the same weights.
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

from assistant import store
from assistant.config import Settings
from assistant.domain import Level
from assistant.encoder import OnnxEncoder, encoder_folder
from assistant.triage import CONCEPTS, assess
from assistant.triage.assess import meaning
from assistant.triage.semantic import LEAST_WORDS, NO_CONCEPT, WEIGHTS, Classifier, runs, terms

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = [GOLDEN / f"{path.stem}.jsonl" for path in sorted((GOLDEN.parent.parent / "corpus").glob("*.md"))]
"""The question sets, each named after the document that it asks about."""
LEAST_MESSAGES = 2
"""Messages in which a term occurs at least."""
STRENGTH = 10.0
"""The inverse of the L2 penalty, as in scikit-learn's ``C``; 3 and 30 do as well on messages left out."""
STEPS = 400


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
    if part == "develop":
        found += [one for concept in CONCEPTS for text in concept.positive for one in _readings(text, concept.id)]
        harmless = (text for concept in CONCEPTS for text in concept.negative if assess(text).level is Level.NONE)
        found += [one for text in harmless for one in _readings(text, NO_CONCEPT)]
    return [example for example in found if len(example.text.split()) >= LEAST_WORDS]


def _readings(message: str, concept: str) -> list[Example]:
    """The message without what it denies and, where that differs, with it."""
    parts = meaning(message)
    texts = [" ".join(part.text for part in parts if part.text), " ".join(part.with_denials for part in parts)]
    if concept == NO_CONCEPT:
        texts += [" ".join(part.text for part in run) for run in runs(parts)]  # no part of it is a sign either
    return [Example(" ".join(text.split()), concept) for text in dict.fromkeys(texts)]


def fit(rows: Sequence[Example], vectors: NDArray[np.float32], *, revision: str) -> Classifier:
    """A multinomial logistic regression with an L2 penalty, by accelerated gradient steps (Nesterov 1983)."""
    counts = Counter(term for row in rows for term in set(terms(row.text)))
    known = sorted(term for term, count in counts.items() if count >= LEAST_MESSAGES)
    rarity = np.array([log((1 + len(rows)) / (1 + counts[term])) + 1 for term in known], dtype=np.float32)
    classes = tuple(sorted({row.concept for row in rows}))
    blank = np.zeros((0, 0), dtype=np.float32)
    draft = Classifier(revision, classes, {term: at for at, term in enumerate(known)}, rarity, blank, blank, blank)
    lexical = np.zeros((len(rows), len(known)), dtype=np.float32)
    for at, row in enumerate(rows):
        columns, weights = draft.weigh(row.text)
        lexical[at, columns] = weights
    features = np.hstack([vectors, lexical])
    wanted = np.eye(len(classes), dtype=np.float32)[[classes.index(row.concept) for row in rows]]
    by_feature, bias = _descend(features, wanted)
    size = vectors.shape[1]
    return Classifier(revision, classes, draft.terms, rarity, by_feature[:size], by_feature[size:], bias)


def _descend(
    features: NDArray[np.float32], wanted: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    weights = np.zeros((features.shape[1], wanted.shape[1]), dtype=np.float32)
    bias = np.zeros(wanted.shape[1], dtype=np.float32)
    old_weights, old_bias = weights, bias
    # The loss of a row of length r curves by r^2 / 2 at most; rows are of length sqrt(2), with the bias sqrt(3).
    rate = 1 / (0.5 * float(np.linalg.norm(features, 2)) ** 2 + 0.5 * len(features) ** 0.5 + 1 / STRENGTH)
    for step in range(STEPS):
        ahead = step / (step + 3)
        here, there = weights + ahead * (weights - old_weights), bias + ahead * (bias - old_bias)
        scores = features @ here + there
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = powers / powers.sum(axis=1, keepdims=True) - wanted
        old_weights, old_bias = weights, bias
        weights = here - rate * (features.T @ error + here / STRENGTH)
        bias = there - rate * error.sum(axis=0)
    return weights, bias


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def encoder(settings: Settings) -> OnnxEncoder:
    """The encoder of the current index."""
    manifest = store.open_last_good(settings.index).manifest
    return OnnxEncoder(encoder_folder(settings.cache, manifest.encoder.revision))


def embed(encoder: OnnxEncoder, rows: Sequence[Example]) -> NDArray[np.float32]:
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
