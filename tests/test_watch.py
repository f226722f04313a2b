"""Watching: a save is in the index soon after, and whatever goes wrong is said once and ends nothing."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import HIPS, FakeEncoder

from assistant import store
from assistant.build import BuildReport
from assistant.config import Settings
from assistant.errors import CorpusError
from assistant.watch import watch

PATIENCE_SECONDS = 30


class Watcher:
    """A watch in a thread of its own: what it reports and says can be waited for."""

    def __init__(self, settings: Settings) -> None:
        self.reports: queue.Queue[BuildReport] = queue.Queue()
        self.said: queue.Queue[str] = queue.Queue()
        self.stop = threading.Event()
        self.encoder = FakeEncoder()
        self._thread = threading.Thread(target=self._run, args=(settings,))
        self._thread.start()

    def _run(self, settings: Settings) -> None:
        for report in watch(settings, reporter=self, encoder=self.encoder, stop=self.stop):
            self.reports.put(report)

    def say(self, text: str) -> None:
        self.said.put(text)

    def progress(self, done: int, total: int) -> None:
        pass

    def next_report(self) -> BuildReport:
        return self.reports.get(timeout=PATIENCE_SECONDS)

    def next_line(self) -> str:
        return self.said.get(timeout=PATIENCE_SECONDS)

    def end(self) -> None:
        self.stop.set()
        self._thread.join(PATIENCE_SECONDS)
        assert not self._thread.is_alive()


@pytest.fixture
def watcher(settings: Settings) -> Iterator[Watcher]:
    """A watch over the tiny corpus that has built its index."""
    found = Watcher(settings)
    try:
        assert found.next_line() == f"Watching {settings.corpus}; end with Ctrl-C"
        assert found.next_report().added == ("calves.txt", "hips.md")
        yield found
    finally:
        found.end()


def test_a_save_is_in_the_index_soon_after(watcher: Watcher, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").write_text(HIPS.replace("squat", "step"), encoding="utf-8")
    report = watcher.next_report()
    assert (report.edited, report.embedded) == (("hips.md",), 1)
    (corpus / "calves.txt").unlink()
    assert watcher.next_report().removed == ("calves.txt",)
    assert store.open_last_good(settings.index).passage(1).text == "A band helps the step."


def test_a_save_in_many_steps_is_few_refreshes(watcher: Watcher, corpus: Path) -> None:
    for number in range(20):
        (corpus / "hips.md").write_text(f"{HIPS}\nStep {number}.\n", encoding="utf-8")
        time.sleep(0.01)
    reports = [watcher.next_report()]
    while not any(text.endswith("Step 19.") for text in watcher.encoder.embedded):
        reports.append(watcher.next_report())
    assert len(reports) <= 5


def test_a_broken_file_is_named_with_its_line_and_keeps_its_text(
    watcher: Watcher, settings: Settings, corpus: Path
) -> None:
    (corpus / "hips.md").write_text("---\ntitle: a\nsummary: b: c\n---\n" + HIPS, encoding="utf-8")
    report = watcher.next_report()
    assert [problem.document for problem in report.problems] == ["hips.md"]
    line = watcher.next_line()
    assert line.startswith("Problem: hips.md: the front matter is not valid YAML (line 3)")
    assert line.endswith("(its last good text stays in the index)")
    (corpus / "calves.txt").write_text("Calves\n\nThe calf is new.\n", encoding="utf-8")
    assert watcher.next_report().edited == ("calves.txt",)
    generation = store.open_last_good(settings.index)
    assert generation.document("hips.md") == ("Hips", HIPS)
    assert generation.passage(0).text == "The calf is new."
    (corpus / "hips.md").write_text(HIPS + "\nGood again.\n", encoding="utf-8")
    assert watcher.next_report().problems == ()
    assert watcher.said.empty()


def test_a_corpus_that_goes_and_comes_back(watcher: Watcher, corpus: Path) -> None:
    kept = {path.name: path.read_bytes() for path in corpus.iterdir()}
    for name in kept:
        (corpus / name).unlink()
    assert "holds no document" in watcher.next_line()
    for name, content in kept.items():
        (corpus / name).write_bytes(content + b"\nMore.\n")
    while len(watcher.next_report().edited) + 1 < len(kept):
        pass


def test_without_a_folder_there_is_nothing_to_watch(settings: Settings, tmp_path: Path) -> None:
    gone = Settings(corpus=tmp_path / "none", index=settings.index)
    with pytest.raises(CorpusError, match="does not exist"):
        next(watch(gone, reporter=Quiet()))


class Quiet:
    """A reporter that says nothing."""

    def say(self, text: str) -> None:
        pass

    def progress(self, done: int, total: int) -> None:
        pass
