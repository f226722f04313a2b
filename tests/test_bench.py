"""The benchmarks run, at sizes that say nothing about speed."""

from __future__ import annotations

import itertools
import json
import math
import time
from pathlib import Path

import pytest
from bench import __main__ as command
from bench import cold, growth, load, memory, warm
from bench.figures import Bench, Figure, Findings, Finished, percentile

from assistant.config import Settings
from assistant.engine import Assistant


@pytest.fixture
def bench(product_settings: Settings, product: Assistant, tmp_path: Path) -> Bench:
    return Bench(product_settings, tmp_path, small=True)


def named(found: Findings) -> dict[str, float]:
    assert all(figure.value >= 0 for figure in found.figures if "slope" not in figure.what)
    return {figure.what: figure.value for figure in found.figures}


def test_a_ratio_is_a_multiple_of_the_reference() -> None:
    assert Figure("x", 3.0, "s", 6.0).ratio == 0.5
    assert Figure("x", 3.0, "s").ratio is None


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([3, 1, 2, 4], 0.5) == 2
    assert percentile(range(100), 0.99) == 98
    assert percentile([7.0], 0.99) == 7.0


def test_a_warm_question_is_timed_stage_by_stage(bench: Bench) -> None:
    found = named(warm.measure(bench))
    stages = dict.fromkeys(stage for _, _, stage in warm.STAGES)
    assert all(found[f"{stage}: p50"] > 0 for stage in stages if stage != "compose")
    assert found["whole answer: processor time of all threads, mean"] > 0
    assert found["questions a second, --jsonl"] > 0


def test_questions_are_distinct() -> None:
    texts = warm.questions(500)
    assert len(texts) == len(set(texts)) == 500


def test_growth_is_measured_against_exact_search(bench: Bench) -> None:
    found = growth.measure(bench)
    assert named(found)["100 passages: recall@10"] == 1.0
    assert all(drawn.startswith("<svg") for drawn in found.plots.values())


def test_tables_json_and_plots(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unanswered = Figure("p50", math.nan, "ms", math.inf)
    growth_of_nothing = Findings("Growth", figures=[unanswered], plots={"growth": "<svg></svg>"})
    monkeypatch.setitem(command.PARTS, "growth", lambda bench: growth_of_nothing)
    monkeypatch.setattr(command, "refresh", lambda settings: None)
    monkeypatch.setattr(cold, "run", lambda called: Finished(0.5, 0, ""))
    command.main(["cold", "growth", "--small", "--out", str(tmp_path / "out")])
    assert "new process to answer printed" in capsys.readouterr().out
    report = json.loads((tmp_path / "out" / "figures.json").read_text(encoding="utf-8"))
    assert report["parts"]["cold"]["figures"][0]["value"] == 0.5
    [nothing] = report["parts"]["growth"]["figures"]
    assert nothing == {"what": "p50", "value": None, "unit": "ms", "reference": None, "ratio": None}
    assert (tmp_path / "out" / "growth.svg").exists()


class _Server:
    """A chat that answers nobody, and remembers that it was stopped."""

    def __init__(self, _: Bench | None = None) -> None:
        self.stopped = False

    def connect(self) -> None:
        return None

    def ask(self, question: str, *, by: object = None) -> int:
        raise OSError("gone")

    def stop(self) -> int:
        self.stopped = True
        return 0


def test_the_chat_is_stopped_whatever_happens(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    server = _Server()
    monkeypatch.setattr(memory, "Server", lambda _: server)
    monkeypatch.setattr(memory, "run", lambda _: Finished(0.5, 1, ""))
    with pytest.raises(OSError, match="gone"):
        memory.measure(bench)
    assert server.stopped


def test_who_is_not_answered_waits_without_holding_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    crowds: list[load.Crowd] = []
    held: list[bool] = []
    sleep = time.sleep

    def watched(seconds: float) -> None:
        held.append(crowds[0]._lock.locked())
        sleep(seconds)

    class Watched(load.Crowd):
        def _person(self) -> None:
            crowds.append(self)
            super()._person()

    monkeypatch.setattr(time, "sleep", watched)
    crowd = Watched(_Server(), itertools.repeat("?"), people=1, seconds=0.05)  # type: ignore[arg-type]
    assert crowd.errors and not crowd.times
    assert held and not any(held)
