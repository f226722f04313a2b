"""Peak memory of the processes that people start."""

from __future__ import annotations

import sys
from dataclasses import replace

from bench.cold import PLAIN
from bench.figures import MEGABYTE, QUESTION, Bench, Findings, run
from bench.server import Server


def measure(bench: Bench) -> Findings:
    """Peak resident memory, in megabytes, of one question, a full build, and a chat that answered some."""
    found = Findings("Peak memory", "the plain script that answers one question")
    plain = run([sys.executable, str(PLAIN), "cold", str(bench.settings.corpus), QUESTION]).peak / MEGABYTE
    found.add("ask", run(bench.command("ask", "--json", QUESTION)).peak / MEGABYTE, "MB", plain)
    elsewhere = replace(bench, settings=replace(bench.settings, index=bench.home / "memory-index"))
    found.add("index", run(elsewhere.command("index", "--full")).peak / MEGABYTE, "MB", plain)
    server = Server(bench)
    try:
        for question in (QUESTION, "What is the IT band?", "What are clamshells for?"):
            server.ask(question)
    finally:
        peak = server.stop()
    found.add("chat", peak / MEGABYTE, "MB", plain)
    return found
