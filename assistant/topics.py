"""Which headings of the corpus the assistant answers when they are asked: only those are offered as next questions.

Each heading is asked once for a generation, in the background, and what came of it is kept beside the generation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

FILE = "topics.json"
_SAVE_EVERY = 20


class Topics:
    """Headings with whether they were answered. Several threads may read while one checks.

    Args:
        folder: the generation's folder, where the findings are kept; they are lost when it cannot be written.
        stamp: what the findings depend on besides the generation; findings with another stamp are not read.
    """

    def __init__(self, folder: Path, *, stamp: str) -> None:
        self._file = folder / FILE
        self._stamp = stamp
        self._answered = self._load()

    def answered(self, heading: str) -> bool:
        """Whether the heading was asked and answered."""
        return self._answered.get(heading, False)

    def refused(self, heading: str) -> bool:
        """Whether the heading was asked and not answered."""
        return not self._answered.get(heading, True)

    def check(
        self, headings: Iterable[str], is_answered: Callable[[str], bool], *, pause: Callable[[], None] = lambda: None
    ) -> None:
        """Ask every heading that was not asked yet.

        Args:
            headings: what could be offered.
            is_answered: asks one of them.
            pause: called after each, to let people ask; what it raises ends the check, and the findings are kept.
        """
        new = [heading for heading in headings if heading not in self._answered]
        unsaved = 0
        try:
            for heading in new:
                self._answered[heading] = is_answered(heading)
                unsaved += 1
                if unsaved == _SAVE_EVERY:
                    self._save()
                    unsaved = 0
                pause()
        finally:
            if unsaved:
                self._save()

    def _load(self) -> dict[str, bool]:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            if kept["stamp"] == self._stamp:
                return {str(heading): value is True for heading, value in kept["answered"].items()}
        return {}

    def _save(self) -> None:
        beside = self._file.with_name(f".{FILE}")
        with suppress(OSError):
            kept = {"stamp": self._stamp, "answered": self._answered}
            beside.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            beside.replace(self._file)
