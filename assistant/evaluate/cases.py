"""Files of what to ask, with what is expected: questions, pairs with typing slips, labelled messages.

One JSON object a line, and one form a file:

    {"question" or "turns": [..., last], "outcome", "triage",
     "sentences": [...] or "any_of": [[...], ...], "id", "kind", "style", "part"}
    {"question", "slips"}                       both must get the same quotes
    {"message" or "turns": [..., last], "level"}  what safety triage must say

An answer is right when every sentence of ``sentences``, or of one list of ``any_of``, is among its quotes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Outcome
from assistant.errors import UsageError
from assistant.triage.confusion import Labelled, labelled


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what is expected of its answer; ``targets`` are alternatives, each a set of sentences."""

    id: str
    text: str
    outcome: str
    history: tuple[str, ...] = ()
    triage: str = "none"
    targets: tuple[frozenset[str], ...] = ()
    kind: str = ""
    part: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Slips:
    """A question as meant and as typed."""

    question: str
    typed: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Cases:
    """All that an evaluation asks."""

    questions: tuple[Question, ...] = ()
    slips: tuple[Slips, ...] = ()
    messages: tuple[Labelled, ...] = ()

    def __len__(self) -> int:
        return len(self.questions) + len(self.slips) + len(self.messages)


def read_cases(paths: Iterable[str | Path], *, part: str = "") -> Cases:
    """The cases of some files, or those of one part of them.

    Raises:
        UsageError: when a file cannot be read, or a line is of none of the forms above.
    """
    found: list[Question | Slips | Labelled] = []
    for path in paths:
        for number, line in _lines(path):
            try:
                found.append(_case(json.loads(line), Path(path).stem, number))
            except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
                raise UsageError(
                    f"{path}, line {number}: no question with its outcome, pair with slips, or message with its level"
                ) from error
    chosen = [case for case in found if not part or case.part == part]
    return Cases(
        tuple(case for case in chosen if isinstance(case, Question)),
        tuple(case for case in chosen if isinstance(case, Slips)),
        tuple(case for case in chosen if isinstance(case, Labelled)),
    )


def folded(text: str) -> str:
    """The text on one line, as sentences are compared."""
    return " ".join(text.split())


def _lines(path: str | Path) -> Sequence[tuple[int, str]]:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text") from error
    return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _case(values: dict[str, Any], source: str, number: int) -> Question | Slips | Labelled:
    if "slips" in values:
        return Slips(values["question"], values["slips"], values.get("part", ""))
    if "level" in values:
        return labelled(values)
    *history, text = values.get("turns") or [values["question"]]
    alternatives = values.get("any_of") or ([values["sentences"]] if values.get("sentences") else [])
    return Question(
        id=str(values.get("id", f"{source}:{number}")),
        text=text,
        outcome=Outcome(values["outcome"]).value,
        history=tuple(history),
        triage=values.get("triage", "none"),
        targets=tuple(frozenset(folded(text) for text in texts) for texts in alternatives),
        kind=values.get("kind", ""),
        part=values.get("part", ""),
        source=source,
    )
