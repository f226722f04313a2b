"""How long the index takes: a full build next to sentence-transformers' own encode, and one edited paragraph.

python tests/bench_index.py [--documents 100] [--edited-among 1000]

The documents are generated: 1,000 words each, from the words of the corpus as often as it has them. The index in
which a paragraph is edited is built with random vectors in place of the model's, which makes no difference to an edit.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant import passages, store
from assistant.build import BuildReport, refresh
from assistant.config import PROJECT, Settings
from assistant.encoder import Encoder, OnnxEncoder, Spans, Vectors
from assistant.export import exported, load_reference
from assistant.models import find_model, model_stamp

WORDS = 1_000
EDITS = 7
SEED = 2026


class StandIn:
    """The real encoder's card and tokens, with random vectors."""

    def __init__(self, encoder: OnnxEncoder) -> None:
        self.card = encoder.card
        self.count_tokens = encoder.count_tokens
        self.encode_question = encoder.encode_question
        self._chance = np.random.default_rng(SEED)

    def encode_passages(self, texts: Sequence[str], spans: Sequence[Spans]) -> list[Vectors]:
        """Random unit vectors of the right shapes."""
        return [self._unit(1 + len(found)) for found in spans]

    def _unit(self, rows: int) -> Vectors:
        vectors = self._chance.standard_normal((rows, self.card.dimension), dtype=np.float32)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def generate(folder: Path, documents: int, *, seed: int = SEED) -> None:
    """Write Markdown documents of a thousand words: sections of about 200, paragraphs of three to six sentences."""
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((PROJECT / "corpus").glob("*.md")))
    words = re.findall(r"[a-z]{2,}", text.lower())
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        lines, count = [f"# Document {number} {' '.join(chance.choices(words, k=3))}"], 0
        while count < WORDS:
            if count % 200 < 60:
                lines.append("## " + " ".join(chance.choices(words, k=4)).capitalize())
            said = [chance.choices(words, k=chance.randint(8, 20)) for _ in range(chance.randint(3, 6))]
            lines.append(" ".join(" ".join(sentence).capitalize() + "." for sentence in said))
            count += sum(len(sentence) for sentence in said)
        (folder / f"document-{number:04}.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def built(settings: Settings, documents: int, encoder: Encoder | None = None) -> BuildReport:
    """Generate documents and build their index."""
    generate(settings.corpus, documents)
    return refresh(settings, encoder=encoder)


def reference_seconds(settings: Settings) -> float:
    """How long sentence-transformers takes to encode the passages of the index."""
    generation = store.open_last_good(settings.index)
    texts = [passages.reading_text(generation.passage(row.row))[0] for row in generation.passage_rows()]
    model = load_reference(find_model())
    model.encode(texts[:32], show_progress_bar=False)
    started = time.perf_counter()
    model.encode(texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
    return time.perf_counter() - started


def edit_seconds(settings: Settings) -> list[float]:
    """Wall time of `hip-assistant index` after one paragraph of one document was edited, a few times over."""
    places = ["--corpus", str(settings.corpus), "--index", str(settings.index)]
    times = []
    for number in range(EDITS):
        path = settings.corpus / f"document-{number * 100 % len(list(settings.corpus.iterdir())):04}.md"
        path.write_text(path.read_text(encoding="utf-8") + f"\nEdit {number} is a new sentence.\n", encoding="utf-8")
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "assistant", *places, "index"], check=True, capture_output=True, cwd=PROJECT
        )
        times.append(time.perf_counter() - started)
        found = store.open_last_good(settings.index).lexical(["edit", str(number)], k=1)
        assert found, "the edited paragraph is not in the index"
    return times


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100, help="of the full build")
    options.add_argument("--edited-among", type=int, default=1_000, help="documents, one of which is edited")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = replace(Settings.from_environment(), corpus=home / "corpus", index=home / "index")
        encoder = OnnxEncoder(exported(settings.model, settings.cache))
        encoder.encode_question("warm")
        report = built(settings, chosen.documents)
        reference = reference_seconds(settings)
        large = replace(settings, corpus=home / "large", index=home / "large-index")
        built(large, chosen.edited_among, StandIn(encoder))
        manifest = store.open_last_good(large.index).manifest
        replace(manifest, model_stamp=model_stamp(large.model)).save(store.current_folder(large.index))
        times = edit_seconds(large)
    table = Table("what", "value")
    table.add_row("documents, passages", f"{report.documents:,}, {report.passages:,}")
    table.add_row("full build, s", f"{report.seconds:.1f}")
    table.add_row("sentence-transformers' encode of the same passages, s", f"{reference:.1f}")
    table.add_row("ratio (below 1: the build is faster)", f"{report.seconds / reference:.2f}")
    whole = report.seconds * manifest.passages / report.passages
    table.add_row(f"one paragraph among {chosen.edited_among:,} documents, s (median, worst)",
                  f"{statistics.median(times):.2f}, {max(times):.2f}")  # fmt: skip
    table.add_row("the same, as a share of their full build", f"{statistics.median(times) / whole:.1%}")
    Console().print(table)


if __name__ == "__main__":
    main()
