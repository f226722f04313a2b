"""The arithmetic of an evaluation: shares with their intervals, and measures of rankings and of confidence."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``total``, with the 95 % interval after Wilson (1927, doi 10.1080/01621459.1927.10502953)."""

    hits: int
    total: int

    @classmethod
    def of(cls, rights: Iterable[bool]) -> Share:
        """The share of those that are true."""
        found = list(rights)
        return cls(sum(found), len(found))

    @property
    def interval(self) -> tuple[float, float]:
        """The two ends, 0 to 1."""
        if not self.total:
            return (0.0, 1.0)
        z, n, p = 1.96, self.total, self.hits / self.total
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return (max(0.0, middle - half), min(1.0, middle + half))

    def __str__(self) -> str:
        if not self.total:
            return "none"
        low, high = self.interval
        return f"{self.hits / self.total:4.0%}  ({low:.0%} to {high:.0%}, {self.hits} of {self.total})"


def auroc(positive: Iterable[float], negative: Iterable[float]) -> float:
    """How often a positive one scores above a negative one, ties counting half (Mann and Whitney 1947).

    NaN when one side is empty.

    >>> auroc([0.9, 0.4], [0.4, 0.1])
    0.875
    """
    ordered, wins, pairs = sorted(negative), 0.0, 0
    for score in positive:
        below, upto = bisect_left(ordered, score), bisect_right(ordered, score)
        wins += below + 0.5 * (upto - below)
        pairs += len(ordered)
    return wins / pairs if pairs else math.nan


def reciprocal_rank(relevant: Sequence[bool]) -> float:
    """One over the place of the first relevant result; 0 when there is none.

    >>> reciprocal_rank([False, True, True])
    0.5
    """
    return next((1 / place for place, found in enumerate(relevant, start=1) if found), 0.0)


def ndcg(relevant: Sequence[bool], *, wanted: int, k: int = 10) -> float:
    """Normalised discounted cumulative gain of the first ``k``.

    Source: Järvelin and Kekäläinen 2002, doi 10.1145/582415.582418.

    Args:
        relevant: for each result, best first, whether it is relevant.
        wanted: how many relevant ones there are in all, at least one.

    >>> ndcg([True, False], wanted=1), round(ndcg([False, True], wanted=1), 2)
    (1.0, 0.63)
    """
    gain = sum(1 / math.log2(place + 1) for place, found in enumerate(relevant[:k], start=1) if found)
    return gain / sum(1 / math.log2(place + 1) for place in range(1, min(wanted, k) + 1))


def reliability(confidences: Sequence[float], truths: Sequence[bool], *, bins: int = 10) -> list[tuple[float, Share]]:
    """For each tenth of the range that is not empty: the mean confidence, and how often it was true."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, truth in zip(confidences, truths, strict=True):
        groups.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, truth))
    return [
        (sum(confidence for confidence, _ in group) / len(group), Share.of(truth for _, truth in group))
        for _, group in sorted(groups.items())
    ]


def calibration_error(bins: Sequence[tuple[float, Share]]) -> float:
    """Expected calibration error: the gap of each bin of `reliability`, weighted by its size (Guo et al. 2017)."""
    total = sum(share.total for _, share in bins)
    return (
        sum(abs(mean - share.hits / share.total) * share.total for mean, share in bins) / total if total else math.nan
    )


def risk_coverage(confidences: Sequence[float], rights: Sequence[bool]) -> list[tuple[float, float]]:
    """(share answered, share of those that is wrong), from the most confident answer to all of them."""
    order = sorted(range(len(rights)), key=lambda index: -confidences[index])
    points, wrong = [], 0
    for answered, index in enumerate(order, start=1):
        wrong += not rights[index]
        points.append((answered / len(rights), wrong / answered))
    return points


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed; NaN when there is none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else math.nan
