"""Rules for one sentence at a time: it stands alone, shows its references, and proves its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.leaning import leaning
from assistant.lint.findings import Finding, Severity
from assistant.lint.pages import Desk, Page

_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_PEOPLE = (
    "people|persons|adults|women|men|girls|boys|children|teenagers|adolescents|patients|participants|volunteers|"
    "runners|athletes|players|cadets|soldiers|students|workers|cadavers|bodies|cases|hips|knees"
)
_NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"hundred|thousand)"
)
_CLAIMS = (
    (re.compile(r"\d\s?%|\bper ?cent\b", re.IGNORECASE), "a percentage"),
    (re.compile(rf"\b{_NUMBER}(?: (?!or\b|to\b)[a-z-]+){{0,2}} (?:{_PEOPLE})\b", re.IGNORECASE), "a number of people"),
    (re.compile(r"\b(?:19|20)\d\d\b"), "a year of study"),
    (re.compile(r"\b(?:effect size|odds ratio|confidence interval|risk ratio)\b[^.]*\d", re.IGNORECASE), "a result"),
)
"""What a figure looks like, and what it is called."""


def stands_alone(page: Page, desk: Desk) -> Iterator[Finding]:
    """A sentence that points back; where the one before it goes along in a quote, that is a warning only."""
    before = -1
    for _, sentence in page.sentences():
        found = "" if sentence.item else leaning(sentence.text)
        if found:
            goes_along = sentence.block == before
            rest = "the sentence before is quoted along with it" if goes_along else "nothing before it says to what"
            severity = Severity.WARNING if goes_along else Severity.ERROR
            yield page.finding(sentence, f"starts with {found!r} and points back; name the subject ({rest})", severity)
        before = sentence.block


def known_footnotes(page: Page, desk: Desk) -> Iterator[Finding]:
    """A footnote mark without a footnote, which a quote would show as it is typed."""
    for _, sentence in page.sentences() if page.marks else ():
        for label in dict.fromkeys(_FOOTNOTE.findall(sentence.text)):
            yield page.finding(sentence, f"there is no footnote [^{label}]; add '[^{label}]: ...' or remove the mark")


def proves_figures(page: Page, desk: Desk) -> Iterator[Finding]:
    """A figure about people, results or studies without a footnote that shows where it comes from."""
    for _, sentence in page.sentences() if page.marks else ():
        unmarked = not sentence.references and not _FOOTNOTE.search(sentence.text)
        found = next(((match, name) for claim, name in _CLAIMS if (match := claim.search(sentence.text))), None)
        if unmarked and found:
            figure, name = found[0].group().strip(), found[1]
            yield page.finding(sentence, f"{name} ({figure!r}) without a reference; add a footnote")
