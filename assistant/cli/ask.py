"""`hip-assistant ask`: one question, or one a line."""

from __future__ import annotations

import argparse
import os
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
    """Answer a line each, as many at a time as there are cores."""
    from assistant import render
    from assistant.cli.inorder import in_order
    from assistant.domain import Answer, Invalid
    from assistant.engine import Assistant
    from assistant.requests import parse_request

    with Terminal() as terminal:
        assistant = Assistant.load(settings, reporter=terminal)

    def answered(numbered: tuple[int, bytes]) -> tuple[Answer, str]:
        """The answer to a line, and what is wrong with the line."""
        number, line = numbered
        try:
            request = parse_request(line)
        except UsageError as error:
            return Invalid(question="", message=f"Line {number} of the input: {error}."), f"line {number}: {error}"
        return assistant.ask(request.question, request.history, id=request.id), ""

    code = 0
    for answer, fault in in_order(answered, _lines(_standard_input()), at_once=os.cpu_count() or 1):
        if fault:
            terminal.say(f"hip-assistant: {fault}")
            code = 2
        write_line(render.to_json(answer))
    return code


def _standard_input() -> Iterable[bytes]:
    """The lines of standard input.

    They are read through an object of our own: the interpreter takes the lock of its own one when it ends, and dies if
    a thread still waits there for a line.

    Raises:
        UsageError: when the process was started without one.
    """
    if sys.stdin is None:
        raise UsageError("--jsonl reads the questions from standard input, which is closed")
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)  # noqa: SIM115 - it ends with the process
    except (AttributeError, OSError):  # what stands in for standard input may have no file
        return sys.stdin.buffer


def _lines(stream: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers, each as soon as it is there."""
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield number, line
