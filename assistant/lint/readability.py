"""Rules for how hard a text is to read: its school grade, and abbreviations that nobody explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.domain import Sentence
from assistant.glossary import Glossary
from assistant.lint.findings import Finding, Severity
from assistant.lint.pages import Desk, Page
from assistant.terms import terms

EASY = 8.0
"""The Flesch-Kincaid grade up to which advice on health is easy to read; a document above it fails."""
HARD, TOO_HARD = 9.0, 12.0
"""A section above these is warned of, and fails. The grade of so few words wavers, hence the allowance."""
FEWEST_WORDS = 25
"""A section of fewer words is judged with its document alone: one sentence makes no grade."""

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_INSIDE_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"(?<![\w-])(?:[A-Z]{2,}[a-z]?|[A-Z][a-z]?[A-Z]+)s?(?![\w])")
_COMMON = frozenset("UK US USA EU OK AM PM TV ID II III IV VI VII VIII IX XI XII".split())
"""Abbreviations that everybody knows, and Roman numerals."""

Grade = Callable[[str], float]


def open_grade() -> Grade | None:
    """The Flesch-Kincaid grade of a text by textstat; None when textstat is not installed."""
    try:
        from textstat import flesch_kincaid_grade  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    return lambda text: float(flesch_kincaid_grade(text))


def page_grade(page: Page, desk: Desk) -> float | None:
    """The grade of a document's sentences; None when it cannot be told."""
    return desk.grade(plain([sentence for _, sentence in page.sentences()], desk.glossary)) if desk.grade else None


def plain(sentences: Sequence[Sentence], glossary: Glossary) -> str:
    """The text whose grade counts: explained terms as short words, what stands in brackets left out.

    Anatomy cannot be written without its terms. So each word of a term that the glossary explains counts as one of
    one syllable, and the clinical name in brackets behind an everyday word does not count; a sentence is as long as
    it is. The point within a number is taken out, which textstat would take for the end of a sentence.
    """
    return " ".join(_plain(sentence.text, glossary) for sentence in sentences)


def _plain(text: str, glossary: Glossary) -> str:
    text = _INSIDE_NUMBER.sub("", _BRACKETS.sub("", " ".join(text.split())))
    for start, end in reversed(list(glossary.explains(text))):
        text = text[:start] + _LETTERS.sub("hip", text[start:end]) + text[end:]
    return text if text.endswith((".", "?", "!")) else text.rstrip(":;, ") + "."


def easy_to_read(page: Page, desk: Desk) -> Iterator[Finding]:
    """A document, or a section of it, that asks for more schooling than most readers have."""
    if not desk.grade:
        return
    whole = page_grade(page, desk)
    if whole is not None and whole > EASY:
        yield page.finding(1, f"the document has reading grade {whole:.1f}, above {EASY:g}; shorten its sentences")
    for section in page.document.sections:
        text = plain(section.sentences, desk.glossary)
        grade = desk.grade(text) if len(text.split()) >= FEWEST_WORDS else 0.0
        if grade > HARD:
            message = f"the section {section.headings[-1]!r} has reading grade {grade:.1f}, above {HARD:g}"
            severity = Severity.ERROR if grade > TOO_HARD else Severity.WARNING
            yield page.finding(section.sentences[0], f"{message}; use shorter sentences and words", severity)


def explains_abbreviations(page: Page, desk: Desk) -> Iterator[Finding]:
    """An abbreviation whose first sentence does not say what it stands for."""
    seen: set[str] = set()
    for _, sentence in page.sentences():
        for match in _ABBREVIATION.finditer(sentence.text):
            name = match.group().removesuffix("s")
            if name in seen or name in _COMMON or sentence.text.isupper():
                continue
            seen.add(name)
            if not _is_explained(match, sentence.text):
                yield page.finding(
                    sentence, f"{name} is not explained at its first use; write 'full name ({name})'", Severity.WARNING
                )


def _is_explained(match: re.Match[str], text: str) -> bool:
    """Whether it stands in brackets or in front of some, or the sentence has words with its letters."""
    in_brackets = text.rfind("(", 0, match.start()) > text.rfind(")", 0, match.start())
    if in_brackets or text[match.end() :].startswith(" ("):
        return True
    letters = "".join(filter(str.isalpha, match.group())).casefold()
    found = [word.casefold() for word in _LETTERS.findall(text[: match.start()] + " " + text[match.end() :])]
    return any(_spells(letters, found[at:]) for at in range(len(found)) if found[at] != letters)


def _spells(letters: str, found: Sequence[str]) -> bool:
    """Whether the words, from the first on, hold these letters in order, each from its own first letter on."""
    if not letters:
        return True
    if not found:
        return False
    word, rest = found[0], found[1:]
    taken = 0
    for letter in word if word.startswith(letters[0]) else "":
        if taken < len(letters) and letter == letters[taken]:
            taken += 1
            if _spells(letters[taken:], rest):
                return True
    return not terms(word) and _spells(letters, rest)
