"""Index terms: lower case, no function words, stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.terms import terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which muscles are the hip abductors?", ["muscl", "hip", "abductor"]),
        ("The hip's strength", ["hip", "strength"]),
        ("Don’t, won't, isn't", []),
        ("ABDUCTION abducting", ["abduct", "abduct"]),
        ("side-lying hip_drop", ["side", "lie", "hip", "drop"]),
        ("ﬁbres ½", ["fibr", "1", "2"]),
        ("?!", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_words_keep_order_and_repetitions() -> None:
    assert words("The hip, the HIP’s cap") == ["the", "hip", "the", "hip", "cap"]


@given(st.text())
def test_any_text_gives_terms_that_can_be_searched(text: str) -> None:
    assert all(term and '"' not in term and not term.isspace() for term in terms(text))
