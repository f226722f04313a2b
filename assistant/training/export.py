"""The trained network as one ONNX graph, written once into the user's cache; `assistant.crossencoder` runs it.

The graph reads one passage at a time, so that nothing is spent on padding. Its attention is ONNX Runtime's own, in one
piece, and the trunk multiplies in whole numbers: together a third of the time that the network takes as traced.
"""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from assistant.graph import optimise
from assistant.training import weights
from assistant.training.model import ReaderNetwork
from assistant.training.quantise import TokenScaled, quantise

INPUTS = ("input_ids", "token_type_ids", "spans")
OUTPUTS = ("sentences", "answerable")
_RUNTIME = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""
_SLOWER = ("SkipLayerNormFusion",)
"""An optimiser that makes the graph slower: its one operator takes six times as long as the two that it stands for, a
twelfth of the whole."""


def export(*, base: Path, changed: Path, graph: Path, exact: bool = False) -> Path:
    """Write the graph for one passage, with any number of tokens and sentences.

    Args:
        base: the packaged encoder's folder.
        changed: what training changed of it.
        graph: the file to write; its weights go beside it.
        exact: keep the trunk's weights as they are, in place of 7 bits each: twice the time.
    """
    network = ReaderNetwork(base).eval()
    weights.load(network, changed)
    graph.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        traced, ready = Path(work) / "traced.onnx", Path(work) / "ready.onnx"
        _trace(_OnePassage(network).eval(), traced)
        if not exact:
            quantise(traced, ready, where=lambda node: "/trunk/" in node)  # the heads, small and decisive, stay
        optimise(traced if exact else ready, graph, without=_SLOWER)
    return graph


class _OnePassage(nn.Module):
    """The network without padding: no token is masked."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        layers: Any = network.trunk.encoder.layer
        for layer in layers:
            layer.attention.self = _SelfAttention(layer.attention.self)
            layer.intermediate.dense = TokenScaled(layer.intermediate.dense)
            layer.output.dense = TokenScaled(layer.output.dense)
        self.network = network

    def forward(self, input_ids: Tensor, token_type_ids: Tensor, spans: Tensor) -> Any:  # noqa: ANN401 - two tensors
        return self.network(input_ids, torch.ones_like(input_ids), token_type_ids, spans)


class _SelfAttention(nn.Module):
    """A layer's attention, in the place of the one in transformers, which the tracer would take to pieces."""

    def __init__(self, own: Any) -> None:  # noqa: ANN401 - transformers gives it no public type
        super().__init__()
        self.query, self.key, self.value = own.query, own.key, own.value
        self.heads = own.num_attention_heads

    def forward(self, hidden: Tensor, *_: object, **__: object) -> tuple[Tensor, None]:
        projected = self.query(hidden), self.key(hidden), self.value(hidden)
        return _FusedAttention.apply(*projected, self.heads), None  # type: ignore[no-untyped-call]


class _FusedAttention(torch.autograd.Function):
    """ONNX Runtime's attention over (batch, tokens, width); to the tracer, no more than a shape."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:  # noqa: ANN401 - a context
        return torch.empty_like(query)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:  # noqa: ANN401 - nodes of the graph
        return graph.op(f"{_RUNTIME}::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())


def _trace(network: nn.Module, path: Path) -> None:
    tokens, sentences = 12, 3
    example = (
        torch.ones(1, tokens, dtype=torch.int64),
        torch.zeros(1, tokens, dtype=torch.int64),
        torch.full((1, sentences, tokens), 1 / tokens),
    )
    axes = {name: {1: "tokens"} for name in INPUTS[:2]}
    axes |= {"spans": {1: "sentences", 2: "tokens"}, "sentences": {1: "sentences"}}
    with warnings.catch_warnings():
        # The tracer warns of every shape it fixes; the parity test shows that none of them matters here.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            example,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
            custom_opsets={_RUNTIME: 1},
        )
