"""Models -> ONNX folders in the user's cache, once. The only module of the product that loads torch.

The whole model goes into one graph, pooling and normalisation included, so any sentence-transformers model works
alike. The folder is named after a hash of the model's files: another model, or another revision, is another folder.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.crossencoder import WEIGHTS, reader_folder
from assistant.encoder import GRAPH, QUESTIONS, TOKENIZER, EncoderCard, encoder_folder
from assistant.errors import ModelError
from assistant.graph import optimise, weights_of
from assistant.models import find_model, model_revision

_OPSET = 17


def exported(model: str, cache: Path, *, say: Callable[[str], None] = lambda _: None) -> Path:
    """The folder with the ONNX form of ``model``, made now if there is none yet (some 20 seconds, once).

    Raises:
        ModelError: when the model is not to be had here, or is of a kind that cannot be exported.
    """
    source = find_model(model)
    revision = model_revision(source)
    folder = encoder_folder(cache, revision)
    if not folder.exists():
        say(f"Preparing the embedding model {model}: once, about half a minute")
        with _installed(folder) as made:
            _export(source, made, name=model, revision=revision)
    return folder


def exported_reader(cache: Path, *, say: Callable[[str], None] = lambda _: None) -> Path:
    """The folder with the ONNX form of the trained reader, made now if there is none yet (some 10 seconds, once).

    Raises:
        ModelError: when it cannot be made or written.
    """
    folder = reader_folder(cache)
    if not folder.exists():
        say("Preparing the reader: once, about a quarter of a minute")
        with _installed(folder) as made:
            from assistant.training.export import export  # noqa: PLC0415 - brings torch: seconds, and 300 MB

            export(base=find_model(), changed=WEIGHTS, graph=made / GRAPH)
            shutil.copyfile(find_model() / TOKENIZER, made / TOKENIZER)
    return folder


@contextmanager
def _installed(folder: Path) -> Iterator[Path]:
    """A folder to write to, which is moved to its place whole when the block ends: half an export is never seen."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as work, _quiet():
            made = Path(work) / "made"
            made.mkdir()
            yield made
            try:
                made.rename(folder)
            except OSError:
                if not folder.exists():  # otherwise another process was quicker, with the same result
                    raise
    except OSError as error:
        raise ModelError(f"the exported model cannot be written to {folder.parent} ({error.strerror})") from error


def _export(source: Path, made: Path, *, name: str, revision: str) -> None:
    """Write the encoder's folder."""
    model = load_reference(source)
    dimension = int(model.encode(["a"]).shape[1])
    with tempfile.TemporaryDirectory() as work:
        try:
            _write_graph(model, Path(work) / GRAPH)
            optimise(Path(work) / GRAPH, made / GRAPH)
        except Exception as error:  # whatever a model of another kind makes of it
            raise ModelError(
                f"the model {name!r} cannot be exported to ONNX ({error}); name a transformer model with --model"
            ) from error
        _write_questions_graph(model, Path(work), made / QUESTIONS)
    _write_tokenizer(model, made / TOKENIZER)
    prompts = model.prompts or {}
    EncoderCard(
        name=name,
        revision=revision,
        dimension=dimension,
        max_tokens=int(model.max_seq_length or 512),
        query_prompt=prompts.get("query", ""),
        passage_prompt=prompts.get("document", prompts.get("passage", "")),
    ).save(made)


def load_reference(source: str | Path) -> Any:  # noqa: ANN401 - sentence-transformers is imported only here
    """The sentence-transformers model itself, on the CPU: what is exported, and what parity tests compare with.

    Raises:
        ModelError: when sentence-transformers cannot load it.
    """
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - brings torch: seconds, and 300 MB

    try:
        return SentenceTransformer(str(source), device="cpu").eval()
    except Exception as error:  # whatever a broken folder makes of it
        raise ModelError(f"sentence-transformers cannot load {source} ({error})") from error


def _write_graph(model: Any, path: Path) -> None:  # noqa: ANN401 - as above
    """The graph: token ids and spans in, one unit vector a span out; see `OnnxEncoder.encode_passages`.

    The model's first module makes token embeddings; the others, pooling and what may follow it, see the tokens of
    one span through the attention mask that they already honour.
    """
    import torch  # noqa: PLC0415 - as above

    features = model.tokenizer(["a first text", "second"], padding=True, return_tensors="pt")
    names = list(features)
    trunk, *rest = list(model)

    class Spans(torch.nn.Module):
        """All the modules of the model as one function of its inputs."""

        def __init__(self) -> None:
            super().__init__()
            self.modules_in_order = torch.nn.ModuleList([trunk, *rest])

        def forward(self, span_mask: Any, span_text: Any, *inputs: Any) -> Any:  # noqa: ANN401 - tensors
            read = trunk(dict(zip(names, inputs, strict=True)))
            read = {"token_embeddings": read["token_embeddings"][span_text], "attention_mask": span_mask}
            for module in rest:
                read = module(read)
            return torch.nn.functional.normalize(read["sentence_embedding"], dim=-1)

    axes = {name: {0: "text", 1: "token"} for name in names}
    axes |= {"span_mask": {0: "span", 1: "token"}, "span_text": {0: "span"}, "embedding": {0: "span"}}
    with torch.no_grad():
        torch.onnx.export(
            Spans(),
            (features["attention_mask"], torch.arange(2), *(features[name] for name in names)),
            str(path),
            input_names=["span_mask", "span_text", *names],
            output_names=["embedding"],
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )


def _write_questions_graph(model: Any, work: Path, graph: Path) -> None:  # noqa: ANN401 - as above
    """The same graph in whole numbers; ``model`` itself is changed. A model that does not bear it has none."""
    from assistant.training.quantise import quantise, scale_tokens  # noqa: PLC0415 - brings torch: seconds

    traced, ready = work / "traced.onnx", work / "ready.onnx"
    try:
        scale_tokens(model)
        _write_graph(model, traced)
        quantise(traced, ready)
        optimise(ready, graph)
    except Exception:  # whatever a model of another kind makes of it: the exact graph reads its questions too
        for path in (graph, weights_of(graph)):
            path.unlink(missing_ok=True)


def _write_tokenizer(model: Any, path: Path) -> None:  # noqa: ANN401 - as above
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ModelError("this model's tokenizer has no fast form; choose another model with --model")
    backend.save(str(path))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' own progress bars and warnings off the terminal, and the hub out of it."""
    before = dict(os.environ)
    os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_PROGRESS_BARS="1", TQDM_DISABLE="1")
    os.environ.update(TRANSFORMERS_VERBOSITY="error")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)
