"""The terminal: answers on standard output, what happens meanwhile on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE_SECONDS = 1.0
"""Work that is done sooner shows no progress."""


def write_line(text: str) -> None:
    """A line on standard output, at once."""
    write(text + "\n")


def write(text: str) -> None:
    """Text on standard output, at once."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


class Terminal:
    """A reporter that writes to standard error: a progress bar to a person, a few lines to a log."""

    def __init__(self) -> None:
        self._bar: tuple[Progress, TaskID] | None = None
        self._tenths = -1
        self._began: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def say(self, text: str) -> None:
        """One line."""
        self._close()
        sys.stderr.write(" ".join(text.split()) + "\n")
        sys.stderr.flush()

    def progress(self, done: int, total: int) -> None:
        """Show how far the embedding is, once it takes longer than a second."""
        now = time.monotonic()
        self._began = now if self._began is None or done == 0 else self._began
        if now - self._began < _PATIENCE_SECONDS:
            return
        if sys.stderr.isatty():
            self._draw(done, total)
        elif done * 10 // total > self._tenths:
            self._tenths = done * 10 // total
            sys.stderr.write(f"Embedding passages: {done}/{total}\n")

    def _draw(self, done: int, total: int) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True))
            bar.start()
            self._bar = (bar, bar.add_task("Embedding passages", total=total))
        bar, task = self._bar
        bar.update(task, completed=done, total=total)
        if done == total:
            self._close()

    def _close(self) -> None:
        if self._bar:
            self._bar[0].stop()
        self._bar, self._tenths = None, -1
