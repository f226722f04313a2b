"""Staleness: every change is named, and nothing is where nothing changed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import HIPS, FakeEncoder

from assistant import build, passages, staleness, store
from assistant.config import Settings
from assistant.corpus.files import SourceFile
from assistant.errors import CorpusError
from assistant.store import Generation


def test_a_fresh_index_is_fresh(built: Generation, settings: Settings) -> None:
    assert staleness.reasons(settings) == []
    assert staleness.reasons(settings, thorough=True) == []


def test_no_index_yet(settings: Settings) -> None:
    [reason] = staleness.reasons(settings)
    assert reason.startswith("there is no index")


def test_files_added_edited_removed(built: Generation, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").write_text(HIPS + "\nMore.\n", encoding="utf-8")
    (corpus / "new.md").write_text("New.", encoding="utf-8")
    (corpus / "calves.txt").unlink()
    assert staleness.reasons(settings) == ["new.md: new", "hips.md: edited", "calves.txt: removed"]


def test_an_edit_within_the_clocks_grain_is_seen(built: Generation, settings: Settings, corpus: Path) -> None:
    path = corpus / "hips.md"
    before = path.stat()
    path.write_text(HIPS.replace("squat", "lunge"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert staleness.reasons(settings) == ["hips.md: edited"]


def test_a_touched_file_is_not_edited(built: Generation, settings: Settings, corpus: Path) -> None:
    os.utime(corpus / "hips.md", ns=(1, 1))
    assert staleness.reasons(settings) == []


def test_a_thorough_look_does_not_trust_stamps(
    settings: Settings, encoder: FakeEncoder, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SourceFile, "stamp", lambda _: (1, 2, 3))
    build.refresh(settings, encoder=encoder)
    (corpus / "hips.md").write_text(HIPS.replace("squat", "lunge"), encoding="utf-8")
    assert staleness.reasons(settings) == []
    assert staleness.reasons(settings, thorough=True) == ["hips.md: edited"]


def test_another_model_or_splitting(
    built: Generation, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    [reason] = staleness.reasons(replace(settings, model="other/model"))
    assert reason == "the index was built with model all-MiniLM-L6-v2, asked for is other/model"
    monkeypatch.setattr(passages, "VERSION", passages.VERSION + 1)
    assert staleness.reasons(settings) == [
        f"the index was built with other splitting options (version {passages.VERSION - 1}, now {passages.VERSION})"
    ]


def test_a_known_problem_is_no_news_until_its_file_changes(
    settings: Settings, encoder: FakeEncoder, corpus: Path
) -> None:
    (corpus / "bad.md").write_bytes(b"\xff")
    build.refresh(settings, encoder=encoder)
    assert staleness.reasons(settings) == []
    (corpus / "bad.md").write_text("Good again.", encoding="utf-8")
    assert staleness.reasons(settings) == ["bad.md: edited"]


def test_a_damaged_file_is_a_reason(built: Generation, settings: Settings) -> None:
    path = store.current_folder(settings.index) / "passages-0.npy"
    path.write_bytes(path.read_bytes()[:-1])
    assert staleness.reasons(settings) == [f"passages-0.npy in generation {built.id} is damaged"]


def test_a_missing_corpus_is_an_error(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        staleness.reasons(replace(settings, corpus=tmp_path / "none"))
