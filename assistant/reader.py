"""Question + passages -> which sentences answer it, and how likely it is that any does.

The trained cross-encoder reads the passages together with the question. What it says of a sentence is mixed with the
sentence's meaning in context, its neighbours' words and its passage's rank. Where that leaves a doubt whether the
question is answered, the answer is verified: read once more, alone, and its passage without it (compare Hu et al. 2019,
"Read + Verify", arXiv 1808.05759). `assistant.decision` holds the weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.crossencoder import CrossEncoder, Floats
from assistant.decision import Decision, QuestionEvidence, SentenceEvidence, Verification, fitted
from assistant.domain import Hit, Sentence
from assistant.encoder import Vectors
from assistant.leaning import unit
from assistant.postings import K1, B
from assistant.steps import asks_for_all_steps, holds_steps
from assistant.store import KEPT, Generation
from assistant.terms import terms

PASSAGES = 4
"""How many passages are read at most: one more than three answers 1 in 100 questions more; a fifth tells nothing more.
"""
NOTHING_LEFT = -4.0
"""Stands for what the rest of a passage says where there is no rest: the median of all."""


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a hit, by its order in the passage, with its score; only differences of scores mean something."""

    hit: Hit
    order: int
    score: float
    evidence: SentenceEvidence | None = None

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.hit.passage.sentences[self.order]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of a question: the sentences read, scored, best first; the probability of an answer.

    ``evidence`` and ``verification`` are what that rests on; the latter may be there and not have counted.
    """

    sentences: tuple[ScoredSentence, ...]
    confidence: float
    evidence: QuestionEvidence | None = None
    verification: Verification | None = None


def read(
    generation: Generation,
    crossencoder: CrossEncoder,
    question: str,
    vector: Vectors,
    hits: Sequence[Hit],
    *,
    to_the_end: bool = False,
) -> Reading:
    """Score the sentences of the best `PASSAGES` hits, and say how likely it is that they answer.

    Args:
        generation: the index that the hits came from.
        crossencoder: the trained reader.
        question: the standalone question.
        vector: its unit vector, of shape (dimension,).
        hits: passages, best first.
        to_the_end: read all of them and verify, even where that changes nothing.
    """
    hits = hits[:PASSAGES]
    if not hits:
        return Reading((), 0.0)
    decision = fitted()
    scored, evidence = _read_all(generation, crossencoder, question, vector, hits, to_the_end=to_the_end)
    best_first = tuple(sorted(scored, key=lambda found: (-found.score, found.hit.row, found.order)))
    confidence, verification = decision.probability(evidence), None
    doubtful = decision.is_doubtful(confidence)
    if doubtful or to_the_end:
        verification = _verified(crossencoder, question, best_first[0])
    if doubtful:
        confidence = decision.probability(evidence, verification)
    return Reading(best_first, confidence, evidence, verification)


def _read_all(
    generation: Generation,
    crossencoder: CrossEncoder,
    question: str,
    vector: Vectors,
    hits: Sequence[Hit],
    *,
    to_the_end: bool,
) -> tuple[list[ScoredSentence], QuestionEvidence]:
    """The sentences of one hit after the other, until more would change nothing, and what speaks for an answer."""
    decision = fitted()
    words = _Words.of(generation, question, hits)
    unread = _unread(generation, vector, hits, words, all_steps=asks_for_all_steps(question))
    promises = [*(max(map(decision.score, found)) for found in unread), -math.inf]
    meaning = max(evidence.meaning for found in unread for evidence in found)
    scored: list[ScoredSentence] = []
    whole = QuestionEvidence(-math.inf, meaning, words.coverage)
    passages = ((hit.passage.section, [sentence.reading for sentence in hit.passage.sentences]) for hit in hits)
    for number, judged in enumerate(crossencoder.score_each(question, passages)):
        odds = _odds(judged.sentences)
        scored += _scored(decision, hits[number], odds, _odds(np.array(judged.answers)), unread[number])
        whole = replace(whole, mass=float(np.logaddexp.reduce(odds, initial=whole.mass)))
        enough, best = decision.probability(whole) >= decision.answered_from, max(found.score for found in scored)
        promise = max(promises[number + 1 :])
        if not to_the_end and decision.is_settled(enough=enough, best=best, mass=whole.mass, promise=promise):
            break
    return scored, whole


def _verified(crossencoder: CrossEncoder, question: str, best: ScoredSentence) -> Verification:
    """The best sentence read alone, with what it cannot be quoted without, and its passage read without that."""
    passage = best.hit.passage
    alone = unit(passage, best.order)
    rest = [sentence.reading for order, sentence in enumerate(passage.sentences) if order not in alone]
    pieces = [[passage.sentences[order].reading for order in alone], *([rest] if rest else [])]
    judged = crossencoder.score(question, [(passage.section, piece) for piece in pieces])
    answers, without = [*(float(_odds(np.array(one.answers))) for one in judged), NOTHING_LEFT][:2]
    return Verification(answers, without)


def _unread(
    generation: Generation, vector: Vectors, hits: Sequence[Hit], words: _Words, *, all_steps: bool
) -> list[list[SentenceEvidence]]:
    """What is known of each sentence of each hit before the cross-encoder reads it."""
    neighbours = iter(words.neighbours)
    return [
        [
            SentenceEvidence(0.0, 0.0, cosine, next(neighbours), hit.score, float(step and not all_steps))
            for cosine, step in zip(_cosines(generation, hit, vector), holds_steps(hit.passage), strict=True)
        ]
        for hit in hits
    ]


def _scored(
    decision: Decision, hit: Hit, odds: Floats, answers: Floats, unread: Sequence[SentenceEvidence]
) -> Iterator[ScoredSentence]:
    for order, (read, known) in enumerate(zip(odds.tolist(), unread, strict=True)):
        evidence = replace(known, read=read, answers=float(answers))
        yield ScoredSentence(hit, order, decision.score(evidence), evidence)


@dataclass(frozen=True, slots=True)
class _Words:
    """How the question's words are found again: around each sentence, and in the passages."""

    neighbours: list[float]
    coverage: float

    @classmethod
    def of(cls, generation: Generation, question: str, hits: Sequence[Hit]) -> _Words:
        rarity = {term: _rarity(generation, term) for term in dict.fromkeys(terms(question))}
        around: list[Sequence[str]] = []
        coverage = 0.0
        for hit in hits:
            _, found = generation.sentence_rows(hit.row)
            head = _heading_terms(hit.passage.headings)
            around += [[*head, *_joined(found[max(0, order - 1) : order + 2])] for order in range(len(found))]
            coverage = max(coverage, _coverage({*head, *_joined(found)}, rarity))
        return cls(_relative(_bm25(around, rarity)), coverage)


