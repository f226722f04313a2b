"""The web chat with many people asking at once, each the next question as soon as the last is answered."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections.abc import Iterator

from assistant.chart import lines
from assistant.engine import Assistant
from bench.figures import Bench, Findings, percentile
from bench.server import Server
from bench.warm import questions

PEOPLE = (1, 10, 50, 100)
SECONDS, LONG_SECONDS = 10.0, 60.0
ALONE = 30
"""Questions that one process answers by itself, for the rate to compare with."""


class Crowd:
    """People who ask for a while: how long each question took, and how many were not answered."""

    def __init__(self, server: Server, asked: Iterator[str], *, people: int, seconds: float) -> None:
        self.times: list[float] = []
        self.errors = 0
        self._server = server
        self._asked = asked
        self._until = time.perf_counter() + seconds
        self._lock = threading.Lock()
        started = time.perf_counter()
        threads = [threading.Thread(target=self._person) for _ in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.rate = len(self.times) / (time.perf_counter() - started)

    def _person(self) -> None:
        connection = self._server.connect()
        while (started := time.perf_counter()) < self._until:
            with self._lock:
                question = next(self._asked)
            try:
                answered = self._server.ask(question, by=connection) == 200
            except (OSError, http.client.HTTPException):
                connection = self._server.connect()
                answered = False
            taken = (time.perf_counter() - started) * 1000
            with self._lock:
                if answered:
                    self.times.append(taken)
                else:
                    self.errors += 1
            if not answered:
                time.sleep(0.01)


def measure(bench: Bench) -> Findings:
    """Milliseconds, errors and questions a second by the number of people."""
    found = Findings("Web chat under load", "questions a second of the assistant alone, in one thread")
    texts = questions(500)
    alone = _alone(bench, texts[:ALONE])
    server = Server(bench)
    curves: dict[str, list[tuple[float, float]]] = {"p50, s": [], "p95, s": []}
    try:
        server.ask(texts[0])
        for people in PEOPLE[:2] if bench.small else PEOPLE:
            seconds = 1.0 if bench.small else LONG_SECONDS if bench.long else SECONDS
            crowd = Crowd(server, itertools.cycle(texts), people=people, seconds=seconds)
            found.add(f"{people} at once: answers", crowd.rate, "1/s", alone)
            found.add(f"{people} at once: not answered", crowd.errors, "")
            for name, share in (("p50", 0.5), ("p95", 0.95)):
                taken = percentile(crowd.times, share) if crowd.times else float("nan")
                found.add(f"{people} at once: {name}", taken, "ms")
                if crowd.times:
                    curves[f"{name}, s"].append((people, taken / 1000))
    finally:
        server.stop()
    found.plots["load"] = lines(curves, title="Web chat under load", across="people asking at once")
    return found


def _alone(bench: Bench, texts: list[str]) -> float:
    """Questions a second without a server."""
    assistant = Assistant.load(bench.settings)
    assistant.ask(texts[-1])
    started = time.perf_counter()
    for text in texts:
        assistant.ask(text)
    return len(texts) / (time.perf_counter() - started)
