"""Finds every term of the rules in a message in one pass over its words.

Terms made of words alone are indexed by their first word, so a word that begins no term costs one dictionary
look-up. Terms that mention another (``@cannot @stand``) are worked out only when a rule asks for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.triage.text import Word

FILLERS = frozenset(
    "a an the my his her their our your its it this that these those really very so just bit quite kind kinda of sort"
    " like all still completely totally proper properly literally actually bloody fucking damn absolutely also too even"
    " only both either one right left whole entire own something some any much more lot little somewhat slightly"
    " suddenly now pretty been being being getting got gone feeling feels felt is are was be seems".split()
)
"""Words that may stand between the words of a term without changing it."""

_FILLERS_IN_A_ROW = 3
_GAP = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``[start, end)`` of a message."""

    start: int
    end: int


Term = tuple[str, ...]
"""A parsed term: its elements in order."""


@cache
def choices(text: str) -> tuple[str, ...]:
    """The terms of ``a | b | c`` with spaces evened out."""
    return tuple(" ".join(term.split()) for term in text.split("|") if term.strip())


class Phrasebook:
    """All terms of a lexicon and of a set of rules.

    Args:
        lexicon: name -> choices of terms; a term ``@other`` includes that name's terms.
        frames: the same for the words that say who, when and whether; they are no signs themselves.
        signs: further terms, which the rules write out in place.
        exceptions: terms that the rules write out to speak against a sign.
    """

    def __init__(
        self, *, lexicon: Mapping[str, str], frames: Mapping[str, str], signs: Iterable[str], exceptions: Iterable[str]
    ) -> None:
        self._composite: dict[str, list[Term]] = {}
        self._words: dict[str, list[tuple[Term, str]]] = {}
        self._stems: dict[str, list[tuple[Term, str]]] = {}
        named = {**lexicon, **frames}
        for name, text in named.items():
            for term in choices(text):
                self._add(term, label=f"@{name}")
        signs = {term for term in signs if term[0] not in "@#" or " " in term}
        others = {term for term in exceptions if term[0] not in "@#" or " " in term} - signs
        for term in (*sorted(signs), *sorted(others)):
            self._add(term, label=term)
        self.signs = frozenset(signs).union(f"@{name}" for name in lexicon)
        """The labels that can be a sign or a part of one."""
        self._stem_lengths = sorted({len(stem) for stem in self._stems})
        self._openings = cache(self._find_openings)
        unknown = {element for terms in self._composite.values() for term in terms for element in term
                   if element[0] == "@" and element[1:] not in named}  # fmt: skip
        if unknown:
            raise ValueError(f"terms mention names that the lexicon lacks: {sorted(unknown)}")

    def _add(self, text: str, *, label: str) -> None:
        term = tuple(text.split())
        first = term[0]
        if "@" in text or "#" in text:
            self._composite.setdefault(label, []).append(term)
        elif first[-1] == "*":
            self._stems.setdefault(first[:-1], []).append((term, label))
        else:
            self._words.setdefault(first, []).append((term, label))

    def _listed(self) -> Iterator[tuple[Term, str]]:
        """The terms without names in them, each with its label."""
        return (found for table in (self._words, self._stems) for terms in table.values() for found in terms)

    @cached_property
    def _elements(self) -> frozenset[str]:
        listed = (term for term, label in self._listed() if label in self.signs)
        composite = (term for terms in self._composite.values() for term in terms)
        inner = {element for term in (*listed, *composite) for element in term if element[0] not in "@#."}
        return frozenset(inner)

    @property
    def every_word(self) -> set[str]:
        """The whole words of all terms, those of frames and exceptions too."""
        elements = (element for term, _ in self._listed() for element in term)
        return {element for element in elements if element[0] not in "@#." and element[-1] != "*"}

    @property
    def words(self) -> set[str]:
        """The whole words that the terms use."""
        return {element for element in self._elements if element[-1] != "*"}

    @property
    def stems(self) -> set[str]:
        """The beginnings of words that the terms use."""
        return {element[:-1] for element in self._elements if element[-1] == "*"}

    def opening_at(self, word: str) -> list[tuple[Term, str]]:
        """The plain terms whose first element is met by ``word``."""
        return self._openings(word)

    def _find_openings(self, word: str) -> list[tuple[Term, str]]:
        found = list(self._words.get(word, ()))
        for length in self._stem_lengths:
            if length > len(word):
                break
            found += self._stems.get(word[:length], ())
        return found

    def composite(self, label: str) -> Sequence[Term]:
        """The terms of ``label`` that mention other names or numbers."""
        return self._composite.get(label, ())

    def composites(self) -> Iterable[str]:
        """The labels that `composite` knows."""
        return self._composite.keys()


