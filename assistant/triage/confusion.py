"""How well triage does on labelled messages: a confusion matrix, recall by level, and false notices.

A labelled message is one JSON object a line: {"message" or "turns": [..., last], "level"}, with "part" if wanted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Level, Triage
from assistant.errors import UsageError

LEVELS: Mapping[str, Level] = {level.label: level for level in Level}
Assess = Callable[[str, Sequence[str]], Triage]
"""(newest message, earlier ones) -> what triage says."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with the level that it should get."""

    message: str
    level: Level
    history: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How many messages of each level got which: ``counts[wanted, got]``; and those that went wrong."""

    counts: Mapping[tuple[Level, Level], int]
    wrong: tuple[tuple[Labelled, Triage], ...]

    def total(self, wanted: Level) -> int:
        """Messages that should get this level."""
        return sum(self.counts.get((wanted, got), 0) for got in Level)

    def reached(self, wanted: Level) -> int:
        """Messages of this level that got it or a higher one; for ``NONE``, those that got no notice."""
        if wanted is Level.NONE:
            return self.counts.get((wanted, wanted), 0)
        return sum(count for (level, got), count in self.counts.items() if level is wanted and got >= wanted)

    def to_table(self, *, misses: bool = False) -> str:
        """The matrix for a terminal: a row for each wanted level, on request with the messages that went wrong."""
        lines = ["".join(f"{text:>11}" for text in ("wanted", *(level.label for level in Level), "reached"))]
        for wanted in Level:
            cells = "".join(f"{self.counts.get((wanted, got), 0):>11}" for got in Level)
            total = self.total(wanted)
            share = f"{self.reached(wanted) / total:.1%}" if total else "none"
            lines.append(f"{wanted.label:>11}{cells}{share:>11}")
        if misses:
            lines += self.misses()
        return "\n".join(lines)

    def misses(self) -> list[str]:
        """The messages that went wrong, a line each."""
        return [
            f"{one.level.label} -> {found.level.label} {' '.join(found.concepts)}: {one.message!r}"
            for one, found in self.wrong
        ]

    def to_json(self) -> dict[str, dict[str, int]]:
        """``{wanted: {got: count}}``, ready for JSON."""
        return {
            wanted.label: {got.label: self.counts.get((wanted, got), 0) for got in Level} for wanted in Level
        }


def confusion(records: Iterable[Labelled], *, assess: Assess) -> Confusion:
    """Triage every message and count. A level above the wanted one is wrong for a message that needs no notice only."""
    counts: Counter[tuple[Level, Level]] = Counter()
    wrong = []
    for one in records:
        found = assess(one.message, one.history)
        counts[one.level, found.level] += 1
        if found.level < one.level or (one.level is Level.NONE and found.level):
            wrong.append((one, found))
    return Confusion(counts, tuple(wrong))


def read_messages(path: str | Path, *, part: str = "") -> list[Labelled]:
    """The labelled messages of a file, or those of one part of it.

    Raises:
        UsageError: when the file cannot be read, or a line is not of the form above.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        found = [labelled(json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise UsageError(f"{path} is not a file of labelled messages ({error})") from error
    return [one for one in found if not part or one.part == part]


def labelled(values: dict[str, Any]) -> Labelled:
    """The message of one line. Raises KeyError, TypeError or IndexError when the line is not of the form above."""
    *history, message = values.get("turns") or [values["message"]]
    return Labelled(message, LEVELS[values["level"]], tuple(history), values.get("part", ""))
