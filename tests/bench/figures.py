"""What a benchmark finds, and the processes that it measures."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from assistant.config import PROJECT, Settings

QUESTION = "What muscles are the hip abductors?"
MEGABYTE = 1_000_000


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
    with NamedTemporaryFile() as peak:
        done = subprocess.run(
            [*watched(Path(peak.name)), *command], input=said, capture_output=True, text=True, cwd=PROJECT, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)[:200]} failed: {done.stderr[-1000:]}")
        return Finished(*measured(Path(peak.name)), done.stdout)


def measured(file: Path) -> tuple[float, int]:
    """Seconds and peak memory of a command that is at its end."""
    seconds, peak = file.read_text(encoding="ascii").split()
    return float(seconds), int(peak)


def watched(file: Path) -> list[str]:
    """What goes in front of a command to have its seconds and its peak memory in a file."""
    return [sys.executable, "-S", "-E", str(Path(__file__).with_name("peak.py")), str(file)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
