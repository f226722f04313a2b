"""Cases -> a report: are the answers right, are the refusals, is every quote exact, and how long does it take.

cases     files of what to ask, with what is expected
judging   everything asked, and what came of it
report    the findings as a table and as JSON
page      the findings as an HTML page with plots
"""

from assistant.evaluate.cases import Cases, Question, Slips, read_cases
from assistant.evaluate.judging import Findings, Judged, Mended, evaluate
from assistant.evaluate.page import to_html
from assistant.evaluate.report import Section, sections, to_json, to_table

__all__ = [
    "Cases",
    "Findings",
    "Judged",
    "Mended",
    "Question",
    "Section",
    "Slips",
    "evaluate",
    "read_cases",
    "sections",
    "to_html",
    "to_json",
    "to_table",
]
