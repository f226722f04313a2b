"""What is sent to Gradio's addresses, checked before Gradio sees it.

Gradio trusts its own page: on a number that is none of its components it fails with status 500 and writes the input
into its log. Here such a request is answered with 400 and what is wrong with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.surface import PREFIX

_LONGEST_NAME = 200


class Wrong(Exception):
    """A request that cannot be served as it is; the text is for the program that made it."""

    def __init__(self, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.status = status


class Inputs:
    """Middleware that turns away what Gradio would fail on.

    A function of ours that refuses an input calls `blame`, so that the status says whose fault it was.

    Args:
        app: what serves the rest.
        components: the numbers of the components of the page.
        functions: of each function, its name as an endpoint and how many inputs it takes, by its number.
        is_open: whether there is an event or a session of this name, whose messages can be waited for.
        max_body_bytes: room for a body.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        components: frozenset[int],
        functions: Mapping[int, tuple[str, int]],
        is_open: Callable[[str], bool],
        max_body_bytes: int,
    ) -> None:
        self._app = app
        self._components = components
        self._functions = functions
        self._named = {name: count for name, count in functions.values()}
        self._is_open = is_open
        self._max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is sound."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        path = path.removeprefix(PREFIX).strip("/")
        body = None
        try:
            if request.method == "POST":
                body = await self._body(request)
                self._check_body(path, _object(body))
            else:
                self._check_stream(path, request.query_params.get("session_hash"))
        except Wrong as wrong:
            await JSONResponse({"error": str(wrong)}, wrong.status)(scope, receive, send)
            return

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 500:
                message = {**message, "status": scope.get("state", {}).get(_BLAMED, 500)}
            await send(message)

        await self._app(scope, receive if body is None else _replay(body, receive), answered)

    async def _body(self, request: Request) -> bytes:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Wrong("send application/json", 415)
        body = b""
        try:
            async for part in request.stream():
                body += part
                if len(body) > self._max_body_bytes:
                    raise Wrong(f"a request has room for {self._max_body_bytes:,} bytes", 413)
        except ClientDisconnect as error:
            raise Wrong("the request ended early") from error
        return body

    def _check_stream(self, path: str, session: str | None) -> None:
        """Raise `Wrong` when nothing will ever come of waiting for an answer."""
        first, *rest = path.split("/")
        name = session if path == "queue/data" else rest[-1] if first == "call" and rest else None
        if name is not None and not self._is_open(name):
            raise Wrong("there is no such event", 404)

    def _check_body(self, path: str, fields: dict[str, Any]) -> None:
        """Raise `Wrong` when a body does not suit its address."""
        first, _, rest = path.partition("/")
        if first == "component_server":
            _need(_number(fields.get("component_id")) in self._components, "component_id: there is no such component")
            _need(_is_name(fields.get("session_hash")), "session_hash: must be text")
            _need(_is_name(fields.get("fn_name")), "fn_name: must be text")
            _need("data" in fields, "data: is missing")
        elif path == "queue/join":
            number = _number(fields.get("fn_index"))
            _need(number in self._functions, "fn_index: there is no such function")
            _need(_is_name(fields.get("session_hash")), "session_hash: must be text")
            _check_data(fields, self._functions[number][1])
        elif first in ("run", "call"):
            _need(rest in self._named, "there is no such endpoint")
            _need(fields.get("fn_index") is None, "fn_index: the address names the endpoint")
            _check_data(fields, self._named[rest])


_BLAMED = "blamed"


def blame(request: Any, status: int) -> None:  # noqa: ANN401 - Gradio's request stands for Starlette's
    """Have a failure answered with this status instead of 500: the request was wrong, or came at a wrong time."""
    request.state.blamed = status


def _object(body: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:  # not JSON, not UTF-8, or nested without end
        raise Wrong("the body is not JSON in UTF-8") from error
    if not isinstance(fields, dict):
        raise Wrong("the body is not a JSON object")
    return fields


def _check_data(fields: dict[str, Any], count: int) -> None:
    data = fields.get("data")
    _need(isinstance(data, list) and len(data) == count, f"data: must be a list of {count} inputs")


def _number(value: object) -> int:
    """A number of Gradio's; -1, which none has, for what is no number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_NAME


def _need(sound: bool, text: str) -> None:
    if not sound:
        raise Wrong(text)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Hand out the body that was read already, and then whatever comes after it."""
    parts = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return parts.pop() if parts else await receive()

    return again
