"""Many distinct questions to an assistant that is loaded, stage by stage."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from assistant import answering, engine, source
from assistant.config import PROJECT
from assistant.encoder import OnnxEncoder
from assistant.engine import Assistant
from assistant.evaluate import read_cases
from assistant.speller import Speller
from assistant.store import Generation
from bench.cold import PLAIN
from bench.figures import Bench, Findings, percentile, run

COUNT = 500
PIPED = 200
"""Questions that go through `--jsonl`."""
PASSAGES = "passages read"
RERANK = "rerank"
RETRIEVAL = ("encode", "dense", "lexical", RERANK)
STAGES: tuple[tuple[Any, str, str], ...] = (
    (engine, "assess", "triage"),
    (Speller, "mend", "dialogue"),
    (source.Source, "standalone", "dialogue"),
    (engine, "parts", "dialogue"),
    (Generation, "in_own_terms", "dialogue"),
    (OnnxEncoder, "encode_question", "encode"),
    (Generation, "search", "dense"),
    (Generation, "question_terms", "lexical"),
    (Generation, "lexical", "lexical"),
    (source, "retrieve", RERANK),
    (source, "read", "read"),
    (answering, "compose", "compose"),
    (answering, "merged", "compose"),
)
"""(where, what, stage): a function called inside another counts for the outer one, but retrieval for its parts."""


class StageClock:
    """Adds up the time spent in each stage of one question after another."""

    def __init__(self) -> None:
        self.questions: list[dict[str, float]] = []
        self._open: list[str] = []

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Wrap the stages' functions for as long as the block lasts."""
        with ExitStack() as patches:
            for owner, name, stage in STAGES:
                timed = self._timed(getattr(owner, name), stage)
                patches.enter_context(mock.patch.object(owner, name, timed))
            yield

    def ask(self, assistant: Assistant, question: str) -> None:
        """Ask, and keep the milliseconds of each stage and of the whole."""
        self.questions.append(defaultdict(float))
        self.questions[-1]["whole answer"] = assistant.ask(question).elapsed_ms

    def certain(self) -> list[float]:
        """Milliseconds of the whole answer, for each question of which one passage was read."""
        return [taken["whole answer"] for taken in self.questions if taken[PASSAGES] == 1]

    def spent(self, *stages: str) -> list[float]:
        """Milliseconds of these stages together, for each question that came to them."""
        return [sum(taken[stage] for stage in stages) for taken in self.questions if stages[0] in taken] or [0.0]

    def _timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - any function at all
            outer = self._open[-1] if self._open else ""
            if outer not in ("", RERANK):
                return function(*given, **named)
            self._open.append(stage)
            started = time.perf_counter()
            try:
                told = function(*given, **named)
                if stage == "read":
                    self.questions[-1][PASSAGES] += len({found.hit.row for found in told.sentences})
                return told
            finally:
                taken = (time.perf_counter() - started) * 1000
                self._open.pop()
                self.questions[-1][stage] += taken
                if outer:
                    self.questions[-1][outer] -= taken

        return call


def measure(bench: Bench) -> Findings:
    """p50 and p99 by stage, and questions a second."""
    found = Findings("Warm question", "the plain script's encode and search alone")
    texts = questions(4 if bench.small else COUNT)
    plain = [] if bench.small else _plain(bench, texts)
    assistant = Assistant.load(bench.settings)
    clock = StageClock()
    with clock.watching():
        clock.ask(assistant, "Which tendon is at the outer hip?")
        clock.questions.clear()
        started = time.process_time()
        for text in texts:
            clock.ask(assistant, text)
        worked = (time.process_time() - started) * 1000 / len(texts)
    for stage in dict.fromkeys(stage for _, _, stage in STAGES):
        _both(found, stage, clock.spent(stage))
    _both(found, "retrieval (" + " + ".join(RETRIEVAL) + ")", clock.spent(*RETRIEVAL), plain)
    whole = clock.spent("whole answer")
    _both(found, "whole answer", whole, plain)
    if certain := clock.certain():
        share = f"{len(certain) / len(whole):.0%} of the questions"
        _both(found, f"whole answer, one passage read ({share})", certain, plain)
    found.add("whole answer: processor time of all threads, mean", worked, "ms")
    reference = 1000 * len(plain) / sum(plain) if plain else None
    found.add("questions a second, one process", 1000 * len(whole) / sum(whole), "1/s", reference)
    found.add("questions a second, --jsonl", _piped(bench, texts[:PIPED]), "1/s", reference)
    return found


def questions(count: int) -> list[str]:
    """Distinct questions from the golden files, those that are tuned on, shuffled."""
    files = [path for path in sorted((PROJECT / "tests" / "golden").glob("*.jsonl"))
             if not path.stem.startswith(("triage", "spelling", "conversations"))]  # fmt: skip
    texts = list(dict.fromkeys(found.text for found in read_cases(files, part="develop").questions))
    random.Random(2026).shuffle(texts)  # noqa: S311 - seeded on purpose
    return texts[:count]


def _both(found: Findings, what: str, ours: Sequence[float], plain: Sequence[float] = ()) -> None:
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        found.add(f"{what}: {name}", percentile(ours, share), "ms", percentile(plain, share) if plain else None)


def _plain(bench: Bench, texts: Sequence[str]) -> list[float]:
    """Milliseconds of each question."""
    done = run([sys.executable, str(PLAIN), "warm", str(bench.settings.corpus)], said=json.dumps(texts))
    times: list[float] = json.loads(done.output)
    return times


def _piped(bench: Bench, texts: Sequence[str]) -> float:
    """Questions a second of `ask --jsonl`, from the first answer on."""
    said = "".join(json.dumps({"id": number, "question": text}) + "\n" for number, text in enumerate(texts))
    path = bench.home / "questions.jsonl"
    path.write_text(said, encoding="utf-8")
    command = bench.command("ask", "--jsonl")
    with path.open(encoding="utf-8") as given, subprocess.Popen(
        command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=PROJECT
    ) as process:
        assert process.stdout
        arrived = [time.perf_counter() for _ in process.stdout]
    if len(arrived) != len(texts):
        raise RuntimeError(f"{len(arrived)} answers to {len(texts)} questions")
    return (len(arrived) - 1) / (arrived[-1] - arrived[0])
