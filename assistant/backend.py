"""Which backend searches the index: this process, or a Milvus server."""

from __future__ import annotations

from pathlib import Path

from assistant.config import BACKENDS, Settings
from assistant.errors import UsageError
from assistant.reporter import Reporter
from assistant.searchable import Searchable
from assistant.store import Generation

LITE = "milvus.db"
"""The Milvus Lite database in the index folder, where no server is named."""


def opened(settings: Settings, generation: Generation) -> Searchable:
    """What searches an open generation.

    Raises:
        UsageError: when there is no backend of the name that the settings give, or its address is none.
        ExtraMissing: when the backend's library is not installed.
        BackendError: when its server does not answer, or does not hold the generation.
    """
    if not _is_milvus(settings):
        return generation
    from assistant.milvus import MilvusIndex, connect  # noqa: PLC0415 - a library that the default does without

    return MilvusIndex(generation, connect(*_address(settings)))


def publish(settings: Settings, folder: Path, reporter: Reporter) -> None:
    """Have the backend hold the generation in a folder, before it becomes the current one; raises as `opened`."""
    if _is_milvus(settings):
        from assistant import milvus  # noqa: PLC0415 - as above

        milvus.publish(milvus.connect(*_address(settings)), folder, reporter)


def reasons(settings: Settings, folder: Path) -> list[str]:
    """Why the generation in a folder cannot be searched yet, one line a reason; raises as `opened`."""
    if _is_milvus(settings):
        from assistant import milvus  # noqa: PLC0415 - as above

        server = milvus.connect(*_address(settings))
        if not milvus.is_published(server, folder):
            return [f"Milvus at {server.name} does not hold index {folder.name}"]
    return []


def _is_milvus(settings: Settings) -> bool:
    if settings.backend not in BACKENDS:
        raise UsageError(f"there is no backend {settings.backend!r}; choose {' or '.join(BACKENDS)}")
    return settings.backend == "milvus"


def _address(settings: Settings) -> tuple[str, str]:
    if settings.milvus_uri:
        return settings.milvus_uri, settings.milvus_token
    settings.index.mkdir(parents=True, exist_ok=True)
    return str((settings.index / LITE).resolve()), ""
