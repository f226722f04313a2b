"""The corpus checked as the assistant will read it: what would be quoted badly, found badly or believed wrongly.

`pages` shows the rules a document with its lines, `marks` what only Markdown has (headings, footnotes); `sentences`,
`readability`, `claims`, `structure` and `whole` hold the rules; `rules` lists them; `check` runs them and `findings`
prints what they found.
"""

from assistant.lint.check import check
from assistant.lint.findings import Finding, Report, Severity
from assistant.lint.rules import RULES

__all__ = ["RULES", "Finding", "Report", "Severity", "check"]
