"""The server as a process: how it starts, what it writes, how it stops."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from canned import free_port

from assistant import web
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

def chore(pause):
    print("chore", flush=True)
    while True:
        pause()

serve(Slow(), port=int(sys.argv[1]), options=Options(log_json=True), chore=chore if sys.argv[2:] else None)
"""
QUESTION = "What muscles are the hip abductors?"


class Server:
    """A server of `PROGRAM` in a process of its own, and what comes of asking it."""

    def __init__(self, *arguments: str) -> None:
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(port), *arguments],
            cwd=Path(__file__).parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.statuses: list[int] = []
        self.answers: list[httpx.Response] = []
        self.sent = threading.Semaphore(0)
        self._threads: list[threading.Thread] = []
        assert self.process.stderr
        assert self.url in self.process.stderr.readline()

    def ask(self) -> None:
        """Ask in the background; `sent` counts the questions that are on their way."""

        def note(event: str, facts: object) -> None:
            if event == "http11.send_request_body.complete":
                self.sent.release()

        def post() -> None:
            with httpx.Client(base_url=self.url, timeout=60) as client:
                body = {"data": [QUESTION, None]}
                self.answers.append(client.post("/gradio_api/run/ask", json=body, extensions={"trace": note}))

        self._start(post)

    def listen(self, path: str) -> None:
        """Open a stream of events in the background, and keep it open."""

        def get() -> None:
            with suppress(httpx.HTTPError), httpx.stream("GET", f"{self.url}{path}", timeout=60) as reply:
                self.statuses.append(reply.status_code)
                for _ in reply.iter_bytes():
                    pass

        self._start(get)

    def stop(self, number: int) -> str:
        """Send a signal, wait for the end, and return what was written on standard error."""
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=60)
        for thread in self._threads:
            thread.join()
        return errors

    def _start(self, work: Callable[[], None]) -> None:
        self._threads.append(threading.Thread(target=work))
        self._threads[-1].start()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.process.kill()


def asked(server: Server) -> None:
    """Wait until a question is being answered."""
    assert server.process.stdout
    assert server.process.stdout.readline() == "asked\n"


posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")


@posix
def test_sigterm_lets_a_question_be_answered_and_ends_with_0(server: Server) -> None:
    server.ask()
    asked(server)
    errors = server.stop(signal.SIGTERM)
    assert server.answers[0].json()["data"][0]["outcome"] == "answer"
    assert server.process.returncode == 0
    (line,) = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]
    assert (line["request"], line["outcome"], line["generation"]) == ("ask", "answer", "g1")
    assert QUESTION not in errors
    assert "Traceback" not in errors


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_neither_waiting_questions_nor_open_streams_hold_the_end_up(server: Server, number: int) -> None:
    many = 3 * max(2, os.cpu_count() or 2)
    join = {"data": [QUESTION, None], "fn_index": 0, "session_hash": "s"}
    assert httpx.post(f"{server.url}/gradio_api/queue/join", json=join).status_code == 200
    for path in ("/gradio_api/heartbeat/h", "/gradio_api/queue/data?session_hash=s"):
        server.listen(path)
    asked(server)
    for _ in range(many):
        server.ask()
    asked(server)
    for _ in range(many):
        assert server.sent.acquire(timeout=60)
    errors = server.stop(number)
    found = [reply.status_code for reply in server.answers]
    assert server.process.returncode == 0
    assert len(found) == many
    assert set(found) == {200, 503}, "those at hand are answered, the others are told to come back"
    assert found.count(200) < many / 2
    assert server.statuses == [200, 200]
    assert "Traceback" not in errors


@posix
def test_it_can_be_stopped_as_soon_as_it_says_where_it_is(server: Server) -> None:
    errors = server.stop(signal.SIGTERM)
    assert server.process.returncode == 0
    assert "Traceback" not in errors


@posix
def test_what_is_done_while_nobody_asks_ends_with_the_server() -> None:
    server = Server("with a chore")
    try:
        assert server.process.stdout
        assert server.process.stdout.readline() == "chore\n"
        errors = server.stop(signal.SIGTERM)
    finally:
        server.process.kill()
    assert server.process.returncode == 0
    assert "Traceback" not in errors


def test_the_chat_offers_topics_tries_them_out_and_serves_tools_when_asked(
    fresh_index: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[dict[str, Any]] = []
    monkeypatch.setattr(web, "serve", lambda assistant, **options: served.append({"assistant": assistant, **options}))
    for arguments in ([], ["--mcp"]):
        assert main(["chat", *arguments, *fresh_index]) == 0
    plain, with_tools = served
    assert plain["chore"] == plain["assistant"].check_topics
    assert list(plain["examples"]()) == plain["assistant"].topics()[:5]
    assert plain["options"].tools is None
    assert with_tools["options"].tools is not None


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


def test_gradio_is_imported_without_the_stubs_it_would_write_and_leaves_all_as_it_was() -> None:
    program = (
        "import inspect, sys; find = inspect.getfile; read = []; "
        "sys.addaudithook(lambda event, given: event == 'open' and read.append(str(given[0]))); "
        "import assistant.web; "
        "assert [name for name in read if name.endswith('.pyi')] == []; "
        "assert inspect.getfile is find; assert 'mcp' not in sys.modules; import mcp; "
        "from assistant.web import build_page; import canned; build_page(canned.CannedAssistant())"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_only_one_module_imports_gradio() -> None:
    files = Path(web.__file__).parent.glob("*.py")
    naming = re.compile(r"^\s*(?:import|from) gradio\b", re.MULTILINE)
    assert [file.name for file in files if naming.search(file.read_text(encoding="utf-8"))] == ["library.py"]
