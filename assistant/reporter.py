"""Who is told how long work goes: the terminal, a log, or nobody."""

from __future__ import annotations

from typing import Protocol


class Reporter(Protocol):
    """Whoever waits for a build."""

    def say(self, text: str) -> None:
        """One line about what is being done, or what went wrong and was worked around."""

    def progress(self, done: int, total: int) -> None:
        """How many passages are embedded, of how many."""


class Silence:
    """For callers that want the result alone."""

    def say(self, text: str) -> None:
        """Say nothing."""

    def progress(self, done: int, total: int) -> None:
        """Show nothing."""
