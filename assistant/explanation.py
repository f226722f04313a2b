"""How an answer was found: the passages that retrieval proposed with their scores, and a map of all passages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np

from assistant.domain import Explanation, Found, Hit, MapPoint, Quote
from assistant.encoder import Vectors
from assistant.reader import Reading
from assistant.store import Generation


def explain(
    generation: Generation,
    *,
    question: str,
    vector: Vectors,
    hits: Sequence[Hit],
    reading: Reading,
    quotes: Sequence[Quote],
    confidence: float,
    threshold: float,
) -> Explanation:
    """What was looked at on the way to an answer.

    Args:
        generation: the index that was searched.
        question: the standalone question.
        vector: its unit vector, of shape (dimension,).
        hits: the passages retrieved, best first.
        reading: what the reader made of the best of them.
        quotes: the quotes of the answer; none when it was not given.
        confidence: the probability, says the reader, that the source answers.
        threshold: the least confidence with which an answer is given.
    """
    judged = _judged(reading)
    quoted = {(quote.document, quote.start) for quote in quotes}
    found = tuple(
        Found(
            heading=hit.passage.heading,
            document=hit.passage.document,
            row=hit.row,
            dense=hit.dense,
            lexical=hit.lexical,
            reader=judged.get(hit.row),
            chosen=any((hit.passage.document, sentence.start) in quoted for sentence in hit.passage.sentences),
        )
        for hit in hits
    )
    points, middle, axes = _layout(generation)
    x, y = (float(at) for at in axes @ (vector - middle))
    return Explanation(
        searched_for=question,
        passages=found,
        confidence=confidence,
        threshold=threshold,
        points=points,
        place=(x, y),
    )


def _judged(reading: Reading) -> dict[int, float]:
    """Of each passage that was read: its row and the probability, says the reader, that it answers."""
    read = {one.hit.row: one.evidence.answers for one in reading.sentences if one.evidence}
    return {row: 1 / (1 + math.exp(-odds)) for row, odds in read.items()}


_Layout = tuple[tuple[MapPoint, ...], Vectors, Vectors]
_LAYOUTS: WeakKeyDictionary[Generation, _Layout] = WeakKeyDictionary()
"""Kept for as long as somebody reads the generation: what holds it would keep its folder from being removed."""


def _layout(generation: Generation) -> _Layout:
    """The generation's layout, made once."""
    found = _LAYOUTS.get(generation)
    if found is None:
        found = _LAYOUTS[generation] = _laid_out(generation)
    return found


def _laid_out(generation: Generation) -> _Layout:
    """The passages in two dimensions, by principal component analysis, with the means and the axes to place more."""
    vectors = generation.dense.vectors()
    middle: Vectors = vectors.mean(axis=0)
    _, _, components = np.linalg.svd(vectors - middle, full_matrices=False)
    axes = np.zeros((2, vectors.shape[1]), np.float32)
    axes[: min(2, len(components))] = components[:2]
    # The sign of a component is arbitrary: the largest weight is made positive, so that maps of one index agree.
    axes *= np.where(axes[np.arange(2), np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)[:, None].astype(np.float32)
    places = (vectors - middle) @ axes.T
    points = []
    for row, (x, y) in enumerate(places.tolist()):
        passage = generation.passage(row)
        points.append(MapPoint(row=row, x=x, y=y, document=passage.document, heading=passage.heading))
    return tuple(points), middle, axes
