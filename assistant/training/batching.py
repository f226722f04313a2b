"""Pairs to tensors: batches of neighbouring length, so that little of a step is spent on padding.

Pairs of one contest fall into one batch, whatever their lengths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch

from assistant.crossencoder import Encoded, Layout, pad
from assistant.training.pairs import Pair, contests

CHUNK = 400
"""Contests that are sorted together: enough for even lengths, few enough for a random order."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step. ``order`` tells which of the pairs each row is; ``gold`` (batch, sentences) holds 0 or 1.

    Rows of one contest have the same number in ``contests``, shape (batch,), which no other row has.
    """

    inputs: dict[str, torch.Tensor]
    gold: torch.Tensor
    contests: torch.Tensor
    order: tuple[int, ...]

    @property
    def present(self) -> torch.Tensor:
        """True where a row has a sentence of which something was read, (batch, sentences)."""
        return self.inputs["spans"].sum(-1) > 0


def batches(pairs: Sequence[Pair], *, layout: Layout, size: int, max_tokens: int, random: Random) -> Iterator[Batch]:
    """Batches in random order. Sentences beyond ``max_tokens`` are cut, and their labels with them."""
    encoded = [layout.encode(pair.question, pair.heading, pair.sentences, max_tokens=max_tokens) for pair in pairs]
    found = contests(pairs)
    groups: list[list[int]] = []
    for start in range(0, len(found), CHUNK):
        part = sorted(found[start : start + CHUNK], key=lambda members: max(len(encoded[at].ids) for at in members))
        ready = list(_filled(part, size))
        random.shuffle(ready)
        groups += ready
    for group in groups:
        yield _stack([encoded[index] for index in group], [pairs[index] for index in group], tuple(group))


def _filled(parts: Iterable[Sequence[int]], size: int) -> Iterator[list[int]]:
    """The parts in order, as many to a batch as make up ``size``; only one that is larger fills more."""
    batch: list[int] = []
    for part in parts:
        if batch and len(batch) + len(part) > size:
            yield batch
            batch = []
        batch += part
    if batch:
        yield batch


def _stack(encoded: Sequence[Encoded], pairs: Sequence[Pair], order: tuple[int, ...]) -> Batch:
    padded = pad(encoded)
    gold = np.zeros(padded.spans.shape[:2], np.float32)
    for row, pair in enumerate(pairs):
        gold[row, list(pair.gold)] = 1
    gold *= padded.spans.sum(-1) > 0
    inputs = {name: torch.from_numpy(getattr(padded, name)) for name in padded.__slots__}
    numbers = torch.zeros(len(pairs), dtype=torch.int64)
    for number, rows in enumerate(contests(pairs)):
        numbers[rows] = number
    return Batch(inputs, torch.from_numpy(gold), numbers, order)
