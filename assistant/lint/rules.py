"""The rules, in the order of the README's table: a name, what it finds, and the function that looks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.lint import readability, sentences, structure, whole
from assistant.lint.findings import Finding
from assistant.lint.pages import Desk, Page


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule looks at the whole corpus; ``finds`` is its line in the README."""

    name: str
    finds: str
    check: Callable[[Sequence[Page], Desk], Iterator[Finding]]


def _page_by_page(
    check: Callable[[Page, Desk], Iterator[Finding]],
) -> Callable[[Sequence[Page], Desk], Iterator[Finding]]:
    def run(pages: Sequence[Page], desk: Desk) -> Iterator[Finding]:
        for page in pages:
            yield from check(page, desk)

    return run


RULES = (
    Rule(
        "stands-alone",
        "a sentence that opens with a word pointing back (it, they, this, however); a warning where the sentence "
        "before is quoted along with it; list items may",
        _page_by_page(sentences.stands_alone),
    ),
    Rule(
        "reading-grade",
        "a document above grade 8, or a section above 12; a section above 9 is a warning (Flesch-Kincaid; the "
        "glossary's terms count as short words, brackets and references not at all)",
        _page_by_page(readability.easy_to_read),
    ),
    Rule("unknown-footnote", "a mark `[^key]` without a footnote", _page_by_page(sentences.known_footnotes)),
    Rule(
        "unused-footnote",
        "a footnote that stands twice; one that no sentence refers to is a warning",
        _page_by_page(structure.footnotes_are_used),
    ),
    Rule(
        "review-date",
        "`reviewed` missing from the front matter, no date, or to come; older than two years is a warning",
        _page_by_page(structure.is_reviewed),
    ),
    Rule(
        "abbreviation",
        "an abbreviation whose first sentence does not say what it stands for (a warning)",
        _page_by_page(readability.explains_abbreviations),
    ),
    Rule(
        "claim",
        "a percentage, a number of people, a year of study or an effect size without a footnote",
        _page_by_page(sentences.proves_figures),
    ),
    Rule("repeated", "a sentence that stands twice; one that nearly does is a warning", whole.says_it_once),
    Rule(
        "too-long",
        "a passage longer than the embedding model reads",
        _page_by_page(structure.fits_the_model),
    ),
    Rule("bare-heading", "a heading without any text below it", _page_by_page(structure.headings_have_text)),
    Rule(
        "glossary",
        "a term that no document uses or that stands twice; a word for two terms, or one that is a term itself",
        whole.glossary_is_sound,
    ),
)
FILE = "file"
"""The name under which a file that cannot be read is reported, or one that is read with doubts; no rule of style."""
