"""`hip-assistant index`: build, refresh, check or watch the index."""

from __future__ import annotations

import argparse
import json

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.terminal import Terminal, write_line


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    index = command("index", _run, "Build or refresh the index after an edit.")
    how = index.add_mutually_exclusive_group()
    how.add_argument(
        "--check", action="store_true", help="only say whether the index is stale and why, and which files failed"
    )
    how.add_argument("--full", action="store_true", help="read and embed everything anew")
    how.add_argument("--watch", action="store_true", help="keep running, and refresh the index whenever a file changes")
    index.add_argument("--json", action="store_true", help="print what was found or done as a JSON object on one line")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.check:
        return _check(settings, as_json=options.json)
    if options.watch:
        return _watch(settings, as_json=options.json)
    from assistant.build import refresh

    with Terminal() as terminal:
        report = refresh(settings, full=options.full, reporter=terminal)
    write_line(report.to_json() if options.json else report.summary())
    for line in report.complaints():
        terminal.say(line)
    return 1 if report.problems else 0


def _check(settings: Settings, *, as_json: bool) -> int:
    from assistant import staleness

    reasons = staleness.reasons(settings, thorough=True)
    failed, warnings = staleness.known_problems(settings)
    if as_json:
        found = {"fresh": not reasons, "reasons": reasons, "problems": failed, "warnings": warnings}
        write_line(json.dumps(found, ensure_ascii=False))
    else:
        lines = [*reasons, *failed] or ["The index is up to date."]
        for line in [*lines, *(f"Warning: {warning}" for warning in warnings)]:
            write_line(line)
    return 1 if reasons or failed else 0


def _watch(settings: Settings, *, as_json: bool) -> int:
    from assistant.watch import watch

    with Terminal() as terminal:
        for report in watch(settings, reporter=terminal):
            write_line(report.to_json() if as_json else report.summary())
    return 0
