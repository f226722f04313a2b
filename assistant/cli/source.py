"""`hip-assistant source`: a document as the assistant reads it."""

from __future__ import annotations

import argparse

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.terminal import Terminal, write


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    source = command("source", _run, "Print a document's text, which the offsets of quotes count in.")
    source.add_argument("document", help="its path relative to the corpus, as quotes name it")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.engine import Assistant

    with Terminal() as terminal:
        found = Assistant.load(settings, reporter=terminal).document(options.document)
    if found is None:
        raise UsageError(f"the index holds no document {options.document!r}; quotes name documents as they are called")
    write(found[1])
    return 0
