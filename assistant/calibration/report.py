"""How well the fit does on questions that it was made without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.calibration.fitting import WRONG_REFUSALS, fit
from assistant.calibration.samples import Sample
from assistant.calibration.stopping import Stop, stops, told
from assistant.evaluate.page import reliability_plot
from assistant.measures import Share, auroc, calibration_error, reliability


def report(samples: Sequence[Sample], *, plot: Path | None = None) -> str:
    """AUROC, refusals at `WRONG_REFUSALS` and at the threshold, calibration, what verifying and early stops take.

    Each pool is judged by weights fitted without its group.
    """
    chances, refused = np.zeros(len(samples)), np.zeros(len(samples), bool)
    verified = np.zeros(len(samples), bool)
    stopped: list[Stop] = []
    for group in sorted({sample.group for sample in samples}):
        without = fit([sample for sample in samples if sample.group != group])
        left_out = [number for number, sample in enumerate(samples) if sample.group == group]
        chances[left_out] = [samples[number].probability(without) for number in left_out]
        refused[left_out] = chances[left_out] < without.answered_from
        verified[left_out] = [without.is_doubtful(samples[number].unverified(without)) for number in left_out]
        stopped += stops(without, [samples[number] for number in left_out])
    truths = np.array([sample.answerable for sample in samples])
    lines = []
    for pool in sorted({sample.pool for sample in samples}):
        inside = np.array([sample.pool == pool for sample in samples])
        yes, no = inside & truths, inside & ~truths
        at_most = chances[no] < np.quantile(chances[yes], WRONG_REFUSALS)
        area = auroc(chances[yes].tolist(), chances[no].tolist())
        lines.append(f"{pool}: {yes.sum()} + {no.sum()} questions, AUROC {area:.3f}, refused {_share(at_most)}")
        by_threshold = f"refused {_share(refused[no])}, wrongly {_share(refused[yes])}"
        lines.append(f"{pool}: at the threshold {by_threshold}; verified {_share(verified[inside])}")
    bins = reliability(list(chances), list(truths))
    lines.append(f"expected calibration error {calibration_error(bins):.3f}")
    lines += told(stopped)
    if plot:
        plot.write_text(reliability_plot(bins), encoding="utf-8")
    return "\n".join(lines) + "\n"


def _share(found: NDArray[np.bool_]) -> Share:
    return Share.of(found.tolist())
