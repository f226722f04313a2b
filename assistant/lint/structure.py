"""Rules for a document's frame: headings, footnotes, its review date, and passages that the model can read whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.lint.findings import Finding, Severity
from assistant.lint.pages import Desk, Page
from assistant.passages import passages, reading_text

REVIEW_YEARS = 2
"""A review older than this is worth another."""


def headings_have_text(page: Page, desk: Desk) -> Iterator[Finding]:
    """A heading that nothing can be quoted from."""
    for line, text in page.marks.bare_headings if page.marks else ():
        yield page.finding(line, f"the heading {text!r} has no text; write some or remove the heading")


def footnotes_are_used(page: Page, desk: Desk) -> Iterator[Finding]:
    """A footnote that no sentence refers to, or that stands twice."""
    for line, label in page.marks.unused_notes if page.marks else ():
        yield page.finding(line, f"the footnote [^{label}] is not used; remove it or refer to it", Severity.WARNING)
    for line, label in page.marks.defined_twice if page.marks else ():
        yield page.finding(line, f"the footnote [^{label}] stands twice; only one of the two is shown")


def is_reviewed(page: Page, desk: Desk) -> Iterator[Finding]:
    """A review date that is missing, no date, to come, or long ago."""
    if not page.marks:
        return
    line, given = page.marks.reviewed_line, page.document.reviewed
    if not given:
        yield page.finding(1, f"no review date; add 'reviewed: {desk.today}' to the front matter")
        return
    try:
        reviewed = date.fromisoformat(given)
    except ValueError:
        yield page.finding(line, f"the review date {given!r} is no date; write it as 'reviewed: {desk.today}'")
        return
    if reviewed > desk.today:
        yield page.finding(line, f"the review date {reviewed} is yet to come; today is {desk.today}")
    elif (desk.today - reviewed).days > REVIEW_YEARS * 365.25:
        message = f"last reviewed on {reviewed}, over {REVIEW_YEARS} years ago; read it again and set the date"
        yield page.finding(line, message, Severity.WARNING)


def fits_the_model(page: Page, desk: Desk) -> Iterator[Finding]:
    """A passage that is longer than what the embedding model reads; only a very long sentence makes one."""
    for passage in passages(page.document, count_tokens=desk.count_tokens, max_tokens=desk.max_tokens):
        found = desk.count_tokens(reading_text(passage)[0])
        if found > desk.max_tokens:
            message = f"{found} word pieces with its headings, of which the model reads {desk.max_tokens}"
            yield page.finding(passage.sentences[0], f"{message}; split the sentence or shorten the headings")
