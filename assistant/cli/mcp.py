"""`hip-assistant mcp`: the assistant as tools for programs that speak MCP."""

from __future__ import annotations

import argparse

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.terminal import Terminal


def add(command: Command) -> None:
    """Add what the command runs."""
    command("mcp", _run, "Serve ask and search over MCP on standard input and output (extra: mcp).")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.mcp import serve

    with Terminal() as terminal:
        serve(settings, reporter=terminal)
    return 0
