from __future__ import annotations

import json
from datetime import datetime

import pytest
from canned import CannedAssistant

from assistant.render import to_dict
from assistant.web.limits import Refused
from assistant.web.log import RequestLog

ASKED = "is my sore hip, Jane Doe of Leeds, a hip abductor?"


def line_of(kind: str, result: object) -> dict[str, object]:
    lines: list[str] = []
    with RequestLog(lines.append).request(kind) as entry:
        entry.result = result
    (line,) = lines
    assert "Jane" not in line
    assert "\n" not in line
    found: dict[str, object] = json.loads(line)
    return found


def test_an_answer_leaves_its_outcome_and_never_its_question() -> None:
    answer = to_dict(CannedAssistant().ask(ASKED))
    for result in (answer, {"html": ASKED, "answer": answer}):
        line = line_of("ask", result)
        assert list(line) == ["time", "request", "outcome", "triage", "generation", "ms"]
        assert (line["outcome"], line["triage"], line["generation"]) == ("answer", "none", "g1")
        assert datetime.fromisoformat(str(line["time"])).tzinfo


def test_other_work_is_done() -> None:
    assert line_of("search", [{"text": ASKED}])["outcome"] == "done"
    assert line_of("document", None)["outcome"] == "done"


@pytest.mark.parametrize(("error", "outcome"), [(Refused("busy", "wait"), "busy"), (ValueError(ASKED), "error")])
def test_what_fails_leaves_a_line_without_its_message(error: Exception, outcome: str) -> None:
    lines: list[str] = []
    with pytest.raises(type(error)), RequestLog(lines.append).request("ask"):
        raise error
    assert json.loads(lines[0])["outcome"] == outcome
    assert json.loads(lines[0])["error"] == type(error).__name__
    assert "Jane" not in lines[0]


def test_the_log_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with RequestLog.to_stderr().request("ask"):
        pass
    with RequestLog.nowhere().request("ask"):
        pass
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [json.loads(line)["request"] for line in printed.err.splitlines()] == ["ask"]
