"""Everyday words -> the terms of the documents that they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from assistant.terms import terms, words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_GAP = re.compile(r"[ \t\n\r–/-]{1,3}")
"""What may stand between two words of a name."""
_ABBREVIATION = re.compile(r"[A-Z0-9]*[A-Z][A-Z0-9-]*")

Row = tuple[str, str, str]
"""An entry in a generation: term, meaning, words separated by line ends."""
Name = tuple[str, ...]
"""A term or an everyday word as it is compared: folded words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the documents, its meaning in a sentence, and the everyday words for it; ``line`` is 0 if unknown."""

    term: str
    means: str
    words: tuple[str, ...] = ()
    line: int = 0


class _Match(NamedTuple):
    """A name found in a text, at ``[start, end)``; ``own`` is whether it is the term itself."""

    start: int
    end: int
    entry: Entry
    own: bool


class Glossary:
    """Entries, looked up by their terms and everyday words, capitals and plurals aside."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = tuple(entries)

    @classmethod
    def from_rows(cls, rows: Iterable[Row]) -> Glossary:
        """The glossary that `to_rows` was asked of."""
        return cls(Entry(term, means, tuple(filter(None, found.split("\n")))) for term, means, found in rows)

    def to_rows(self) -> list[Row]:
        """The entries as a table's rows, in their order."""
        return [(entry.term, entry.means, "\n".join(entry.words)) for entry in self.entries]

    def expand(self, question: str) -> list[str]:
        """The terms that everyday words of a question mean, in order, without those that it names itself.

        >>> Glossary([Entry("buttock", "What you sit on.", ("bum", "rear end"))]).expand("Why is my rear end sore?")
        ['buttock']
        """
        asked = set(terms(question))
        meant = dict.fromkeys(match.entry.term for match in self._matches(question) if not match.own)
        return [term for term in meant if not asked.issuperset(terms(term))]

    def replace(
        self, question: str, *, is_known: Callable[[str], bool], frequency: Callable[[str], int] = lambda _: 0
    ) -> str:
        """The question in the documents' terms, where it uses a word that they do not.

        A term gives way to its abbreviation where they write that more often: to the reader, one name of a thing is as
        strange to another as any two words.

        Args:
            question: what is asked.
            is_known: whether the documents use a word, given in lower case.
            frequency: how many passages hold a name.
        """
        for match in reversed(list(self._matches(question))):
            written = question[match.start : match.end]
            # A single letter, as of "x-ray", tells nothing of whether they know the name.
            foreign = not match.own and not all(len(word) > 1 and is_known(word) for word in words(written))
            usual = _usual(match.entry, frequency) if match.own or foreign else ""
            name = usual or (match.entry.term if foreign else written)
            question = question[: match.start] + name + question[match.end :].removeprefix(f" ({name})")
        return question

    def notes(self, text: str) -> list[tuple[int, int, str]]:
        """Where a text uses a term or its abbreviation for the first time, and what it means: (start, end, meaning)."""
        found: dict[str, tuple[int, int, str]] = {}
        for match in self._matches(text):
            if match.own or _ABBREVIATION.fullmatch(text, match.start, match.end):
                found.setdefault(match.entry.term, (match.start, match.end, match.entry.means))
        return list(found.values())

    def explains(self, text: str) -> Iterator[tuple[int, int]]:
        """The ranges of a text that are terms of the glossary or words for them."""
        return ((match.start, match.end) for match in self._matches(text))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every single word of the terms and the everyday words, in lower case."""
        return frozenset(word for entry in self.entries for name in (entry.term, *entry.words) for word in words(name))

    @cached_property
    def _names(self) -> dict[Name, tuple[Entry, bool]]:
        """Who is meant by a name, and whether it is the term; a term goes before an everyday word, the first wins."""
        found = {_folded(entry.term): (entry, True) for entry in reversed(self.entries)}
        for entry in self.entries:
            for word in entry.words:
                found.setdefault(_folded(word), (entry, False))
        return found

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._names), default=0)

    def _matches(self, text: str) -> Iterator[_Match]:
        """The names in a text, the longest at each place, from left to right."""
        found = list(_WORD.finditer(text))
        at = 0
        while at < len(found):
            run = _run(text, found[at : at + self._longest])
            known = (size for size in range(len(run), 0, -1) if tuple(run[:size]) in self._names)
            size = next(known, 0)
            if size:
                yield _Match(found[at].start(), found[at + size - 1].end(), *self._names[tuple(run[:size])])
            at += size or 1


def _usual(entry: Entry, frequency: Callable[[str], int]) -> str:
    """The abbreviation that stands for a term more often than the term itself; empty if none does."""
    short = [word for word in entry.words if _ABBREVIATION.fullmatch(word)]
    best = max(short, key=frequency, default="")
    return best if best and frequency(best) > frequency(entry.term) else ""


def _folded(name: str) -> Name:
    return tuple(_fold(word) for word in _WORD.findall(name))


@lru_cache(maxsize=4_096)
def _fold(word: str) -> str:
    """A word as it is compared: lower case, without the endings of a possessive and of a plain plural."""
    [folded] = words(word) or [word.casefold()]
    plural = len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is"))
    return folded[:-1] if plural else folded


def _run(text: str, found: Sequence[re.Match[str]]) -> list[str]:
    """The folded words that follow one another without a full stop or a comma in between."""
    run: list[str] = []
    for place, match in enumerate(found):
        if place and not _GAP.fullmatch(text, found[place - 1].end(), match.start()):
            break
        run.append(_fold(match.group()))
    return run
