"""Typing slips -> the words that were meant.

A word that the corpus or the language knows stays, unless the words beside it show that another one was meant
(`assistant.confusions`). One that neither knows becomes the most probable word that one slip turns into it (two in
words of seven letters and more, or when both sound alike): a word of the corpus first, then a common English one; or
it is taken apart where a space is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log10
from string import ascii_lowercase

from assistant.confusions import unconfused
from assistant.terms import terms

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PAIR = re.compile(r"([^\W\d_]{2,})[ -]([^\W\d_]{2,})(?![\w'’])")
_ENDINGS = tuple(
    (re.compile(ending), base)
    for ending, base in (
        (r"(?<![^aeiou]y)s$", ""), (r"ies$", "y"), (r"(?<=e)d$", ""), (r"e[ds]$", ""), (r"ing$", ""), (r"ing$", "e"),
        (r"ly$", ""),
    )
)  # fmt: skip
"""Everyday endings, and what they took the place of."""

_SOUNDS = (
    (r"^wh", "w"), (r"^kn", "n"), ("ph", "f"), ("gh", ""), ("tion|sion|shun", "jn"), ("sc(?=[eiy])", "s"), ("ck", "k"),
    ("c(?=[eiy])", "s"), ("[cq]", "k"), ("x", "ks"), ("z", "s"), ("[aeiouy]+", ""), (r"(.)\1+", r"\1"),
)  # fmt: skip
"""Spellings that sound alike in English, replaced in this order; what is left of a word is its consonants."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(
    pair
    for upper, row in enumerate(_ROWS)
    for place, key in enumerate(row)
    for other in (row[place + 1 : place + 2], *(_ROWS[upper + 1][max(0, place - 1) : place + 1] if upper < 2 else ""))
    for pair in ((key, other), (other, key))
)
"""Keys that lie side by side on an English keyboard."""

_VOWELS = frozenset("aeiou")

USUAL = 2_000
"""So many of the commonest English words are heard in a slip before a rarer word of the corpus."""


class Speller:
    """Mends words that neither the corpus nor the language knows, and real words typed for others."""

    def __init__(
        self,
        vocabulary: Mapping[str, int],
        *,
        is_word: Callable[[str], bool],
        common_words: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """
        Args:
            vocabulary: the words of the corpus, lower case, with their counts.
            is_word: whether the language at large knows a word.
            common_words: its common words, the most frequent first; asked for when a word is misspelt.
        """
        self._known = frozenset(vocabulary)
        self._counts = {word: count for word, count in vocabulary.items() if len(word) > 2 and word.isalpha()}
        self._targets = tuple(self._counts)
        self._is_word = is_word
        self._common_words = common_words
        self._meant = lru_cache(maxsize=4096)(self._find_meant)

    def mend(self, text: str) -> str:
        """The text with its slips mended, its capitals kept.

        >>> speller = Speller({"hip": 9, "abductors": 3, "clamshells": 2}, is_word={"do", "work"}.__contains__)
        >>> speller.mend("Do clam shells work the hipabducters?")
        'Do clamshells work the hip abductors?'
        """
        joined = self._join(text)
        return unconfused(self._join(_WORD.sub(lambda match: self._mended(match, joined), joined)))

    def _mended(self, match: re.Match[str], text: str) -> str:
        word, owner = _without_owner(match.group())
        return self._meant_by(word, match.start(), text) + owner

    def _meant_by(self, word: str, start: int, text: str) -> str:
        lowered = word.casefold()
        if len(word) < 3 or "'" in word or "’" in word or not lowered.isalpha() or self._is_known(lowered):
            return word
        if word.isupper() and not text.isupper():
            return word  # An acronym.
        meant = self._meant(lowered)
        if word[0].isupper() and not word.isupper() and text[:start].strip():
            # It may well be a name, unless the corpus has one that is nearly the same.
            meant = meant if meant in self._known and len(word) > 4 and _distance(lowered, meant) < 2 else ""
        return _like(word, meant) if meant else word

    def _is_known(self, word: str) -> bool:
        return word in self._known or self._is_word(word) or any(
            stem in self._known or self._is_word(stem)
            for ending, base in _ENDINGS
            if (stem := ending.sub(base, word)) != word and len(stem) > 2
        )

    def _find_meant(self, word: str) -> str:
        """The most probable word or two words behind an unknown one; empty when there is none."""
        candidates = [
            (_cost(word, other) - (0.2 * log10(1 + self._counts[other]) if terms(other) else 0.0), other)
            for other in _near(word, self._targets)
            if _is_slip(word, other)
        ]
        best = min(candidates, default=(9.0, ""))[1]
        if best and terms(best) and _distance(word, best) < 2:
            usual = self._sounding(word)
            if not usual or (_sound(best) == _sound(word) and _cost(word, best) <= _cost(word, usual)):
                return best
            return usual
        return self._split(word) or self._common(word) or best

    def _common(self, word: str) -> str:
        """The English word that an everyday slip turned into this one.

        Letters swapped, doubled or dropped, or the same sound: right words that no list has are too many for more.
        """
        for other in (*_swapped(word), *_undoubled(word)):
            if self._is_word(other) and other not in self._known:
                return other
        restored = {other for other in _restored(word) if self._is_word(other)} if len(word) > 6 else set()
        if len(restored) == 1:
            return restored.pop()
        candidates = [
            (_cost(word, other) + 0.2 * log10(1 + self._ranks[other]), other)
            for other in _near(word, tuple(self._ranks))
            if other[0] == word[0] and _distance(word, other) < 2 and _is_slip(word, other)
            if _sound(other) == _sound(word) or sorted(other) == sorted(word)
        ]
        return min(candidates, default=(0.0, ""))[1]

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """How many words are commoner than each of the common ones."""
        return {word: rank for rank, word in enumerate(self._common_words())}

    def _sounding(self, word: str) -> str:
        """The most usual English word that is one slip away and sounds the same: 'really' for 'realy'."""
        usual = tuple(self._common_words()[:USUAL])
        near = [other for other in _near(word, usual) if _distance(word, other) < 2 and _sound(other) == _sound(word)]
        return min(near, key=lambda other: (_cost(word, other), usual.index(other)), default="")

    def _split(self, word: str) -> str:
        """The word as two, where a space is missing."""
        pairs = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
        known = [pair for pair in pairs if self._is_piece(pair[0]) and self._is_piece(pair[1])]
        if known:
            return " ".join(max(known, key=lambda pair: sum(log10(1 + self._counts.get(piece, 0)) for piece in pair)))
        for left, right in pairs:
            # A slip in the second half as well: 'hipabducters'.
            if len(left) > 2 and len(right) > 5 and left in self._known:
                near = [other for other in _near(right, self._targets) if _distance(right, other) < 2]
                if near:
                    return f"{left} {max(near, key=self._counts.__getitem__)}"
        return ""

    def _is_piece(self, word: str) -> bool:
        return (len(word) > 2 and word in self._known) or not terms(word)

    def _join(self, text: str) -> str:
        """Two words in a row that the corpus writes as one: 'clam shells'."""
        place = 0
        while match := _PAIR.search(text, place):
            left, right = match.group(1), match.group(2)
            whole = (left + right).casefold()
            apart = all(piece.casefold() in self._known for piece in (left, right))
            if whole in self._known and len(whole) > 5 and not apart and terms(left) and terms(right):
                text = text[: match.start()] + left + right.casefold() + text[match.end() :]
                place = match.start()
            else:
                place = match.start(2)
        return text


def _without_owner(word: str) -> tuple[str, str]:
    """The word without its possessive ending, and the ending."""
    return (word[:-2], word[-2:]) if word.casefold().endswith(("'s", "’s")) else (word, "")


def _swapped(word: str) -> list[str]:
    """The word with two neighbouring letters swapped back, at each place but the first."""
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)]


