"""The command line: where options may stand, what goes where, which exit code comes back."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest

from assistant import __version__
from assistant.cli import main

QUESTION = "What muscles are the hip abductors?"


def feed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Put lines on standard input."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("\n".join(lines).encode())))


@pytest.mark.parametrize("before", [True, False])
def test_places_stand_before_or_after_the_command(
    fresh_index: list[str], capsys: pytest.CaptureFixture[str], before: bool
) -> None:
    command = ["ask", "--json", QUESTION]
    assert main([*fresh_index, *command] if before else [*command, *fresh_index]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["outcome"] == "answer"
    assert printed.err == ""


def test_the_answer_object_has_the_keys_of_the_contract(
    fresh_index: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["ask", "--json", QUESTION, *fresh_index])
    answer = json.loads(capsys.readouterr().out)
    first = "id question searched_for outcome triage text quotes notices"
    assert list(answer) == f"{first} disclaimer suggestions confidence index elapsed_ms".split()
    assert list(answer["quotes"][0]) == ["text", "document", "start", "end", "heading", "references"]


def test_an_answer_for_a_person_is_plain_when_piped(fresh_index: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", QUESTION, *fresh_index]) == 0
    printed = capsys.readouterr().out
    assert "[1]" in printed
    assert "hip-abductors.md" in printed
    assert "not medical advice" in printed
    assert "\x1b" not in printed


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("best pizza in Rome", "not_covered"),
        ("hello", "greeting"),
        ("", "invalid"),
        ("I can't feel my legs", "referred"),
    ],
)
def test_every_outcome_exits_with_0(
    fresh_index: list[str], capsys: pytest.CaptureFixture[str], question: str, outcome: str
) -> None:
    assert main(["ask", "--json", question, *fresh_index]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == outcome


def test_lines_are_answered_in_order(
    fresh_index: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(
        monkeypatch,
        json.dumps({"id": "a", "question": QUESTION}),
        "",
        json.dumps({"id": 2, "turns": ["What is IT band syndrome?", "How is it treated?"]}),
        json.dumps({"id": 3, "question": "pizza"}),
    )
    assert main(["ask", "--jsonl", *fresh_index]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 2, 3]
    assert answers[1]["searched_for"] == "How is IT band syndrome treated?"


def test_a_bad_line_keeps_its_place(
    fresh_index: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, "{oops", json.dumps({"id": 1, "question": QUESTION}))
    assert main(["ask", "--jsonl", *fresh_index]) == 2
    printed = capsys.readouterr()
    answers = [json.loads(line) for line in printed.out.splitlines()]
    assert [answer["outcome"] for answer in answers] == ["invalid", "answer"]
    assert printed.err == "hip-assistant: line 1: not a JSON object in UTF-8\n"


def test_without_standard_input_there_is_one_line(
    fresh_index: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["ask", "--jsonl", *fresh_index]) == 2
    assert "standard input, which is closed" in capsys.readouterr().err


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_output_that_is_closed_leads_nowhere(
    closed: str, fresh_index: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, closed, None)
    assert main(["ask", "What is hip abduction?", *fresh_index]) == 0
    assert main(["ask", "--jsonl", "why?", *fresh_index]) == 2


@pytest.mark.parametrize(
    "arguments", [["ask"], ["ask", "--jsonl", "why?"], ["source", "none.md"], ["eval", "none.jsonl"]]
)
def test_a_wrong_call_exits_with_2_and_one_line(
    fresh_index: list[str], capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main([*arguments, *fresh_index]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["sing"], ["ask", "--loud", "why?"], ["index", "--check", "--full"]])
def test_an_unknown_option_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_fresh_index_passes_the_check(fresh_index: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--check", *fresh_index]) == 0
    assert capsys.readouterr().out == "The index is up to date.\n"


def test_another_model_fails_the_check(fresh_index: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--check", "--model", "another", *fresh_index]) == 1
    assert "all-MiniLM-L6-v2, asked for is another" in capsys.readouterr().out


def test_the_source_is_the_document(fresh_index: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", "hip-abductors.md", *fresh_index]) == 0
    assert capsys.readouterr().out.startswith("---\ntitle:")


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"hip-assistant {__version__}\n"
