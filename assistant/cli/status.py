"""`hip-assistant status`: what the index holds."""

from __future__ import annotations

import argparse

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.terminal import write_line


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    status = command("status", _run, "Say what the index holds, how old it is, and whether it is up to date.")
    status.add_argument("--json", action="store_true", help="print one JSON object")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.status import Status

    status = Status.of(settings)
    write_line(status.to_json() if options.json else status.to_text())
    return 0
