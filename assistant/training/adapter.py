"""Fits the question adapter: of all passages, the one that answers should be nearest to the question's vector."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from assistant.adapter import unmarked
from assistant.training.data import Collection, Passage
from assistant.training.mining import Floats

TEMPERATURE = 0.05
"""What cosines are divided by before the softmax, as in contrastive training of encoders (SimCSE, arXiv 2104.08821)."""

Embed = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How the map is fitted: it starts at nothing, and a strong decay keeps it small."""

    epochs: int = 5
    batch: int = 512
    rate: float = 3e-4
    decay: float = 0.5
    seed: int = 7


class Pool:
    """Passages to tell apart, with their vectors and those of the questions that they answer."""

    def __init__(self, collection: Collection, embed: Embed) -> None:
        rows = {passage.id: row for row, passage in enumerate(collection.passages)}
        answered = [question for question in collection.questions if question.gold]
        self.passages = torch.from_numpy(embed([f"{found.heading}. {found.text}" for found in collection.passages]))
        self.questions = torch.from_numpy(embed([unmarked(question.text) for question in answered]))
        self.right = torch.tensor([rows[question.passage] for question in answered])
        self._group = _numbered([passage.group for passage in collection.passages])
        self._kin = _numbered([_kin(passage) for passage in collection.passages])

    def cosines(self, chosen: Tensor, change: Tensor) -> Tensor:
        """Of each chosen question with every passage, shape (chosen, passages).

        Of an article's twin, which may answer the same question as well, none is a candidate: minus infinity.
        """
        asked = self.questions[chosen]
        cosines = functional.normalize(asked + asked @ change.T, dim=1) @ self.passages.T
        right = self.right[chosen]
        twin = (self._kin[right][:, None] == self._kin) & (self._group[right][:, None] != self._group)
        return cosines.masked_fill(twin, -torch.inf)

    def recall(self, change: Floats, *, k: int) -> float:
        """The share of the questions whose passage is among the ``k`` nearest of its own group."""
        chosen = torch.arange(len(self.questions))
        found = self.cosines(chosen, torch.from_numpy(change))
        found = found.masked_fill(self._group[self.right][:, None] != self._group, -torch.inf)
        better = (found > found.gather(1, self.right[:, None])).sum(1)
        return float((better < k).float().mean())


def fit(pool: Pool, plan: Fit, *, say: Callable[[str], None]) -> Floats:
    """The matrix to add to a question's vector, shape (dimension, dimension)."""
    width = pool.questions.shape[1]
    change = torch.zeros(width, width, requires_grad=True)
    optimiser = torch.optim.AdamW([change], lr=plan.rate, weight_decay=plan.decay)
    chance = torch.Generator().manual_seed(plan.seed)
    for epoch in range(plan.epochs):
        losses = []
        order = torch.randperm(len(pool.questions), generator=chance)
        for chosen in torch.split(order, plan.batch):
            loss = functional.cross_entropy(pool.cosines(chosen, change) / TEMPERATURE, pool.right[chosen])
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
            losses.append(loss.item())
        say(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}")
    return np.asarray(change.detach().numpy(), np.float32)


def _kin(passage: Passage) -> str:
    """What an article shares with its twins: its title; a file without articles has no twin."""
    return passage.title or passage.group


def _numbered(names: Sequence[str]) -> Tensor:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return torch.tensor([numbers[name] for name in names])
