from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from assistant.errors import CorpusError
from assistant.web import chores
from assistant.web.chores import Chores, Pause
from assistant.web.limits import Gate


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FIRST_SECONDS", "REST_SECONDS", "QUIET_SECONDS", "AGAIN_SECONDS"):
        monkeypatch.setattr(chores, name, 0.001)


class Busy(Gate):
    """A gate with somebody behind it until told otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.quiet = threading.Event()
        self.looked = threading.Event()

    @property
    def is_quiet(self) -> bool:
        self.looked.set()
        return self.quiet.is_set()


def test_the_work_neither_begins_nor_goes_on_while_somebody_asks() -> None:
    gate, begun, done = Busy(), threading.Event(), threading.Event()

    def work(pause: Pause) -> None:
        begun.set()
        gate.quiet.clear()
        gate.looked.clear()
        pause()
        done.set()

    chore = Chores(work, gate)
    chore.start()
    for event in (begun, done):
        assert gate.looked.wait(60)
        assert not event.is_set()
        gate.quiet.set()
        assert event.wait(60)
    chore.stop()


@pytest.mark.parametrize("is_quiet", [True, False])
def test_it_stops_between_two_bits_whether_or_not_somebody_asks(is_quiet: bool) -> None:
    gate, begun = Busy(), threading.Event()
    gate.quiet.set()

    def work(pause: Pause) -> None:
        if not is_quiet:
            gate.quiet.clear()
        while True:
            begun.set()
            pause()

    chore = Chores(work, gate)
    chore.start()
    assert begun.wait(60)
    chore.stop()
    assert not chore._thread.is_alive()


def test_it_is_done_again_also_after_an_error_of_ours() -> None:
    thrice = threading.Event()

    def work(pause: Pause, times: list[int] = []) -> None:  # noqa: B006 - remembers
        times.append(1)
        if len(times) == 3:
            thrice.set()
        raise CorpusError("gone")

    chore = Chores(work, Gate())
    chore.start()
    assert thrice.wait(60)
    chore.stop()


def test_what_was_never_started_can_be_stopped() -> None:
    work: Callable[[Pause], None] = lambda pause: None  # noqa: E731
    Chores(work, Gate()).stop()
