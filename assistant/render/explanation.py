"""How an answer was found, as HTML: the passages with their scores as bars, and a map of all passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.domain import Explanation, Found, MapPoint
from assistant.render.escaping import escape_html

WIDTH, HEIGHT, MARGIN = 640, 360, 14
COLOURS = 6
"""How many documents have a colour of their own in the map; the others share the last."""


def explanation_to_html(explanation: Explanation) -> str:
    """What was looked up, how sure the reader was, the passages looked at, and where they lie."""
    return "".join(
        (
            f"<p>Looked up: <q>{escape_html(explanation.searched_for)}</q></p>",
            _confidence(explanation),
            _table(explanation.passages),
            _map(explanation),
        )
    )


def _confidence(explanation: Explanation) -> str:
    share, threshold = explanation.confidence, explanation.threshold
    verdict = "so it answered" if share >= threshold else "so it did not answer"
    return (
        f'<div class="sureness"><p>The reader gives it {share:.0%} that the source answers this; '
        f"an answer is given from {threshold:.0%}, {verdict}.</p>"
        f'<div class="scale" style="--share:{_part(share)};--threshold:{_part(threshold)}" aria-hidden="true">'
        "</div></div>"
    )


def _table(passages: Sequence[Found]) -> str:
    best = max((found.lexical for found in passages), default=0.0) or 1.0
    rows = "".join(_row(number, found, best) for number, found in enumerate(passages, start=1))
    heads = "".join(f'<th scope="col">{title}</th>' for title in ("Passage", "Meaning", "Words", "Reader"))
    return (
        '<div class="passages" role="group" aria-label="Passages looked at" tabindex="0"><table>'
        "<caption>Passages looked at, best first. Meaning is a cosine, words a BM25 score, reader a probability; "
        "the reader reads only the best ones.</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(number: int, found: Found, best: float) -> str:
    quoted = ' <span class="chosen">quoted</span>' if found.chosen else ""
    heading = escape_html(found.heading or found.document)
    return (
        f'<tr><th scope="row">{number}. {heading}{quoted}<span class="passage-document">'
        f"{escape_html(found.document)}</span></th>"
        f"{_bar(found.dense, f'{found.dense:.2f}')}{_bar(found.lexical / best, f'{found.lexical:.1f}')}"
        + ("<td>not read</td>" if found.reader is None else _bar(found.reader, f"{found.reader:.0%}"))
        + "</tr>"
    )


def _bar(share: float, text: str) -> str:
    return f'<td><span class="bar" style="--share:{_part(share)}" aria-hidden="true"></span>{text}</td>'


def _part(share: float) -> str:
    """A share as a number for the style sheet, kept between 0 and 1."""
    return f"{min(max(share, 0.0), 1.0):.3f}"


def _map(explanation: Explanation) -> str:
    documents = list(dict.fromkeys(point.document for point in explanation.points))
    looked_at = {found.row for found in explanation.passages}
    quoted = {found.row for found in explanation.passages if found.chosen}
    scale = _Scale([*((point.x, point.y) for point in explanation.points), explanation.place])
    # Those that matter are drawn last, on top of the others.
    ordered = sorted(explanation.points, key=lambda point: (point.row in looked_at, point.row in quoted))
    dots = "".join(_dot(point, documents, scale, looked_at, quoted) for point in ordered)
    x, y = scale(explanation.place)
    star = f'<path class="place" d="M{x:.1f} {y - 11:.1f}l11 11l-11 11l-11 -11z"><title>The question</title></path>'
    label = (
        f"Map of all {len(explanation.points)} passages by meaning, in two dimensions. "
        f"The question is a diamond; the {len(looked_at)} passages looked at have a ring."
    )
    return (
        f'<figure class="map"><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">{dots}{star}</svg>'
        f"<figcaption><p>{label} "
        "Passages of like meaning lie near each other, as far as two dimensions can show it.</p>"
        f"<ul>{''.join(_legend(documents))}</ul></figcaption></figure>"
    )


class _Scale:
    """From places in the map to places in the drawing."""

    def __init__(self, places: Sequence[tuple[float, float]]) -> None:
        xs, ys = zip(*places, strict=True)
        self._x, self._y = min(xs), min(ys)
        self._across = (max(xs) - self._x) or 1.0
        self._down = (max(ys) - self._y) or 1.0

    def __call__(self, place: tuple[float, float]) -> tuple[float, float]:
        x = MARGIN + (place[0] - self._x) / self._across * (WIDTH - 2 * MARGIN)
        y = MARGIN + (place[1] - self._y) / self._down * (HEIGHT - 2 * MARGIN)
        return x, y


def _dot(point: MapPoint, documents: list[str], scale: _Scale, looked_at: set[int], quoted: set[int]) -> str:
    x, y = scale((point.x, point.y))
    ring = " looked-at" * (point.row in looked_at) + " quoted" * (point.row in quoted)
    title = f"{point.heading} ({point.document})" if point.heading else point.document
    return (
        f'<circle class="dot-{_colour(point.document, documents)}{ring}" cx="{x:.1f}" cy="{y:.1f}" '
        f'r="{7 if ring else 4}"><title>{escape_html(title)}</title></circle>'
    )


def _legend(documents: list[str]) -> Iterator[str]:
    for document in documents[: COLOURS - 1]:
        yield f'<li class="dot-{_colour(document, documents)}">{escape_html(document)}</li>'
    if rest := documents[COLOURS - 1 :]:
        name = escape_html(rest[0]) if len(rest) == 1 else f"{len(rest)} other documents"
        yield f'<li class="dot-{COLOURS - 1}">{name}</li>'


def _colour(document: str, documents: list[str]) -> int:
    return min(documents.index(document), COLOURS - 1)
