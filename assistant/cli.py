"""The command line. Answers go to standard output, all else to standard error.

Exit codes: 0 for every outcome of a question, 1 for an error of ours in one line, 2 for a call that is wrong. A heavy
import sits inside the command that needs it, so that ``--help`` and a single question stay quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant import __version__
from assistant.config import DEFAULT_MODEL, Settings
from assistant.errors import AssistantError, UsageError
from assistant.terminal import Terminal, write, write_line

DESCRIPTION = "Answers questions about the hip abductors from its documents, word for word, and from nothing else."
EXAMPLES = """examples:
  hip-assistant ask "What muscles are the hip abductors?"
  hip-assistant ask --json "Does a band help in squats?"
  hip-assistant ask --jsonl < questions.jsonl
  hip-assistant index --check
  hip-assistant chat
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        settings = Settings.from_environment(corpus=options.corpus, index=options.index, model=options.model)
        run: Callable[[argparse.Namespace, Settings], int] = options.run
        code = run(options, settings)
        sys.stdout.flush()
    except AssistantError as error:
        Terminal().say(f"hip-assistant: {error}")
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; give Python somewhere to flush to, and end as quietly as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        Terminal().say(f"hip-assistant: {error}")
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    places = argparse.ArgumentParser(add_help=False)
    _add_places(places, default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="hip-assistant",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hip-assistant {__version__}")
    _add_places(parser, default=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace, Settings], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[places], help=text, description=text, allow_abbrev=False)
        added.set_defaults(run=run)
        return added

    chat = command("chat", _chat, "Open the web chat.")
    chat.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: %(default)s, this machine only)"
    )
    chat.add_argument("--port", type=int, default=7860, help="port to listen on (default: %(default)s)")

    ask = command("ask", _ask, "Answer one question, or with --jsonl one a line.")
    ask.add_argument("question", nargs="?", help="the question, in quotes")
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the answer as one JSON object")
    form.add_argument(
        "--jsonl",
        action="store_true",
        help='read a JSON object a line from standard input, {"id", "question"} or {"id", "turns": [..., last]}, '
        "and print an answer a line",
    )

    index = command("index", _index, "Build or refresh the index after an edit.")
    how = index.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="only say whether the index is stale and why; exit 1 if so")
    how.add_argument("--full", action="store_true", help="embed every passage anew")
    how.add_argument("--watch", action="store_true", help="keep running, and refresh the index whenever a file changes")

    evaluate = command("eval", _eval, "Measure answers against question sets.")
    evaluate.add_argument("files", nargs="+", metavar="FILE.jsonl", help="questions with what is expected of them")
    evaluate.add_argument("--part", help="only the questions of this part of the sets, such as develop or measure")
    evaluate.add_argument("--json", action="store_true", help="print the report as JSON")
    evaluate.add_argument("--misses", action="store_true", help="list the questions that went wrong")

    triage = command("triage", _triage, "Say which safety level a message gets, and which words led to it.")
    triage.add_argument("messages", nargs="*", metavar="message", help="the message, after earlier ones if any")
    triage.add_argument("--json", action="store_true", help="print one JSON object")
    triage.add_argument("--concepts", action="store_true", help="print what triage looks for, as a Markdown table")

    source = command("source", _source, "Print a document's text, which the offsets of quotes count in.")
    source.add_argument("document", help="its path relative to the corpus, as quotes name it")
    return parser


def _add_places(parser: argparse.ArgumentParser, *, default: str | None) -> None:
    """The options that all commands take, before the command's name or after it."""
    group = parser.add_argument_group("places")
    group.add_argument("--corpus", metavar="DIR", default=default, help="folder of documents (HIP_ASSISTANT_CORPUS)")
    group.add_argument("--index", metavar="DIR", default=default, help="folder of the index (HIP_ASSISTANT_INDEX)")
    group.add_argument(
        "--model",
        metavar="MODEL",
        default=default,
        help=f"sentence-transformers id or path of the embedding model (HIP_ASSISTANT_MODEL, default {DEFAULT_MODEL})",
    )


def _ask(options: argparse.Namespace, settings: Settings) -> int:
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


def _index(options: argparse.Namespace, settings: Settings) -> int:
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


def _eval(options: argparse.Namespace, settings: Settings) -> int:
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


def _triage(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.triage.audit import Audit, concept_table

    if options.concepts:
        write(concept_table())
        return 0
    if not options.messages:
        raise UsageError('triage what? Give the message in quotes: hip-assistant triage "my hip hurts"')
    from assistant.engine import semantic_layer

    semantic = semantic_layer(settings)
    if semantic is None:
        Terminal().say("hip-assistant: no index with the model that the semantic layer knows; the rules judge alone")
    *history, message = options.messages
    audit = Audit.of(message, history, semantic=semantic)
    write_line(audit.to_json() if options.json else audit.to_text())
    return 0


def _source(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.engine import Assistant

    with Terminal() as terminal:
        found = Assistant.load(settings, reporter=terminal).document(options.document)
    if found is None:
        raise UsageError(f"the index holds no document {options.document!r}; quotes name documents as they are called")
    write(found[1])
    return 0


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.engine import Assistant

    with Terminal() as terminal:
        assistant = Assistant.load(settings, reporter=terminal)
        terminal.say("Opening the chat ...")
    from assistant.web import serve

    serve(assistant, host=options.host, port=options.port, examples=assistant.topics()[:5])
    return 0
