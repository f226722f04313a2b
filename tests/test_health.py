from __future__ import annotations

from pathlib import Path

from assistant import __version__
from assistant.config import Settings
from assistant.manifest import MANIFEST
from assistant.store import Generation
from assistant.web.health import health


def test_a_built_index_is_healthy(built: Generation, settings: Settings) -> None:
    assert health(settings.index) == (200, {"status": "ok", "version": __version__, "generation": built.id})


def test_no_index_is_not(tmp_path: Path) -> None:
    status, said = health(tmp_path)
    assert (status, said["reason"]) == (503, "IndexMissing")
    assert str(tmp_path) not in str(said)


def test_a_damaged_index_is_not(built: Generation, settings: Settings) -> None:
    (built.folder / MANIFEST).write_text("half a")
    assert health(settings.index)[0] == 503
