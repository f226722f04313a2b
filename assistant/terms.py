"""Text -> index terms: lower case, no function words, English stems (Snowball). The one tokenisation for BM25."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_FUNCTION_WORDS = frozenset(
    """a about am an and any are as at be been being but by can could did do does doing done for from get gets got had
    has have having he her here his how i if in into is it its just may me might mine must my no nor not of on or our
    ours shall she should so some such than that the their theirs them then there these they this those to us very was
    we were what whats when where wheres which who whos whom whose why hows will with would you your yours also
    only please tell ve ll re don didn doesn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn""".split()
)


def words(text: str) -> list[str]:
    """The words of a text in lower case, in order, with possessive endings taken off.

    >>> words("The hip’s abductors, e.g. the TFL")
    ['the', 'hip', 'abductors', 'e', 'g', 'the', 'tfl']
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [_POSSESSIVE.sub("", word).replace("’", "'") for word in _WORD.findall(folded)]


def terms(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order and with repetitions.

    >>> terms("Which muscles are the hip abductors?")
    ['muscl', 'hip', 'abductor']
    """
    return stems(words(text))


def stems(found: Iterable[str]) -> list[str]:
    """The index terms among the words of a text, in order and with repetitions."""
    return [stem for word in found if (stem := _stem(word))]


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """A word's stem; empty for a function word."""
    if word.split("'")[0] in _FUNCTION_WORDS:
        return ""
    return str(_stemmer().stemWord(word.replace("'", "")))
