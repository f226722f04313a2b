from __future__ import annotations

import threading

import anyio
import pytest

from assistant.errors import BackendError
from assistant.web.limits import _MOST_CLIENTS, Buckets, Gate, Refused, client_of


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_time_fills_it() -> None:
    clock = Clock()
    buckets = Buckets(3, clock=clock)
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]
    assert buckets.empty("a")
    assert buckets.take("b"), "each client has its own"
    clock.now = 20.0  # a third of a minute: one token
    assert [buckets.take("a") for _ in range(2)] == [True, False]
    clock.now = 3_600.0
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False], "a bucket never holds more than a minute"


@pytest.mark.parametrize(("a_minute", "client"), [(0, "a"), (1, "")])
def test_no_limit_and_this_machine_are_never_refused(a_minute: int, client: str) -> None:
    buckets = Buckets(a_minute, clock=Clock())
    assert all(buckets.take(client) for _ in range(5))


def test_only_so_many_clients_are_remembered() -> None:
    buckets = Buckets(1, clock=Clock())
    for number in range(_MOST_CLIENTS + 5):
        buckets.take(str(number))
    assert len(buckets._levels) == _MOST_CLIENTS


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("127.0.0.1", ""),
        ("::1", ""),
        ("::ffff:127.0.0.1", ""),
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:aaaa::1%eth0", "2001:db8:1:2::/64"),
        ("", "unknown"),
        (None, "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_a_client_is_an_address_or_a_network(address: str | None, client: str) -> None:
    assert client_of(address) == client


def test_the_gate_turns_away_what_is_too_much_and_lets_in_again_later() -> None:
    gate = Gate(max_waiting=2, a_minute=0, at_once=1)
    go_on = threading.Event()
    done: list[str] = []

    async def ask(name: str) -> None:
        await gate.run("ask", name, go_on.wait, 10)
        done.append(name)

    async def scene() -> None:
        async with anyio.create_task_group() as group:
            for name in "abc":
                group.start_soon(ask, name)
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(Refused, match="wait a few seconds") as refusal:
                await gate.run("ask", "d", str)
            assert refusal.value.reason == "busy"
            go_on.set()
        assert await gate.run("ask", "d", str, 7) == "7"

    anyio.run(scene)
    assert sorted(done) == ["a", "b", "c"]


def test_work_that_fails_gives_its_place_back() -> None:
    gate = Gate(max_waiting=0, at_once=1)

    async def scene() -> None:
        for _ in range(3):
            with pytest.raises(ValueError, match="invalid literal"):
                await gate.run("ask", "", int, "x")

    anyio.run(scene)


def test_who_asks_while_the_index_is_away_is_told_to_come_back() -> None:
    def work() -> None:
        raise BackendError("Milvus at http://host:19530 fails")

    async def scene() -> None:
        with pytest.raises(Refused, match="ask again in a minute") as refusal:
            await Gate().run("ask", "", work)
        assert (refusal.value.reason, refusal.value.status) == ("away", 503)
        assert "19530" not in str(refusal.value)

    anyio.run(scene)


def test_a_client_that_asks_too_fast_is_turned_away_without_any_work() -> None:
    gate = Gate(a_minute=2)
    asked: list[int] = []

    async def scene() -> None:
        await gate.run("ask", "a", asked.append, 1)
        await gate.run("ask", "a", asked.append, 2)
        with pytest.raises(Refused) as refusal:
            await gate.run("ask", "a", asked.append, 3)
        assert refusal.value.reason == "too_fast"

    anyio.run(scene)
    assert asked == [1, 2]
