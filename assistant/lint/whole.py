"""Rules for the corpus as a whole: what is said twice, and the glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.domain import Sentence
from assistant.lint.findings import Finding, Severity
from assistant.lint.pages import Desk, Page
from assistant.terms import terms

NEAR = 0.85
"""Two sentences are alike when they share this part of all the terms that either has."""
FEWEST_TERMS = 6
"""Shorter sentences, such as steps of exercises, are alike by nature."""


def says_it_once(pages: Sequence[Page], desk: Desk) -> Iterator[Finding]:
    """A sentence that another one repeats: an answer would quote both, or either."""
    earlier: list[tuple[Page, Sentence, frozenset[str]]] = []
    places: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        for _, sentence in page.sentences():
            found = frozenset(terms(sentence.text))
            if len(found) < FEWEST_TERMS:
                continue
            near = _nearest(found, earlier, places)
            if near is not None:
                other, twin, bag = earlier[near]
                same = _plain(twin) == _plain(sentence)
                words = "says the same as" if same else "nearly repeats"
                place = f"{other.file}:{other.line(twin.start)}"
                severity = Severity.ERROR if same else Severity.WARNING
                yield page.finding(sentence, f"{words} {place}; keep one, or say how they differ", severity)
            for term in found:
                places[term].append(len(earlier))
            earlier.append((page, sentence, found))


def _nearest(
    found: frozenset[str], earlier: Sequence[tuple[Page, Sentence, frozenset[str]]], places: dict[str, list[int]]
) -> int | None:
    """The earlier sentence that shares the most terms, if it is near enough."""
    shared: dict[int, int] = defaultdict(int)
    for term in found:
        for place in places[term]:
            shared[place] += 1
    scored = [(count / len(found | earlier[place][2]), -place) for place, count in shared.items()]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= NEAR else None


def _plain(sentence: Sentence) -> str:
    return " ".join(sentence.text.casefold().split())


def glossary_is_sound(pages: Sequence[Page], desk: Desk) -> Iterator[Finding]:
    """A term that no document uses, an everyday word given twice, or one that is itself a term."""
    used = _used(pages)
    owners = {entry.term.casefold(): entry for entry in reversed(desk.glossary.entries)}
    given: dict[str, str] = {}

    def fault(line: int, message: str) -> Finding:
        return Finding(desk.glossary_file, line, "", message)

    for entry in desk.glossary.entries:
        if owners[entry.term.casefold()] is not entry:
            yield fault(entry.line, f"the term {entry.term!r} stands twice; merge the two entries")
        if f" {' '.join(terms(entry.term))} " not in used:
            yield fault(entry.line, f"no document uses the term {entry.term!r}; write it as the documents do")
        for word in entry.words:
            folded = " ".join(word.casefold().split())
            if folded in owners:
                yield fault(entry.line, f"{word!r} is a term itself and cannot be a word for {entry.term!r}")
            elif folded in given:
                yield fault(entry.line, f"{word!r} is given for {given[folded]!r} already; keep it in one place")
            given.setdefault(folded, entry.term)


def _used(pages: Sequence[Page]) -> str:
    """The terms of all documents in one line, to look for others in."""
    texts = [
        text
        for page in pages
        for section in page.document.sections
        for text in (*section.headings, *(sentence.text for sentence in section.sentences))
    ]
    return "".join(f" {' '.join(terms(text))} " for text in texts)
