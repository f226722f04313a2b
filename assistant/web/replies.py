"""What the page asks of the server: answers, documents and explanations, ready to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from assistant.domain import Answer, Explanation
from assistant.render import document_to_html, explanation_to_html, to_dict, to_html, to_markdown, to_text
from assistant.service import Answers
from assistant.web.figures import Figures

MAX_HISTORY = 20
_DOCUMENTS = 64
"""How many documents are kept at hand for the cards that quote them."""


class Asks(Answers, Protocol):
    """What the page needs of an assistant, beside what programs need."""

    def ask(self, question: str, history: Sequence[str] = (), *, as_typed: bool = False) -> Answer:
        """Answer the question; ``history`` holds the person's earlier messages, oldest first."""
        ...

    def explain(self, question: str, history: Sequence[str] = (), *, as_typed: bool = False) -> Explanation | None:
        """How the answer to the same question was found; None when nothing was looked up."""
        ...

    def notes(self, text: str) -> list[tuple[int, int, str]]:
        """What terms of the text mean: (start, end, meaning)."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with what was asked before it, as any program may post it: what is malformed counts as absent."""

    question: str
    history: tuple[str, ...]
    as_typed: bool

    @classmethod
    def of(cls, posted: object) -> Turn:
        """The turn that was posted."""
        fields = posted if isinstance(posted, dict) else {}
        question = fields.get("question")
        return cls(
            question=question if isinstance(question, str) else "",
            history=_recent(fields.get("history")),
            as_typed=fields.get("as_typed") is True,
        )


class Replies:
    """What the page asks for, from one assistant. What arrives can be anything: any program may post to the page.

    Args:
        assistant: who answers.
        corpus: the folder whose figures are shown; None for none.
    """

    def __init__(self, assistant: Asks, *, corpus: Path | None = None) -> None:
        self._assistant = assistant
        self._shown = Figures(corpus).address if corpus else lambda path: None
        # The generation is part of the key: a document is put together anew when the index has moved on.
        self._document = lru_cache(_DOCUMENTS)(lambda key, generation: assistant.full_document(key))

    def reply(self, posted: object) -> dict[str, Any]:
        """One answer for chat.js: as a card, as the answer object, and as text to copy and to save."""
        turn = Turn.of(posted)
        answer = self._assistant.ask(turn.question, turn.history, as_typed=turn.as_typed)
        asked = (*turn.history, turn.question)
        answer = replace(answer, suggestions=tuple(topic for topic in answer.suggestions if topic not in asked))
        found = {quote.document: self._document(quote.document, answer.index) for quote in answer.quotes}
        documents = {key: document for key, document in found.items() if document}
        return {
            "html": to_html(answer, documents=documents, shown=self._shown, notes=self._assistant.notes),
            "answer": to_dict(answer),
            "text": to_text(answer),
            "markdown": to_markdown(answer),
        }

    def document(self, posted: object) -> str | None:
        """A whole document with the sentences marked that start at the given places; None when there is none."""
        fields = posted if isinstance(posted, dict) else {}
        key, starts = fields.get("document"), fields.get("starts")
        document = self._assistant.full_document(key) if isinstance(key, str) else None
        quoted = {start for start in starts if isinstance(start, int)} if isinstance(starts, list) else set()
        return document_to_html(document, quoted=quoted, shown=self._shown) if document else None

    def explain(self, posted: object) -> str | None:
        """How the answer to a turn was found; None when nothing was looked up."""
        turn = Turn.of(posted)
        found = self._assistant.explain(turn.question, turn.history, as_typed=turn.as_typed)
        return explanation_to_html(found) if found else None


def _recent(history: object) -> tuple[str, ...]:
    """The last messages of a history that came from outside; whatever is not a list of strings counts as none."""
    if not isinstance(history, list):
        return ()
    return tuple(message for message in history if isinstance(message, str))[-MAX_HISTORY:]
