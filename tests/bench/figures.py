"""What a benchmark finds, and the processes that it measures."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

from assistant.config import PROJECT, Settings

QUESTION = "What muscles are the hip abductors?"
MEGABYTE = 1_000_000
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""What the kernel counts peak memory in, in bytes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured, and the same of the reference where there is one."""

    what: str
    value: float
    unit: str
    reference: float | None = None

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of the reference."""
        return self.value / self.reference if self.reference else None


@dataclass(frozen=True, slots=True)
class Findings:
    """What one part of the benchmarks found: figures, what the reference is, and plots (name -> SVG)."""

    title: str
    reference: str = ""
    figures: list[Figure] = field(default_factory=list)
    plots: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, value: float, unit: str, reference: float | None = None) -> None:
        """One more figure."""
        self.figures.append(Figure(what, value, unit, reference))


@dataclass(frozen=True, slots=True)
class Bench:
    """Where and how much is measured.

    Args:
        settings: the corpus, and an index of it that is built and fresh.
        home: a folder for whatever is generated.
        small: tiny sizes, to see that everything works; the reference is left out where it takes long.
        large: growth up to a million passages.
        long: a minute, not ten seconds, for each number of people.
    """

    settings: Settings
    home: Path
    small: bool = False
    large: bool = False
    long: bool = False

    def command(self, *arguments: str) -> list[str]:
        """A command line of the assistant over the bench's corpus and index."""
        name, *rest = arguments
        places = ["--corpus", str(self.settings.corpus), "--index", str(self.settings.index)]
        return [sys.executable, "-m", "assistant", name, *places, *rest]


@dataclass(frozen=True, slots=True)
class Finished:
    """A process that came to its end: wall time, peak memory in bytes, and what it printed."""

    seconds: float
    peak: int
    output: str


def run(command: Sequence[str], *, said: str = "") -> Finished:
    """Run a command in the project's folder.

    Raises:
        RuntimeError: when it fails, with the end of what it wrote on standard error.
    """
    with TemporaryFile("w+") as given, TemporaryFile("w+") as out, TemporaryFile("w+") as err:
        given.write(said)
        given.seek(0)
        started = time.perf_counter()
        process = subprocess.Popen(command, stdin=given, stdout=out, stderr=err, cwd=PROJECT, text=True)
        peak = wait(process)
        seconds = time.perf_counter() - started
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)[:200]} failed: {err.read()[-1000:]}")
        return Finished(seconds, peak, out.read())


def wait(process: subprocess.Popen[str]) -> int:
    """Wait for the end of a process; its peak memory in bytes."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * _RSS_UNIT


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
