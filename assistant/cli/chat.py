"""`hip-assistant chat`: the web chat."""

from __future__ import annotations

import argparse

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.terminal import Terminal


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    chat = command("chat", _run, "Open the web chat.")
    chat.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: %(default)s, this machine only)"
    )
    chat.add_argument("--port", type=int, default=7860, help="port to listen on (default: %(default)s)")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.engine import Assistant

    with Terminal() as terminal:
        assistant = Assistant.load(settings, reporter=terminal)
        terminal.say("Opening the chat ...")
    from assistant.web import serve

    serve(assistant, host=options.host, port=options.port, examples=assistant.topics()[:5])
    return 0
