"""The weights and bounds that explain the samples best."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from assistant.calibration.samples import Floats, Sample
from assistant.calibration.stopping import fit_stopping
from assistant.crossencoder import WEIGHTS as READER
from assistant.decision import Decision, VerificationRule, fitted

WRONG_REFUSALS = 0.04
"""The share of answerable questions that may be refused, on the average of the pools."""
STRENGTH = 0.3
"""Inverse strength of the L2 penalty on the question's weights; 0.1 to 3 make no difference."""
PENALTY = 0.001
"""Strength of the L2 penalty on the sentence's weights."""

UNDOUBTED = 0.001
"""The share of all questions that verifying would have decided otherwise and that is left unverified, on each side."""


def fit(samples: Sequence[Sample]) -> Decision:
    """The weights that explain the samples, and the highest threshold that wrongly refuses no more than wanted."""
    found = replace(fitted(), sentence=_fit_sentences(samples), reader=READER.stem)
    question, base = _fit_question(samples, np.stack([sample.question for sample in samples]))
    evidence = np.stack([np.concatenate([sample.question, sample.verification]) for sample in samples])
    always = VerificationRule(*_fit_question(samples, evidence), least=0, most=1)
    found = replace(found, question=question, base=base, verifying=always)
    found = replace(found, answered_from=_threshold(found, samples))
    found = replace(found, verifying=_fit_doubt(found, samples))
    # What is left unverified moves the threshold a little.
    found = replace(found, answered_from=_threshold(found, samples))
    return replace(found, stopping=fit_stopping(found, samples))


def _threshold(decision: Decision, samples: Sequence[Sample]) -> float:
    answerable = [sample for sample in samples if sample.answerable]
    chances = np.array([sample.probability(decision) for sample in answerable])
    counts = Counter(sample.pool for sample in answerable)
    shares = np.array([1 / counts[sample.pool] / len(counts) for sample in answerable])
    order = chances.argsort()
    refused = np.cumsum(shares[order]) - shares[order]
    return math.floor(1000 * float(chances[order][refused <= WRONG_REFUSALS][-1])) / 1000


def _fit_doubt(decision: Decision, samples: Sequence[Sample]) -> VerificationRule:
    """The narrowest bounds such that verifying changes the decision on at most `UNDOUBTED` of the samples beyond each.

    Args:
        decision: one that verifies whatever is short of certain.
        samples: as in `fit`.
    """
    before = np.array([sample.unverified(decision) for sample in samples])
    answered = np.array([sample.probability(decision) >= decision.answered_from for sample in samples])
    beyond = int(UNDOUBTED * len(samples))
    rescued, refused = np.sort(before[answered]), np.sort(before[~answered])[::-1]
    least = min([*rescued[beyond : beyond + 1].tolist(), decision.answered_from])
    most = max([*refused[beyond : beyond + 1].tolist(), decision.answered_from])
    return replace(decision.verifying, least=math.floor(1000 * least) / 1000, most=math.ceil(1000 * most) / 1000)


def _fit_question(samples: Sequence[Sample], evidence: Floats) -> tuple[tuple[float, ...], float]:
    """A logistic regression in which each pool, and in it the answerable and the others, weigh the same.

    Args:
        samples: as in `fit`.
        evidence: what speaks for each of them, of shape (samples, weights).
    """
    groups = [(sample.pool, sample.answerable) for sample in samples]
    weighing = np.array([len(samples) / groups.count(group) for group in groups])
    middle, spread = evidence.mean(0), evidence.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit((evidence - middle) / spread, [sample.answerable for sample in samples], weighing / weighing.mean())
    weights = model.coef_[0] / spread
    base = float(model.intercept_[0] - weights @ middle)
    return tuple(round(float(weight), 4) for weight in weights), round(base, 4)


def _fit_sentences(samples: Sequence[Sample]) -> tuple[float, ...]:
    """A conditional logit (McFadden 1974): within each question, the sentences that answer against the others."""
    told = [sample for sample in samples if sample.gold.any()]
    sentences, gold = np.concatenate([sample.sentences for sample in told]), np.concatenate([one.gold for one in told])
    spread = sentences.std(0) + 1e-9
    sizes = [len(sample.gold) for sample in told]
    starts = np.cumsum([0, *sizes[:-1]])

    def loss(weights: Floats) -> float:
        scores = sentences / spread @ weights
        missed = _log_sums(scores, starts) - _log_sums(np.where(gold, scores, -np.inf), starts)
        return float(np.mean(missed) + PENALTY * weights @ weights)

    found = minimize(loss, np.zeros(len(spread)), method="L-BFGS-B").x / spread
    return tuple(round(float(weight), 4) for weight in found)


def _log_sums(scores: Floats, starts: NDArray[np.int64]) -> Floats:
    """The logarithm of the summed exponentials of each run of scores that begins at one of the starts."""
    highest = np.maximum.reduceat(scores, starts)
    sizes = np.diff([*starts, len(scores)])
    found: Floats = highest + np.log(np.add.reduceat(np.exp(scores - np.repeat(highest, sizes)), starts))
    return found
