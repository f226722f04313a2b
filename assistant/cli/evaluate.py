"""`hip-assistant eval`: answers measured against question sets."""

from __future__ import annotations

import argparse

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.terminal import Terminal, write_line


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    evaluate = command("eval", _run, "Measure answers against question sets.")
    evaluate.add_argument("files", nargs="+", metavar="FILE.jsonl", help="questions with what is expected of them")
    evaluate.add_argument("--part", help="only the questions of this part of the sets, such as develop or measure")
    evaluate.add_argument("--json", action="store_true", help="print the report as JSON")
    evaluate.add_argument("--misses", action="store_true", help="list the questions that went wrong")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.engine import Assistant
    from assistant.evaluate import evaluate, read_questions

    questions = [question for file in options.files for question in read_questions(file)]
    if options.part:
        questions = [question for question in questions if question.part == options.part]
    if not questions:
        raise UsageError("there is no question in these files" + (f" in part {options.part!r}" if options.part else ""))
    with Terminal() as terminal:
        report = evaluate(Assistant.load(settings, reporter=terminal), questions, reporter=terminal)
    write_line(report.to_json() if options.json else report.to_table(misses=options.misses))
    return 0