def _undoubled(word: str) -> list[str]:
    """The word with one letter fewer wherever the same stands twice."""
    return [word[:at] + word[at + 1 :] for at in range(len(word) - 1) if word[at] == word[at + 1]]


def _restored(word: str) -> list[str]:
    """The word with any one letter more, at each place but the first."""
    return [word[:at] + letter + word[at:] for at in range(1, len(word)) for letter in ascii_lowercase]


def _near(word: str, others: Sequence[str]) -> list[str]:
    """The words within two slips, three in long ones."""
    most = 2 if len(word) < 8 else 3
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - needed for a misspelt word alone
    from rapidfuzz.process import extract  # noqa: PLC0415

    return [other for other, _, _ in extract(word, others, scorer=OSA.distance, score_cutoff=most, limit=None)]


def _distance(word: str, other: str) -> int:
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    return int(OSA.distance(word, other))


def _is_slip(word: str, other: str) -> bool:
    """Whether one may be the other mistyped; the shorter the word, the less may differ."""
    distance = _distance(word, other)
    swapped = sorted(word) == sorted(other)
    if len(word) < 4:
        return distance == 1 and swapped
    if distance < 2:
        return True
    if swapped or _sound(word) == _sound(other):
        return len(word) > 4
    return distance == 2 and len(word) > 6 and other[0] == word[0]


def _cost(word: str, other: str) -> float:
    """How improbable the slip is: the number of slips, less where they are of a usual kind."""
    cost = float(_distance(word, other))
    differing = [pair for pair in zip(word, other, strict=False) if pair[0] != pair[1]]
    if sorted(word) == sorted(other):
        cost -= 0.5
    if _sound(word) == _sound(other):
        cost -= 0.5
    one_key = len(word) == len(other) and len(differing) == 1
    if one_key and (differing[0] in _NEIGHBOURS or _VOWELS.issuperset(differing[0])):
        cost -= 0.3
    if word in _undoubled(other):
        cost -= 0.3
    return cost + 0.5 * (word[0] != other[0]) + 0.3 * (word[-1] != other[-1])


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = re.sub(pattern, sound, word)
    return word


def _like(word: str, meant: str) -> str:
    """What was meant, in capitals as typed."""
    if word.isupper():
        return meant.upper()
    return meant[0].upper() + meant[1:] if word[0].isupper() else meant
