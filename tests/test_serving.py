"""The server as a process: how it starts, what it writes, how it stops."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from canned import free_port

from assistant.cli import main

PROGRAM = """
import sys, time
from canned import CannedAssistant
from assistant.web import Options, serve

class Slow(CannedAssistant):
    def ask(self, question, history=(), *, as_typed=False):
        print("asked", flush=True)
        time.sleep(2)
        return super().ask(question, history, as_typed=as_typed)

serve(Slow(), port=int(sys.argv[1]), options=Options(log_json=True))
"""
QUESTION = "What muscles are the hip abductors?"


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_sigterm_lets_a_question_be_answered_and_ends_with_0() -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(port)],
        cwd=Path(__file__).parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        assert process.stderr
        assert f"http://127.0.0.1:{port}" in process.stderr.readline()
        replies: list[httpx.Response] = []
        url = f"http://127.0.0.1:{port}/gradio_api/run/ask"
        asking = threading.Thread(
            target=lambda: replies.append(httpx.post(url, json={"data": [QUESTION, None]}, timeout=60))
        )
        asking.start()
        assert process.stdout.readline() == "asked\n"
        process.send_signal(signal.SIGTERM)
        asking.join()
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert replies[0].json()["data"][0]["outcome"] == "answer"
    assert process.returncode == 0
    (line,) = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]
    assert (line["request"], line["outcome"], line["generation"]) == ("ask", "answer", "g1")
    assert QUESTION not in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--max-waiting", "0"], "--max-waiting must be 1 or more"),
        (["--rate", "-1"], "--rate 0 or more"),
        (["--auth-file", "no such file"], "the file of accounts no such file cannot be read"),
    ],
)
def test_an_option_that_is_wrong_is_a_wrong_call(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chat", *arguments]) == 2
    assert says in capsys.readouterr().err
