"""The assistant: one question on its way to an answer, and how its parts are put together.

    question -> triage -> dialogue -> retrieve -> read -> compose -> Answer

Nothing here waits for another machine, and nothing is kept of a question once it is answered.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from assistant import staleness, store
from assistant.composer import compose
from assistant.config import Settings
from assistant.crossencoder import CrossEncoder, reader_folder
from assistant.dialogue import is_small_talk, standalone
from assistant.domain import (
    Answer,
    Greeting,
    Grounded,
    History,
    Hit,
    Invalid,
    Level,
    NotCovered,
    Referred,
    Triage,
)
from assistant.encoder import GRAPH, TOKENIZER, Encoder, OnnxEncoder, encoder_folder
from assistant.errors import CorpusError, IndexBusy, IndexDamaged, IndexMissing, IndexNotWritten, ModelError
from assistant.reader import read
from assistant.reporter import Reporter, Silence
from assistant.retriever import retrieve
from assistant.speller import Speller
from assistant.store import Generation
from assistant.terms import terms, words
from assistant.triage import SemanticLayer, assess
from assistant.wordlist import common_words, is_english

ANSWERED_FROM = 0.22
"""The least confidence with which an answer is given: 4 % of answerable questions fall below it."""

COMMON = 1_500
"""So many of the commonest English words ("want", "best") are never named as what the source says nothing about."""

MAX_HISTORY = 20
"""How many earlier messages of a conversation are read, the latest ones."""

HELLO = "You can ask about the hip abductors: the muscles, the exercises, the pains that go with weakness."


@dataclass(frozen=True, slots=True)
class _Source:
    """An open generation with all that reads it: encoder, cross-encoder, a speller for its words, triage's ear."""

    generation: Generation
    encoder: Encoder
    crossencoder: CrossEncoder
    speller: Speller
    semantic: SemanticLayer | None

    @classmethod
    def of(cls, generation: Generation, encoder: Encoder, crossencoder: CrossEncoder) -> _Source:
        speller = Speller(generation.words(), is_word=is_english, common_words=common_words)
        return cls(generation, encoder, crossencoder, speller, _semantic(encoder))

    def likeness(self, one: str, other: str) -> float:
        """How near two phrases are in meaning: the cosine of their vectors."""
        return float(self.encoder.encode_question(one) @ self.encoder.encode_question(other))


class Assistant:
    """Answers questions from the current index generation, and moves on to a new one between two questions."""

    def __init__(
        self, settings: Settings, generation: Generation, encoder: Encoder, crossencoder: CrossEncoder
    ) -> None:
        self._settings = settings
        self._source = _Source.of(generation, encoder, crossencoder)

    @classmethod
    def load(cls, settings: Settings, *, reporter: Reporter | None = None) -> Assistant:
        """The assistant over a fresh index, which is built on the way when it is missing or stale.

        When it cannot be built, the last good index of the same corpus answers, and the reporter is told why.

        Raises:
            CorpusError: when the corpus cannot be read and there is no index of it.
            ModelError: when the embedding model cannot be had.
            IndexNotWritten: when there is no index and none can be written.
        """
        reporter = reporter or Silence()
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
        return cls(settings, generation, _encoder(settings, generation), crossencoder)

    def ask(self, question: str, history: History = (), *, id: str | int | None = None) -> Answer:  # noqa: A002 - the contract's word
        """Answer one message.

        Args:
            question: the message as typed.
            history: the person's earlier messages in this conversation, oldest first.
            id: handed back in the answer.
        """
        started = time.perf_counter()
        answer = self._answer(question, history)
        return replace(answer, id=id, elapsed_ms=(time.perf_counter() - started) * 1000)

    def topics(self) -> list[str]:
        """What can be asked about: the headings of the corpus, the first of each document, then the second, ..."""
        documents: dict[str, list[str]] = {}
        for title, *below in self._source.generation.headings():
            documents.setdefault(title, []).append((below or [title])[-1])
        turns = zip_longest(*documents.values())
        return list(dict.fromkeys(heading for turn in turns for heading in turn if heading))

    def document(self, key: str) -> tuple[str, str] | None:
        """Title and text of a document as indexed, which the offsets of quotes refer to; None when there is none."""
        return self._current().generation.document(key)

    def _answer(self, question: str, history: History) -> Answer:
        question = question.encode("utf-8", "replace").decode()  # half a character, as from a wrong encoding
        limit = self._settings.max_question_chars
        history = [_excerpt(message, limit) for message in history[-MAX_HISTORY:]]
        source = self._current()
        triage = assess(_excerpt(question, limit), history, semantic=source.semantic)
        if triage.level >= Level.URGENT:
            return Referred(question=question, searched_for=question, triage=triage)
        fault = _fault(question, limit)
        if fault:
            return Invalid(question=question, searched_for="", message=fault, triage=triage)
        mend = source.speller.mend
        mended = mend(question)
        if is_small_talk(mended):
            suggestions = tuple(self.topics()[:4])
            return Greeting(question=question, searched_for="", message=HELLO, triage=triage, suggestions=suggestions)
        earlier = [mend(message) for message in history]
        searched_for = standalone(mended, earlier, likeness=source.likeness)
        return _look_up(source, question, searched_for, triage)

    def _current(self) -> _Source:
        """The source to read now: a generation that was built meanwhile takes the place of the one before."""
        source = self._source
        with suppress(IndexMissing, IndexDamaged, ModelError):
            folder = store.current_folder(self._settings.index)
            if folder.name != source.generation.id:
                generation = Generation.open(folder)
                same = generation.manifest.encoder.revision == source.encoder.card.revision
                encoder = source.encoder if same else _encoder(self._settings, generation)
                source = _Source.of(generation, encoder, source.crossencoder)
                self._source = source
        return source


