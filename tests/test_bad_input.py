"""The real command line against what goes wrong: one clear line, the right exit code, and the last good index."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import HIPS

from assistant.config import PROJECT
from assistant.encoder import OnnxEncoder

QUESTION = "Which hip muscle is the gluteus medius?"
SENTENCE = "The gluteus medius is a hip muscle."
EVERYTHING_FITS = 20_000_000


@dataclass(frozen=True)
class Place:
    """A corpus and its index, and how to run a command over them."""

    corpus: Path
    index: Path
    cache: Path

    def run(self, *arguments: str, stdin: bytes = b"", file_limit: int = EVERYTHING_FITS) -> tuple[int, str, list[str]]:
        """Exit code, standard output and the lines of standard error; no file may grow beyond ``file_limit`` bytes."""

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

        done = subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            input=stdin,
            capture_output=True,
            cwd=PROJECT,
            preexec_fn=limit,
            timeout=120,
            check=False,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.cache),
                "HF_HUB_OFFLINE": "1",
                "PYTHONWARNINGS": "ignore",
                "PYTHONDONTWRITEBYTECODE": "1",  # under a limit, half a file would be written, to stumble over
                "HIP_ASSISTANT_CORPUS": str(self.corpus),
                "HIP_ASSISTANT_INDEX": str(self.index),
                "HIP_ASSISTANT_CACHE": str(self.cache),
            },
        )
        said = done.stderr.decode("utf-8")
        assert "Traceback" not in said, said
        return done.returncode, done.stdout.decode("utf-8"), said.splitlines()

    def ask(self, *, file_limit: int = EVERYTHING_FITS) -> tuple[dict[str, Any], list[str]]:
        """The answer to a question that the corpus answers, and what was said on the way."""
        code, out, said = self.run("ask", QUESTION, "--json", file_limit=file_limit)
        assert code == 0, said
        answer: dict[str, Any] = json.loads(out)
        assert answer["outcome"] == "answer" and SENTENCE in answer["text"]
        return answer, said


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, cache: Path, real_encoder: OnnxEncoder) -> Place:
    """An index that answers; tests work on copies."""
    folder = tmp_path_factory.mktemp("good")
    place = Place(folder / "corpus", folder / "index", cache)
    place.corpus.mkdir()
    (place.corpus / "hips.md").write_text(HIPS, encoding="utf-8")
    code, _, said = place.run("index")
    assert (code, said) == (0, [])
    return place


@pytest.fixture
def place(good: Place, tmp_path: Path) -> Place:
    """A copy of the good corpus and index to damage."""
    copy = Place(tmp_path / "corpus", tmp_path / "index", good.cache)
    shutil.copytree(good.corpus, copy.corpus)
    shutil.copytree(good.index, copy.index)
    path = next((copy.index / "generations").glob("*/manifest.json"))
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"corpus": str(copy.corpus)}), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("missing", "the corpus folder {corpus} does not exist; name another with --corpus"),
        ("file", "the corpus {corpus} is not a folder; name the folder that holds the documents"),
        ("empty", "{corpus} holds no document; put a Markdown (.md) or plain text (.txt) file there"),
    ],
)
@pytest.mark.usefixtures("real_encoder")
def test_no_corpus_and_no_index(tmp_path: Path, cache: Path, kind: str, message: str) -> None:
    place = Place(tmp_path / "corpus", tmp_path / "index", cache)
    if kind == "file":
        place.corpus.touch()
    elif kind == "empty":
        place.corpus.mkdir()
    code, out, said = place.run("ask", QUESTION)
    assert (code, out) == (1, "")
    assert said[-1] == "hip-assistant: " + message.format(corpus=place.corpus)
    assert len(said) == (2 if kind == "empty" else 1)  # where there is a folder, first that there is no index yet


def test_a_corpus_that_went_away_is_answered_from_the_last_good_index(place: Place) -> None:
    place.corpus.rename(place.corpus.with_name("elsewhere"))
    _, said = place.ask()
    [line] = said
    reason = f"the corpus folder {place.corpus} does not exist; name another with --corpus"
    assert line.startswith(f"{reason}. Answering from the index of ")


def test_bad_files_are_named_and_the_good_one_answers(place: Place) -> None:
    (place.corpus / "empty.md").touch()
    (place.corpus / "latin.txt").write_bytes("Die Hüfte.".encode("latin-1"))
    (place.corpus / "x.md").mkdir()
    _, said = place.ask()
    assert [line for line in said if line.startswith("Warning: ")] == [
        "Warning: empty.md: holds no sentence; write some text or remove the file",
        "Warning: x.md: this is a folder with a document's name; rename it",
    ]
    answer, said = place.ask()
    assert said == [] and len(answer["quotes"]) >= 1


def test_a_file_that_breaks_keeps_its_last_good_text(place: Place) -> None:
    (place.corpus / "hips.md").write_bytes(b"\xff\xfe\x00")
    answer, said = place.ask()
    assert said[-1].startswith("Warning: hips.md: not UTF-8 text")
    assert said[-1].endswith("(its last good text stays in the index)")
    [quote] = [quote for quote in answer["quotes"] if quote["text"] == SENTENCE]
    code, text, _ = place.run("source", "hips.md")
    assert (code, text) == (0, HIPS)
    assert text[quote["start"] : quote["end"]] == SENTENCE


def test_a_corrupted_vector_file_is_rebuilt(place: Place) -> None:
    [path] = (place.index / "generations").glob("*/passages-0.npy")
    path.write_bytes(path.read_bytes()[:100])
    _, said = place.ask()
    assert said[0] == f"Refreshing the index: passages-0.npy in generation {path.parent.name} is damaged"
    assert place.ask()[1] == []


def test_a_manifest_of_another_model_is_rebuilt(place: Place) -> None:
    [path] = (place.index / "generations").glob("*/manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["encoder"] |= {"name": "other/model", "revision": "0" * 64, "dimension": 5}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    _, said = place.ask()
    assert said[0] == (
        "Refreshing the index: the index was built with model other/model, asked for is all-MiniLM-L6-v2"
    )
    assert place.ask()[1] == []


def test_an_unknown_model(place: Place) -> None:
    code, out, said = place.run("--model", "nobody/nothing", "ask", QUESTION)
    assert (code, out) == (1, "")
    assert said[-1] == (
        "hip-assistant: the model 'nobody/nothing' is neither a folder nor to be had from the hub; "
        "name a sentence-transformers model with --model, or leave it out for all-MiniLM-L6-v2"
    )
    assert place.ask()[1] == []


def test_a_full_disk(place: Place) -> None:
    (place.corpus / "more.md").write_text("# More\n\nA new text.\n", encoding="utf-8")
    code, out, said = place.run("index", file_limit=10_000)
    assert (code, out) == (1, "")
    assert said[-1].startswith(f"hip-assistant: the index in {place.index} was not written (")
    assert said[-1].endswith("; the one before is untouched")
    answer, said = place.ask(file_limit=10_000)
    assert "was not written" in said[-1] and "Answering from the index of" in said[-1]
    assert {quote["document"] for quote in answer["quotes"]} == {"hips.md"}


def test_an_index_folder_that_is_a_file(place: Place) -> None:
    shutil.rmtree(place.index)
    place.index.touch()
    code, out, said = place.run("ask", QUESTION)
    assert (code, out) == (1, "")
    assert said[-1].startswith(f"hip-assistant: the index in {place.index} was not written (")


def test_lines_that_are_no_requests(good: Place) -> None:
    lines = [
        json.dumps({"id": 1, "question": "hip muscle " * 1_000_000}),
        "{not json",
        "[1, 2]",
        '{"id": 2}',
        '{"id": 3, "question": 7}',
        '{"id": 4, "turns": "text"}',
        '{"id": 5, "turns": []}',
        '{"id": 6, "turns": [1, null]}',
        '{"id": [], "question": "hip"}',
        '{"id": 7, "turns": [{"role": "assistant", "content": "Hello."}]}',
        "[" * 100_000,
        '{"id": ' + "9" * 5000 + ', "question": "hip"}',
        json.dumps({"id": 8, "question": "\ud800 " + QUESTION}),
        json.dumps({"id": "last", "turns": [{"role": "user", "content": "Hello"}, QUESTION]}),
    ]
    stdin = b"\xff\xfe\n" + "\n".join(lines).encode() + b"\n\n"
    code, out, said = good.run("ask", "--jsonl", stdin=stdin)
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert len(answers) == len(lines) + 1
    assert [answer["outcome"] for answer in answers] == ["invalid"] * (len(lines) - 1) + ["answer"] * 2
    assert answers[1]["id"] == 1 and "longer than 2,000 characters" in answers[1]["text"]
    assert answers[-1]["id"] == "last" and SENTENCE in answers[-1]["text"]
    assert [line.partition(": ")[2].partition(":")[0] for line in said] == [
        f"line {number}" for number in (1, *range(3, 14))
    ]


def test_calls_that_are_wrong(good: Place) -> None:
    code, out, said = good.run("source", "none.md")
    assert (code, out, len(said)) == (2, "", 1) and "the index holds no document 'none.md'" in said[0]
    code, out, said = good.run("ask", QUESTION, "--jsonl")
    assert (code, out, len(said)) == (2, "", 1) and "--jsonl reads the questions from standard input" in said[0]
