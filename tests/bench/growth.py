"""What becomes of build, size, search and memory as the passages grow tenfold, and tenfold again.

Texts and vectors are made up, so that the model's own time, which grows with the passages, is left out.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import faiss
import numpy as np

from assistant import store
from assistant.build import refresh
from assistant.chart import lines
from assistant.dense import DenseIndex
from assistant.encoder import OnnxEncoder, Vectors
from assistant.export import exported
from bench import synthetic
from bench.build import edit_times
from bench.figures import MEGABYTE, Bench, Findings, percentile, run

SIZES = (1_000, 10_000, 100_000)
SMALL_SIZES = (100, 200)
LARGE_SIZE = 1_000_000
ASKED = 200
TIMED = 20
"""Questions that the reference is timed with: a million vectors take it long."""
NEAREST = 10
EDITS = 3
TERMS = 6
"""Words of a question."""
PROBE = Path(__file__).with_name("probe.py")
Curves = dict[str, list[tuple[float, float]]]


def measure(bench: Bench) -> Findings:
    """Figures by size, with a plot of each on logarithmic axes and its slope there."""
    found = Findings("Growth", "FAISS's exact search of the same vectors, for p50 and p99")
    curves: Curves = defaultdict(list)
    sizes = SMALL_SIZES if bench.small else (*SIZES, LARGE_SIZE) if bench.large else SIZES
    for size in sizes:
        _at(bench, size, found, curves)
    for what, curve in curves.items():
        slope = float(np.polyfit([x for x, _ in curve], [y for _, y in curve], 1)[0])
        found.add(f"{what}: slope on logarithmic axes", slope, "")
        title = f"{what}, power of ten; slope {slope:.2f}"
        name = "growth-" + what.split(",")[0].replace(" ", "-")
        found.plots[name] = lines({what: curve}, title=title, across="passages, power of ten")
    return found


def _at(bench: Bench, size: int, found: Findings, curves: Curves) -> None:
    """Build an index of so many passages, ask it, edit it, and add what came out."""
    settings = replace(bench.settings, corpus=bench.home / f"notes-{size}", index=bench.home / f"index-{size}")
    synthetic.notes(settings.corpus, size)
    encoder = synthetic.StandIn.of(OnnxEncoder(exported(settings.model, settings.cache)))
    report = refresh(settings, encoder=encoder)
    stored = sum(path.stat().st_size for path in store.current_folder(settings.index).iterdir())
    shards = store.open_last_good(settings.index).dense.shards
    questions, texts = _questions(shards, 5 if bench.small else ASKED)
    path = bench.home / f"questions-{size}.npz"
    np.savez(path, vectors=questions, texts=np.array(texts))
    done = run([sys.executable, str(PROBE), str(settings.index), str(path)])
    seen = json.loads(done.output)
    exact, times = _exact(shards, questions)
    recall = np.mean([len(set(one) & set(other)) / NEAREST for one, other in zip(seen["nearest"], exact, strict=True)])
    edits = edit_times(bench, settings, edits=1 if bench.small else EDITS)
    figures = {
        "build, s": (report.seconds, None),
        "index, MB": (stored / MEGABYTE, sum(shard.nbytes for shard in shards) / MEGABYTE),
        "p50 of retrieval, ms": (percentile(seen["retrieval"], 0.5), percentile(times, 0.5)),
        "p99 of retrieval, ms": (percentile(seen["retrieval"], 0.99), percentile(times, 0.99)),
        "p50 of the processor's time for it, ms": (percentile(seen["processor"], 0.5), None),
        "p50 by meaning, ms": (percentile(seen["dense"], 0.5), percentile(times, 0.5)),
        "p50 by words, ms": (percentile(seen["lexical"], 0.5), None),
        "opening and the first question, s": (seen["opening"], None),
        "one document edited, s": (median(edits), None),
        "peak memory, MB": (done.peak / MEGABYTE, None),
    }
    for what, (value, reference) in figures.items():
        found.add(f"{report.passages:,} passages: {what.split(', ')[0]}", value, what.split(", ")[1], reference)
        curves[what].append((float(np.log10(report.passages)), float(np.log10(value))))
    found.add(f"{report.passages:,} passages: recall@{NEAREST}", float(recall), "", 1.0)


def _questions(shards: Sequence[Vectors], count: int) -> tuple[Vectors, list[str]]:
    """Vectors near those of passages chosen by chance, and texts of the corpus's words."""
    chance = np.random.default_rng(synthetic.SEED)
    rows = chance.integers(sum(map(len, shards)), size=count)
    words = random.Random(synthetic.SEED)  # noqa: S311 - seeded on purpose
    known = synthetic.words()
    chosen = DenseIndex(shards).vectors(rows.tolist())
    return synthetic.near(chosen, chance), [" ".join(words.choices(known, k=TERMS)) for _ in range(count)]


def _exact(shards: Sequence[Vectors], questions: Vectors) -> tuple[list[list[int]], Sequence[float]]:
    """The nearest rows by exact search, and the milliseconds of some."""
    index = faiss.IndexFlatIP(questions.shape[1])
    for shard in shards:
        index.add(shard)
    times = []
    for question in questions[:TIMED]:
        started = time.perf_counter()
        index.search(question[None], NEAREST)
        times.append((time.perf_counter() - started) * 1000)
    return index.search(questions, NEAREST)[1].tolist(), times
