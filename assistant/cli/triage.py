"""`hip-assistant triage`: what safety triage makes of a message."""

from __future__ import annotations

import argparse

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.terminal import Terminal, write, write_line


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    triage = command("triage", _run, "Say which safety level a message gets, and which words led to it.")
    triage.add_argument("messages", nargs="*", metavar="message", help="the message, after earlier ones if any")
    triage.add_argument("--json", action="store_true", help="print one JSON object")
    triage.add_argument("--concepts", action="store_true", help="print what triage looks for, as a Markdown table")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.triage.audit import Audit, concept_table

    if options.concepts:
        write(concept_table())
        return 0
    if not options.messages:
        raise UsageError('triage what? Give the message in quotes: hip-assistant triage "my hip hurts"')
    from assistant.source import semantic_layer

    semantic = semantic_layer(settings)
    if semantic is None:
        Terminal().say("hip-assistant: no index with the model that the semantic layer knows; the rules judge alone")
    *history, message = options.messages
    audit = Audit.of(message, history, semantic=semantic)
    write_line(audit.to_json() if options.json else audit.to_text())
    return 0
