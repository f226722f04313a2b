"""`hip-assistant index`: build, refresh, check or watch the index."""

from __future__ import annotations

import argparse

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.terminal import Terminal, write_line


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    index = command("index", _run, "Build or refresh the index after an edit.")
    how = index.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="only say whether the index is stale and why; exit 1 if so")
    how.add_argument("--full", action="store_true", help="embed every passage anew")
    how.add_argument("--watch", action="store_true", help="keep running, and refresh the index whenever a file changes")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.check:
        from assistant import staleness

        reasons = staleness.reasons(settings, thorough=True)
        for reason in reasons or ["The index is up to date."]:
            write_line(reason)
        return 1 if reasons else 0
    if options.watch:
        from assistant.watch import watch

        with Terminal() as terminal:
            watch(settings, reporter=terminal, show=lambda report: write_line(report.summary()))
    from assistant.build import refresh

    with Terminal() as terminal:
        report = refresh(settings, full=options.full, reporter=terminal)
    write_line(report.summary())
    for problem in report.problems:
        terminal.say(f"hip-assistant: {problem}")
    return 1 if report.problems else 0
