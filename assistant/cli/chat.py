"""`hip-assistant chat`: the web chat."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.terminal import Terminal


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    chat = command("chat", _run, "Open the web chat.")
    chat.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: %(default)s, this machine only)"
    )
    chat.add_argument("--port", type=int, default=7860, help="port to listen on (default: %(default)s)")
    chat.add_argument(
        "--root-path", metavar="PATH", default="", help="path, or whole address, under which a proxy serves the page"
    )
    chat.add_argument(
        "--auth-file",
        metavar="FILE",
        type=Path,
        help="let in only the accounts of this file, name:password lines; the passwords stand in it as they are and "
        "cross the network as they are, so let nobody else read it (chmod 600) and serve through https",
    )
    chat.add_argument(
        "--max-waiting",
        metavar="N",
        type=int,
        default=200,
        help="questions that may wait for their turn; more are told to come back (default: %(default)s)",
    )
    chat.add_argument(
        "--rate",
        metavar="N",
        type=int,
        default=60,
        help="requests a minute from one address, 0 for any number; this machine is not limited (default: %(default)s)",
    )
    chat.add_argument("--log-json", action="store_true", help="a JSON line about each request on standard error")
    chat.add_argument(
        "--mcp", action="store_true", help="serve the tools ask and search over MCP as well, at /mcp (extra: mcp)"
    )
    chat.add_argument("--no-feedback", action="store_true", help="take no feedback on answers")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.max_waiting < 1 or options.rate < 0:
        raise UsageError("--max-waiting must be 1 or more, --rate 0 or more")
    from assistant.engine import Assistant
    from assistant.mcp import http_app, library
    from assistant.service import Service
    from assistant.web.accounts import Accounts

    if options.mcp:
        library()  # whether it is there is known before anything takes long
    accounts = Accounts.read(options.auth_file) if options.auth_file else None
    with Terminal() as terminal:
        assistant = Assistant.load(settings, reporter=terminal)
        terminal.say("Opening the chat ...")
    from assistant.web import Options, serve

    serve(
        assistant,
        host=options.host,
        port=options.port,
        examples=lambda: assistant.topics()[:5],
        corpus=settings.corpus,
        options=Options(
            root_path=options.root_path,
            accounts=accounts,
            max_waiting=options.max_waiting,
            a_minute=options.rate,
            log_json=options.log_json,
            feedback=None if options.no_feedback else settings.feedback,
            index=settings.index,
            tools=partial(http_app, Service(assistant)) if options.mcp else None,
        ),
        chore=assistant.check_topics,
    )
    return 0
