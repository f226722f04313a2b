"""The page before Gradio: what is served with it and painted at once, while Gradio's scripts are still loading."""

from __future__ import annotations

import re
from collections.abc import Callable

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.headers import Nonce

_BRAND = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')
"""Gradio's card for social media: its title is Gradio's, its picture on another host."""


class Shell:
    """Middleware that puts the page's own head and body into the HTML that Gradio serves, and its policy with it.

    Args:
        app: what serves the page.
        head: HTML for the end of the head.
        body: makes HTML to stand in front of Gradio's element; called in a thread, for it may read the index.
    """

    def __init__(self, app: ASGIApp, *, head: str, body: Callable[[], str]) -> None:
        self._app = app
        self._head = head.encode()
        self._body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and change the page alone."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def held(message: Message) -> None:
            """Hold the response back until all of it is there, and send it completed."""
            if message["type"] == "http.response.start":
                start.update(message)
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            nonce = Nonce.new()
            body = await to_thread.run_sync(self._body)
            page = nonce.mark(self._complete(b"".join(parts), body))
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(page))
            headers["content-security-policy"] = nonce.policy
            headers["cache-control"] = "no-store"  # the number counts once
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self._app(scope, receive, held)

    def _complete(self, page: bytes, body: str) -> bytes:
        page = _BRAND.sub(b"", page)
        page = page.replace(b"</head>", self._head + b"</head>", 1)
        return page.replace(b"<gradio-app", body.encode() + b"<gradio-app", 1)
