"""The best rows of an index in an order that does not depend on how the index adds up its scores."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

Scored = tuple[int, float]
"""A row and its score."""

SPARE = 8
"""So many more rows than wanted are asked for at first."""


def exactly_best(
    propose: Callable[[int], Sequence[Scored]],
    rescore: Callable[[Sequence[int]], Sequence[float]],
    *,
    k: int,
    rel_tol: float = 0.0,
    abs_tol: float = 0.0,
) -> list[Scored]:
    """The ``k`` best rows by their exact scores, best first, equal ones by row.

    An index adds up in single precision, in an order of its own: nearly equal rows change places, at the edge of what
    was asked for as well. So more are asked for, until the last is clearly worse than the ``k``-th, and all are scored
    anew.

    Args:
        propose: so many rows (or all that there are) with the index's own scores, best first.
        rescore: the exact scores of rows, which are the same whatever rows are beside them.
        k: how many rows are wanted.
        rel_tol: how far the index's scores may be off, as a share of them; as in `math.isclose`.
        abs_tol: the same, as a difference.
    """
    wanted = k + SPARE
    while True:
        found = propose(wanted)
        clear = len(found) > k and not math.isclose(
            found[k - 1][1], found[-1][1], rel_tol=2 * rel_tol, abs_tol=2 * abs_tol
        )
        if clear or len(found) < wanted:
            break
        wanted *= 2
    rows = [row for row, _ in found]
    return sorted(zip(rows, rescore(rows), strict=True), key=lambda scored: (-scored[1], scored[0]))[:k]
