"""Work for when nobody asks: done bit by bit, with the lowest priority, and stopped when the server is."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from assistant.errors import AssistantError
from assistant.web.limits import Gate

Pause = Callable[[], None]
"""Called between two bits of work; returns when it is time for the next."""

FIRST_SECONDS = 1.0
REST_SECONDS = 0.05
QUIET_SECONDS = 0.5
AGAIN_SECONDS = 30.0
_LOWEST = 19


class _Stopped(Exception):
    """The server is being stopped."""


class Chores:
    """A thread that does the work once, and again from time to time, for the index may have changed.

    Args:
        work: what to do; it calls the pause that it is given after each bit.
        gate: knows whether somebody asks.
    """

    def __init__(self, work: Callable[[Pause], None], gate: Gate) -> None:
        self._work = work
        self._gate = gate
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="chores", daemon=True)

    def start(self) -> None:
        """Begin, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """End after the bit at hand."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        if sys.platform == "linux":  # elsewhere the number of a thread can be that of some process
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST)
        with suppress(_Stopped):
            self._wait(FIRST_SECONDS)
            while True:
                self._pause()
                with suppress(AssistantError):  # people who ask are told
                    self._work(self._pause)
                self._wait(AGAIN_SECONDS)

    def _pause(self) -> None:
        self._wait(REST_SECONDS)
        while not self._gate.is_quiet:
            self._wait(QUIET_SECONDS)

    def _wait(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise _Stopped
