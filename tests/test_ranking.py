"""The exact ranking: whatever an index's rounding does to its own order."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from assistant.ranking import SPARE, exactly_best


def best(exact: Sequence[float], noise: Sequence[float], *, k: int, asked: list[int] | None = None) -> list[int]:
    """The best rows by their exact scores, proposed by an index whose scores are off by the noise."""
    rough = [score + error for score, error in zip(exact, noise, strict=True)]
    order = sorted(range(len(rough)), key=lambda row: -rough[row])

    def propose(wanted: int) -> list[tuple[int, float]]:
        if asked is not None:
            asked.append(wanted)
        return [(row, rough[row]) for row in order[:wanted]]

    found = exactly_best(propose, lambda rows: [exact[row] for row in rows], k=k, abs_tol=1e-5)
    assert [score for _, score in found] == [exact[row] for row, _ in found]
    return [row for row, _ in found]


LEVELS = st.lists(st.integers(0, 3), min_size=1, max_size=60)


@given(LEVELS, st.randoms(use_true_random=False), st.integers(1, 20))
def test_rounding_of_the_index_does_not_matter(levels: list[int], random: object, k: int) -> None:
    """Many equal scores, so that ties reach past the edge of what was asked for."""
    noise = [random.uniform(-1e-5, 1e-5) for _ in levels]  # type: ignore[attr-defined]
    exact = [level / 4 for level in levels]
    assert best(exact, noise, k=k) == sorted(range(len(exact)), key=lambda row: (-exact[row], row))[:k]


def test_no_more_is_asked_for_than_needed() -> None:
    asked: list[int] = []
    exact = [1 - row / 1000 for row in range(500)]
    assert best(exact, [0.0] * 500, k=10, asked=asked) == list(range(10))
    assert asked == [10 + SPARE]


def test_a_tie_at_the_edge_is_followed_to_its_end() -> None:
    asked: list[int] = []
    exact = [0.5] * 100 + [0.1] * 400
    assert best(exact, [row * 1e-8 for row in range(500)], k=10, asked=asked) == list(range(10))
    assert asked[-1] > 100


def test_fewer_rows_than_wanted() -> None:
    assert best([0.1, 0.9], [0.0, 0.0], k=5) == [1, 0]
    assert exactly_best(lambda _: [], lambda _: [], k=5) == []
