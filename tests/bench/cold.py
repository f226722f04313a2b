"""From a new process to the answer printed."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from bench.figures import QUESTION, Bench, Findings, run

PLAIN = Path(__file__).with_name("plain.py")


def measure(bench: Bench) -> Findings:
    """Seconds of `hip-assistant ask`, the reader included, the two in turn."""
    found = Findings("Cold question", "a plain sentence-transformers and FAISS script, no reader")
    runs = 1 if bench.small else 5
    ours, plain = [], []
    for _ in range(runs):
        ours.append(run(bench.command("ask", "--json", QUESTION)).seconds)
        if not bench.small:
            plain.append(run([sys.executable, str(PLAIN), "cold", str(bench.settings.corpus), QUESTION]).seconds)
    found.add("new process to answer printed, median", median(ours), "s", median(plain) if plain else None)
    found.add("the quickest", min(ours), "s", min(plain) if plain else None)
    return found