def semantic_layer(settings: Settings) -> SemanticLayer | None:
    """The second layer of triage over the model of the current index; None when there is no index or no such model."""
    with suppress(IndexMissing, IndexDamaged, ModelError):
        revision = store.Manifest.load(store.current_folder(settings.index)).encoder.revision
        return _semantic(OnnxEncoder(encoder_folder(settings.cache, revision)))
    return None


def _semantic(encoder: Encoder) -> SemanticLayer | None:
    return SemanticLayer.of(encoder.encode_question, revision=encoder.card.revision)


def _look_up(source: _Source, question: str, searched_for: str, triage: Triage) -> Answer:
    """Retrieve, read, and answer with the source's sentences or say that it has none."""
    generation = source.generation
    vector = source.encoder.encode_question(searched_for)
    hits = retrieve(generation, vector, terms(searched_for))
    reading = read(generation, source.crossencoder, searched_for, vector, hits)
    if reading.confidence >= ANSWERED_FROM:
        return Grounded(
            question=question,
            searched_for=searched_for,
            evidence=compose(reading),
            triage=triage,
            confidence=reading.confidence,
            index=generation.id,
        )
    kind = Referred if triage.level is Level.CLINICIAN else NotCovered
    return kind(
        question=question,
        searched_for=searched_for,
        message=_not_covered(generation, searched_for),
        triage=triage,
        suggestions=_nearest_topics(hits),
        confidence=reading.confidence,
        index=generation.id,
    )


def _not_covered(generation: Generation, question: str) -> str:
    """Say that the source does not answer, and which words of the question it does not even know."""
    unknown = [word for word in dict.fromkeys(words(question)) if _unheard_of(generation, word)]
    named = " or ".join(f"“{word}”" for word in unknown[:3])
    return "The source material does not cover this." + (f" It says nothing about {named}." if named else "")


def _unheard_of(generation: Generation, word: str) -> bool:
    found = terms(word)
    named = len(word) > 2 and word.isalpha() and word not in common_words(COMMON)
    return named and bool(found) and not generation.document_frequency(found[0])


def _nearest_topics(hits: Sequence[Hit], *, most: int = 3) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.passage.heading for hit in hits))[:most]


def _excerpt(question: str, limit: int) -> str:
    """What triage reads of an overlong message: its beginning and its end."""
    return question if len(question) <= 2 * limit else f"{question[:limit]}\n{question[-limit:]}"


def _fault(question: str, limit: int) -> str:
    """Why a message cannot be looked up, in words for its writer; empty when it can."""
    if not question.strip():
        return "Please type a question."
    if len(question) > limit:
        return f"That message is longer than {limit:,} characters. Please ask in fewer words."
    if not any(character.isalpha() for character in question):
        return "Please ask in words."
    return ""


def _bring_up_to_date(settings: Settings, reporter: Reporter) -> None:
    stale = staleness.reasons(settings)
    folder = None if stale else store.current_folder(settings.index)
    if folder and encoder_folder(settings.cache, store.Manifest.load(folder).encoder.revision).exists():
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


def _encoder(settings: Settings, generation: Generation) -> Encoder:
    return OnnxEncoder(encoder_folder(settings.cache, generation.manifest.encoder.revision))
