"""What the rules found, as lines for a person or an editor's program, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error is certain and fails the check; a warning is a guess, or a matter of taste, for the editor to judge."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault: the file and the line (from 1) it stands in, the rule that it breaks, and what to do about it."""

    file: str
    line: int
    rule: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """All findings in order, the files that were read, and the reading grade of each where it could be told."""

    findings: Sequence[Finding]
    files: Sequence[str]
    grades: Mapping[str, float] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return Counter(finding.severity for finding in self.findings)[Severity.ERROR]

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors

    def to_text(self) -> str:
        """A finding a line, and last a line that sums up."""
        graded = sorted(self.grades.values())
        grades = f" Reading grade {graded[0]:.1f} to {graded[-1]:.1f}." if graded else ""
        total = ", ".join([_counted(self.errors, "error"), _counted(self.warnings, "warning")])
        return "\n".join([*map(str, self.findings), f"{_counted(len(self.files), 'document')}: {total}.{grades}"])

    def to_json(self) -> str:
        """One JSON object: findings, errors, warnings, grades."""
        values = {
            "findings": [asdict(finding) for finding in self.findings],
            "errors": self.errors,
            "warnings": self.warnings,
            "grades": {file: round(grade, 1) for file, grade in self.grades.items()},
        }
        return json.dumps(values, ensure_ascii=False)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
