"""The trained network as one ONNX graph, written once into the user's cache; `assistant.crossencoder` runs it."""

from __future__ import annotations

import warnings
from pathlib import Path

import torch

from assistant.graph import optimise
from assistant.training import weights
from assistant.training.model import ReaderNetwork

INPUTS = ("input_ids", "attention_mask", "token_type_ids", "spans")
OUTPUTS = ("sentences", "answerable")


def export(*, base: Path, changed: Path, graph: Path) -> Path:
    """Write the graph with dynamic batch, tokens and sentences. ``base`` is the packaged encoder's folder."""
    network = ReaderNetwork(base, attention="eager").eval()
    weights.load(network, changed)
    tokens, sentences = 12, 3
    example = (
        torch.ones(2, tokens, dtype=torch.int64),
        torch.ones(2, tokens, dtype=torch.int64),
        torch.zeros(2, tokens, dtype=torch.int64),
        torch.full((2, sentences, tokens), 1 / tokens),
    )
    axes = {name: {0: "batch", 1: "tokens"} for name in INPUTS[:3]}
    axes["spans"] = {0: "batch", 1: "sentences", 2: "tokens"}
    axes |= {"sentences": {0: "batch", 1: "sentences"}, "answerable": {0: "batch"}}
    graph.parent.mkdir(parents=True, exist_ok=True)
    raw = graph.with_suffix(".raw")
    with warnings.catch_warnings():
        # The tracer warns of every shape it fixes; the parity test shows that none of them matters here.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            example,
            str(raw),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    optimise(raw, graph)
    raw.unlink()
    return graph
