"""The web chat as a process of its own."""

from __future__ import annotations

import http.client
import json
import subprocess
import time
from contextlib import suppress
from tempfile import TemporaryFile

from canned import free_port

from assistant.config import PROJECT
from bench.figures import Bench, measured, watched

PATIENCE = 60.0
"""Seconds that the server may take to start, or to answer."""


class Server:
    """A chat that listens on a free port; without limits on how often one address asks."""

    def __init__(self, bench: Bench) -> None:
        self.port = free_port()
        self._peak = bench.home / f"peak-{self.port}"
        self._log = TemporaryFile("w+")
        command = bench.command("chat", "--port", str(self.port), "--rate", "0", "--no-feedback")
        self._process = subprocess.Popen(
            [*watched(self._peak), *command], stdout=self._log, stderr=self._log, cwd=PROJECT, text=True
        )
        deadline = time.monotonic() + PATIENCE
        while not self._is_up():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.terminate()
                self._log.seek(0)
                raise RuntimeError(f"the chat did not start: {self._log.read()[-1000:]}")
            time.sleep(0.1)

    def connect(self) -> http.client.HTTPConnection:
        """A connection, which one person keeps."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, question: str, *, by: http.client.HTTPConnection | None = None) -> int:
        """The HTTP status of a question's answer."""
        connection = by or self.connect()
        body = json.dumps({"data": [question, None]})
        connection.request("POST", "/gradio_api/run/ask", body, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        reply.read()
        return reply.status

    def stop(self) -> int:
        """Stop the server; its peak memory in bytes."""
        self._process.terminate()
        self._process.wait()
        self._log.close()
        return measured(self._peak)[1]

    def _is_up(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            connection = self.connect()
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        return False
