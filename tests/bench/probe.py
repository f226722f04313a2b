"""Searches an index in a process of its own, whose memory is measured: python probe.py INDEX QUESTIONS.npz

QUESTIONS.npz holds ``vectors`` (questions, dimension) and ``texts``. Prints milliseconds of each search and of the
whole retrieval, the processor's for that, the seconds until the first question is through, and the ten nearest rows
found, as one JSON object.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from assistant import store
from assistant.retriever import retrieve


def main(index: str, questions: str) -> dict[str, object]:
    """What comes out, ready for JSON."""
    with np.load(questions, allow_pickle=False) as given:
        vectors, texts = given["vectors"], given["texts"].tolist()
    started = time.perf_counter()
    generation = store.open_last_good(Path(index))
    retrieve(generation, vectors[0], generation.question_terms(texts[0]))
    opening = time.perf_counter() - started
    times: dict[str, list[float]] = {"dense": [], "lexical": [], "retrieval": [], "processor": []}
    nearest = []
    for vector, text in zip(vectors, texts, strict=True):
        terms = generation.question_terms(text)
        times["dense"].append(milliseconds(partial(generation.search, vector, k=50)))
        times["lexical"].append(milliseconds(partial(generation.lexical, terms, k=50)))
        before = time.process_time()
        times["retrieval"].append(milliseconds(partial(retrieve, generation, vector, terms)))
        times["processor"].append((time.process_time() - before) * 1000)
        nearest.append([row for row, _ in generation.search(vector, k=10)])
    return {"opening": opening, "nearest": nearest, **times}


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))  # noqa: T201 - it is a script
