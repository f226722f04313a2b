"""What a program may ask of the assistant, over HTTP or MCP: what comes in is checked, what goes out is objects."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from assistant.domain import Answer, Document, Hit
from assistant.errors import UsageError
from assistant.render import hit_to_dict, to_dict

MAX_CHARS = 20_000
"""Of a message. One that is longer than the assistant answers is still read for danger; above this it is refused."""
MAX_HISTORY = 100
MAX_PASSAGES = 50

Through = Callable[..., Awaitable[Any]]
"""Does a call when there is room for it: given a function and its arguments, returns what the function does."""


class Answers(Protocol):
    """What the service needs of an assistant."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer the question; ``history`` holds the person's earlier messages, oldest first."""
        ...

    def search(self, question: str, history: Sequence[str] = (), *, k: int = 8) -> list[Hit]:
        """The ``k`` best passages, best first."""
        ...

    def titles(self) -> dict[str, str]:
        """The title of each document, by its key."""
        ...

    def full_document(self, key: str) -> Document | None:
        """A document; None when there is none of this name."""
        ...


class Service:
    """The calls of a program. Each raises a `UsageError` that names the input that is wrong.

    Args:
        assistant: who answers.
    """

    def __init__(self, assistant: Answers) -> None:
        self._assistant = assistant

    def ask(self, question: object, history: object = None) -> dict[str, Any]:
        """The answer object for a question and the person's earlier ones."""
        return to_dict(self._assistant.ask(_message(question, "question"), _history(history)))

    def search(self, question: object, history: object = None, limit: object = 8) -> list[dict[str, Any]]:
        """The best passages for a question, best first, whether or not they answer it."""
        if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MAX_PASSAGES:
            raise UsageError(f"limit: must be a whole number from 1 to {MAX_PASSAGES}")
        asked = _message(question, "question")
        if not asked.strip():
            raise UsageError("question: is empty")
        return [hit_to_dict(hit) for hit in self._assistant.search(asked, _history(history), k=limit)]

    def sources(self, document: object = "") -> list[dict[str, Any]]:
        """The documents by name and title, or one of them with its text, which the offsets of quotes count in."""
        name = _message("" if document is None else document, "document")
        if not name:
            return [{"document": key, "title": title} for key, title in self._assistant.titles().items()]
        found = self._assistant.full_document(name)
        if found is None:
            raise UsageError(f"document: there is none called {name[:100]!r}; sources without a name lists them")
        return [{"document": found.key, "title": found.title, "reviewed": found.reviewed, "text": found.text}]


def _message(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{name}: must be text")
    if len(value) > MAX_CHARS:
        raise UsageError(f"{name}: is longer than {MAX_CHARS:,} characters")
    return value


def _history(value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MAX_HISTORY:
        raise UsageError(f"history: must be a list of at most {MAX_HISTORY} messages, oldest first")
    return [_message(message, f"history[{place}]") for place, message in enumerate(value)]
