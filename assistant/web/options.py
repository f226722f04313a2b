"""How the chat is served."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.feedback import FeedbackFile
from assistant.web.accounts import Accounts, Door
from assistant.web.feedback import FeedbackBox
from assistant.web.headers import Headers
from assistant.web.health import health
from assistant.web.limits import MAX_WAITING, REQUESTS_A_MINUTE, Gate
from assistant.web.log import RequestLog
from assistant.web.surface import Surface
from assistant.web.tools import Build


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever runs the chat may decide.

    Args:
        root_path: the path, or the whole address, under which a proxy serves the page.
        accounts: who may use it; None for everybody.
        max_waiting: how many questions may wait for their turn.
        a_minute: how many requests a client may make in a minute; 0 for any number.
        log_json: write a line about each request on standard error.
        feedback: the file that keeps what people say of answers; None to keep nothing.
        index: the folder of the index, which ``/healthz`` looks at; None for no such address.
        tools: makes the application for programs at ``/mcp``; None for no such address.
    """

    root_path: str = ""
    accounts: Accounts | None = None
    max_waiting: int = MAX_WAITING
    a_minute: int = REQUESTS_A_MINUTE
    log_json: bool = False
    feedback: Path | None = None
    index: Path | None = None
    tools: Build | None = None

    def gate(self) -> Gate:
        """A gate with these limits and this log."""
        log = RequestLog.to_stderr() if self.log_json else None
        return Gate(max_waiting=self.max_waiting, a_minute=self.a_minute, log=log)

    def middleware(self) -> list[Middleware]:
        """What stands in front of Gradio, outermost first."""
        door = [Middleware(Door, accounts=self.accounts)] if self.accounts else []
        return [Middleware(Headers), *door, Middleware(Surface)]

    def routes(self, gate: Gate) -> list[Route]:
        """The addresses beside Gradio's.

        Args:
            gate: which requests are let through.
        """
        box = FeedbackBox(FeedbackFile(self.feedback) if self.feedback else None, gate)
        found = [Route("/feedback", box.take, methods=["POST"])]
        index = self.index
        if index:

            def healthz(request: Request) -> Response:
                status, said = health(index)
                return JSONResponse(said, status_code=status, headers={"cache-control": "no-store"})

            found.append(Route("/healthz", healthz))
        return found