class Matches:
    """Where the terms of a phrasebook stand in one list of words."""

    def __init__(self, words: Sequence[Word], *, phrasebook: Phrasebook, numbers: Mapping[str, list[Span]]) -> None:
        self._words = words
        self._texts = frozenset(word.text for word in words)
        self._phrasebook = phrasebook
        self._found: dict[str, list[Span]] = dict(numbers)
        self._complete: dict[str, list[Span]] = {}
        self.opening_signs: set[int] = set()
        """Words with which a sign of several words begins."""
        for at, word in enumerate(words):
            for term, label in phrasebook.opening_at(word.text):
                end = self._extend(term, 1, at + 1)
                if end:
                    self._found.setdefault(label, []).append(Span(at, end))
                    if end > at + 1 and label in phrasebook.signs:
                        self.opening_signs.add(at)
        self.present = {label for label in (*self._found, *phrasebook.composites()) if self.find(label)}
        """The labels that stand anywhere."""

    def find(self, label: str) -> list[Span]:
        """Every place where ``label`` (``@name``, ``#number`` or a term written out) stands, in reading order."""
        if label not in self._complete:
            self._complete[label] = []  # a name that mentions itself finds nothing new there
            found = list(self._found.get(label, ()))
            for term in self._phrasebook.composite(label):
                found += self._composite(term)
            self._complete[label] = sorted(set(found), key=lambda span: (span.start, span.end))
        return self._complete[label]

    def _composite(self, term: Term) -> Iterator[Span]:
        first = term[0]
        if first[0] in "@#":
            starts = [(span.start, span.end) for span in self.find(first)]
        elif first not in self._texts and first[-1] != "*":
            return
        else:
            starts = [(at, at + 1) for at, word in enumerate(self._words) if _meets(word.text, first)]
        for start, after in starts:
            end = self._extend(term, 1, after)
            if end:
                yield Span(start, end)

    def _extend(self, elements: tuple[str, ...], index: int, at: int) -> int:
        """The end of the rest of a term when it continues at word ``at``, or 0."""
        if index == len(elements):
            return at
        if elements[index] == "..":
            ends = (self._extend(elements, index + 1, at + skipped) for skipped in range(_GAP + 1))
            return next((end for end in ends if end), 0)
        if at >= len(self._words):
            return 0
        sentence = self._words[at - 1].sentence
        for ahead in range(at, min(at + _FILLERS_IN_A_ROW + 1, len(self._words))):
            if self._words[ahead].sentence != sentence:
                return 0
            ends = (self._extend(elements, index + 1, after) for after in self._ends(elements[index], ahead))
            end = next((end for end in ends if end), 0)
            if end:
                return end
            if self._words[ahead].text not in FILLERS:
                return 0
        return 0

    def _ends(self, element: str, at: int) -> list[int]:
        if element[0] in "@#":
            return [span.end for span in self.find(element) if span.start == at]
        return [at + 1] if _meets(self._words[at].text, element) else []


def _meets(word: str, element: str) -> bool:
    return word.startswith(element[:-1]) if element.endswith("*") else word == element
