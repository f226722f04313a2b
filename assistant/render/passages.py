"""What a search found, as objects."""

from __future__ import annotations

from typing import Any

from assistant.domain import Hit


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """A passage with its place in its document and its scores; ``score`` is the other two fused, 0 to 1."""
    passage = hit.passage
    return {
        "document": passage.document,
        "heading": passage.heading,
        "start": passage.sentences[0].start,
        "end": passage.sentences[-1].end,
        "text": passage.text,
        "score": round(float(hit.score), 4),
        "dense": round(float(hit.dense), 4),
        "lexical": round(float(hit.lexical), 4),
    }
