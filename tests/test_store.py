"""An index generation on disk: what goes in comes out, and whatever is altered is noticed."""

from __future__ import annotations

import gc
import json
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from conftest import HIPS, FakeEncoder

from assistant import build, manifest, store
from assistant.config import Settings
from assistant.errors import AssistantError, IndexDamaged, IndexMissing
from assistant.manifest import Manifest
from assistant.store import Generation
from assistant.terms import terms


def folder_of(settings: Settings) -> Path:
    return store.current_folder(settings.index)


def test_what_goes_in_comes_out(built: Generation) -> None:
    assert built.headings() == [("Calves", "What the calf does"), ("Hips", "Muscles"), ("Hips", "Exercise")]
    passage = built.passage(1)
    assert (passage.document, passage.heading) == ("hips.md", "Muscles")
    assert passage.text == "The gluteus medius is a hip muscle. The gluteus minimus lies below it."
    for sentence in passage.sentences:
        assert HIPS[sentence.start : sentence.end] == sentence.text
    assert built.document("hips.md") == ("Hips", HIPS)
    assert built.document("none.md") is None
    assert built.words()["gluteus"] == 2
    assert "squat" in built.words() and "banana" not in built.words()


def test_a_passage_is_read_from_disk_once(built: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    read = built.passage(1), built.sentence_rows(1)
    monkeypatch.setattr(built, "_texts", [])
    assert (built.passage(1), built.sentence_rows(1)) == read


def test_the_passages_around_one(built: Generation) -> None:
    assert [(row, passage.heading) for row, passage in built.passages_near(1, reach=1)] == [
        (1, "Muscles"),
        (2, "Exercise"),
    ]
    assert [row for row, _ in built.passages_near(2, reach=0)] == [2]


def test_steps_keep_their_numbers(settings: Settings, encoder: FakeEncoder) -> None:
    (settings.corpus / "hips.md").write_text("# Hips\n\n3. Squat.\n4. Rest.\n", encoding="utf-8")
    build.refresh(settings, encoder=encoder)
    document = store.open_last_good(settings.index).full_document("hips.md")
    assert document is not None
    assert [sentence.step for sentence in document.sections[0].sentences] == [3, 4]


def test_vectors_stand_in_the_order_of_passages_and_sentences(built: Generation, encoder: FakeEncoder) -> None:
    first, found = built.sentence_rows(1)
    assert (first, len(found)) == (2, 2)
    assert found[0] == terms("The gluteus medius is a hip muscle.")
    assert np.allclose(built.sentence_vectors[3:4][0], encoder.encode_question("The gluteus minimus lies below it."))
    text = "Hips. Muscles: The gluteus medius is a hip muscle. The gluteus minimus lies below it."
    assert np.allclose(built.dense.vectors()[1], encoder.encode_question(text))


def test_lexical_search_is_bm25(built: Generation) -> None:
    assert {row for row, _ in built.lexical(terms("gluteus squat"), k=5)} == {1, 2}
    assert [row for row, _ in built.lexical(terms("gluteus minimus squat"), k=1)] == [1]
    [(row, score)] = built.lexical(terms("calf"), k=5)
    assert row == 0 and score > 0
    assert built.lexical([], k=5) == []
    assert built.document_frequency("gluteus") == 1
    assert built.document_frequency("hip") == 2  # in a heading of both passages
    assert built.document_frequency("banana") == 0


def test_several_threads_may_read(built: Generation) -> None:
    failures: list[AssistantError] = []

    def read() -> None:
        try:
            for _ in range(50):
                assert built.passage(1).heading == "Muscles"
                assert built.lexical(["calf"], k=1)
        except AssistantError as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux lists a process's open files")
def test_a_generation_that_is_dropped_leaves_no_file_open(built: Generation) -> None:
    def opened() -> int:
        return sum(str(built.folder) in os.path.realpath(path) for path in Path("/proc/self/fd").iterdir())

    before = opened()
    gc.disable()
    try:
        Generation.open(built.folder).passage(1)
        assert opened() == before
    finally:
        gc.enable()


def test_there_is_no_pickle(built: Generation, settings: Settings) -> None:
    for path in folder_of(settings).iterdir():
        assert not path.read_bytes().startswith((b"\x80", b"(", b"c"))
    sentences = np.load(folder_of(settings) / "sentences-0.npy", allow_pickle=False)
    assert sentences.dtype == np.float32 and sentences.shape == (5, 16)
    package = Path(build.__file__).parent
    for source in package.rglob("*.py"):
        for name in ("pickle", "shelve", "joblib", "marshal", "dill"):
            assert f"import {name}" not in source.read_text(encoding="utf-8")


def damage(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "deleted":
        path.unlink()
    elif how == "emptied":
        path.write_bytes(b"")
    elif how == "truncated":
        path.write_bytes(content[: len(content) // 2])
    else:
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content)


@pytest.mark.parametrize("how", ["deleted", "emptied", "truncated", "flipped"])
@pytest.mark.parametrize("name", [*manifest.file_names(1, cells=False), manifest.MANIFEST])
def test_an_altered_file_is_noticed_and_the_next_build_mends_it(
    built: Generation, settings: Settings, encoder: FakeEncoder, name: str, how: str
) -> None:
    damage(folder_of(settings) / name, how)
    with pytest.raises(IndexDamaged):
        Generation.open(folder_of(settings))
    with pytest.raises(IndexDamaged):
        store.open_last_good(settings.index)
    report = build.refresh(settings, encoder=encoder)
    assert report.generation == built.id
    assert store.open_last_good(settings.index).passage(1).heading == "Muscles"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"nonsense", b"../..", b"\0"])
def test_without_a_good_pointer_the_newest_generation_answers(
    built: Generation, settings: Settings, content: bytes | None
) -> None:
    pointer = settings.index / store.CURRENT
    pointer.unlink()
    if content is not None:
        pointer.write_bytes(content)
    assert store.open_last_good(settings.index).id == built.id


def test_no_index_at_all(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="build it with: hip-assistant index"):
        store.open_last_good(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", 99),
        ("passages", 7),
        ("sentences", 7),
        ("generation", "another"),
        ("checksums", {}),
        ("sizes", {}),
        ("encoder", {}),
        ("documents", []),
        ("documents", {"x.md": 3}),
        ("problems", {"x.md": 3}),
        ("extra", 1),
    ],
)
def test_a_manifest_that_does_not_fit(built: Generation, settings: Settings, field: str, value: object) -> None:
    path = folder_of(settings) / manifest.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {field: value}), encoding="utf-8")
    with pytest.raises(IndexDamaged):
        Generation.open(path.parent)


def test_a_manifest_survives_its_file(built: Generation, settings: Settings) -> None:
    assert Manifest.load(folder_of(settings)) == built.manifest
