"""Pairs to tensors: batches of neighbouring length, so that little of a step is spent on padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch

from assistant.crossencoder import Encoded, Layout, pad
from assistant.training.pairs import Pair

CHUNK = 40
"""Batches that are sorted together: enough for even lengths, few enough for a random order."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step. ``order`` tells which of the pairs each row is; ``gold`` (batch, sentences) holds 0 or 1."""

    inputs: dict[str, torch.Tensor]
    gold: torch.Tensor
    order: tuple[int, ...]

    @property
    def present(self) -> torch.Tensor:
        """True where a row has a sentence of which something was read, (batch, sentences)."""
        return self.inputs["spans"].sum(-1) > 0


def batches(pairs: Sequence[Pair], *, layout: Layout, size: int, max_tokens: int, random: Random) -> Iterator[Batch]:
    """Batches in random order. Sentences beyond ``max_tokens`` are cut, and their labels with them."""
    encoded = [layout.encode(pair.question, pair.heading, pair.sentences, max_tokens=max_tokens) for pair in pairs]
    groups: list[list[int]] = []
    for start in range(0, len(encoded), CHUNK * size):
        members = range(start, min(start + CHUNK * size, len(encoded)))
        order = sorted(members, key=lambda index: len(encoded[index].ids))
        ready = [order[at : at + size] for at in range(0, len(order), size)]
        random.shuffle(ready)
        groups += ready
    for group in groups:
        yield _stack([encoded[index] for index in group], [pairs[index].gold for index in group], tuple(group))


def _stack(encoded: Sequence[Encoded], golds: Sequence[tuple[int, ...]], order: tuple[int, ...]) -> Batch:
    padded = pad(encoded)
    gold = np.zeros(padded.spans.shape[:2], np.float32)
    for row, indexes in enumerate(golds):
        gold[row, list(indexes)] = 1
    gold *= padded.spans.sum(-1) > 0
    inputs = {name: torch.from_numpy(getattr(padded, name)) for name in padded.__slots__}
    return Batch(inputs, torch.from_numpy(gold), order)
