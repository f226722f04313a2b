"""The arithmetic of evaluations, against figures worked out by hand."""

from __future__ import annotations

import doctest
import math

import pytest

from assistant import measures
from assistant.measures import Share, auroc, calibration_error, ndcg, percentile, reliability, risk_coverage


def test_the_examples_in_the_docstrings_hold() -> None:
    found = doctest.testmod(measures)
    assert found.attempted and not found.failed


@pytest.mark.parametrize(
    ("share", "low", "high"), [(Share(8, 10), 0.490, 0.943), (Share(0, 10), 0.0, 0.278), (Share(0, 0), 0.0, 1.0)]
)
def test_the_interval_is_wilsons(share: Share, low: float, high: float) -> None:
    assert share.interval == pytest.approx((low, high), abs=0.001)


def test_an_area_needs_both_sides() -> None:
    assert math.isnan(auroc([], [0.5]))
    assert math.isnan(auroc([0.5], []))
    assert auroc([0.5, 0.5], [0.5]) == 0.5


def test_the_gain_falls_with_the_place() -> None:
    assert ndcg([False, True, True], wanted=2) == pytest.approx((1 / math.log2(3) + 1 / 2) / (1 + 1 / math.log2(3)))
    assert ndcg([False] * 10 + [True], wanted=1) == 0


def test_confidence_that_is_true_as_often_as_it_says_has_no_error() -> None:
    bins = reliability([0.25] * 4 + [0.75] * 4 + [1.0], [True, False, False, False, True, True, True, False, True])
    assert [(mean, share.hits, share.total) for mean, share in bins] == [(0.25, 1, 4), (0.75, 3, 4), (1.0, 1, 1)]
    assert calibration_error(bins) == 0
    assert calibration_error(reliability([0.9, 0.9], [True, False])) == pytest.approx(0.4)


def test_the_risk_is_counted_from_the_most_confident() -> None:
    assert risk_coverage([0.2, 0.9], [False, True]) == [(0.5, 0.0), (1.0, 0.5)]


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([1.0], 0.99) == 1.0
    assert math.isnan(percentile([], 0.5))