@lru_cache(maxsize=KEPT)
def _heading_terms(headings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term for heading in headings for term in terms(heading))


def _cosines(generation: Generation, hit: Hit, vector: Vectors) -> list[float]:
    first, found = generation.sentence_rows(hit.row)
    return [float(cosine) for cosine in generation.sentence_vectors[first : first + len(found)] @ vector]


def _odds(probabilities: Floats) -> Floats:
    """Log-odds, kept within what half precision can tell apart."""
    bounded = np.clip(probabilities.astype(np.float64), 1e-6, 1 - 1e-6)
    return np.asarray(np.log(bounded / (1 - bounded)), dtype=np.float32)


def _rarity(generation: Generation, term: str) -> float:
    """Inverse document frequency over the passages, as BM25 counts it."""
    count = generation.document_frequency(term)
    return math.log(1 + (generation.manifest.passages - count + 0.5) / (count + 0.5))


def _coverage(found: set[str], rarity: Mapping[str, float]) -> float:
    """The share of the question's terms that a passage holds, rare ones counting for more."""
    whole = sum(rarity.values())
    return sum(weight for term, weight in rarity.items() if term in found) / whole if whole else 0.0


def _bm25(texts: Sequence[Sequence[str]], rarity: Mapping[str, float]) -> list[float]:
    """BM25 (Robertson and Zaragoza 2009, doi 10.1561/1500000019) of each text for the question's terms.

    Lengths are compared among these texts.
    """
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
