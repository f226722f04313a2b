"""Status: the numbers of the index, in words and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant import status
from assistant.config import Settings
from assistant.errors import IndexMissing
from assistant.status import Status
from assistant.store import Generation


def test_numbers(built: Generation, settings: Settings, corpus: Path) -> None:
    found = Status.of(settings)
    assert (found.documents, found.passages, found.sentences) == (2, 3, 5)
    assert (found.generation, found.model, found.dimension) == (built.id, "all-MiniLM-L6-v2", 16)
    assert found.bytes == sum((built.folder / name).stat().st_size for name in built.manifest.sizes)
    assert 0 <= found.age_s < 60
    assert found.stale == found.problems == []
    assert json.loads(found.to_json())["passages"] == 3


def test_words(built: Generation, settings: Settings, corpus: Path) -> None:
    text = Status.of(settings).to_text()
    assert f"generation  {built.id}, built " in text
    assert "state       up to date" in text
    (corpus / "hips.md").write_text("New.", encoding="utf-8")
    assert "state       stale: hips.md: edited" in Status.of(settings).to_text()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.0, "0 seconds"), (1.5, "1 second"), (119, "1 minute"), (7300, "2 hours"), (9e4, "1 day")]
)
def test_age(seconds: float, words: str) -> None:
    assert status._ago(seconds) == words


def test_no_index(settings: Settings) -> None:
    with pytest.raises(IndexMissing, match="there is no index"):
        Status.of(settings)
