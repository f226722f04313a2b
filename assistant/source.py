"""An open index generation with all that reads it, brought up to date or taken as it was when that fails."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant import backend, staleness, store
from assistant.adapter import QuestionAdapter, unmarked
from assistant.config import Settings
from assistant.crossencoder import CrossEncoder, reader_folder
from assistant.decision import fitted
from assistant.dialogue import standalone
from assistant.domain import History, Hit
from assistant.encoder import GRAPH, TOKENIZER, Encoder, OnnxEncoder, Vectors, encoder_folder
from assistant.errors import (
    BackendError,
    CorpusError,
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    IndexNotWritten,
    ModelError,
)
from assistant.manifest import Manifest
from assistant.reader import Reading, read
from assistant.reporter import Reporter
from assistant.retriever import retrieve
from assistant.searchable import Searchable
from assistant.speller import Speller
from assistant.store import Generation
from assistant.topics import Topics
from assistant.triage import SemanticLayer
from assistant.wordlist import common_words, is_english

RETRIEVED = 8
"""Passages that retrieval proposes: some are read, the headings of all are offered as topics."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A question in the documents' own terms, its unit vector, its passages, and what the reader made of them."""

    question: str
    vector: Vectors
    hits: list[Hit]
    reading: Reading

    @property
    def is_answer(self) -> bool:
        """Whether the source answers with enough confidence."""
        return self.reading.confidence >= fitted().answered_from


@dataclass(frozen=True, slots=True)
class Source:
    """An open generation with all that reads it: encoder, adapter, cross-encoder, speller, triage's ear.

    ``index`` is what searches the generation: itself, or a server.
    """

    generation: Generation
    index: Searchable
    encoder: Encoder
    adapter: QuestionAdapter
    crossencoder: CrossEncoder
    speller: Speller
    semantic: SemanticLayer | None
    topics: Topics

    @classmethod
    def of(cls, settings: Settings, generation: Generation, encoder: Encoder, crossencoder: CrossEncoder) -> Source:
        everyday = generation.glossary.vocabulary
        speller = Speller(
            generation.words(), is_word=lambda word: word in everyday or is_english(word), common_words=common_words
        )
        index = backend.opened(settings, generation)
        adapter = QuestionAdapter.of(encoder.card.revision)
        topics = Topics(generation.folder, stamp=f"{reader_folder(settings.cache).name} {fitted()} {adapter.stamp}")
        return cls(generation, index, encoder, adapter, crossencoder, speller, _semantic(encoder), topics)

    def standalone(self, message: str, history: History = ()) -> str:
        """A message, its spelling mended already, as it would read without the conversation before it."""
        return standalone(message, [self.speller.mend(earlier) for earlier in history], likeness=self.likeness)

    def search(self, question: str, *, k: int = RETRIEVED) -> list[Hit]:
        """The ``k`` best passages for a standalone question, best first."""
        return self._retrieve(question, k=k)[-1]

    def find(self, question: str, *, to_the_end: bool = False) -> Finding:
        """What retrieval proposes for a standalone question, and what the reader makes of it.

        With ``to_the_end`` it reads on, and verifies, even where that would change nothing.
        """
        asked, vector, hits = self._retrieve(question, k=RETRIEVED)
        reading = read(self.generation, self.crossencoder, asked, vector, hits, to_the_end=to_the_end)
        return Finding(asked, vector, hits, reading)

    def _retrieve(self, question: str, *, k: int) -> tuple[str, Vectors, list[Hit]]:
        """The question in the documents' own terms, its vector, and the passages for it."""
        asked = self.generation.in_own_terms(question)
        vector = self.adapter(self.encoder.encode_question(unmarked(asked)))
        found = retrieve(self.index, vector, self.generation.question_terms(question, own=asked), k=k)
        return asked, vector, found

    def likeness(self, one: str, other: str) -> float:
        """How near two phrases are in meaning: the cosine of their vectors."""
        return float(self.encoder.encode_question(one) @ self.encoder.encode_question(other))

    @classmethod
    def load(cls, settings: Settings, reporter: Reporter) -> Source:
        """The source over a fresh index, which is built on the way when it is missing or stale.

        When it cannot be built, the last good index of the same corpus answers, and the reporter is told why.

        Raises:
            CorpusError: when the corpus cannot be read and there is no index of it.
            ModelError: when the embedding model cannot be had.
            IndexNotWritten: when there is no index and none can be written.
            BackendError: when the server that searches the index does not answer, or does not hold it.
        """
        crossencoder = _crossencoder(settings, reporter)
        crossencoder.open_soon()
        try:
            _bring_up_to_date(settings, reporter)
        except (CorpusError, IndexNotWritten, IndexBusy) as error:
            generation = _fallback(settings)
            if generation is None:
                raise
            built = time.strftime("%d %B %Y, %H:%M", time.localtime(generation.manifest.built_ns / 1e9))
            reporter.say(f"{error}. Answering from the index of {built}.")
        else:
            generation = store.open_last_good(settings.index)
        encoder = _encoder(settings, generation)
        encoder.open_soon()
        return cls.of(settings, generation, encoder, crossencoder)

    def current(self, settings: Settings) -> Source:
        """This source, or one over the generation that was built meanwhile."""
        with suppress(IndexMissing, IndexDamaged, ModelError, BackendError):
            folder = store.current_folder(settings.index)
            if folder.name != self.generation.folder.name:
                generation = Generation.open(folder)
                same = generation.manifest.encoder.revision == self.encoder.card.revision
                encoder = self.encoder if same else _encoder(settings, generation)
                return Source.of(settings, generation, encoder, self.crossencoder)
        return self


