"""What of Gradio's own addresses is served: those that the page and its endpoints use, and no other."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX = "/gradio_api/"
ROOT = frozenset(
    ["", *"assets config favicon.ico feedback healthz manifest.json mcp robots.txt static theme.css".split()]
)
"""The first part of a path outside the prefix; the empty one is the page."""
USED = frozenset(
    "app_id call cancel component_server heartbeat info openapi.json queue reset run startup-events theme.css".split()
)
"""The first part of a path below the prefix. Left out are files, uploads, proxies, streams and what comes with them."""
ENDPOINTS = frozenset({"ask", "search", "sources"})
"""What may be run by name; Gradio itself would fail on another name, and write a page about it into the log."""


class Surface:
    """Middleware that answers 404 for what is not used here, and asks for the page without its parameters.

    Gradio's page takes parameters (other pages, stored states) that this one does not have, and fails on some.

    Args:
        app: what serves the rest.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is used."""
        path = scope.get("path", "")
        if scope["type"] == "http" and not _is_served(path):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        await self._app({**scope, "query_string": b""} if path == "/" else scope, receive, send)


def _is_served(path: str) -> bool:
    if path.startswith(PREFIX):
        return _is_used(*path.removeprefix(PREFIX).split("/"))
    return path.removeprefix("/").partition("/")[0] in ROOT and ".." not in path


def _is_used(first: str, *rest: str) -> bool:
    return first in USED and (first not in ("call", "run") or (bool(rest) and rest[0] in ENDPOINTS))
