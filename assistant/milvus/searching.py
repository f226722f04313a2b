"""The two searches of a generation, answered by its collection in Milvus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from assistant.dense import SINGLE
from assistant.domain import Passage
from assistant.encoder import Vectors
from assistant.errors import BackendError
from assistant.milvus.bm25 import Bm25
from assistant.milvus.publishing import collection_of
from assistant.milvus.server import Server
from assistant.ranking import exactly_best
from assistant.store import Generation, SentenceVectors


class MilvusIndex:
    """An open generation whose passages are found by Milvus.

    Milvus proposes rows, with scores of its own precision; the exact scores come from the generation, which makes the
    order that of the embedded search.
    """

    def __init__(self, generation: Generation, server: Server) -> None:
        """Search a generation on a server.

        Raises:
            BackendError: when the server does not hold the generation.
        """
        self._generation = generation
        self._server = server
        self._collection = collection_of(generation.folder)
        if not server.has(self._collection):
            raise BackendError(
                f"Milvus at {server.name} does not hold index {generation.id}; send it with: hip-assistant index"
            )
        server.load(self._collection)

    @property
    def sentence_vectors(self) -> SentenceVectors:
        """The vectors of all sentences."""
        return self._generation.sentence_vectors

    def search(self, question: Vectors, *, k: int) -> list[tuple[int, float]]:
        """The ``k`` nearest rows to a unit vector of shape (dimension,), best first, with their cosines."""
        passages = self._generation.manifest.passages

        def propose(wanted: int) -> list[tuple[int, float]]:
            return self._server.search(self._collection, "dense", question, limit=wanted, passages=passages)

        return exactly_best(propose, lambda rows: self._generation.dense.cosines(question, rows), k=k, abs_tol=SINGLE)

    def lexical(self, terms: Iterable[str], *, k: int) -> list[tuple[int, float]]:
        """The ``k`` best rows for any of the terms by BM25, best first, with their scores."""
        asked = list(dict.fromkeys(terms))
        weights = self._bm25.question(asked)
        if not weights:
            return []
        passages = self._generation.manifest.passages

        def propose(wanted: int) -> list[tuple[int, float]]:
            return self._server.search(self._collection, "lexical", weights, limit=wanted, passages=passages)

        def rescore(rows: Sequence[int]) -> list[float]:
            return [self._bm25.score(asked, indexed) for indexed in self._generation.indexed_terms(rows)]

        return exactly_best(propose, rescore, k=k, rel_tol=SINGLE)

    def passage(self, row: int) -> Passage:
        """The passage with this row number."""
        return self._generation.passage(row)

    def sentence_rows(self, row: int) -> tuple[int, list[list[str]]]:
        """Of a passage: the row of its first sentence vector, and the index terms of each sentence."""
        return self._generation.sentence_rows(row)

    @cached_property
    def _bm25(self) -> Bm25:
        return Bm25.of(self._generation.vocabulary(), passages=self._generation.manifest.passages)
