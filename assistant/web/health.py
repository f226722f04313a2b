"""Whether the assistant can answer, for what watches over it: a container, a load balancer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant import __version__, store
from assistant.errors import IndexUnusable
from assistant.manifest import Manifest


def health(index: Path) -> tuple[int, dict[str, Any]]:
    """The status code and what to say with it: 200 with the generation's id, 503 while there is no index.

    Args:
        index: the folder of the index.
    """
    try:
        generation = Manifest.load(store.current_folder(index)).generation
    except IndexUnusable as error:
        return 503, {"status": "no index", "version": __version__, "reason": type(error).__name__}
    return 200, {"status": "ok", "version": __version__, "generation": generation}
