"""How much at once, and how much from one place: what the server takes on, and what it turns away with a reason."""

from __future__ import annotations

import ipaddress
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from assistant.errors import BackendError
from assistant.web.log import RequestLog

BUSY = "Many people are asking at the moment. Please wait a few seconds and ask again."
TOO_FAST = "That was a lot of questions in a short time. Please wait a little and ask again."
STOPPING = "The assistant is being stopped. Please ask again in a minute."
AWAY = "The index does not answer at the moment. Please ask again in a minute."
MAX_WAITING = 200
REQUESTS_A_MINUTE = 60
_MOST_CLIENTS = 10_000
_HOUSEHOLD = 64
"""An IPv6 customer has at least a network of this prefix, so that single addresses would limit nobody."""

T = TypeVar("T")


class Refused(Exception):
    """A request that is turned away; the text is for the person who made it.

    Args:
        reason: ``busy``, ``too_fast``, ``stopping`` or ``away``.
        text: what to tell the person.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason

    @property
    def status(self) -> int:
        """The status of HTTP that says so."""
        return 429 if self.reason == "too_fast" else 503


class Buckets:
    """A bucket of tokens for each client: a request takes one, and time fills it up again.

    Args:
        a_minute: tokens that flow in a minute, and what a full bucket holds; 0 for no limit.
        clock: seconds that only grow.
    """

    def __init__(self, a_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str) -> bool:
        """Take one token; False when the client's bucket is empty. The empty name stands for this machine."""
        if not self._a_minute or not client:
            return True
        with self._lock:
            level = self._level(client)
            taken = level >= 1
            self._levels.pop(client, None)
            self._levels[client] = (level - taken, self._clock())
            if len(self._levels) > _MOST_CLIENTS:
                self._levels.popitem(last=False)
            return taken

    def empty(self, client: str) -> bool:
        """Whether the client has no token left."""
        with self._lock:
            return self._level(client) < 1

    def _level(self, client: str) -> float:
        now = self._clock()
        level, filled = self._levels.get(client, (float(self._a_minute), now))
        return min(self._a_minute, level + (now - filled) * self._a_minute / 60)


class Gate:
    """Lets requests through, a few at a time, and keeps the others waiting in the order they came.

    Args:
        max_waiting: how many may wait; the next one is turned away at once.
        a_minute: how many requests a client may make in a minute; 0 for any number.
        at_once: how many are worked on at a time.
        log: where each request is written down; None for nowhere.
    """

    def __init__(
        self,
        *,
        max_waiting: int = MAX_WAITING,
        a_minute: int = REQUESTS_A_MINUTE,
        at_once: int = max(2, os.cpu_count() or 2),
        log: RequestLog | None = None,
    ) -> None:
        self.max_waiting = max_waiting
        self._at_once = at_once
        self._limiter: CapacityLimiter | None = None
        self._inside = 0
        self._closed = False
        self._buckets = Buckets(a_minute)
        self._log = log or RequestLog.nowhere()

    async def run(self, kind: str, client: str, work: Callable[..., T], *arguments: object) -> T:
        """What the work returns, done in a thread of its own.

        Args:
            kind: the word for the request in the log.
            client: as `client_of` names it.
            work: the function to call.
            arguments: what to call it with.

        Raises:
            Refused: when the client asks too much, too many requests wait already, the gate is closed, or the server
                that searches the index is away.
        """
        with self._log.request(kind) as entry:
            self._admit(client)
            try:
                threads = self._threads()
                entry.result = result = await to_thread.run_sync(self._work, work, *arguments, limiter=threads)
            finally:
                self._inside -= 1
            return result

    def close(self) -> None:
        """Finish what is being worked on, and turn away the others: those who wait, and those who are yet to come."""
        self._closed = True

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is being worked on, and nobody waits."""
        return not self._inside

    def count(self, client: str) -> None:
        """Count a request against what the client may ask in a minute.

        Raises:
            Refused: when that is used up.
        """
        if not self._buckets.take(client):
            raise Refused("too_fast", TOO_FAST)

    def _admit(self, client: str) -> None:
        self._refuse_when_closed()
        self.count(client)
        if self._inside >= self._at_once + self.max_waiting:
            raise Refused("busy", BUSY)
        self._inside += 1

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise Refused("stopping", STOPPING)

    def _work(self, work: Callable[..., T], *arguments: object) -> T:
        """The work, unless the gate was closed while it waited, or the server that searches the index is away."""
        self._refuse_when_closed()
        try:
            return work(*arguments)
        except BackendError as error:
            raise Refused("away", AWAY) from error

    def _threads(self) -> CapacityLimiter:
        """Made when first needed: a limiter belongs to an event loop."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(self._at_once)
        return self._limiter


def client_of(address: str | None) -> str:
    """The name under which a client is limited: its IPv4 address or its IPv6 network, empty for this machine.

    Behind a proxy on this machine the address is the one of its ``X-Forwarded-For`` header, if it sends that.
    """
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if not found.ipv4_mapped:
            return "" if found.is_loopback else str(ipaddress.ip_network((found, _HOUSEHOLD), strict=False))
        found = found.ipv4_mapped
    return "" if found.is_loopback else str(found)
