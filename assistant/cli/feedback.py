"""`hip-assistant feedback`: what people said of answers."""

from __future__ import annotations

import argparse

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.terminal import Terminal, write_line


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    feedback = command("feedback", _run, "Count what people said of answers in the web chat.")
    feedback.add_argument("--json", action="store_true", help="print one JSON object")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.feedback import FeedbackFile, Summary

    if settings.feedback is None:
        Terminal().say("Feedback is switched off (HIP_ASSISTANT_FEEDBACK).")
        return 0
    summary = Summary.of(FeedbackFile(settings.feedback).lines())
    write_line(summary.to_json() if options.json else summary.to_text())
    return 0
