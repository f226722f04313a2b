"""What triage found in a message and why, for people who check its work."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Triage
from assistant.triage.assess import CALL, CONCEPTS, Evidence, assess, explain
from assistant.triage.rules import Concept
from assistant.triage.semantic import SemanticLayer

CALL_TITLE = "A call for help in another language"
_TABLE_HEAD = """# What triage looks for

Made from the rules by `hip-assistant triage --concepts`; a test holds it up to date. E is emergency, U urgent (a
medical look today), C clinician (a matter for a professional).

| Concept | Level | What it is | Public sources |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Audit:
    """A message, its level, and the evidence for it, most pressing first."""

    message: str
    triage: Triage
    evidence: tuple[Evidence, ...]

    @classmethod
    def of(cls, message: str, history: Sequence[str] = (), *, semantic: SemanticLayer | None = None) -> Audit:
        """Triage ``message`` after the earlier messages of ``history``."""
        return cls(
            message=message,
            triage=assess(message, history, semantic=semantic),
            evidence=explain(message, history, semantic=semantic),
        )

    def to_json(self) -> str:
        """One JSON object on one line."""
        evidence = [
            {
                "concept": one.concept,
                "title": title(one.concept),
                "level": one.level.label,
                "words": one.words,
                "layer": one.layer,
            }
            for one in self.evidence
        ]
        notices = [{"level": notice.level.label, "text": notice.text} for notice in self.triage.notices]
        found = {"message": self.message, "level": self.triage.level.label, "evidence": evidence, "notices": notices}
        return json.dumps(found, ensure_ascii=False)

    def to_text(self) -> str:
        """The same in lines for a terminal."""
        lines = [f"level: {self.triage.level.label}"]
        for one in self.evidence:
            words = ", ".join(one.words) or "no single word"
            lines.append(f"{one.concept}  {title(one.concept)} ({one.level.label}, {one.layer}): {words}")
        return "\n".join((*lines, *(notice.text for notice in self.triage.notices)))


def title(code: str) -> str:
    """What the concept of this code is called."""
    return next((concept.title for concept in CONCEPTS if concept.id == code), CALL_TITLE)


def concept_table() -> str:
    """Every concept with its level and public sources, as Markdown."""
    call = f"| {CALL} | emergency | {CALL_TITLE} | none: plain words such as “help” and “ambulance” |"
    return _TABLE_HEAD + "\n".join((*map(_row, CONCEPTS), call)) + "\n"


def _row(concept: Concept) -> str:
    return f"| {concept.id} | {concept.level.label} | {concept.title} | {'; '.join(concept.sources)} |"
