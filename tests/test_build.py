"""Building: nothing is done twice, every edit arrives, and whatever goes wrong leaves the last good index."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import re
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from conftest import HIPS, VOCABULARY, FakeEncoder
from filelock import FileLock
from fpdf import FPDF
from test_docx import written as docx_file
from test_pdf import written as pdf_file

from assistant import build, cells, generations, manifest, passages, staleness, store, storewriter, survey
from assistant.config import Settings
from assistant.corpus import files, reading
from assistant.corpus.files import SourceFile
from assistant.dense import DenseIndex
from assistant.domain import Document
from assistant.errors import CorpusError, DocumentError, IndexBusy, IndexNotWritten
from assistant.store import Generation
from assistant.terms import terms

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
    rows = generation.passage_rows()
    assert [row.row for row in rows] == list(range(len(generation.dense)))
    return [generation.passage(row.row).text for row in rows]


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
    assert np.allclose(whole.sentence_vectors[0:5], fresh.sentence_vectors[0:5])


def test_removed_text_is_gone_everywhere(built: Generation, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").write_text(HIPS.split("## Exercise")[0], encoding="utf-8")
    build.refresh(settings, encoder=FakeEncoder())
    generation = store.open_last_good(settings.index)
    assert len(generation.dense) == 2 and len(generation.sentence_vectors) == 4
    assert generation.lexical(["squat"], k=5) == [] and generation.document_frequency("squat") == 0
    assert "squat" not in generation.words()
    found = generation.document("hips.md")
    assert found and "squat" not in found[1]


def test_a_table_row_is_found_by_the_heads_of_its_columns_until_it_is_removed(
    built: Generation, settings: Settings, corpus: Path
) -> None:
    (corpus / "table.md").write_text("# Sets\n\n|Exercise|Repetitions|\n|-|-|\n|Squat|12|\n", encoding="utf-8")
    encoder = FakeEncoder()
    build.refresh(settings, encoder=encoder)
    generation = store.open_last_good(settings.index)
    [(row, _)] = generation.lexical(terms("repetitions"), k=5)
    [sentence] = generation.passage(row).sentences
    assert (sentence.text, sentence.reading) == ("Squat|12", "Exercise: Squat; Repetitions: 12")
    assert encoder.embedded == ["Sets: Exercise: Squat; Repetitions: 12"]
    assert generation.words()["repetitions"] == 1
    (corpus / "table.md").unlink()
    build.refresh(settings, encoder=encoder)
    generation = store.open_last_good(settings.index)
    assert generation.lexical(terms("repetitions"), k=5) == [] and "repetitions" not in generation.words()


def test_a_renamed_file_answers_under_its_new_name(built: Generation, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").rename(corpus / "pelvis.md")
    report = build.refresh(settings, encoder=FakeEncoder())
    assert (report.renamed, report.added, report.removed) == ((("hips.md", "pelvis.md"),), (), ())
    assert (report.embedded, report.reused) == (0, 3)
    assert report.summary().splitlines()[0] == "renamed: hips.md -> pelvis.md"
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


def test_old_generations_are_removed_once_nobody_reads_them(
    built: Generation, settings: Settings, corpus: Path
) -> None:
    def edit(number: int) -> set[str]:
        (corpus / "hips.md").write_text(HIPS + f"\nNumber {number}.\n", encoding="utf-8")
        build.refresh(settings, encoder=FakeEncoder())
        return {folder.name for folder in (settings.index / store.GENERATIONS).iterdir()}

    kept = [edit(number) for number in range(4)]
    assert [len(names) for names in kept] == [2, 3, 3, 3]
    assert built.id in kept[3]
    assert built.passage(2).text == "A band helps the squat."
    other = Generation.open(built.folder)
    built.close()
    assert store.in_use(built.folder) and built.id in edit(4)
    other.close()
    assert not store.in_use(built.folder) and built.id not in edit(5)


def test_a_reader_that_is_killed_holds_nothing(built: Generation, settings: Settings, corpus: Path) -> None:
    built.close()

    def read_and_die() -> None:
        Generation.open(built.folder)
        os.kill(os.getpid(), signal.SIGKILL)

    assert in_child(read_and_die) == -signal.SIGKILL
    assert not store.in_use(built.folder)


def test_full_embeds_anew_and_puts_the_result_in_place(built: Generation, settings: Settings) -> None:
    encoder = FakeEncoder()
    report = build.refresh(settings, encoder=encoder, full=True)
    assert (report.generation, report.embedded, report.reused, len(encoder.embedded)) == (built.id, 3, 0, 3)
    fresh = store.open_last_good(settings.index)
    assert (fresh.id, fresh.folder.name) == (built.id, f"{built.id}.1")
    assert build.refresh(settings, encoder=encoder).embedded == 0
    assert store.current_folder(settings.index) == fresh.folder


def test_the_same_text_in_another_file_is_not_embedded_again(
    built: Generation, settings: Settings, corpus: Path
) -> None:
    (corpus / "copy.md").write_text(HIPS, encoding="utf-8")
    report = build.refresh(settings, encoder=FakeEncoder())
    assert (report.added, report.renamed, report.embedded) == (("copy.md",), (), 0)
    assert [str(warning) for warning in report.warnings] == [
        "hips.md: has the same title as copy.md (“Hips”); give each its own"
    ]
    again = build.refresh(settings, encoder=FakeEncoder())
    assert again.warnings == report.warnings
    (corpus / "copy.md").unlink()
    assert build.refresh(settings, encoder=FakeEncoder()).warnings == ()


def test_an_unchanged_document_is_not_parsed(
    built: Generation, settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def parse(file: SourceFile, text: str) -> Document:
        parsed.append(file.key)
        return reading.parse(file, text)

    monkeypatch.setattr(survey, "parse", parse)
    (corpus / "hips.md").write_text(EDITED, encoding="utf-8")
    build.refresh(settings, encoder=FakeEncoder())
    assert parsed == ["hips.md"]


def test_a_document_whose_stamp_is_the_same_is_not_even_read(
    built: Generation, settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in corpus.iterdir():
        os.utime(path, ns=(1, 1))
    monkeypatch.setattr(files, "_RACY_NS", 0)
    build.refresh(settings, encoder=FakeEncoder())
    read: list[str] = []

    def reading_of(file: SourceFile) -> bytes:
        read.append(file.key)
        return file.path.read_bytes()

    monkeypatch.setattr(SourceFile, "read", reading_of)
    (corpus / "hips.md").write_text(EDITED, encoding="utf-8")
    assert build.refresh(settings, encoder=FakeEncoder()).edited == ("hips.md",)
    assert read == ["hips.md"]
    assert build.refresh(settings, encoder=FakeEncoder(), full=True).documents == 2
    assert read == ["hips.md", "calves.txt", "hips.md"]


def test_every_format_is_read_and_every_bad_file_is_named(settings: Settings, corpus: Path, tmp_path: Path) -> None:
    (corpus / "page.html").write_text("<h1>Knees</h1><p>The knee bends. It aches.</p>", encoding="utf-8")
    (corpus / "letter.docx").write_bytes(docx_file(lambda file: file.add_paragraph("The ankle is a joint.")))
    (corpus / "Übung.pdf").write_bytes(pdf_file(lambda file: file.prose("A step helps the calf. " * 5)))
    (corpus / "image.pdf").write_bytes(pdf_file(lambda file: file.rect(10, 10, 50, 50), FPDF))
    (corpus / "empty.md").touch()
    (corpus / "broken.docx").write_bytes(b"PK")
    (corpus / "old.doc").write_bytes(b"x")
    (corpus / "out.md").symlink_to(tmp_path)
    report = build.refresh(settings, encoder=FakeEncoder())
    generation = store.open_last_good(settings.index)
    for row in generation.passage_rows():
        text = generation.document(row.document)
        for sentence in generation.passage(row.row).sentences:
            assert text and text[1][sentence.start : sentence.end] == sentence.text
    assert sorted(generation.titles().values()) == ["Calves", "Hips", "Knees", "letter", "Übung"]
    assert [str(problem) for problem in report.problems] == [
        "broken.docx: not a Word file (.docx), or protected with a password; save it anew without one",
        "empty.md: holds no sentence; write some text or remove the file",
        "image.pdf: holds images and no text; run text recognition (OCR) on it first",
        "old.doc: this format is not read; save it as .md, .txt, .html, .pdf or .docx",
        "out.md: a link that leads out of the corpus; put a copy of what it names here",
    ]
    (corpus / "letter.docx").write_bytes(b"broken")
    report = build.refresh(settings, encoder=FakeEncoder())
    assert "letter.docx" in {problem.document for problem in report.problems}
    assert store.open_last_good(settings.index).document("letter.docx") == ("letter", "The ankle is a joint.\n")


# --- an edit gives what a build from nothing gives ----------------------------------------------------------------


def content(generation: Generation) -> dict[str, object]:
    """All that can be asked of a generation; scores and vectors to six digits."""
    rows = generation.passage_rows()
    found = [word for word in [*VOCABULARY, "edit", "number", "new"] for word in terms(word)]
    return {
        "rows": rows,
        "passages": [generation.passage(row.row) for row in rows],
        "sentences": [generation.sentence_rows(row.row) for row in rows],
        "vectors": np.round(generation.dense.vectors(), 6).tolist(),
        "said": [np.round(generation.sentence_vectors[r.first : r.first + r.length], 6).tolist() for r in rows],
        "lexical": [[(row, round(score, 6)) for row, score in generation.lexical([term], k=9)] for term in found],
        "frequency": [generation.document_frequency(term) for term in found],
        "words": generation.words(),
        "documents": [generation.document(key) for key in generation.manifest.documents],
        "titles": generation.titles(),
    }


def test_any_edits_give_what_a_build_from_nothing_gives(
    settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "SENTENCES_OF_SHARD", 8)
    chance = random.Random(11)  # noqa: S311 - seeded on purpose
    encoder = FakeEncoder(max_tokens=30)
    linked = 0
    for number in range(25):
        for _ in range(chance.randint(1, 3)):
            path = corpus / f"{chance.choice('abcdefgh')}.md"
            if path.exists() and chance.random() < 0.4:
                path.rename(path.with_name(f"z{number}.md")) if chance.random() < 0.5 else path.unlink()
            else:
                said = [" ".join(chance.choices(VOCABULARY, k=6)).capitalize() for _ in range(chance.randint(1, 9))]
                parts = [f"\n## Part {at}\n" * chance.randint(0, 1) + f"{text}." for at, text in enumerate(said)]
                path.write_text(f"# New {chance.randint(1, 4)}\n\nEdit {number}. " + "\n".join(parts), encoding="utf-8")
        report = build.refresh(settings, encoder=encoder)
        fresh = replace(settings, index=settings.index.with_name(f"fresh-{number}"))
        assert build.refresh(fresh, encoder=FakeEncoder(max_tokens=30)).generation == report.generation
        one, other = (store.open_last_good(place.index) for place in (settings, fresh))
        assert content(one) == content(other)
        shards = [one.folder / name for name in manifest.file_names(one.manifest.shards, cells=False)]
        linked += sum(path.stat().st_nlink > 1 for path in shards)
        assert [manifest.checksum(path) for path in shards] == [one.manifest.checksums[path.name] for path in shards]
    assert linked > 10


def test_the_cells_of_many_passages_follow_every_edit(
    settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "SENTENCES_OF_SHARD", 8)
    monkeypatch.setattr(cells, "EXACT_UP_TO", 10)
    encoder = FakeEncoder()
    centres, linked = set(), 0
    for number in range(12):
        pairs = zip(VOCABULARY, VOCABULARY[number:], strict=False)
        said = [f"## {word}\n\nThe {word} and the {other}." for word, other in pairs]
        (corpus / f"{number % 5}.md").write_text(f"# Number {number}\n\n" + "\n\n".join(said), encoding="utf-8")
        build.refresh(settings, encoder=encoder)
        generation = store.open_last_good(settings.index)
        assert generation.manifest.has_cells == (generation.manifest.passages > 10)
        files = [generation.folder / manifest.cells_file(shard) for shard in range(generation.manifest.shards)]
        assert all(path.exists() == generation.manifest.has_cells for path in files)
        exact = DenseIndex(generation.dense.shards)
        for question in ("hip", "calf and knee"):
            vector = encoder.encode_question(question)
            assert generation.search(vector, k=3)[0][1] == exact.search(vector, k=3)[0][1]
        if generation.manifest.has_cells:
            centres.add(generation.manifest.checksums[manifest.CENTRES])
            linked += sum(path.stat().st_nlink > 1 for path in files)
        assert staleness.reasons(settings, thorough=True) == []
    assert linked > 5 and len(centres) < 4


def test_passages_that_stay_are_renumbered_around_those_that_do_not(settings: Settings, corpus: Path) -> None:
    for name in "bdf":
        (corpus / f"{name}.md").write_text(f"# {name}\n\nThe {name} stays.\n", encoding="utf-8")
    (corpus / "c.md").write_text("# c\n\nThe c goes.\n", encoding="utf-8")
    build.refresh(settings, encoder=FakeEncoder())
    (corpus / "c.md").unlink()
    for name in "ae":
        (corpus / f"{name}.md").write_text(f"# {name}\n\nThe {name} is new.\n", encoding="utf-8")
    build.refresh(settings, encoder=FakeEncoder())  # b moves by one, d does not, f moves by one
    assert texts(settings)[:5] == ["The a is new.", "The b stays.", "The calf moves the ankle. It helps every step.",
                                   "The d stays.", "The e is new."]  # fmt: skip
    full = replace(settings, index=settings.index / "full")
    build.refresh(full, encoder=FakeEncoder())
    assert content(store.open_last_good(settings.index)) == content(store.open_last_good(full.index))


def test_removed_words_are_nowhere_on_disk(built: Generation, settings: Settings, corpus: Path) -> None:
    (corpus / "hips.md").write_text(HIPS + "\nThe xylophonicum is no muscle.\n", encoding="utf-8")
    build.refresh(settings, encoder=FakeEncoder())
    folder = store.current_folder(settings.index)
    assert any(b"xylophonicum" in path.read_bytes() for path in folder.iterdir())
    (corpus / "hips.md").write_text(HIPS + "\nNo more.\n", encoding="utf-8")
    build.refresh(settings, encoder=FakeEncoder())
    folder = store.current_folder(settings.index)
    assert not any(b"xylophon" in path.read_bytes() for path in folder.iterdir())


def test_words_are_nowhere_either_where_a_page_was_split(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - seeded on purpose
    path = tmp_path / manifest.STORE
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=12)) for _ in range(3_000)]
    gone, kept, late = words[:1_000], words[1_000:2_000], words[2_000:]
    for less, more in (([], sorted([*gone, *kept])), (gone, late)):
        with storewriter.counted(path) as database:
            tally = storewriter.Tally(database)
            for word in less:
                tally.take([word], [word])
            for word in more:
                tally.number(word)
                tally.add([word], [word])
            tally.write()
    content = path.read_bytes()
    assert all(word.encode() in content for word in (kept[0], late[0]))
    assert not any(word.encode() in content for word in gone)


def test_many_shards_need_no_larger_limit_on_open_files(
    settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "SENTENCES_OF_SHARD", 2)
    for number in range(70):
        (corpus / f"{number}.md").write_text(f"# {number}\n\nThe hip {number}.\n", encoding="utf-8")
    build.refresh(settings, encoder=FakeEncoder())
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, limits[1]))
    try:
        opened = [store.open_last_good(settings.index) for _ in range(2)]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert opened[0].manifest.shards == manifest.MOST_SHARDS


def test_damage_that_generations_share_is_not_handed_on(
    built: Generation, settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "_CHECKED_WHOLE", 0)  # as in a large index: damage is not seen when it is opened
    path = store.current_folder(settings.index) / "sentences-0.npy"
    data = bytearray(path.read_bytes())
    data[-1] ^= 0xFF
    path.write_bytes(data)
    assert staleness.reasons(settings) == []
    assert staleness.reasons(settings, thorough=True) == [f"sentences-0.npy in generation {built.id} is damaged"]
    assert build.refresh(settings, encoder=FakeEncoder()).embedded == 3
    assert staleness.reasons(settings, thorough=True) == []


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


def test_last_good_text_that_this_version_cannot_read_is_given_up(
    built: Generation, settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "hips.md").write_bytes(b"\xff")

    def parse(file: SourceFile, text: str) -> Document:
        if file.key == "hips.md":
            raise DocumentError(file.key, "no longer read")
        return reading.parse(file, text)

    monkeypatch.setattr(survey, "parse", parse)
    monkeypatch.setattr(passages, "TARGET_WORDS", passages.TARGET_WORDS + 1)
    report = build.refresh(settings, encoder=FakeEncoder())
    assert [str(problem) for problem in report.problems] == [
        "hips.md: not UTF-8 text (line 1, byte 0xff); save the file with UTF-8 encoding"
    ]
    assert (report.documents, report.removed) == (1, ("hips.md",))


def test_last_good_text_is_cut_anew_where_options_differ(
    built: Generation, settings: Settings, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "hips.md").write_bytes(b"\xff")
    monkeypatch.setattr(passages, "TARGET_WORDS", 5)
    assert build.refresh(settings, encoder=FakeEncoder()).documents == 2
    assert texts(settings)[-1] == "A band helps the squat."


def test_a_file_that_comes_back_as_it_was_is_no_problem_any_more(
    built: Generation, settings: Settings, corpus: Path
) -> None:
    (corpus / "hips.md").write_bytes(b"\xff")
    assert len(build.refresh(settings, encoder=FakeEncoder()).problems) == 1
    (corpus / "hips.md").write_text(HIPS, encoding="utf-8")
    report = build.refresh(settings, encoder=FakeEncoder())
    assert (report.problems, report.edited, report.embedded) == ((), (), 0)


def test_windows_1252_is_a_warning_that_stays(settings: Settings, corpus: Path) -> None:
    (corpus / "old.txt").write_bytes("The café has steps. The hip does not mind.\n".encode("cp1252"))
    for _ in range(2):
        report = build.refresh(settings, encoder=FakeEncoder())
        assert report.problems == ()
        assert [warning.document for warning in report.warnings] == ["old.txt"]
    found = store.open_last_good(settings.index).document("old.txt")
    assert found and "café" in found[1]


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


@pytest.mark.parametrize("where", ["os.fsync", "numpy.save", "shutil.copyfile", "pathlib.Path.rename"])
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
    for number, moment in enumerate(sorted(random.Random(5).sample(range(1, 61), 50))):  # noqa: S311 - seeded on purpose
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
    assert outcomes.count(-signal.SIGKILL) >= 45


@pytest.mark.parametrize("refused", ["folders", "nothing"])
def test_a_system_that_cannot_sync_folders(
    settings: Settings, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def like_windows(path: Path, flags: int, *rest: int, **named: int) -> int:
        if refused == "folders" and Path(path).is_dir() and not flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, *rest, **named)

    with monkeypatch.context() as patch:
        patch.setattr("os.open", like_windows)
        build.refresh(settings, encoder=FakeEncoder())
    assert len(texts(settings)) == 3


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
    monkeypatch.setattr(generations, "_LOCK_SECONDS", 0.1)
    settings.index.mkdir()
    notes = Notes()
    with FileLock(settings.index / ".lock"), pytest.raises(IndexBusy, match="try again later"):
        build.refresh(settings, encoder=FakeEncoder(), reporter=notes)
    assert notes.said == [f"Another process is building the index in {settings.index}; waiting for it"]


def test_who_waits_is_told_for_whom(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "_LOCK_SECONDS", 0.1)
    notes = Notes()
    with (
        generations.locked(settings.index, Notes()),
        pytest.raises(IndexBusy, match=rf"Process {os.getpid()} on .+ has been building"),
    ):
        build.refresh(settings, encoder=FakeEncoder(), reporter=notes)
    assert re.fullmatch(
        rf"Process {os.getpid()} on \S+ \(since \d\d:\d\d:\d\d\) is building the index in .*; waiting for it",
        notes.said[0],
    )
    assert build.refresh(settings, encoder=FakeEncoder()).embedded == 3
    assert not (settings.index / ".building").exists()
