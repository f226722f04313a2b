"""What people say of answers: one JSON object a line, in a file on this machine.

A line holds when it was said, the verdict, the index generation, and the places that were quoted. It holds the
question only when the person chose to give it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import FeedbackError, UsageError

VERDICTS = ("helpful", "not helpful", "wrong source", "unsafe")
MAX_BYTES = 50_000_000
"""Of the file; what comes after is turned away, so that nobody can fill the disk."""
_MAX_QUOTES = 50
_MAX_NAME = 500
_MAX_QUESTION = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``start`` to ``end`` of a document, which an answer quoted."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """One verdict on one answer. ``question`` is None unless the person gave it on purpose."""

    verdict: str
    generation: str
    quotes: tuple[Place, ...] = ()
    question: str | None = None

    @classmethod
    def of(cls, posted: object) -> Feedback:
        """The feedback that a program posted, as an object with these fields.

        Raises:
            UsageError: naming the field that is wrong, or one that does not belong there.
        """
        if not isinstance(posted, dict):
            raise UsageError("feedback: must be an object")
        unknown = sorted(str(key)[:40] for key in posted.keys() - cls.__dataclass_fields__.keys())
        if unknown:
            raise UsageError(f"{unknown[0]}: is not a field of feedback")
        verdict, quotes = posted.get("verdict"), posted.get("quotes", [])
        if verdict not in VERDICTS:
            raise UsageError(f"verdict: must be one of {', '.join(VERDICTS)}")
        if not isinstance(quotes, list) or len(quotes) > _MAX_QUOTES:
            raise UsageError(f"quotes: must be a list of at most {_MAX_QUOTES} places")
        question = posted.get("question")
        return cls(
            verdict=verdict,
            generation=_text(posted.get("generation"), "generation", _MAX_NAME),
            quotes=tuple(map(_place, quotes)),
            question=None if question is None else _text(question, "question", _MAX_QUESTION),
        )


class FeedbackFile:
    """The file of feedback; it and its folder are made when the first line comes, for the user's eyes only.

    Args:
        path: where it is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, feedback: Feedback) -> None:
        """Add a line in one write, so that lines of several writers never mix.

        Raises:
            FeedbackError: when the file is full or cannot be written.
        """
        fields = {name: value for name, value in asdict(feedback).items() if value is not None}
        line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="seconds"), **fields}) + "\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                if os.fstat(descriptor).st_size + len(line) > MAX_BYTES:
                    raise FeedbackError(f"The feedback file {self.path} is full. Move it away to go on.")
                os.write(descriptor, line.encode("ascii"))
            finally:
                os.close(descriptor)
        except OSError as error:
            raise FeedbackError(f"The feedback file {self.path} cannot be written: {error.strerror}.") from error

    def lines(self) -> Iterator[dict[str, Any]]:
        """The lines, oldest first; what is not feedback, such as half a line, is passed over. No file is no lines.

        Raises:
            FeedbackError: when the file cannot be read.
        """
        try:
            with self.path.open(encoding="utf-8", errors="replace") as file:
                for line in file:
                    found = _parsed(line)
                    if found:
                        yield found
        except FileNotFoundError:
            return
        except OSError as error:
            raise FeedbackError(f"The feedback file {self.path} cannot be read: {error.strerror}.") from error


@dataclass(frozen=True, slots=True)
class Summary:
    """Feedback in numbers: how often each verdict was given, in all and on answers that quote a document.

    ``questions`` are those that were given on purpose, each with its verdict, oldest first.
    """

    total: int
    verdicts: dict[str, int]
    documents: dict[str, dict[str, int]]
    questions: list[dict[str, str]]

    @classmethod
    def of(cls, lines: Iterable[dict[str, Any]]) -> Summary:
        """The summary of the lines of a feedback file."""
        verdicts: Counter[str] = Counter()
        documents: dict[str, Counter[str]] = {}
        questions = []
        for line in lines:
            verdicts[line["verdict"]] += 1
            for document in {quote["document"] for quote in line["quotes"]}:
                documents.setdefault(document, Counter())[line["verdict"]] += 1
            if "question" in line:
                questions.append({"verdict": line["verdict"], "question": line["question"]})
        by_document = {name: _in_order(documents[name]) for name in sorted(documents)}
        return cls(verdicts.total(), _in_order(verdicts), by_document, questions)

    def to_json(self) -> str:
        """The summary as one JSON object on one line."""
        return json.dumps(asdict(self))

    def to_text(self) -> str:
        """The summary as a table, with the questions below it."""
        width = max(map(len, ["all answers", *self.documents]))
        head = f"{'':{width}}  {'  '.join(VERDICTS)}"
        rows = [("all answers", self.verdicts), *self.documents.items()]
        table = [
            f"{_shown(name):{width}}  {'  '.join(f'{counts[verdict]:{len(verdict)}}' for verdict in VERDICTS)}"
            for name, counts in rows
        ]
        asked = [f"{given['verdict']}: {_shown(given['question'])}" for given in self.questions]
        return "\n".join([head, *table, *(["", *asked] if asked else [])])


def _shown(text: str) -> str:
    """The text on one line, without characters that would drive a terminal: anybody may have sent it."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _in_order(counts: Counter[str]) -> dict[str, int]:
    return {verdict: counts[verdict] for verdict in VERDICTS}


def _parsed(line: str) -> dict[str, Any] | None:
    """The line as it was written; None for what was never feedback."""
    try:
        found = json.loads(line)
        Feedback.of({key: value for key, value in found.items() if key != "time"})
    except (ValueError, AttributeError, RecursionError, UsageError):
        return None
    return dict(found)


def _place(posted: object) -> Place:
    fields = posted if isinstance(posted, dict) else {}
    start, end = fields.get("start"), fields.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end < 2**53:
        raise UsageError("quotes: each needs a document, and a start and an end in it")
    return Place(_text(fields.get("document"), "document", _MAX_NAME), start, end)


def _text(value: object, name: str, limit: int) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > limit:
        raise UsageError(f"{name}: must be text of 1 to {limit:,} characters")
    return value
