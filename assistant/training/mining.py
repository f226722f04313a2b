"""Which passages a retriever would bring up for a question: the negatives that the reader meets in use.

The score is the product's own: cosine and BM25, each min-max normalised over the group, 0.65 of it dense.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import BertModel

from assistant.training.data import Collection

DENSE_SHARE = 0.65
"""Weight of the cosine in the fused score; 0.6-0.7 measured best on five retrieval sets of six."""
_WORD = re.compile(r"\w+")

Floats = NDArray[np.float32]


class Embedder:
    """The packaged encoder in PyTorch: texts to unit vectors of 384 numbers."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(256)
        self._tokenizer.enable_padding()
        self._trunk = BertModel.from_pretrained(folder, add_pooling_layer=False)
        self._trunk.train(False)

    @torch.inference_mode()
    def __call__(self, texts: Sequence[str], *, batch: int = 64) -> Floats:
        """Vectors in the order of the texts, shape (texts, 384)."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors = np.zeros((len(texts), 384), np.float32)
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            encoded = self._tokenizer.encode_batch([texts[index] for index in chosen])
            mask = torch.tensor([item.attention_mask for item in encoded])
            hidden = self._trunk(torch.tensor([item.ids for item in encoded]), mask).last_hidden_state
            mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            vectors[chosen] = torch.nn.functional.normalize(mean, dim=1).numpy()
        return vectors


class Lexical:
    """BM25 over the passages of one group (Robertson and Zaragoza 2009, k1 1.2, b 0.75)."""

    def __init__(self, texts: Sequence[str], *, k1: float = 1.2, b: float = 0.75) -> None:
        counts = [Counter(terms(text)) for text in texts]
        mean = sum(map(sum, (count.values() for count in counts))) / max(len(texts), 1)
        self._weights: dict[str, Floats] = {}
        self._idf: dict[str, float] = {}
        self._rare = math.log(2 * len(texts) + 2)
        for term, frequency in Counter(term for count in counts for term in count).items():
            idf = math.log(1 + (len(texts) - frequency + 0.5) / (frequency + 0.5))
            column = np.zeros(len(texts), np.float32)
            for index, count in enumerate(counts):
                if seen := count[term]:
                    norm = k1 * (1 - b + b * sum(count.values()) / mean)
                    column[index] = idf * seen * (k1 + 1) / (seen + norm)
            self._weights[term] = column
            self._idf[term] = idf
        self._size = len(texts)

    def __call__(self, question: str) -> Floats:
        """One score a passage, shape (passages,)."""
        scores = np.zeros(self._size, np.float32)
        for term in set(terms(question)):
            scores += self._weights.get(term, 0.0)
        return scores

    def coverage(self, question: str, text: str) -> float:
        """The share of the question's terms that the text holds, each weighted by its rarity; 0 to 1."""
        seen = set(terms(text))
        weights = {term: self._idf.get(term, self._rare) for term in terms(question)}
        total = sum(weights.values())
        return sum(weight for term, weight in weights.items() if term in seen) / total if total else 0.0


def terms(text: str) -> list[str]:
    """Lower-case words, a plural's s dropped."""
    return [word.removesuffix("s") if len(word) > 3 else word for word in _WORD.findall(text.lower())]


def fuse(dense: Floats, lexical: Floats) -> Floats:
    """The weighted sum of both scores, each stretched to 0-1 over the passages."""
    return np.asarray(DENSE_SHARE * _stretch(dense) + (1 - DENSE_SHARE) * _stretch(lexical), np.float32)


def _stretch(scores: Floats) -> Floats:
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)


@dataclass(frozen=True, slots=True)
class Ranking:
    """For one question, the passages of its group, best first, with the fused score and the cosine of each."""

    passages: tuple[str, ...]
    scores: tuple[float, ...]
    cosines: tuple[float, ...]


def rank(collection: Collection, questions: Sequence[tuple[str, str]], embed: Embedder) -> Iterator[Ranking]:
    """For each (question, group), that group's passages as the retriever would rank them."""
    groups: dict[str, list[int]] = {}
    for index, passage in enumerate(collection.passages):
        groups.setdefault(passage.group, []).append(index)
    texts = [f"{passage.heading}. {passage.text}" for passage in collection.passages]
    vectors = embed(texts)
    asked = embed([question for question, _ in questions])
    lexical = {group: Lexical([texts[index] for index in members]) for group, members in groups.items()}
    for (question, group), vector in zip(questions, asked, strict=True):
        members = groups[group]
        dense = vectors[members] @ vector
        fused = fuse(dense, lexical[group](question))
        order = np.argsort(-fused, kind="stable")
        yield Ranking(
            tuple(collection.passages[members[index]].id for index in order),
            tuple(float(fused[index]) for index in order),
            tuple(float(dense[index]) for index in order),
        )
