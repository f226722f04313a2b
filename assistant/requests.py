"""One line of ``ask --jsonl`` -> a question with its history."""

from __future__ import annotations

import json
from dataclasses import dataclass

from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Request:
    """A question as a program asks it: the last of its turns, with the person's earlier ones as history."""

    id: str | int | None
    question: str
    history: tuple[str, ...] = ()


def parse_request(line: bytes) -> Request:
    """The request that a line holds.

    A turn is what the person said, or a message ``{"role", "content"}``, of which only the person's own count.

    Raises:
        UsageError: when the line is not UTF-8, not JSON, or not of one of the two forms.
    """
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, a number of thousands of digits, too deep
        raise UsageError("not a JSON object in UTF-8") from error
    if not isinstance(values, dict):
        raise UsageError('not a JSON object; write {"id": ..., "question": "..."}')
    mark = values.get("id")
    if not (mark is None or isinstance(mark, str | int)):
        raise UsageError("the id is neither text nor a number")
    turns = values["turns"] if "turns" in values else [values.get("question")]
    said = [_said(turn) for turn in turns] if isinstance(turns, list) and turns else [None]
    if any(turn is None for turn in said):
        raise UsageError('it needs "question": "..." or "turns": ["...", ..., "the last one"]')
    own = [turn for turn in said if turn is not None and turn != _SOMEONE_ELSE]
    if not own:
        raise UsageError("none of its turns is the person's")
    return Request(mark, own[-1], tuple(own[:-1]))


_SOMEONE_ELSE = "\0"


def _said(turn: object) -> str | None:
    """What the person said in a turn; a mark for a turn of somebody else; None for what is no turn."""
    if isinstance(turn, str):
        return _whole(turn)
    if isinstance(turn, dict) and isinstance(turn.get("content"), str):
        return _whole(turn["content"]) if turn.get("role", "user") == "user" else _SOMEONE_ELSE
    return None


def _whole(text: str) -> str:
    r"""The text with half characters such as ``\ud800``, which JSON may hold and nothing can encode, replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
