"""`hip-assistant eval`: answers measured against question sets."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.terminal import Terminal, write_line


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    evaluate = command("eval", _run, "Measure answers, abstention, spelling and triage against question sets.")
    evaluate.add_argument(
        "files", nargs="+", metavar="FILE.jsonl", help="questions, pairs with slips, or messages, with what is expected"
    )
    evaluate.add_argument("--part", default="", help="only this part of the sets, such as develop or measure")
    evaluate.add_argument("--json", action="store_true", help="print the report as JSON")
    evaluate.add_argument("--html", metavar="FILE", type=Path, help="write the report as a page with plots, too")
    evaluate.add_argument("--misses", action="store_true", help="list what went wrong")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from assistant import evaluate
    from assistant.engine import Assistant

    cases = evaluate.read_cases(options.files, part=options.part)
    if not cases:
        raise UsageError("there is no case in these files" + (f" in part {options.part!r}" if options.part else ""))
    with Terminal() as terminal:
        findings = evaluate.evaluate(Assistant.load(settings, reporter=terminal), cases, reporter=terminal)
    if options.html:
        options.html.write_text(evaluate.to_html(findings), encoding="utf-8")
    write_line(evaluate.to_json(findings) if options.json else evaluate.to_table(findings, misses=options.misses))
    return 0
