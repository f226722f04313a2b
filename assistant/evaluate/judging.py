"""Question sets -> a report: are the answers right, are the refusals, and how long does it take.

A question is one JSON object a line:

    {"id", "question" or "turns": [..., last], "outcome", "triage",
     "sentences": [...] or "any_of": [[...], ...], "kind", "style", "part"}

An answer is right when every sentence of ``sentences``, or of one list of ``any_of``, is among its quotes.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.domain import Answer, Outcome
from assistant.engine import Assistant
from assistant.errors import UsageError
from assistant.reporter import Reporter, Silence


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


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, its answer, and what was right about it."""

    question: Question
    answer: Answer

    @property
    def right_outcome(self) -> bool:
        """Whether the outcome is the expected one."""
        return self.answer.outcome.value == self.question.outcome

    @property
    def right_triage(self) -> bool:
        """Whether the safety level is the expected one."""
        return self.answer.triage.level.label == self.question.triage

    @property
    def right(self) -> bool:
        """Whether the outcome is right and, for an answer, all that was asked for is quoted."""
        quoted = {_folded(quote.text) for quote in self.answer.quotes}
        return self.right_outcome and (
            not self.question.targets or any(target <= quoted for target in self.question.targets)
        )

    @property
    def words(self) -> int:
        """The length of the answer."""
        return len(self.answer.text.split())


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``total``, with the 95 % interval after Wilson (1927, doi 10.1080/01621459.1927.10502953)."""

    hits: int
    total: int

    @property
    def interval(self) -> tuple[float, float]:
        """The two ends, 0 to 1."""
        if not self.total:
            return (0.0, 1.0)
        z, n, p = 1.96, self.total, self.hits / self.total
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return (max(0.0, middle - half), min(1.0, middle + half))

    def __str__(self) -> str:
        if not self.total:
            return "none"
        low, high = self.interval
        return f"{self.hits / self.total:4.0%}  ({low:.0%} to {high:.0%}, {self.hits} of {self.total})"


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found."""

    judged: tuple[Judged, ...]
    by_kind: dict[str, Share] = field(default_factory=dict)

    def rows(self) -> dict[str, Share]:
        """The measures that are shares."""
        answerable = [one for one in self.judged if one.question.outcome == Outcome.ANSWER]
        others = [one for one in self.judged if one.question.outcome == Outcome.NOT_COVERED]
        rows = {
            "right answers": _share(one.right for one in answerable),
            "wrong refusals": _share(one.answer.outcome is Outcome.NOT_COVERED for one in answerable),
            "refused when not covered": _share(one.right for one in others),
            "right safety level": _share(one.right_triage for one in self.judged),
        }
        return rows | {f"right, {kind}": share for kind, share in sorted(self.by_kind.items())}

    def figures(self) -> dict[str, float]:
        """The measures that are none: words an answer, AUROC of the confidence, milliseconds."""
        answers = [one for one in self.judged if one.answer.outcome is Outcome.ANSWER]
        times = sorted(one.answer.elapsed_ms for one in self.judged)
        return {
            "words an answer": sum(one.words for one in answers) / max(1, len(answers)),
            "AUROC of confidence": _auroc(self.judged),
            "median ms": times[len(times) // 2],
            "99th percentile ms": times[min(len(times) - 1, int(len(times) * 0.99))],
        }

    def to_json(self) -> str:
        """Shares with their intervals, other figures, and each question with what became of it."""
        shares = {
            name: {"hits": share.hits, "total": share.total, "interval": share.interval}
            for name, share in self.rows().items()
        }
        questions = [
            {"id": one.question.id, "outcome": one.answer.outcome.value, "right": one.right, "words": one.words}
            for one in self.judged
        ]
        return json.dumps({"shares": shares, "figures": self.figures(), "questions": questions}, ensure_ascii=False)

    def to_table(self, *, misses: bool = False) -> str:
        """The same for people, on request with the questions that went wrong."""
        lines = [f"{name:32}{share}" for name, share in self.rows().items()]
        lines += [f"{name:32}{value:6.2f}" for name, value in self.figures().items()]
        wrong = [one for one in self.judged if not (one.right and one.right_triage)] if misses else []
        lines += [
            f"{one.question.id}: {one.question.text!r}: {one.answer.outcome.value}, {one.answer.triage.level.label}, "
            f"{one.answer.confidence:.2f}; wanted {one.question.outcome}, {one.question.triage}: {one.answer.text!r}"
            for one in wrong
        ]
        return "\n".join(lines)


def read_questions(path: str | Path) -> list[Question]:
    """The questions of a file.

    Raises:
        UsageError: when the file cannot be read, or a line is not of the form above.
    """
    found = []
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_question(json.loads(line), f"{Path(path).stem}:{number}"))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise UsageError(f"{path}, line {number}: not a question with its expected outcome") from error
    return found


def evaluate(assistant: Assistant, questions: Sequence[Question], *, reporter: Reporter | None = None) -> Report:
    """Ask every question and compare."""
    reporter = reporter or Silence()
    judged = tuple(Judged(question, assistant.ask(question.text, question.history)) for question in questions)
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        kinds[one.question.kind or "other"].append(one.right)
    return Report(judged, {kind: _share(rights) for kind, rights in kinds.items()})


def _question(values: dict[str, Any], default_id: str) -> Question:
    turns = values.get("turns") or [values["question"]]
    alternatives = values.get("any_of") or ([values["sentences"]] if values.get("sentences") else [])
    return Question(
        id=str(values.get("id", default_id)),
        text=turns[-1],
        outcome=Outcome(values["outcome"]).value,
        history=tuple(turns[:-1]),
        triage=values.get("triage", "none"),
        targets=tuple(frozenset(_folded(text) for text in texts) for texts in alternatives),
        kind=values.get("kind", ""),
        part=values.get("part", ""),
    )


def _share(rights: Iterable[bool]) -> Share:
    found = list(rights)
    return Share(sum(found), len(found))


def _auroc(judged: Sequence[Judged]) -> float:
    """How often an answerable question gets more confidence than one that is not covered; ties count half."""
    yes = [one.answer.confidence for one in judged if one.question.outcome == Outcome.ANSWER]
    no = [one.answer.confidence for one in judged if one.question.outcome == Outcome.NOT_COVERED]
    wins = sum((mine > other) + 0.5 * (mine == other) for mine in yes for other in no)
    return wins / (len(yes) * len(no)) if yes and no else math.nan


def _folded(text: str) -> str:
    return " ".join(text.split())
