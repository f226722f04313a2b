"""A line chart as SVG, for the report: no plotting library is needed for three curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

WIDTH, HEIGHT, MARGIN = 640, 300, 48
COLOURS = ("#0b6e69", "#b4530a", "#5b3fa0", "#3b6cb4")


def lines(series: Mapping[str, Sequence[tuple[float, float]]], *, title: str, across: str) -> str:
    """One curve a name, each a sequence of (x, y), on common axes. Raises ValueError when there is no point."""
    points = [point for curve in series.values() for point in curve]
    if not points:
        raise ValueError("nothing to draw")
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)

    def place(x: float, y: float) -> tuple[float, float]:
        wide, tall = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
        return (
            MARGIN + wide * (x - left) / ((right - left) or 1),
            HEIGHT - MARGIN - tall * (y - low) / ((high - low) or 1),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{MARGIN}" y="20" font-size="14">{escape(title)}</text>',
        f'<path d="M{MARGIN} {MARGIN}V{HEIGHT - MARGIN}H{WIDTH - MARGIN}" fill="none" stroke="#888"/>',
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>',
    ]
    for value in (low, (low + high) / 2, high):
        _, y = place(left, value)
        parts.append(f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{value:.2f}</text>')
    for value in (left, right):
        x, _ = place(value, low)
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - MARGIN + 16}" text-anchor="middle">{value:g}</text>')
    for number, (name, curve) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in curve))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{MARGIN + 8 + 150 * number}" y="40" fill="{colour}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
