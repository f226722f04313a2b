"""The command line. Answers go to standard output, all else to standard error.

Exit codes: 0 for every outcome of a question, 1 for an error of ours in one line, 2 for a call that is wrong. A heavy
import sits inside the command that needs it, so that ``--help`` and a single question stay quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from assistant import __version__
from assistant.cli import ask, chat, evaluate, feedback, index, lint, mcp, source, status, triage
from assistant.cli.command import Run
from assistant.config import BACKENDS, DEFAULT_MODEL, Settings
from assistant.errors import AssistantError, UsageError
from assistant.terminal import Terminal

DESCRIPTION = "Answers questions about the hip abductors from its documents, word for word, and from nothing else."
COMMANDS = (chat, ask, index, status, lint, evaluate, triage, source, feedback, mcp)
"""In the order that ``--help`` lists them; each module is one command."""
EXAMPLES = """examples:
  hip-assistant ask "What muscles are the hip abductors?"
  hip-assistant ask --json "Does a band help in squats?"
  hip-assistant ask --jsonl < questions.jsonl
  hip-assistant index --check
  hip-assistant chat
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    _prepare_streams()
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment(
            corpus=options.corpus, index=options.index, model=options.model, backend=options.backend
        )
        run: Run = options.run
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


def _prepare_streams() -> None:
    """UTF-8 on both; what was closed by whoever started us leads nowhere."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 - it ends with the process
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115 - as above
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


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

    def command(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[places], help=text, description=text, allow_abbrev=False)
        added.set_defaults(run=run)
        return added

    for module in COMMANDS:
        module.add(command)
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
    group.add_argument(
        "--backend",
        choices=BACKENDS,
        default=default,
        help="what searches the index: this process, or a Milvus server (HIP_ASSISTANT_BACKEND, default faiss; "
        "HIP_ASSISTANT_MILVUS_URI and HIP_ASSISTANT_MILVUS_TOKEN say where the server is)",
    )
