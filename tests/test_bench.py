"""The benchmarks run, at sizes that say nothing about speed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench import __main__ as command
from bench import cold, growth, warm
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
    monkeypatch.setitem(command.PARTS, "growth", lambda bench: Findings("Growth", plots={"growth": "<svg></svg>"}))
    monkeypatch.setattr(command, "refresh", lambda settings: None)
    monkeypatch.setattr(cold, "run", lambda called: Finished(0.5, 0, ""))
    command.main(["cold", "growth", "--small", "--out", str(tmp_path / "out")])
    assert "new process to answer printed" in capsys.readouterr().out
    report = json.loads((tmp_path / "out" / "figures.json").read_text(encoding="utf-8"))
    assert report["parts"]["cold"]["figures"][0]["value"] == 0.5
    assert (tmp_path / "out" / "growth.svg").exists()
