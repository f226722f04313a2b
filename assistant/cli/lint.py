"""`hip-assistant lint`: the writing of the corpus checked as the assistant will read it."""

from __future__ import annotations

import argparse

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.terminal import Terminal, write_line


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    lint = command("lint", _run, "Check the writing of the documents; exit 1 when there are errors.")
    lint.add_argument("files", nargs="*", metavar="FILE", help="documents to report on (default: all of the corpus)")
    lint.add_argument("--json", action="store_true", help="print the findings as one JSON object")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.lint import check
    from assistant.lint.readability import open_grade

    grade = open_grade()
    if grade is None:
        Terminal().say("hip-assistant: reading grades are left out; for them: python -m pip install '.[lint]'")
    report = check(settings, files=options.files, grade=grade)
    write_line(report.to_json() if options.json else report.to_text())
    return 1 if report.errors else 0
