"""Seeded, resumable optimisation: the same seed and plan give the same examples in the same order."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

from assistant.crossencoder import Layout
from assistant.measures import auroc
from assistant.training import weights
from assistant.training.batching import Batch, batches
from assistant.training.data import Question
from assistant.training.model import ReaderNetwork, loss
from assistant.training.pairs import Material, Pair, epoch


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run. ``general`` is the number of general questions read in each epoch in turn, the last one repeated;
    ``others`` the share of the questions on health that are not read whole, drawn anew for each epoch.
    ``average`` is the decay, a step, of the moving average of the weights that is examined and written (Polyak and
    Juditsky 1992): the last steps' noise averages out, which a short run at a high rate cannot wait for.

    With ``minutes`` the run, and its learning rate's fall, also ends when that much time has gone by, on a machine
    whose speed nobody can foretell. Such a run repeats only where it is as fast.
    """

    steps: int
    minutes: float = math.inf
    batch: int = 16
    rate: float = 1.2e-4
    head_rate: float = 4e-4
    warmup: int = 60
    decay: float = 0.01
    max_tokens: int = 256
    general: tuple[int, ...] = (1200, 800, 500)
    others: float = 1.0
    every: int = 100
    patience: int = 8
    seed: int = 7
    average: float = 0.998


