"""`hip-assistant ask`: one question, or one a line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from assistant.cli.command import Command
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.terminal import Terminal, write, write_line


def add(command: Command) -> None:
    """Add the command's options and what it runs."""
    ask = command("ask", _run, "Answer one question, or with --jsonl one a line.")
    ask.add_argument("question", nargs="?", help="the question, in quotes")
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    form.add_argument(
        "--jsonl",
        action="store_true",
        help='read a JSON object a line from standard input, {"id", "question"} or {"id", "turns": [..., last]}, '
        "and print an answer a line",
    )


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.jsonl:
        if options.question is not None:
            raise UsageError("--jsonl reads the questions from standard input; leave the question out")
        return _ask_lines(settings)
    if options.question is None:
        raise UsageError('ask what? Give the question in quotes: hip-assistant ask "What is the IT band?"')
    from assistant import render
    from assistant.engine import Assistant

    with Terminal() as terminal:
        assistant = Assistant.load(settings, reporter=terminal)
    answer = assistant.ask(options.question)
    if options.json:
        write_line(render.to_json(answer))
    elif sys.stdout.isatty():
        from rich.console import Console

        render.to_terminal(answer, Console())
    else:
        write(render.to_text(answer))
    return 0


def _ask_lines(settings: Settings) -> int:
    from assistant import render
    from assistant.domain import Invalid
    from assistant.engine import Assistant
    from assistant.requests import parse_request

    with Terminal() as terminal:
        assistant = Assistant.load(settings, reporter=terminal)
    code = 0
    for number, line in _lines(sys.stdin.buffer):
        try:
            request = parse_request(line)
        except UsageError as error:
            terminal.say(f"hip-assistant: line {number}: {error}")
            write_line(render.to_json(Invalid(question="", message=f"Line {number} of the input: {error}.")))
            code = 2
            continue
        write_line(render.to_json(assistant.ask(request.question, request.history, id=request.id)))
    return code


def _lines(stream: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers, each as soon as it is there."""
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield number, line
