"""ONNX graphs: optimised once when they are exported, opened in a fifth of a second ever after.

ONNX Runtime spends half a second on optimising a graph of this size and on reading its weights. Both are saved by
writing the optimised graph down with its weights in a file beside it, which is mapped into memory instead of read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from assistant.errors import ModelError

Opened = TypeVar("Opened")

_WEIGHTS_BESIDE = "session.optimized_model_external_initializers_file_name"
_FROM_BYTES = "session.optimized_model_external_initializers_min_size_in_bytes"


class Opening(Generic[Opened]):
    """Something that takes long to open: opened once, by whoever needs it first, or ahead in a thread of its own."""

    def __init__(self, opener: Callable[[], Opened]) -> None:
        self._opener = opener
        self._lock = Lock()

    def get(self) -> Opened:
        """What was opened; waits for it. Raises what the opener raises, each time that it fails."""
        with self._lock:
            return self._opened

    def soon(self) -> None:
        """Open it in a thread, so that a question finds it open; trouble shows at the question."""

        def open_now() -> None:
            with suppress(ModelError):
                self.get()

        Thread(target=open_now).start()

    @cached_property
    def _opened(self) -> Opened:
        return self._opener()


def optimise(raw: Path, graph: Path, *, without: Sequence[str] = ()) -> None:
    """Write an exported graph down as ONNX Runtime runs it; its weights go into a file of their own beside it.

    Args:
        raw: the exported graph.
        graph: the file to write.
        without: names of ONNX Runtime's optimisers to leave out.
    """
    import onnxruntime  # noqa: PLC0415 - loaded on first use

    options = _options(threads=0)
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(graph)
    options.add_session_config_entry(_WEIGHTS_BESIDE, weights_of(graph).name)
    options.add_session_config_entry(_FROM_BYTES, "1024")
    onnxruntime.InferenceSession(
        raw, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(without) or None
    )


def weights_of(graph: Path) -> Path:
    """The file with the weights of an optimised graph."""
    return graph.with_suffix(".bin")


def open_graph(graph: Path, *, threads: int = 0) -> Any:  # noqa: ANN401 - onnxruntime ships no types
    """A session of an optimised graph; ``threads`` 0 lets ONNX Runtime choose.

    Raises:
        ModelError: when the files are missing or damaged.
    """
    import onnxruntime  # noqa: PLC0415 - loaded on first use

    options = _options(threads=threads)
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own classes, which share no base but Exception
        raise ModelError(f"the model in {graph.parent} is damaged; remove that folder and try again") from error


def _options(*, threads: int) -> Any:  # noqa: ANN401 - as above
    import onnxruntime  # noqa: PLC0415 - as above

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Threads that spin while they wait take the core from whoever has work: the other model, or another question.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
