"""The log of requests: a JSON object on a line each, which says how a request went and never what was asked."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self


@dataclass(slots=True)
class Entry:
    """A request while it runs. ``result`` is what came of it; an answer object, by itself or as a page's ``answer``."""

    result: Any = None

    def facts(self) -> dict[str, Any]:
        """What may be written of the result: of an answer its outcome, triage level and generation."""
        result = self.result if isinstance(self.result, dict) else {}
        answer = result.get("answer", result)
        if "outcome" not in answer:
            return {"outcome": "done"}
        return {"outcome": answer["outcome"], "triage": answer["triage"], "generation": answer["index"]}


class RequestLog:
    """Writes a line for every request.

    Args:
        write: takes a line, without its end.
    """

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    @classmethod
    def to_stderr(cls) -> Self:
        """A log on standard error."""
        return cls(lambda line: sys.stderr.write(line + "\n"))

    @classmethod
    def nowhere(cls) -> Self:
        """A log that is not kept."""
        return cls(lambda line: None)

    @contextmanager
    def request(self, kind: str) -> Iterator[Entry]:
        """Time a request, and write its line when it is over, however it ends.

        Args:
            kind: ``ask``, ``search``, ...
        """
        entry = Entry()
        started = time.perf_counter()
        facts: dict[str, Any] = {}
        try:
            yield entry
            facts = entry.facts()
        except BaseException as error:
            facts = {"outcome": getattr(error, "reason", "error"), "error": type(error).__name__}
            raise
        finally:
            milliseconds = round((time.perf_counter() - started) * 1000, 1)
            now = datetime.now(UTC).isoformat(timespec="milliseconds")
            self._write(json.dumps({"time": now, "request": kind, **facts, "ms": milliseconds}))
