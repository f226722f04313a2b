"""Building: nothing is done twice, every edit arrives, and whatever goes wrong leaves the last good index."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from conftest import HIPS, FakeEncoder
from filelock import FileLock

from assistant import build, store
from assistant.config import Settings
from assistant.errors import CorpusError, IndexBusy, IndexNotWritten
from assistant.store import Generation

EDITED = HIPS.replace("A band helps the squat.", "A step helps the ankle.")


class Notes:
    """A reporter that remembers."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.done: list[tuple[int, int]] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def progress(self, done: int, total: int) -> None:
        self.done.append((done, total))


def texts(settings: Settings) -> list[str]:
    """The passages of the index as it stands, after a look at every part of it."""
    generation = store.open_last_good(settings.index)
    rows = sorted(generation.rows_by_id().values())
    assert rows == list(range(len(generation.dense)))
    return [generation.passage(row).text for row in rows]


def test_twice_is_once(built: Generation, settings: Settings) -> None:
    second = FakeEncoder()
    report = build.refresh(settings, encoder=second)
    assert (report.generation, report.embedded, report.reused) == (built.id, 0, 3)
    assert (second.embedded, report.added, report.edited, report.removed) == ([], (), (), ())
    assert build.refresh(settings, encoder=second, full=True).embedded == 3
    assert store.open_last_good(settings.index).id == built.id


def test_the_id_depends_on_content_alone(built: Generation, settings: Settings, tmp_path: Path) -> None:
    elsewhere = replace(settings, index=tmp_path / "elsewhere")
    assert build.refresh(elsewhere, encoder=FakeEncoder()).generation == built.id
    assert build.refresh(elsewhere, encoder=FakeEncoder(revision="b")).generation != built.id