def semantic_layer(settings: Settings) -> SemanticLayer | None:
    """The second layer of triage over the model of the current index; None when there is no index or no such model."""
    with suppress(IndexMissing, IndexDamaged, ModelError):
        revision = Manifest.load(store.current_folder(settings.index)).encoder.revision
        return _semantic(OnnxEncoder(encoder_folder(settings.cache, revision)))
    return None


def _semantic(encoder: Encoder) -> SemanticLayer | None:
    return SemanticLayer.of(encoder.encode_question, revision=encoder.card.revision)


def _bring_up_to_date(settings: Settings, reporter: Reporter) -> None:
    stale = staleness.reasons(settings)
    folder = None if stale else store.current_folder(settings.index)
    if folder and encoder_folder(settings.cache, Manifest.load(folder).encoder.revision).exists():
        return
    from assistant.build import refresh  # noqa: PLC0415 - parsers and NLTK, which a question does without

    for reason in stale:
        reporter.say(f"Refreshing the index: {reason}")
    for problem in refresh(settings, reporter=reporter).problems:
        reporter.say(f"Warning: {problem}")


def _fallback(settings: Settings) -> Generation | None:
    """The last good generation, when it is one of this very corpus and its encoder is at hand."""
    with suppress(IndexMissing, IndexDamaged):
        generation = store.open_last_good(settings.index)
        same = Path(generation.manifest.corpus) == settings.corpus.resolve()
        if same and encoder_folder(settings.cache, generation.manifest.encoder.revision).exists():
            return generation
    return None


def _crossencoder(settings: Settings, reporter: Reporter) -> CrossEncoder:
    folder = reader_folder(settings.cache)
    if not folder.exists():
        from assistant.export import exported_reader  # noqa: PLC0415 - torch, which a question does without

        exported_reader(settings.cache, say=reporter.say)
    return CrossEncoder(graph=folder / GRAPH, tokenizer=folder / TOKENIZER)


def _encoder(settings: Settings, generation: Generation) -> OnnxEncoder:
    return OnnxEncoder(encoder_folder(settings.cache, generation.manifest.encoder.revision))
