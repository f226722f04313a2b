"""What an evaluation found, as a table and as JSON: one section for each thing that can go wrong."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain import Outcome
from assistant.evaluate.judging import Findings, Judged
from assistant.measures import (
    Share,
    auroc,
    calibration_error,
    ndcg,
    percentile,
    reciprocal_rank,
    reliability,
)
from assistant.reader import PASSAGES

READ = PASSAGES
"""Passages that the reader is given: recall is reported at this depth."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report: measures that are shares, and others."""

    title: str
    shares: dict[str, Share] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    notes: str = ""


def sections(findings: Findings) -> list[Section]:
    """All sections that there is something to say in."""
    judged = findings.judged
    single = [one for one in judged if not one.question.history]
    found = []
    if judged:
        found += [_answers(judged), _abstention(judged), _grounding(judged), _latency(judged)]
    if any(one.relevant for one in judged):
        found.append(_retrieval([one for one in judged if one.relevant]))
    premises = [one for one in judged if one.question.kind == "false_premise" and one.answerable]
    if premises:
        corrected = Share.of(one.right for one in premises)
        found.append(Section("False premises", {"corrected by the source's sentence": corrected}))
    if len(single) < len(judged):
        found.append(_dialogue([one for one in judged if one.question.history]))
    if findings.mended:
        same = Share.of(one.same for one in findings.mended)
        found.append(Section("Spelling", {"same answer with typing slips": same}))
    if findings.triage:
        found.append(Section("Triage", notes=findings.triage.to_table()))
    return found


def to_table(findings: Findings, *, misses: bool = False) -> str:
    """The report for a terminal, on request with the cases that went wrong."""
    lines = []
    for section in sections(findings):
        lines += ["", section.title, "-" * len(section.title)]
        lines += [f"{name:34}{share}" for name, share in section.shares.items()]
        lines += [f"{name:34}{value:7.3g}" for name, value in section.figures.items()]
        lines += section.notes.splitlines()
    return "\n".join(lines[1:] + (_misses(findings) if misses else []))


def to_json(findings: Findings) -> str:
    """The report for programs: every section, and each question with what became of it."""
    return json.dumps(
        {
            "sections": {section.title: _plain(section) for section in sections(findings)},
            "triage": findings.triage.to_json() if findings.triage else None,
            "questions": [
                {
                    "id": one.question.id,
                    "outcome": one.answer.outcome.value,
                    "confidence": round(one.answer.confidence, 3),
                    "right": one.right,
                    "words": one.words,
                }
                for one in findings.judged
            ],
        },
        ensure_ascii=False,
    )


def _plain(section: Section) -> dict[str, Any]:
    shares = {
        name: {"hits": share.hits, "total": share.total, "interval": [round(end, 4) for end in share.interval]}
        for name, share in section.shares.items()
    }
    figures = {name: None if math.isnan(value) else round(value, 4) for name, value in section.figures.items()}
    return {"shares": shares, "figures": figures}


def _answers(judged: Sequence[Judged]) -> Section:
    answerable = [one for one in judged if one.answerable]
    silent = [one for one in judged if one.question.outcome == Outcome.NOT_COVERED]
    shares = {
        "right answers": Share.of(one.right for one in answerable),
        "wrong refusals": Share.of(one.answer.outcome is Outcome.NOT_COVERED for one in answerable),
        "refused when not covered": Share.of(one.right for one in silent),
        "right safety level": Share.of(one.right_triage for one in judged),
    }
    shares |= _grouped("right, kind", judged, lambda one: one.question.kind)
    shares |= _grouped("right, answerable, file", answerable, lambda one: one.question.source)
    shares |= _grouped("right, not covered, file", silent, lambda one: one.question.source)
    lengths = [one.words for one in judged if one.answer.outcome is Outcome.ANSWER]
    if any(one.outdated for one in answerable):
        shares["expected in no document"] = Share.of(one.outdated for one in answerable)
    return Section("Answers", shares, {"words an answer": _mean(lengths)})


def _abstention(judged: Sequence[Judged]) -> Section:
    asked = [one for one in judged if one.question.outcome in (Outcome.ANSWER, Outcome.NOT_COVERED)]
    yes = [one.answer.confidence for one in asked if one.answerable]
    no = [one.answer.confidence for one in asked if not one.answerable]
    bins = reliability([*yes, *no], [True] * len(yes) + [False] * len(no))
    figures = {"AUROC of confidence": auroc(yes, no), "expected calibration error": calibration_error(bins)}
    return Section("Abstention", {}, figures)


def _grounding(judged: Sequence[Judged]) -> Section:
    answers = [one for one in judged if one.answer.quotes]
    return Section("Grounding", {"quotes are exact slices": Share.of(one.grounded for one in answers)})


def _latency(judged: Sequence[Judged]) -> Section:
    times = [one.answer.elapsed_ms for one in judged]
    return Section("Latency", {}, {"median ms": percentile(times, 0.5), "99th percentile ms": percentile(times, 0.99)})


def _retrieval(judged: Sequence[Judged]) -> Section:
    shares = {f"an answering passage in the first {READ}": Share.of(any(one.relevant[:READ]) for one in judged)}
    found = [one.relevant for one in judged]
    figures = {
        "nDCG@10": _mean(ndcg(one.relevant, wanted=max(1, one.holders)) for one in judged),
        "mean reciprocal rank": _mean(reciprocal_rank(relevant) for relevant in found),
    }
    return Section("Retrieval", shares, figures)


def _dialogue(judged: Sequence[Judged]) -> Section:
    return Section("Dialogue", {"follow-ups right": Share.of(one.right for one in judged)})


def _grouped(name: str, judged: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, Share]:
    """A share for each group, when there is more than one."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        groups[key(one) or "other"].append(one.right)
    return {f"{name} {group}": Share.of(groups[group]) for group in sorted(groups)} if len(groups) > 1 else {}


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else math.nan


def _misses(findings: Findings) -> list[str]:
    wrong = [one for one in findings.judged if not (one.right and one.right_triage)]
    lines = [
        f"{one.question.id}: {one.question.text!r}: {one.answer.outcome.value}, {one.answer.triage.level.label}, "
        f"{one.answer.confidence:.2f}; wanted {one.question.outcome}, {one.question.triage}"
        f"{' (in words of no document)' if one.outdated else ''}: {one.answer.text!r}"
        for one in wrong
    ]
    lines += [f"other answer: {one.pair.typed!r}" for one in findings.mended if not one.same]
    if findings.triage:
        lines += findings.triage.misses()
    return ["", *lines] if lines else []
