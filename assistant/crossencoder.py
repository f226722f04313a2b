"""The trained reader: question and passages -> how likely each sentence, and each passage, is to answer.

The network reads ``[CLS] question [SEP] heading [SEP] sentence sentence ... [SEP]`` once, in ONNX Runtime; no torch.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Barrier, BoundedSemaphore, Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.encoder import open_tokenizer
from assistant.errors import ModelError
from assistant.graph import Opening, open_graph

WEIGHTS = next((Path(__file__).parent / "weights").glob("reader-*.safetensors"))
"""What training changed of the packaged encoder; the file is named after the start of its SHA-256."""

EXPORT_VERSION = 5
"""Raised when the exported graph looks different, so that older ones are not used."""

QUESTION_TOKENS = 72
HEADING_TOKENS = 32
"""Of headings within headings the last tokens are read: the nearest heading says most."""
MAX_TOKENS = 384
KEPT = 4_096
"""The tokens of so many headings and sentences stay in memory: those that questions come back to."""

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One question with one passage as the network reads them.

    ``spans`` holds ``[start, end)`` in tokens for each sentence; a sentence beyond the last token has an empty one.
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Encoded pairs, padded to (batch, tokens); ``spans`` (batch, sentences, tokens) averages a sentence's tokens."""

    input_ids: Integers
    attention_mask: Integers
    token_type_ids: Integers
    spans: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the network makes of one passage, as probabilities.

    Args:
        sentences: for every sentence, that it belongs to the answer, shape (sentences,); 0 for one that did not fit
            into the network's window.
        answers: that the passage answers at all.
    """

    sentences: Floats
    answers: float


def reader_folder(cache: Path) -> Path:
    """Where the exported form of these weights is kept."""
    return cache / "readers" / f"{WEIGHTS.stem}-{EXPORT_VERSION}"


class Layout:
    """Turns text into the network's input. Only the tokenizer is loaded."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = open_tokenizer(tokenizer)
        self._tokenizer.no_truncation()
        self._kept_tokens = lru_cache(maxsize=KEPT)(self._tokens)
        self._start = self._id("[CLS]")
        self._end = self._id("[SEP]")

    def encode(self, question: str, heading: str, sentences: Sequence[str], *, max_tokens: int = MAX_TOKENS) -> Encoded:
        """One pair, cut at ``max_tokens``: what does not fit is left unread."""
        return next(self.encode_all(question, [(heading, sentences)], max_tokens=max_tokens))

    def encode_all(
        self, question: str, passages: Iterable[tuple[str, Sequence[str]]], *, max_tokens: int = MAX_TOKENS
    ) -> Iterator[Encoded]:
        """The question with each passage, (heading, sentences)."""
        first = [self._start, *self._tokens(question)[:QUESTION_TOKENS], self._end]
        for heading, sentences in passages:
            yield self._pair(first, heading, sentences, max_tokens)

    def _pair(self, first: list[int], heading: str, sentences: Sequence[str], max_tokens: int) -> Encoded:
        head, *parts = [self._kept_tokens(text) for text in (heading, *sentences)]
        ids = [*first, *head[-HEADING_TOKENS:], self._end]
        spans: list[tuple[int, int]] = []
        for part in parts:
            start = len(ids)
            ids += part[: max(max_tokens - 1 - start, 0)]
            spans.append((start, len(ids)))
        ids.append(self._end)
        types = [0] * len(first) + [1] * (len(ids) - len(first))
        return Encoded(tuple(ids), tuple(types), tuple(spans))

    def _id(self, token: str) -> int:
        found: int | None = self._tokenizer.token_to_id(token)
        if found is None:
            raise ValueError(f"the tokenizer has no {token}")
        return found

    def _tokens(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)


