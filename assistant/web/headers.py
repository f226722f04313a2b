"""What every response tells the browser to refuse: other hosts, other sites' frames, scripts that are not the page's.

Each script that stands in the page as it is served bears a number used once, and the page's policy asks for it: an
inline script that finds its way into the page later does not run. Gradio's HTML component compiles its template and
its script, which needs ``unsafe-eval``; its styles, and the bars of the explanations, are inline, which needs
``unsafe-inline`` for styles alone. (Content Security Policy Level 3, https://www.w3.org/TR/CSP3/)
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""The policy of whatever is not the page: it loads nothing and is framed by nobody."""
ALWAYS = {
    "content-security-policy": NOTHING,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_INLINE = re.compile(rb"<script(?=[\s>])(?![^>]*\ssrc=)")


@dataclass(frozen=True, slots=True)
class Nonce:
    """A number used once, for the inline scripts of one response."""

    value: str

    @classmethod
    def new(cls) -> Nonce:
        """One that nobody can guess."""
        return cls(secrets.token_urlsafe(16))

    def mark(self, page: bytes) -> bytes:
        """The page, its inline scripts with the number."""
        return _INLINE.sub(f'<script nonce="{self.value}"'.encode(), page)

    @property
    def policy(self) -> str:
        """The policy of the page that bears this number."""
        return "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' 'nonce-{self.value}' 'unsafe-eval'",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "manifest-src 'self'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            )
        )


class Headers:
    """Middleware that puts these headers on every response that does not have its own.

    Args:
        app: what answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and complete the headers on the way back."""

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, completed)
