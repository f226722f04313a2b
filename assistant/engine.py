"""The assistant: one question on its way to an answer, and how its parts are put together.

    question -> triage -> dialogue -> retrieve -> read -> compose -> Answer

Nothing here waits for another machine, unless one was chosen to search the index, and nothing is kept of a question
once it is answered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest

from assistant.answering import look_up
from assistant.config import Settings
from assistant.decision import fitted
from assistant.dialogue import is_small_talk, parts, sides
from assistant.domain import (
    Answer,
    Document,
    Explanation,
    Greeting,
    Grounded,
    History,
    Hit,
    Invalid,
    Level,
    Passage,
    Referred,
    Triage,
)
from assistant.explanation import explain
from assistant.reporter import Reporter, Silence
from assistant.source import Source
from assistant.triage import assess

MAX_HISTORY = 20
"""How many earlier messages of a conversation are read, the latest ones."""

HELLO = "You can ask about the hip abductors: the muscles, the exercises, the pains that go with weakness."


class Assistant:
    """Answers questions from the current index generation, and moves on to a new one between two questions."""

    def __init__(self, settings: Settings, source: Source) -> None:
        self._settings = settings
        self._source = source

    @classmethod
    def load(cls, settings: Settings, *, reporter: Reporter | None = None) -> Assistant:
        """The assistant over a fresh index, which is built on the way when it is missing or stale.

        When it cannot be built, the last good index of the same corpus answers, and the reporter is told why.

        Raises:
            CorpusError: when the corpus cannot be read and there is no index of it.
            ModelError: when the embedding model cannot be had.
            IndexNotWritten: when there is no index and none can be written.
        """
        return cls(settings, Source.load(settings, reporter or Silence()))

    def ask(
        self,
        question: str,
        history: History = (),
        *,
        id: str | int | None = None,  # noqa: A002 - the contract's word
        as_typed: bool = False,
    ) -> Answer:
        """Answer one message.

        Args:
            question: the message as typed.
            history: the person's earlier messages in this conversation, oldest first.
            id: handed back in the answer.
            as_typed: look up exactly the words typed: neither spelling is mended nor a follow-up completed.
        """
        started = time.perf_counter()
        source = self._current()
        with source.crossencoder.in_flight():
            answer = self._answer(source, question, history, as_typed=as_typed)
        return replace(answer, id=id, elapsed_ms=(time.perf_counter() - started) * 1000)

    def search(self, question: str, history: History = (), *, k: int = 8) -> list[Hit]:
        """The ``k`` best passages for a message as it is looked up, best first, whether or not they answer it."""
        source = self._current()
        history = [_mended_encoding(message) for message in history]
        return source.search(source.standalone(source.speller.mend(_mended_encoding(question)), history), k=k)

    def passages(self) -> Iterator[Passage]:
        """Every passage of the index, in reading order of each document."""
        generation = self._current().generation
        return (generation.passage(row) for row in range(generation.manifest.passages))

    def triage(self, message: str, history: History = ()) -> Triage:
        """What safety triage says of a message, after the earlier ones."""
        return assess(message, history, semantic=self._current().semantic)

    def explain(self, question: str, history: History = (), *, as_typed: bool = False) -> Explanation | None:
        """How the answer to the same message was found; None when nothing was looked up for it."""
        source = self._current()  # one for both, whatever is built meanwhile
        answer = self._answer(source, question, history, as_typed=as_typed)
        if not answer.index:
            return None
        found = source.find(answer.searched_for, to_the_end=True)
        return explain(
            source.generation,
            question=found.question,
            vector=found.vector,
            hits=found.hits,
            reading=found.reading,
            quotes=answer.quotes,
            confidence=answer.confidence,
            threshold=fitted().answered_from,
        )

    def topics(self) -> list[str]:
        """What can be asked about: the headings of the corpus, the first of each document, then the second, ...

        Those that are known not to be answered as they stand are left out.
        """
        documents: dict[str, list[str]] = {}
        for title, *below in self._source.generation.headings():
            documents.setdefault(title, []).append((below or [title])[-1])
        turns = zip_longest(*documents.values())
        refused = self._source.topics.refused
        return list(dict.fromkeys(heading for turn in turns for heading in turn if heading and not refused(heading)))

    def titles(self) -> dict[str, str]:
        """The title of each document, by its key."""
        return self._current().generation.titles()

    def document(self, key: str) -> tuple[str, str] | None:
        """Title and text of a document as indexed, which the offsets of quotes refer to; None when there is none."""
        return self._current().generation.document(key)

    def full_document(self, key: str) -> Document | None:
        """A document with its sections and sentences as indexed; None when there is none."""
        return self._current().generation.full_document(_mended_encoding(key))

    def notes(self, text: str) -> list[tuple[int, int, str]]:
        """What the glossary says of the terms in a text: (start, end, meaning)."""
        return self._source.generation.glossary.notes(text)

    def check_topics(self, pause: Callable[[], None] = lambda: None) -> None:
        """Ask each topic once, so that only what is answered is offered as a next question; takes a while.

        Args:
            pause: called after each topic, to let people ask.
        """

        def is_answered(topic: str) -> bool:
            return isinstance(self._answer(self._current(), topic, (), as_typed=True), Grounded)

        self._current().topics.check(self.topics(), is_answered, pause=pause)

    def _answer(self, source: Source, question: str, history: History, *, as_typed: bool = False) -> Answer:
        question = _mended_encoding(question)
        limit = self._settings.max_question_chars
        history = [_excerpt(_mended_encoding(message), limit) for message in history[-MAX_HISTORY:]]
        triage = assess(_excerpt(question, limit), history, semantic=source.semantic)
        if triage.level >= Level.URGENT:
            return Referred(question=question, searched_for=question, triage=triage)
        fault = _fault(question, limit)
        if fault:
            return Invalid(question=question, searched_for="", message=fault, triage=triage)
        mended = question if as_typed else source.speller.mend(question)
        if is_small_talk(mended):
            suggestions = tuple(self.topics()[:4])
            return Greeting(question=question, searched_for="", message=HELLO, triage=triage, suggestions=suggestions)
        searched_for = mended if as_typed else source.standalone(mended, history)
        several = parts(searched_for, likeness=source.likeness)
        if several and searched_for != mended and _was_asked(several[0].asked, source, history):
            several = ()  # a follow-up that takes the question before it along
        compared = () if several else sides(searched_for)
        return look_up(source, question, searched_for, triage, several, compared)

    def _current(self) -> Source:
        """The source to read now: a generation that was built meanwhile takes the place of the one before."""
        self._source = source = self._source.current(self._settings)
        return source


def _was_asked(question: str, source: Source, history: History) -> bool:
    """Whether a conversation holds a standalone question already."""
    latest_first = reversed(list(enumerate(history)))
    asked = (source.standalone(message, history[:number]) for number, message in latest_first)
    return question.rstrip(" ?.!").casefold() in (each.rstrip(" ?.!").casefold() for each in asked)


def _mended_encoding(text: str) -> str:
    """The text with a question mark for each half of a character, as JSON or a wrong encoding can bring."""
    return text.encode("utf-8", "replace").decode()


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
