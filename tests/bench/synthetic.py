"""Documents and vectors made up for measuring, the same with every run."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.config import PROJECT
from assistant.encoder import EncoderCard, OnnxEncoder, Spans, Vectors

SEED = 2026
WORDS = 1_000
CENTRES = 1_000
SPREAD = 0.7
"""How far a passage lies from the centre of its subject, and a question from its passage."""


def words() -> list[str]:
    """The words of the corpus, each as often as it stands there."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((PROJECT / "corpus").glob("*.md")))
    return re.findall(r"[a-z]{2,}", text.lower())


def articles(folder: Path, documents: int) -> None:
    """Write Markdown documents of a thousand words: sections of about 200, paragraphs of three to six sentences."""
    chance = random.Random(SEED)  # noqa: S311 - seeded on purpose
    known = words()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        lines, count = [f"# Document {number} {' '.join(chance.choices(known, k=3))}"], 0
        while count < WORDS:
            if count % 200 < 60:
                lines.append("## " + " ".join(chance.choices(known, k=4)).capitalize())
            said = [chance.choices(known, k=chance.randint(8, 20)) for _ in range(chance.randint(3, 6))]
            lines.append(" ".join(" ".join(sentence).capitalize() + "." for sentence in said))
            count += sum(len(sentence) for sentence in said)
        (folder / f"document-{number:04}.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def notes(folder: Path, passages: int, *, a_file: int = 500) -> None:
    """Write Markdown documents of many short sections, each of which becomes one passage of two sentences."""
    chance = random.Random(SEED)  # noqa: S311 - as above
    known = words()
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, passages, a_file):
        lines = [f"# Notes {start}"]
        for number in range(start, min(start + a_file, passages)):
            said = [chance.choices(known, k=chance.randint(8, 20)) for _ in range(2)]
            lines.append(f"## {' '.join(chance.choices(known, k=3)).capitalize()} {number}")
            lines.append(" ".join(" ".join(sentence).capitalize() + "." for sentence in said))
        (folder / f"notes-{start:07}.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


class StandIn:
    """Vectors around a thousand centres, by chance but the same for the same text, in place of a model's."""

    def __init__(self, card: EncoderCard) -> None:
        self.card = card
        shape = (CENTRES, card.dimension)
        self._centres = unit(np.random.default_rng(SEED).standard_normal(shape, dtype=np.float32))

    @classmethod
    def of(cls, encoder: OnnxEncoder) -> StandIn:
        """The real encoder's card, so that its index can be opened with the real one."""
        return cls(encoder.card)

    def encode_passages(self, texts: Sequence[str], spans: Sequence[Spans]) -> list[Vectors]:
        """Unit vectors of the right shapes."""
        return [self._near_centre(text, 1 + len(found)) for text, found in zip(texts, spans, strict=True)]

    def encode_question(self, text: str) -> Vectors:
        """One unit vector."""
        vector: Vectors = self._near_centre(text, 1)[0]
        return vector

    def count_tokens(self, text: str) -> int:
        """About as many as a tokenizer would count, in no time."""
        return 2 + len(text) // 5

    def _near_centre(self, text: str, rows: int) -> Vectors:
        chance = np.random.default_rng(zlib.crc32(text.encode()))
        return near(np.repeat(self._centres[chance.integers(CENTRES)][None], rows, axis=0), chance)


def near(vectors: Vectors, chance: np.random.Generator, *, spread: float = SPREAD) -> Vectors:
    """Unit vectors around those given, of the same shape."""
    noise = unit(chance.standard_normal(vectors.shape, dtype=np.float32))
    return unit(vectors + np.float32(spread) * noise)


def unit(vectors: Vectors) -> Vectors:
    """The vectors with length 1."""
    found: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return found
