"""Several lines at a time: in order, without waiting for the next line, and ended by the first trouble."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from assistant.cli.inorder import in_order


def test_results_come_in_order_whatever_takes_longest() -> None:
    def work(number: int) -> int:
        time.sleep(0.03 if number % 3 == 0 else 0)
        return number * number

    assert list(in_order(work, range(20), at_once=3)) == [number * number for number in range(20)]


def test_no_more_is_worked_on_at_a_time_than_was_said() -> None:
    lock, running, most = threading.Lock(), 0, 0

    def work(_: int) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1

    list(in_order(work, range(8), at_once=2))
    assert most == 2


def test_a_result_does_not_wait_for_what_comes_next() -> None:
    asked_again = threading.Event()

    def given() -> Iterator[str]:
        yield "first"
        assert asked_again.wait(10)
        yield "second"

    found = in_order(str.upper, given(), at_once=2)
    assert next(found) == "FIRST"
    asked_again.set()
    assert list(found) == ["SECOND"]


def test_trouble_is_raised_in_its_turn() -> None:
    found = in_order(lambda number: 1 // number, [2, 1, 0, 3], at_once=2)
    assert [next(found), next(found)] == [0, 1]
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_trouble_with_what_is_given_is_raised_after_what_was_given() -> None:
    def given() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    found = in_order(str, given(), at_once=2)
    assert next(found) == "1"
    with pytest.raises(OSError, match="gone"):
        next(found)


def test_a_process_ends_although_a_line_is_still_waited_for() -> None:
    program = (
        "from assistant.cli.ask import _lines, _standard_input\n"
        "from assistant.cli.inorder import in_order\n"
        "found = in_order(lambda numbered: 1 // 0, _lines(_standard_input()), at_once=2)\n"
        "try: next(found)\n"
        "except ZeroDivisionError: raise SystemExit(3)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stderr
        process.stdin.write(b"line\n")
        process.stdin.flush()
        assert process.wait(30) == 3
        assert process.stderr.read() == b""
