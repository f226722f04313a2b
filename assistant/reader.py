"""Question + passages -> which sentences answer it, and how likely it is that any does.

Each sentence is scored by its meaning in context, by its words, by its neighbours' words and by its passage; the
best ones become the answer. The weights and the probability's were fitted by logistic regression on 507 answerable
and 588 unanswerable questions about twelve articles, six of them at a time, and checked on the other six.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.domain import Hit, Sentence
from assistant.encoder import Vectors
from assistant.store import Generation
from assistant.terms import terms

MEANING, WORDS, NEIGHBOURS, PASSAGE = 10.0, 0.8, 1.3, 5.2
"""Weights of a sentence's score: cosine in context, BM25 and BM25 with neighbours (best is 1), the passage's score."""

ODDS_MEANING, ODDS_COVERAGE, ODDS_BASE = 4.85, 2.35, -3.2
"""Log-odds that the source answers: of the best cosine, of the share of the question's rare words, and a constant."""

K1, B = 1.2, 0.75
"""BM25's usual parameters (Robertson and Zaragoza 2009, doi 10.1561/1500000019)."""


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a hit, by its order in the passage, with its score; only differences of scores mean something."""

    hit: Hit
    order: int
    score: float

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.hit.passage.sentences[self.order]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of a question: every sentence scored, best first, and the probability of an answer."""

    sentences: tuple[ScoredSentence, ...]
    confidence: float


def read(generation: Generation, question: str, vector: Vectors, hits: Sequence[Hit]) -> Reading:
    """Score every sentence of the hits.

    Args:
        generation: the index that the hits came from.
        question: the standalone question.
        vector: its unit vector, of shape (dimension,).
        hits: the passages to read.
    """
    asked = list(dict.fromkeys(terms(question)))
    rarity = {term: _rarity(generation, term) for term in asked}
    cosines: list[float] = []
    alone: list[Sequence[str]] = []
    around: list[Sequence[str]] = []
    places: list[tuple[Hit, int]] = []
    coverage = 0.0
    for hit in hits:
        first, found = generation.sentence_rows(hit.row)
        head = [term for heading in hit.passage.headings for term in terms(heading)]
        cosines += (generation.sentence_vectors[first : first + len(found)] @ vector).tolist()
        alone += found
        around += [head + _joined(found[max(0, order - 1) : order + 2]) for order in range(len(found))]
        places += [(hit, order) for order in range(len(found))]
        coverage = max(coverage, _coverage({*head, *_joined(found)}, rarity))
    words = _relative(_bm25(alone, rarity))
    neighbours = _relative(_bm25(around, rarity))
    scored = [
        ScoredSentence(hit, order, MEANING * cosine + WORDS * word + NEIGHBOURS * neighbour + PASSAGE * hit.score)
        for (hit, order), cosine, word, neighbour in zip(places, cosines, words, neighbours, strict=True)
    ]
    odds = ODDS_MEANING * max(cosines, default=0.0) + ODDS_COVERAGE * coverage + ODDS_BASE
    best_first = sorted(scored, key=lambda found: (-found.score, found.hit.row, found.order))
    return Reading(tuple(best_first), 1 / (1 + math.exp(-odds)) if scored else 0.0)


def _rarity(generation: Generation, term: str) -> float:
    """Inverse document frequency over the passages, as BM25 counts it."""
    count = generation.document_frequency(term)
    return math.log(1 + (generation.manifest.passages - count + 0.5) / (count + 0.5))


def _coverage(found: set[str], rarity: Mapping[str, float]) -> float:
    """The share of the question's terms that a passage holds, rare ones counting for more."""
    whole = sum(rarity.values())
    return sum(weight for term, weight in rarity.items() if term in found) / whole if whole else 0.0


def _bm25(texts: Sequence[Sequence[str]], rarity: Mapping[str, float]) -> list[float]:
    """BM25 of each text for the question's terms, with lengths compared among these texts."""
    mean = float(np.mean([len(text) for text in texts])) if texts else 1.0
    scores = []
    for text in texts:
        length = K1 * (1 - B + B * len(text) / (mean or 1.0))
        counts = {term: text.count(term) for term in rarity}
        scores.append(sum(rarity[term] * count * (K1 + 1) / (count + length) for term, count in counts.items()))
    return scores


def _relative(scores: Sequence[float]) -> list[float]:
    best = max(scores, default=0.0)
    return [score / best if best else 0.0 for score in scores]


def _joined(texts: Sequence[Sequence[str]]) -> list[str]:
    return [term for text in texts for term in text]
