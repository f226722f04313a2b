from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from assistant import feedback
from assistant.cli import main
from assistant.config import Settings
from assistant.errors import FeedbackError, UsageError
from assistant.feedback import VERDICTS, Feedback, FeedbackFile, Summary

QUOTE = {"document": "hips.md", "start": 3, "end": 9}


def said(verdict: str = "helpful", **fields: object) -> Feedback:
    return Feedback.of({"verdict": verdict, "generation": "g1", **fields})


@pytest.fixture
def file(tmp_path: Path) -> FeedbackFile:
    return FeedbackFile(tmp_path / "state" / "feedback.jsonl")


def test_a_line_holds_what_was_said_and_no_question(file: FeedbackFile) -> None:
    file.append(said("wrong source", quotes=[QUOTE]))
    (line,) = file.lines()
    assert list(line) == ["time", "verdict", "generation", "quotes"]
    assert (line["verdict"], line["generation"], line["quotes"]) == ("wrong source", "g1", [QUOTE])


def test_a_question_is_kept_only_when_it_is_given(file: FeedbackFile) -> None:
    file.append(said("unsafe", question="Hüfte?\n\u2028\x1b[31m"))
    (line,) = file.lines()
    assert line["question"] == "Hüfte?\n\u2028\x1b[31m"


@pytest.mark.parametrize(
    ("posted", "names"),
    [
        (None, "feedback"),
        ([], "feedback"),
        ({}, "verdict"),
        ({"verdict": "great"}, "verdict"),
        ({"verdict": ["helpful"]}, "verdict"),
        ({"verdict": "helpful"}, "generation"),
        ({"verdict": "helpful", "generation": " "}, "generation"),
        ({"verdict": "helpful", "generation": "g" * 501}, "generation"),
        ({"verdict": "helpful", "generation": "g", "email": "a@b"}, "email"),
        ({"verdict": "helpful", "generation": "g", "quotes": "hips.md"}, "quotes"),
        ({"verdict": "helpful", "generation": "g", "quotes": [QUOTE] * 51}, "quotes"),
        ({"verdict": "helpful", "generation": "g", "quotes": [None]}, "quotes"),
        ({"verdict": "helpful", "generation": "g", "quotes": [QUOTE | {"start": True}]}, "quotes"),
        ({"verdict": "helpful", "generation": "g", "quotes": [QUOTE | {"end": 3}]}, "quotes"),
        ({"verdict": "helpful", "generation": "g", "quotes": [QUOTE | {"document": 7}]}, "document"),
        ({"verdict": "helpful", "generation": "g", "question": "x" * 2_001}, "question"),
        ({"verdict": "helpful", "generation": "g", "question": 7}, "question"),
    ],
)
def test_what_is_wrong_is_named(posted: object, names: str) -> None:
    with pytest.raises(UsageError, match=f"^{names}: "):
        Feedback.of(posted)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_only_the_user_may_read_the_file(file: FeedbackFile, tmp_path: Path) -> None:
    file.append(said())
    assert stat.S_IMODE((tmp_path / "state" / "feedback.jsonl").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700


def test_lines_of_many_writers_do_not_mix(file: FeedbackFile) -> None:
    def write(number: int) -> None:
        for _ in range(25):
            file.append(said(generation=f"g{number}" * 100, quotes=[QUOTE] * 20))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(list(file.lines())) == 100


def test_a_full_file_takes_no_more(file: FeedbackFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "MAX_BYTES", 150)
    file.append(said())
    with pytest.raises(FeedbackError, match="is full"):
        file.append(said())
    assert len(list(file.lines())) == 1


def test_a_file_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    with pytest.raises(FeedbackError, match="cannot be written"):
        FeedbackFile(tmp_path / "state" / "feedback.jsonl").append(said())


def test_what_is_not_feedback_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    whole = json.dumps({"time": "t", "verdict": "helpful", "generation": "g", "quotes": []})
    path.write_bytes(f"{whole}\nnull\n7\n{{}}\n{'[' * 100_000}\n".encode() + b"\xff\n" + whole[:20].encode())
    assert len(list(FeedbackFile(path).lines())) == 1


def lines() -> list[dict[str, Any]]:
    other = QUOTE | {"document": "calf\x1b[31m.md"}
    return [
        {"verdict": "helpful", "quotes": [QUOTE, QUOTE | {"start": 4}, other]},
        {"verdict": "unsafe", "quotes": [QUOTE], "question": "may I\x1b]0;run\x07\nnow?"},
        {"verdict": "unsafe", "quotes": []},
    ]


def test_a_summary_counts_answers_by_verdict_and_by_document() -> None:
    found = json.loads(Summary.of(lines()).to_json())
    assert found["total"] == 3
    assert found["verdicts"] == {"helpful": 1, "not helpful": 0, "wrong source": 0, "unsafe": 2}
    assert found["documents"]["hips.md"] == {"helpful": 1, "not helpful": 0, "wrong source": 0, "unsafe": 1}


def test_a_summary_for_a_person_drives_no_terminal() -> None:
    text = Summary.of(lines()).to_text()
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "unsafe: may I ]0;run now?" in text
    row = next(line for line in text.splitlines() if line.startswith("hips.md"))
    assert row.split() == ["hips.md", "1", "0", "0", "1"]
    assert all(verdict in text.splitlines()[0] for verdict in VERDICTS)


def test_the_command_reads_the_file_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "feedback.jsonl"
    monkeypatch.setenv("HIP_ASSISTANT_FEEDBACK", str(path))
    assert main(["feedback", "--json"]) == 0, "nothing was said yet"
    FeedbackFile(path).append(said("not helpful"))
    assert main(["feedback", "--json"]) == 0
    before, after = capsys.readouterr().out.splitlines()
    assert (json.loads(before)["total"], json.loads(after)["total"]) == (0, 1)
    assert main(["feedback"]) == 0
    assert "all answers" in capsys.readouterr().out
    monkeypatch.setenv("HIP_ASSISTANT_FEEDBACK", "off")
    assert main(["feedback"]) == 0
    assert "switched off" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"HIP_ASSISTANT_FEEDBACK": "off"}, None),
        ({"HIP_ASSISTANT_FEEDBACK": "OFF"}, None),
        ({"HIP_ASSISTANT_FEEDBACK": "here.jsonl"}, Path("here.jsonl")),
        ({"XDG_STATE_HOME": "/state"}, Path("/state/hip-assistant/feedback.jsonl")),
        ({}, Path.home() / ".local/state/hip-assistant/feedback.jsonl"),
    ],
)
def test_where_feedback_is_kept(environment: dict[str, str], path: Path | None) -> None:
    assert Settings.from_environment(environment=environment).feedback == path
