"""Numbered lists as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby


def steps_to_html(steps: Iterable[tuple[int, str]]) -> str:
    """An `ol` whose items bear the numbers that they have in the source.

    Args:
        steps: (number, HTML) in order; texts with the same number that follow each other are one item.
    """
    items = [(step, " ".join(text for _, text in texts)) for step, texts in groupby(steps, key=lambda found: found[0])]
    listed = ""
    expected = first = items[0][0]
    for step, text in items:
        value = "" if step == expected else f' value="{step:d}"'
        listed += f"<li{value}>{text}</li>"
        expected = step + 1
    start = "" if first == 1 else f' start="{first:d}"'
    return f"<ol{start}>{listed}</ol>"
