"""The tools for programs, at ``/mcp`` of the chat's own server, within the limits that questions have."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from assistant.errors import UsageError
from assistant.service import Through
from assistant.web.limits import Gate, Refused, client_of

PATH = "/mcp"
Build = Callable[[Through], Starlette]
"""Makes the application that speaks the protocol at `PATH` and does its work through what it is given."""


class Tools:
    """The application of `Build`, with what the chat adds to it: its limits, and no calls from web pages.

    A browser says where a page's call comes from, a program does not; so that no page of another site can reach an
    assistant on this machine, such calls are refused (MCP specification 2025-06-18, "Transports", security warning).

    Args:
        build: makes the application.
        gate: which requests are let through.
    """

    def __init__(self, build: Build, gate: Gate) -> None:
        self._gate = gate
        self.app = build(self._through)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the calls of programs."""
        request = Request(scope)
        refusal: Response | None = None
        if "origin" in request.headers:
            refusal = JSONResponse({"error": "This address is for programs, not for web pages."}, 403)
        elif request.method != "POST":  # nothing is sent to a program but what it asked for
            refusal = JSONResponse({"error": "Send requests with POST."}, 405, {"allow": "POST"})
        else:
            try:
                self._gate.count(client_of(request.client.host if request.client else None))
            except Refused as error:
                refusal = JSONResponse({"error": str(error)}, error.status)
        await (refusal or self.app)(scope, receive, send)

    async def _through(self, work: Callable[..., object], *arguments: object) -> object:
        try:
            return await self._gate.run("mcp", "", work, *arguments)  # the call was counted already
        except Refused as error:
            raise UsageError(str(error)) from error
