"""How long the index takes: a full build next to sentence-transformers' own encode, and one edited paragraph.

The index in which a paragraph is edited is built with vectors made up, which makes no difference to an edit.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from statistics import median

from assistant import passages, store
from assistant.build import refresh
from assistant.config import Settings
from assistant.encoder import OnnxEncoder
from assistant.export import exported
from assistant.models import model_stamp
from bench import synthetic
from bench.cold import PLAIN
from bench.figures import Bench, Findings, run

DOCUMENTS = 50
EDITED_AMONG = 1_000
EDITS = 5


def measure(bench: Bench) -> Findings:
    """Passages a second of a full build, and seconds from an edited paragraph to the new index."""
    found = Findings("Build", "sentence-transformers' encode of the same passages, at its best batch size")
    settings = replace(bench.settings, corpus=bench.home / "articles", index=bench.home / "articles-index")
    encoder = OnnxEncoder(exported(settings.model, settings.cache))
    encoder.encode_question("warm")
    synthetic.articles(settings.corpus, 2 if bench.small else DOCUMENTS)
    report = refresh(settings, encoder=encoder)
    seconds, size = (0.0, "") if bench.small else _reference(settings)
    reference = report.passages / seconds if seconds else None
    found.add("a full build", report.passages / report.seconds, "passages/s", reference)
    if size:
        found.add("best batch size of the reference", float(size), "")
    times = _edits(bench, encoder, 5 if bench.small else EDITED_AMONG)
    found.add("one paragraph edited among many documents, median", median(times), "s", report.seconds)
    found.add("the same, the slowest", max(times), "s", report.seconds)
    return found


def _reference(settings: Settings) -> tuple[float, str]:
    """Seconds to encode the passages of the index at the best batch size, and that size."""
    generation = store.open_last_good(settings.index)
    texts = [passages.reading_text(generation.passage(row.row))[0] for row in generation.passage_rows()]
    done = run([sys.executable, str(PLAIN), "encode"], said=json.dumps(texts))
    seconds: dict[str, float] = json.loads(done.output)
    return min((taken, size) for size, taken in seconds.items())


def _edits(bench: Bench, encoder: OnnxEncoder, documents: int) -> list[float]:
    """Seconds until an edited paragraph of one of many documents can be found, a few times over."""
    settings = replace(bench.settings, corpus=bench.home / "edited", index=bench.home / "edited-index")
    synthetic.articles(settings.corpus, documents)
    refresh(settings, encoder=synthetic.StandIn.of(encoder))
    return edit_times(bench, settings, edits=1 if bench.small else EDITS)


def edit_times(bench: Bench, settings: Settings, *, edits: int) -> list[float]:
    """Wall time of `hip-assistant index` after one paragraph of one document was edited.

    The index may hold vectors that were made up, under the real model's card.
    """
    manifest = store.open_last_good(settings.index).manifest
    replace(manifest, model_stamp=model_stamp(settings.model)).save(store.current_folder(settings.index))
    elsewhere = replace(bench, settings=settings)
    documents = sorted(settings.corpus.iterdir())
    times = []
    for number in range(edits):
        path = documents[number * len(documents) // edits]
        path.write_text(path.read_text(encoding="utf-8") + f"\nEdit {number} is a new sentence.\n", encoding="utf-8")
        times.append(run(elsewhere.command("index")).seconds)
        found = store.open_last_good(settings.index).lexical(["edit", str(number)], k=1)
        assert found, "the edited paragraph is not in the index"
    return times
