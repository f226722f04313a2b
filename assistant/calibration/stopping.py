"""After how many passages reading may stop: what that saves, and what it would change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.calibration.samples import Floats, Sample
from assistant.composer import MARGIN_ELSEWHERE
from assistant.decision import Decision, SentenceEvidence, Stopping
from assistant.measures import Share

CHANGED = 0.01
"""The share of answers that may change because reading stops early. Fewer do: what is near enough to be quoted may be
too long for it, or say nothing new."""
CAUTION = 0.5
"""A refusal is certain this far below all that became an answer here; without it, 1 answer in 140 was lost on articles
that took no part."""
PROMISES = (1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6)
"""What is tried for `Stopping.promise`."""


@dataclass(frozen=True, slots=True)
class _Pauses:
    """All samples as they stand after one, two, ... passages, as arrays of shape (samples, most passages - 1).

    Where a sample has no more passages, ``best`` is -inf and ``mass`` +inf, so that nothing stops there.

    Args:
        answered: whether all passages together are taken for an answer, of shape (samples,).
        passages: how many there are, of shape (samples,).
        best: the best score so far.
        promise: the best score that an unread sentence has before it is read.
        mass: as in `QuestionEvidence`, so far.
        enough: whether what was read so far is taken for an answer before it is verified.
        kept: whether it still is, verified.
        open: whether an unread sentence will be near enough to the best to be quoted.
    """

    answered: NDArray[np.bool_]
    passages: NDArray[np.int64]
    best: Floats
    promise: Floats
    mass: Floats
    enough: NDArray[np.bool_]
    kept: NDArray[np.bool_]
    open: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stop:
    """After how many passages a sample stops, and whether its answer is ``changed`` or ``lost`` by that."""

    sample: Sample
    read: int
    answered: bool
    harmed: str


def fit_stopping(decision: Decision, samples: Sequence[Sample]) -> Stopping:
    """The bounds that leave most passages unread, while at most `CHANGED` of the answers suffer, and none is lost.

    An answer is taken to change when a sentence left unread would have been near enough to the best to be quoted.
    """
    pauses = _pauses(decision, samples)
    found = []
    for weight in PROMISES:
        lead = np.where(pauses.enough, pauses.best - weight * pauses.promise, -np.inf)
        bound = _least_bound(lead, pauses.open | ~pauses.kept, pauses.answered)
        read = np.where(lead >= bound, np.arange(1, lead.shape[1] + 1), pauses.passages[:, None]).min(axis=1)
        found.append((float(read.mean()), weight, bound))
    _, promise, certain_from = min(found)
    hope = decision.sentence[0] * pauses.mass + pauses.promise
    least = hope[pauses.answered[:, None] & ~pauses.enough].min(initial=np.inf)
    return Stopping(promise, certain_from, round(float(least) - CAUTION, 2))


def _least_bound(leads: Floats, harmed: NDArray[np.bool_], answered: NDArray[np.bool_]) -> float:
    """The least bound with which stopping at the first lead from it on changes no more than `CHANGED` of the answers.

    Args:
        leads: of shape (samples, pauses).
        harmed: which samples would suffer from stopping where, of the same shape.
        answered: which samples are answered, of shape (samples,).
    """

    def harms(bound: float) -> bool:
        stops = leads >= bound
        first = stops.argmax(axis=1)
        hurt = stops.any(axis=1) & np.take_along_axis(harmed, first[:, None], axis=1)[:, 0]
        return bool(hurt[answered].sum() > CHANGED * answered.sum())

    bounds = sorted({*np.round(leads[np.isfinite(leads)], 2).tolist()}, reverse=True)
    none_harmed = bisect_left(bounds, True, key=harms)
    return bounds[none_harmed - 1] if none_harmed else np.inf


def stops(decision: Decision, samples: Sequence[Sample]) -> list[Stop]:
    """Where reading stops for each sample, and what that does."""
    pauses = _pauses(decision, samples)
    found = []
    for row, sample in enumerate(samples):
        read, harmed = int(pauses.passages[row]), ""
        for at in range(read - 1):
            enough = bool(pauses.enough[row, at])
            best, promise, mass = (float(values[row, at]) for values in (pauses.best, pauses.promise, pauses.mass))
            if not decision.is_settled(enough=enough, best=best, mass=mass, promise=promise):
                continue
            if pauses.answered[row] and not (enough and pauses.kept[row, at]):
                harmed = "lost"
            elif pauses.answered[row] and pauses.open[row, at]:
                harmed = "changed"
            read = at + 1
            break
        found.append(Stop(sample, read, bool(pauses.answered[row]), harmed))
    return found


def told(stops: Sequence[Stop]) -> Iterator[str]:
    """What stopping early saves and changes, by pool."""
    for pool in sorted({stop.sample.pool for stop in stops}):
        inside = [stop for stop in stops if stop.sample.pool == pool]
        answered = [stop for stop in inside if stop.answered]
        yes, no = ([stop.read for stop in inside if stop.sample.answerable is kind] for kind in (True, False))
        changed, lost = (Share.of(stop.harmed == kind for stop in answered) for kind in ("changed", "lost"))
        yield (
            f"{pool}: passages read {np.mean(yes):.2f} with an answer, {np.mean(no):.2f} without one; "
            f"answers that may change {changed}, lost {lost}"
        )


def _pauses(decision: Decision, samples: Sequence[Sample]) -> _Pauses:
    most = max(int(sample.ranks.max()) for sample in samples)
    shape = (len(samples), most)
    found = _Pauses(
        answered=np.array([sample.probability(decision) >= decision.answered_from for sample in samples]),
        passages=np.array([sample.ranks.max() + 1 for sample in samples]),
        best=np.full(shape, -np.inf),
        promise=np.zeros(shape),
        mass=np.full(shape, np.inf),
        enough=np.zeros(shape, bool),
        kept=np.zeros(shape, bool),
        open=np.zeros(shape, bool),
    )
    weights = np.array(decision.sentence)
    before_reading = np.array([name not in ("read", "answers") for name in SentenceEvidence.__slots__])
    for row, sample in enumerate(samples):
        scores, promises = sample.sentences @ weights, sample.sentences @ (weights * before_reading)
        for at in range(int(sample.ranks.max())):
            read = sample.ranks <= at
            found.best[row, at], found.promise[row, at] = scores[read].max(), promises[~read].max()
            found.mass[row, at] = np.logaddexp.reduce(sample.sentences[read, 0])
            so_far = replace(sample, question=np.array([found.mass[row, at], *sample.question[1:]]))
            found.enough[row, at] = so_far.unverified(decision) >= decision.answered_from
            found.kept[row, at] = so_far.probability(decision) >= decision.answered_from
            found.open[row, at] = scores[~read].max() > scores[read].max() - MARGIN_ELSEWHERE
    return found
