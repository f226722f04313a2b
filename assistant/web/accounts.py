"""Who may use the page: names and passwords from a file, asked for by the browser itself (HTTP Basic, RFC 7617)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import stat
from pathlib import Path
from typing import Self

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import UsageError
from assistant.web.limits import Buckets, client_of

OPEN = ("/healthz", "/gradio_api/startup-events")
"""Paths without a password: what watches over the server, and what Gradio asks itself when it starts."""
WRONG_A_MINUTE = 20


class Accounts:
    """Names and the hashes of their passwords.

    Args:
        passwords: the password of each name.
    """

    def __init__(self, passwords: dict[str, str]) -> None:
        self._hashes = {name: _hash(password) for name, password in passwords.items()}

    @classmethod
    def read(cls, path: Path) -> Self:
        """The accounts of a file of ``name:password`` lines; blank lines and lines with ``#`` in front do not count.

        Raises:
            UsageError: when it cannot be read, when others may read it, or naming the line that is none.
        """
        try:
            text = path.read_text(encoding="utf-8")
            mode = path.stat().st_mode
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise UsageError(f"the file of accounts {path} cannot be read: {reason}") from error
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise UsageError(f"others on this machine may read the passwords in {path}; first run: chmod 600 {path}")
        passwords = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            name, colon, password = line.partition(":")
            if not (name and colon and password) or name in passwords:
                raise UsageError(f"{path}, line {number}: needs a name of its own, a colon and a password")
            passwords[name] = password
        if not passwords:
            raise UsageError(f"{path} holds no account; write lines of the form name:password")
        return cls(passwords)

    def admit(self, header: str) -> bool:
        """Whether an ``Authorization`` header carries the name and password of an account."""
        scheme, _, value = header.partition(" ")
        try:
            name, colon, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, ValueError):
            return False
        known = self._hashes.get(name, _hash(""))
        same = hmac.compare_digest(known, _hash(password))
        return scheme.casefold() == "basic" and bool(colon) and name in self._hashes and same


class Door:
    """Middleware that lets nobody in without an account.

    Args:
        app: what is behind it.
        accounts: who may come in.
    """

    def __init__(self, app: ASGIApp, *, accounts: Accounts) -> None:
        self._app = app
        self._accounts = accounts
        self._wrong = Buckets(WRONG_A_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes with an account, and ask for one otherwise."""
        if scope["type"] == "lifespan" or scope.get("path") in OPEN:
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        given = headers.get(b"authorization", "")
        client = client_of((scope.get("client") or ("",))[0]) or "this machine"
        if given and self._wrong.empty(client):  # guesses are not even looked at
            refusal = PlainTextResponse("Too many wrong passwords. Wait a minute.", 429, {"retry-after": "60"})
        elif given and self._accounts.admit(given):
            await self._app(scope, receive, send)
            return
        else:
            if given:
                self._wrong.take(client)
            challenge = {"www-authenticate": 'Basic realm="Hip abductor assistant", charset="UTF-8"'}
            refusal = PlainTextResponse("A name and a password are needed here.", 401, challenge)
        await refusal(scope, receive, send)


def _hash(password: str) -> bytes:
    return hashlib.sha256(password.encode()).digest()
