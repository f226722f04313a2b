"""How much each piece of evidence counts: for a sentence to be quoted, and for the question to be answered at all.

The weights lie in `weights/decision.json` beside the reader that they were fitted for; `assistant.calibration` fits
them on questions and articles that the reader was never trained on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from assistant.errors import ModelError

WEIGHTS = Path(__file__).parent / "weights" / "decision.json"


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """What speaks for one sentence.

    Args:
        read: the cross-encoder's log-odds that the sentence belongs to a short, good answer.
        answers: its log-odds that the sentence's passage answers.
        meaning: the cosine of the question with the sentence in its context.
        neighbours: BM25 of the question's terms with the sentence and those beside it; the best is 1.
        passage: the passage's fused score in retrieval.
        steps: 1 for a step or what leads into steps, where the question does not ask for all of them; otherwise 0.
            The steps of an exercise say little to any other question about it, and come all together.
    """

    read: float
    answers: float
    meaning: float
    neighbours: float
    passage: float
    steps: float = 0.0


@dataclass(frozen=True, slots=True)
class QuestionEvidence:
    """What speaks for the question being answered by the passages that retrieval proposes to read.

    Further evidence (the best passage's log-odds, the best sentence's, words that no passage holds) told nothing more.

    Args:
        mass: the logarithm of the summed odds of all sentences read: several likely ones count for more than one.
        meaning: the highest cosine of a sentence.
        coverage: the share of the question's terms, weighted by rarity, that the best-covering passage holds.
    """

    mass: float
    meaning: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Verification:
    """What the cross-encoder says when it reads the best sentence's passage once more, in two pieces.

    They are what sufficiency and comprehensiveness of a rationale are measured on (DeYoung et al. 2020, arXiv
    1911.03429).

    Args:
        alone: the log-odds that the sentence answers, read alone with what it cannot be quoted without.
        without: the log-odds that the rest of the passage answers. A passage that is all about the question's subject
            says it more than once; this counts for an answer.
    """

    alone: float
    without: float


@dataclass(frozen=True, slots=True)
class VerificationRule:
    """When an answer is verified, and how much that counts.

    Args:
        weights: of the fields of `QuestionEvidence`, then of `Verification`.
        base: added to their sum, in log-odds.
        least, most: verified is where the probability before lies between; elsewhere it would hardly matter.
    """

    weights: tuple[float, ...]
    base: float
    least: float
    most: float


UNVERIFIED = VerificationRule((0.0,) * (len(fields(QuestionEvidence)) + len(fields(Verification))), 0.0, 1.0, 0.0)
"""Nothing is verified."""


@dataclass(frozen=True, slots=True)
class Stopping:
    """When passages are left unread, since they would hardly change the answer.

    A sentence promises the score that it has before it is read, with log-odds of 0 from the cross-encoder. All are in
    units of the score.

    Args:
        promise: how much the best promise among the unread counts against the best score among the read.
        certain_from: an answer is certain from this difference on.
        hopeless_until: a refusal is certain where what was read says no more than this together with the best promise.
    """

    promise: float
    certain_from: float
    hopeless_until: float


NEVER = Stopping(1.0, math.inf, -math.inf)
"""All passages are read."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Fitted weights. ``answered_from`` is the least probability with which an answer is given."""

    sentence: tuple[float, ...]
    question: tuple[float, ...]
    base: float
    answered_from: float
    reader: str
    stopping: Stopping = NEVER
    verifying: VerificationRule = UNVERIFIED

    def score(self, evidence: SentenceEvidence) -> float:
        """The sentence's score; only differences within one question mean something."""
        return _weighted(self.sentence, _SENTENCE(evidence))

    def probability(self, evidence: QuestionEvidence, verification: Verification | None = None) -> float:
        """The probability, 0 to 1, that the source answers the question.

        Args:
            evidence: what reading told.
            verification: what verifying told, if that was done.
        """
        if verification is not None:
            told = (*_QUESTION(evidence), *_VERIFICATION(verification))
            return _logistic(self.verifying.base + _weighted(self.verifying.weights, told))
        return _logistic(self.base + _weighted(self.question, _QUESTION(evidence)))

    def is_doubtful(self, probability: float) -> bool:
        """Whether an answer of this probability is worth verifying."""
        return self.verifying.least <= probability < self.verifying.most

    def is_certain(self, *, best: float, promise: float) -> bool:
        """Whether an answer with this ``best`` score would hardly be another with what is not read yet."""
        return best - self.stopping.promise * promise >= self.stopping.certain_from

    def is_hopeless(self, *, mass: float, promise: float) -> bool:
        """Whether a question without an answer so far would hardly get one from what is not read yet.

        Args:
            mass: as in `QuestionEvidence`, of what was read.
            promise: the best among the unread.
        """
        return self.sentence[0] * mass + promise <= self.stopping.hopeless_until

    def is_settled(self, *, enough: bool, best: float, mass: float, promise: float) -> bool:
        """Whether the answer, or that there is none, would hardly change with the passages not read yet.

        Such early exits from a cascade of rankers: Cambazoglu et al. 2010, doi 10.1145/1718487.1718538.

        Args:
            enough: whether what was read is taken for an answer.
            best: as in `is_certain`.
            mass: as in `is_hopeless`.
            promise: the best among the unread.
        """
        return self.is_certain(best=best, promise=promise) if enough else self.is_hopeless(mass=mass, promise=promise)

    def to_json(self) -> str:
        """The weights by name, as the file holds them."""
        named = {
            "sentence": dict(zip(_names(SentenceEvidence), self.sentence, strict=True)),
            "question": dict(zip(_names(QuestionEvidence), self.question, strict=True)),
            "verifying": asdict(self.verifying)
            | {"weights": dict(zip(_VERIFIED, self.verifying.weights, strict=True))},
        }
        return json.dumps(asdict(self) | named, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Decision:
        """The weights of a file.

        Raises:
            ModelError: when a weight is missing or is no number.
        """
        try:
            values = json.loads(text)
            return cls(
                sentence=tuple(float(values["sentence"][name]) for name in _names(SentenceEvidence)),
                question=tuple(float(values["question"][name]) for name in _names(QuestionEvidence)),
                base=float(values["base"]),
                answered_from=float(values["answered_from"]),
                reader=str(values["reader"]),
                stopping=Stopping(**{name: float(values["stopping"][name]) for name in _names(Stopping)}),
                verifying=_verifying(values["verifying"]),
            )
        except (ValueError, TypeError, KeyError) as error:
            raise ModelError(
                f"{WEIGHTS.name} does not hold the weights of the decision; reinstall the package"
            ) from error


@cache
def fitted() -> Decision:
    """The weights that come with the package."""
    return Decision.from_json(WEIGHTS.read_text(encoding="utf-8"))


def _verifying(values: Mapping[str, Any]) -> VerificationRule:
    numbers = {name: float(values[name]) for name in ("base", "least", "most")}
    return VerificationRule(tuple(float(values["weights"][name]) for name in _VERIFIED), **numbers)


def _names(kind: type[SentenceEvidence | QuestionEvidence | Verification | Stopping]) -> Sequence[str]:
    return [field.name for field in fields(kind)]


def _weighted(weights: Sequence[float], values: Sequence[float]) -> float:
    return float(sum(weight * value for weight, value in zip(weights, values, strict=True)))


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))


# dataclasses.astuple copies deeply, which takes longer than all the sums.
_SENTENCE = attrgetter(*_names(SentenceEvidence))
_QUESTION = attrgetter(*_names(QuestionEvidence))
_VERIFICATION = attrgetter(*_names(Verification))
_VERIFIED = (*_names(QuestionEvidence), *_names(Verification))
