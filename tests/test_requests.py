"""The lines that ``ask --jsonl`` reads."""

from __future__ import annotations

import pytest

from assistant.errors import UsageError
from assistant.requests import Request, parse_request


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        (b'{"id": 7, "question": "Why?"}', Request(7, "Why?")),
        (b'{"question": ""}', Request(None, "")),
        (b'{"id": "a", "turns": ["What?", "Why?"]}', Request("a", "Why?", ("What?",))),
        (
            b'{"turns": [{"role": "user", "content": "What?"}, {"role": "assistant", "content": "That."}, "Why?"]}',
            Request(None, "Why?", ("What?",)),
        ),
    ],
)
def test_a_request(line: bytes, request_: Request) -> None:
    assert parse_request(line) == request_


@pytest.mark.parametrize(
    "line",
    [
        b"why?",
        b"[1]",
        b"{}",
        b'{"question": 5}',
        b'{"turns": []}',
        b'{"turns": "why?"}',
        b'{"turns": [5]}',
        b'{"turns": [{"role": "assistant", "content": "That."}]}',
        b'{"id": {}, "question": "Why?"}',
        b'{"question": "\xff"}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_is_none(line: bytes) -> None:
    with pytest.raises(UsageError):
        parse_request(line)