def test_an_edit_embeds_only_what_is_new(built: Generation, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").write_text(EDITED, encoding="utf-8")
    encoder = FakeEncoder()
    report = build.refresh(settings, encoder=encoder)
    assert encoder.embedded == ["Hips. Exercise: A step helps the ankle."]
    assert (report.edited, report.embedded, report.reused) == (("hips.md",), 1, 2)
    fresh = store.open_last_good(settings.index)
    [(row, _)] = fresh.dense.search(encoder.encode_question("step ankle"), k=1)
    assert fresh.passage(row).text == "A step helps the ankle."
    full = build.refresh(replace(settings, index=settings.index / "full"), encoder=FakeEncoder())
    whole = store.open_last_good(settings.index / "full")
    assert full.generation == fresh.id
    assert np.allclose(whole.dense.vectors(), fresh.dense.vectors())
    assert np.allclose(whole.sentence_vectors, fresh.sentence_vectors)


def test_removed_text_is_gone_everywhere(built: Generation, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").write_text(HIPS.split("## Exercise")[0], encoding="utf-8")
    build.refresh(settings, encoder=FakeEncoder())
    generation = store.open_last_good(settings.index)
    assert len(generation.dense) == 2 and len(generation.sentence_vectors) == 4
    assert generation.lexical(["squat"], k=5) == [] and generation.document_frequency("squat") == 0
    assert "squat" not in generation.words()
    found = generation.document("hips.md")
    assert found and "squat" not in found[1]


def test_a_renamed_file_answers_under_its_new_name(built: Generation, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").rename(corpus / "pelvis.md")
    report = build.refresh(settings, encoder=FakeEncoder())
    assert (report.added, report.removed) == (("pelvis.md",), ("hips.md",))
    generation = store.open_last_good(settings.index)
    assert {generation.passage(row).document for row in range(3)} == {"calves.txt", "pelvis.md"}


def test_an_edit_taken_back_embeds_nothing(built: Generation, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").write_text(EDITED, encoding="utf-8")
    assert build.refresh(settings, encoder=FakeEncoder()).generation != built.id
    (corpus / "hips.md").write_text(HIPS, encoding="utf-8")
    encoder = FakeEncoder()
    assert build.refresh(settings, encoder=encoder).generation == built.id
    assert encoder.embedded == []
    assert "A band helps the squat." in texts(settings)


def test_old_generations_are_removed(built: Generation, settings: Settings, corpus: Path) -> None:
    for number in range(4):
        (corpus / "hips.md").write_text(HIPS + f"\nNumber {number}.\n", encoding="utf-8")
        build.refresh(settings, encoder=FakeEncoder())
    assert len(list((settings.index / store.GENERATIONS).iterdir())) == 2
    assert built.passage(2).text == "A band helps the squat."  # who reads an old one reads on


def test_a_broken_file_keeps_its_last_good_text_and_is_named(
    built: Generation, settings: Settings, corpus: Path
) -> None:
    (corpus / "hips.md").write_bytes(b"\xff\xfe broken")
    (corpus / "calves.txt").write_text("Calves\n\nThe calf is new.\n", encoding="utf-8")
    (corpus / "other.md").write_bytes(b"\xff")
    report = build.refresh(settings, encoder=FakeEncoder())
    assert [problem.document for problem in report.problems] == ["hips.md", "other.md"]
    assert report.problems[0].reason.endswith("(its last good text stays in the index)")
    assert texts(settings) == [
        "The calf is new.",
        "The gluteus medius is a hip muscle. The gluteus minimus lies below it.",
        "A band helps the squat.",
    ]
    assert build.refresh(settings, encoder=FakeEncoder()).problems == report.problems


def test_nothing_to_index_is_an_error_that_names_why(settings: Settings, corpus: Path) -> None:
    for path in corpus.iterdir():
        path.unlink()
    with pytest.raises(CorpusError, match="holds no document; put a Markdown"):
        build.refresh(settings, encoder=FakeEncoder())
    (corpus / "bad.md").write_bytes(b"\xff")
    with pytest.raises(CorpusError, match=r"can be read \(bad.md: not UTF-8"):
        build.refresh(settings, encoder=FakeEncoder())
    assert not (settings.index / store.CURRENT).exists()


def test_another_model_embeds_everything(built: Generation, settings: Settings) -> None:
    other = FakeEncoder("other", revision="other")
    report = build.refresh(replace(settings, model="other"), encoder=other)
    assert (report.embedded, report.reused) == (3, 0)
    assert store.open_last_good(settings.index).manifest.encoder.name == "other"


def test_another_name_of_the_same_model_is_taken_note_of(built: Generation, settings: Settings) -> None:
    renamed = replace(settings, model="sentence-transformers/all-MiniLM-L6-v2")
    assert build.refresh(renamed, encoder=FakeEncoder()).embedded == 0
    assert store.open_last_good(settings.index).manifest.encoder.name == renamed.model


def test_progress_ends_with_the_total(settings: Settings) -> None:
    notes = Notes()
    report = build.refresh(settings, encoder=FakeEncoder(), reporter=notes)
    assert notes.done[-1] == (3, 3)
    assert report.summary().splitlines()[0] == "added: calves.txt, hips.md"
    assert f"Index {report.generation}: documents 2, passages 3 (3 embedded, 0 reused)" in report.summary()


# --- what goes wrong --------------------------------------------------------------------------------------------


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("where", ["os.fsync", "numpy.save", "pathlib.Path.write_bytes", "pathlib.Path.rename"])
def test_a_full_disk_leaves_the_last_good_index(
    built: Generation, settings: Settings, corpus: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "hips.md").write_text(EDITED, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(where, refuse)
        with pytest.raises(IndexNotWritten) as caught:
            build.refresh(settings, encoder=FakeEncoder())
    assert str(caught.value) == (
        f"the index in {settings.index} was not written (No space left on device); the one before is untouched"
    )
    assert texts(settings)[2] == "A band helps the squat."
    assert build.refresh(settings, encoder=FakeEncoder()).edited == ("hips.md",)
    assert texts(settings)[2] == "A step helps the ankle."


def test_a_file_where_the_index_should_be(settings: Settings) -> None:
    settings.index.write_text("in the way", encoding="utf-8")
    with pytest.raises(IndexNotWritten, match="was not written"):
        build.refresh(settings, encoder=FakeEncoder())


def in_child(work: Callable[[], object]) -> int:
    """Do something in a forked process; its exit code: 0, 1 for IndexNotWritten, 2 for any other error, or -signal."""

    def run() -> None:
        try:
            work()
        except IndexNotWritten:
            os._exit(1)
        except BaseException:
            os._exit(2)
        os._exit(0)

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join(60)
    assert child.exitcode is not None
    return child.exitcode


def test_a_limit_on_file_size_leaves_the_last_good_index(
    built: Generation, settings: Settings, corpus: Path
) -> None:
    (corpus / "hips.md").write_text(EDITED, encoding="utf-8")

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        build.refresh(settings, encoder=FakeEncoder())

    assert in_child(limited) == 1
    assert texts(settings)[2] == "A band helps the squat."


def test_killed_at_any_moment_the_old_index_stays(built: Generation, settings: Settings, corpus: Path) -> None:
    def killed_at(moment: int) -> Callable[[], object]:
        """A build that is killed at its ``moment``-th event: a file opened, renamed, removed; a database connected."""

        def work() -> None:
            left = [moment]

            def count(event: str, _: tuple[object, ...]) -> None:
                if event.startswith(("open", "os.", "sqlite3.", "shutil.")):
                    left[0] -= 1
                    if left[0] == 0:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count)
            build.refresh(settings, encoder=FakeEncoder())

        return work

    outcomes = []
    for number, moment in enumerate(sorted(random.Random(5).sample(range(1, 61), 20))):  # noqa: S311 - seeded on purpose
        (corpus / "hips.md").write_text(HIPS + f"\nNumber {number}.\n", encoding="utf-8")
        before = store.open_last_good(settings.index).id
        outcomes.append(in_child(killed_at(moment)))
        after = texts(settings)
        assert after[0] == "The calf moves the ankle. It helps every step."
        if outcomes[-1] == -signal.SIGKILL and moment < 10:
            assert store.open_last_good(settings.index).id == before
        report = build.refresh(settings, encoder=FakeEncoder())
        assert texts(settings)[-1].endswith(f"Number {number}.") and report.problems == ()
        assert not list((settings.index / store.GENERATIONS).glob(".*"))
    assert outcomes.count(-signal.SIGKILL) >= 15


def test_two_builds_at_once(built: Generation, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").write_text(EDITED, encoding="utf-8")
    context = multiprocessing.get_context("fork")
    work = partial(build.refresh, settings, encoder=FakeEncoder())
    children = [context.Process(target=work) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0, 0]
    assert texts(settings)[2] == "A step helps the ankle."


def test_a_build_that_does_not_end(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_LOCK_SECONDS", 0.1)
    settings.index.mkdir()
    notes = Notes()
    with FileLock(settings.index / ".lock"), pytest.raises(IndexBusy, match="try again later"):
        build.refresh(settings, encoder=FakeEncoder(), reporter=notes)
    assert notes.said == [f"Another process is building the index in {settings.index}; waiting for it"]
