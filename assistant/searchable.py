"""What retrieval needs of an open index, whichever backend searches it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from assistant.domain import Passage
from assistant.encoder import Vectors
from assistant.store import SentenceVectors


class Searchable(Protocol):
    """The two searches of a generation, and the passages that they find.

    Both backends rank alike: the same rows in the same order, equal ones by row.
    """

    @property
    def sentence_vectors(self) -> SentenceVectors:
        """The vectors of all sentences."""

    def search(self, question: Vectors, *, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest rows to a unit vector of shape (dimension,), best first, with their cosines."""

    def lexical(self, terms: Iterable[str], *, k: int) -> list[tuple[int, float]]:
        """The ``k`` best rows for any of the terms by BM25, best first, with their scores."""

    def passage(self, row: int) -> Passage:
        """The passage with this row number."""

    def sentence_rows(self, row: int) -> tuple[int, list[list[str]]]:
        """Of a passage: the row of its first sentence vector, and the index terms of each sentence."""
