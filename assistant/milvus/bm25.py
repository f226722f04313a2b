"""BM25 as an inner product: the weights of a passage's terms times the rarities of the question's.

Milvus's own full text search counts frequencies segment by segment, so its ranking depends on how rows happen to be
stored. Weights that are reckoned here, once a generation, make it the ranking of `assistant.postings`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.postings import K1, B, rarity

_NO_TERM = 0
"""A dimension that no question asks for: Milvus refuses a vector without any."""


class Term(NamedTuple):
    """A term's dimension, and its inverse document frequency."""

    number: int
    rarity: float


@dataclass(frozen=True, slots=True)
class Bm25:
    """The statistics of a generation's passages. ``mean_length`` is in terms a passage."""

    terms: dict[str, Term]
    mean_length: float

    @classmethod
    def of(cls, vocabulary: Sequence[tuple[str, int, int]], *, passages: int) -> Bm25:
        """The statistics of (term, passages that it is in, times that it occurs), of so many passages."""
        known = {
            term: Term(number, rarity(documents, passages))
            for number, (term, documents, _) in enumerate(vocabulary, start=_NO_TERM + 1)
        }
        return cls(known, sum(count for _, _, count in vocabulary) / passages)

    def passage(self, indexed: Sequence[str]) -> dict[int, float]:
        """The sparse vector of a passage's terms."""
        weights = {
            self.terms[term].number: self._weight(count, len(indexed))
            for term, count in Counter(indexed).items()
            if term in self.terms
        }
        return weights or {_NO_TERM: 1.0}

    def question(self, asked: Iterable[str]) -> dict[int, float]:
        """The sparse vector of a question's terms; empty when the index has none of them."""
        return {found.number: found.rarity for found in map(self.terms.get, asked) if found}

    def score(self, asked: Iterable[str], indexed: Sequence[str]) -> float:
        """BM25 of a passage's terms for a question's, in double precision, added up as the embedded search does."""
        counts = Counter(indexed)
        known = [term for term in dict.fromkeys(asked) if term in self.terms]
        return sum(self.terms[term].rarity * self._weight(counts[term], len(indexed)) for term in known)

    def _weight(self, count: int, length: int) -> float:
        return (count * (K1 + 1.0)) / (count + K1 * (1 - B + B * length / self.mean_length))