def pad(encoded: Sequence[Encoded]) -> Batch:
    """Stack pairs into one batch, filled up to the longest."""
    tokens = max(len(item.ids) for item in encoded)
    sentences = max(len(item.spans) for item in encoded)
    shape = (len(encoded), tokens)
    batch = Batch(
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.zeros(shape, np.int64),
        np.zeros((len(encoded), sentences, tokens), np.float32),
    )
    for row, item in enumerate(encoded):
        batch.input_ids[row, : len(item.ids)] = item.ids
        batch.attention_mask[row, : len(item.ids)] = 1
        batch.token_type_ids[row, : len(item.ids)] = item.types
        for index, (start, end) in enumerate(item.spans):
            if end > start:
                batch.spans[row, index, start:end] = 1 / (end - start)
    return batch


class CrossEncoder:
    """Scores passages against a question with the exported network, which is opened for the first question.

    Safe to use from several threads. Each passage is read on one core: two cores on one passage take a third more
    processor time than on one each, and are not even a third faster.
    """

    def __init__(self, *, graph: Path, tokenizer: Path, threads: int = 0) -> None:
        """Read at most ``threads`` passages at once; 0 for as many as there are cores."""
        at_once = threads or os.cpu_count() or 1
        self._opening = Opening(lambda: (open_graph(graph, threads=1), Layout(tokenizer)))
        self._cores = BoundedSemaphore(at_once)
        self._few = max(1, at_once // 2)
        self._in_flight = 0
        self._counting = Lock()
        self._pool = _started_pool(at_once)

    def open_soon(self) -> None:
        """Open the network in a thread of its own, so that a question finds it open; trouble shows at the question."""
        self._opening.soon()

    @contextmanager
    def in_flight(self) -> Iterator[None]:
        """Somebody waits for an answer for as long as the block lasts, whether or not it has come to the reading.

        With more questions in flight than half the cores, nothing is read ahead: of what is, one passage in five turns
        out to be for nothing, and its core is better spent on the next question.
        """
        with self._counting:
            self._in_flight += 1
        try:
            yield
        finally:
            with self._counting:
                self._in_flight -= 1

    def score(self, question: str, passages: Sequence[tuple[str, Sequence[str]]]) -> list[Scores]:
        """What the network makes of each (heading, sentences), read together with the question."""
        return list(self.score_each(question, passages))

    def score_each(self, question: str, passages: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Scores]:
        """The same, one passage after the other, for who may stop before the last.

        While one is read, the next is read beside it if a core is idle and few questions are in flight.
        """
        session, layout = self._opening.get()
        pairs = layout.encode_all(question, passages)
        for pair in pairs:
            with self._cores:
                beside = self._read_beside(session, pairs)
                found = _read(session, pair)
            yield found
            if beside:
                yield beside.result()

    def _read_beside(self, session: Any, pairs: Iterator[Encoded]) -> Future[Scores] | None:  # noqa: ANN401 - as below
        """The next pair, being read on another core; None when none is idle or none is left."""
        if self._in_flight > self._few or not self._cores.acquire(blocking=False):
            return None
        beside = None
        try:
            pair = next(pairs, None)
            beside = self._pool.submit(_read, session, pair) if pair else None
        finally:
            if beside is None:
                self._cores.release()
        if beside:
            beside.add_done_callback(lambda _: self._cores.release())
        return beside


def _started_pool(threads: int) -> ThreadPoolExecutor:
    """A pool whose threads run from the start: one started later would have the priority of whoever asks first."""
    pool = ThreadPoolExecutor(threads, thread_name_prefix="reader")
    together = Barrier(threads)
    for _ in range(threads):
        pool.submit(together.wait)
    return pool


def _read(session: Any, pair: Encoded) -> Scores:  # noqa: ANN401 - onnxruntime ships no types
    batch = pad([pair])
    inputs = {"input_ids": batch.input_ids, "token_type_ids": batch.token_type_ids, "spans": batch.spans}
    try:
        (sentences,), (answerable,) = session.run(["sentences", "answerable"], inputs)
    except Exception as error:  # onnxruntime raises its own classes, which share no base but Exception
        raise ModelError(f"the reader failed on a question ({error})") from error
    read = np.array([end > start for start, end in pair.spans], bool)
    return Scores(sigmoid(sentences) * read, float(sigmoid(answerable)))


def sigmoid(logits: Floats) -> Floats:
    """Logits to probabilities, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * logits)), np.float32)
