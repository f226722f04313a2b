"""An answer as the answer object of the contract, and as JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from assistant.domain import DISCLAIMER, Answer

_NOT_PLAIN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def to_dict(answer: Answer) -> dict[str, Any]:
    """The answer object of the contract: the same for the command line, HTTP and the web page.

    ``uncovered`` is there only when a part of the question is not answered.
    """
    return {
        "id": answer.id,
        "question": answer.question,
        "searched_for": answer.searched_for,
        "outcome": str(answer.outcome),
        "triage": answer.triage.level.label,
        "text": answer.text,
        "quotes": [
            {
                "text": quote.text,
                "document": quote.document,
                "start": quote.start,
                "end": quote.end,
                "heading": quote.heading,
                "references": list(quote.references),
            }
            for quote in answer.quotes
        ],
        "notices": [{"level": notice.level.label, "text": notice.text} for notice in answer.triage.notices],
        "disclaimer": DISCLAIMER,
        "suggestions": list(answer.suggestions),
        "confidence": round(float(answer.confidence), 3),
        "index": answer.index,
        "elapsed_ms": round(float(answer.elapsed_ms), 1),
    } | ({"uncovered": list(answer.uncovered)} if answer.uncovered else {})


def to_json(answer: Answer) -> str:
    """The answer object on one line.

    Characters that `json` leaves alone but that would end a line, drive a terminal or refuse to be encoded as
    UTF-8 (C1 controls, U+2028, U+2029, lone surrogates) are written as ``\\uXXXX``, which reads back the same.
    """
    line = json.dumps(to_dict(answer), ensure_ascii=False)
    return _NOT_PLAIN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