class Trainer:
    """Owns the network, the optimiser and the run's folder.

    The folder holds ``last.pt`` to resume from, the weights ``last.safetensors`` and, by the held-out part,
    ``best.safetensors``, and ``history.jsonl``.
    """

    def __init__(self, network: ReaderNetwork, *, layout: Layout, plan: Plan, folder: Path) -> None:
        self.network, self.layout, self.plan, self.folder = network, layout, plan, folder
        self.step, self.best, self.stale = 0, -math.inf, 0
        self._before, self._started = 0.0, time.monotonic()
        self._average = _trained(network)
        self.optimiser = torch.optim.AdamW(_groups(network, plan), fused=True)
        folder.mkdir(parents=True, exist_ok=True)

    def resume(self) -> None:
        """Go on from the last checkpoint, if there is one."""
        path = self.folder / "last.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"], strict=False)
        self._average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.best, self.stale = state["step"], state["best"], state["stale"]
        self._before = state["seconds"]

    @property
    def seconds(self) -> float:
        """Time spent in this run, the parts before it was resumed included."""
        return self._before + time.monotonic() - self._started

    @property
    def progress(self) -> float:
        """Share of the plan that is done, by steps or by time, whichever is further."""
        return max(self.step / self.plan.steps, self.seconds / 60 / self.plan.minutes)

    def train(
        self,
        material: Material,
        *,
        whole: Sequence[Question],
        others: Sequence[Question],
        general: Sequence[Question],
        held_out: Sequence[Pair],
    ) -> None:
        """Run the plan to its end, or until the held-out part has not got better ``patience`` times running."""
        self._started = time.monotonic()
        with _bar() as bar:
            task = bar.add_task("reader", total=self.plan.steps, completed=self.step)
            smooth = math.nan
            for batch in self._stream(material, whole, others, general):
                value = self._update(batch)
                smooth = value if math.isnan(smooth) else 0.98 * smooth + 0.02 * value
                bar.update(task, completed=self.step, description=f"loss {smooth:.3f}")
                ended = self.progress >= 1
                if ended or self.step % self.plan.every == 0:
                    with self._averaged():
                        figures = {"step": self.step, "loss": smooth} | self.examine(held_out)
                        self._keep_weights(figures)
                    self._keep(figures | {"seconds": self.seconds})
                    bar.console.print(json.dumps(figures))
                if ended or self.stale >= self.plan.patience:
                    return

    def _stream(
        self,
        material: Material,
        whole: Sequence[Question],
        others: Sequence[Question],
        general: Sequence[Question],
    ) -> Iterator[Batch]:
        """The batches from the current step on; those before it are made and passed over."""
        plan, number, passed, first = self.plan, 0, 0, self.step
        while True:
            random = Random(f"{plan.seed}-{number}")  # noqa: S311
            count = plan.general[min(number, len(plan.general) - 1)]
            chosen = random.sample(list(general), min(count, len(general)))
            health = [*whole, *random.sample(list(others), round(plan.others * len(others)))]
            pairs = epoch(material, in_domain=health, general=chosen, random=random)
            for batch in batches(pairs, layout=self.layout, size=plan.batch, max_tokens=plan.max_tokens, random=random):
                passed += 1
                if passed > first:
                    yield batch
            number += 1

    def _scale(self) -> float:
        """Share of the peak rate: a linear rise, then a linear fall to a fiftieth at the end."""
        return min((self.step + 1) / self.plan.warmup, max(1 - self.progress, 0.02))

    def _update(self, batch: Batch) -> float:
        self.network.train()
        # Seeded by the step, so that a resumed run drops the same units as one that was never stopped.
        torch.manual_seed(self.plan.seed * 1_000_003 + self.step)
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * self._scale()
        sentences, answerable = self.network(**batch.inputs)
        value = loss(sentences, answerable, gold=batch.gold, present=batch.present, contests=batch.contests)
        torch.autograd.backward(value)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.step += 1
        self._follow()
        return float(value.detach())

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the average towards the weights, from the first steps on faster than later."""
        share = 1 - min(self.plan.average, (1 + self.step) / (10 + self.step))
        for name, value in _trained(self.network, copy=False).items():
            self._average[name].lerp_(value, share)

    @contextmanager
    def _averaged(self) -> Iterator[None]:
        """The network with the averaged weights in place of the last ones."""
        last = _trained(self.network)
        self.network.load_state_dict(self._average, strict=False)
        try:
            yield
        finally:
            self.network.load_state_dict(last, strict=False)

    def examine(self, pairs: Sequence[Pair]) -> dict[str, float]:
        """Figures on pairs: loss, share of best sentences that are right, and AUROC of answerability."""
        sentences, answerable, value = predict(self.network, pairs, layout=self.layout, max_tokens=self.plan.max_tokens)
        positive = np.array([bool(pair.gold) for pair in pairs])
        hits = [int(row.argmax()) in pair.gold for row, pair in zip(sentences, pairs, strict=True) if pair.gold]
        area = auroc(answerable[positive], answerable[~positive])
        return {"held_out_loss": value, "precision_at_1": float(np.mean(hits)), "auroc": area}

    def _keep_weights(self, figures: dict[str, float]) -> None:
        """Write the weights that were examined, once more where they are the best so far."""
        score = figures["precision_at_1"] + figures["auroc"]
        self.stale += 1
        if score > self.best:
            self.best, self.stale = score, 0
            weights.save(self.network, self.folder / "best.safetensors", metadata={"step": str(self.step)})
        weights.save(self.network, self.folder / "last.safetensors", metadata={"step": str(self.step)})

    def _keep(self, figures: dict[str, float]) -> None:
        """Write the figures and the checkpoint."""
        with (self.folder / "history.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(figures) + "\n")
        state: dict[str, Any] = {
            "network": _trained(self.network),
            "average": self._average,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "best": self.best,
            "stale": self.stale,
            "seconds": self.seconds,
        }
        partial = self.folder / "last.pt.partial"
        torch.save(state, partial)
        partial.replace(self.folder / "last.pt")
        (self.folder / "plan.json").write_text(json.dumps(asdict(self.plan)), encoding="utf-8")


@torch.inference_mode()
def predict(
    network: ReaderNetwork, pairs: Sequence[Pair], *, layout: Layout, max_tokens: int
) -> tuple[list[NDArray[np.float32]], NDArray[np.float32], float]:
    """Logits of every pair's sentences and of its answerability, in order, and the mean loss."""
    network.eval()
    sentences: list[NDArray[np.float32]] = [np.zeros(0, np.float32)] * len(pairs)
    answerable = np.zeros(len(pairs), np.float32)
    total = 0.0
    for batch in batches(pairs, layout=layout, size=32, max_tokens=max_tokens, random=Random(0)):  # noqa: S311
        rows, whole = network(**batch.inputs)
        value = loss(rows, whole, gold=batch.gold, present=batch.present, contests=batch.contests)
        total += float(value) * len(batch.order)
        for row, index in enumerate(batch.order):
            sentences[index] = rows[row, : len(pairs[index].sentences)].numpy()
            answerable[index] = float(whole[row])
    return sentences, answerable, total / max(len(pairs), 1)


def _trained(network: ReaderNetwork, *, copy: bool = True) -> dict[str, torch.Tensor]:
    """The parameters that training changes, by name."""
    trained = {name: value.detach() for name, value in network.named_parameters() if value.requires_grad}
    return {name: value.clone() for name, value in trained.items()} if copy else trained


def _bar() -> Progress:
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))


def _groups(network: ReaderNetwork, plan: Plan) -> list[dict[str, Any]]:
    """Parameters by rate and decay: no decay for biases and norms, a higher rate for the new heads."""
    groups: list[dict[str, Any]] = []
    for head in (False, True):
        for vector in (False, True):
            members = [
                parameter
                for name, parameter in network.named_parameters()
                if parameter.requires_grad and name.startswith("trunk") != head and (parameter.ndim < 2) == vector
            ]
            rate = plan.head_rate if head else plan.rate
            groups.append({"params": members, "peak": rate, "lr": rate, "weight_decay": 0.0 if vector else plan.decay})
    return groups
