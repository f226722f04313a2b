"""Is this an English word? Asked of the frequency dictionary that symspellpy brings: 82,765 words, checked by hand.

The file is searched as it stands: one word takes a millisecond, building symspellpy's index would take seconds.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

_FILE = "frequency_dictionary_en_82_765.txt"


@lru_cache(maxsize=4096)
def is_english(word: str) -> bool:
    """Whether the word, in lower case, is in the dictionary.

    >>> is_english("adductor"), is_english("abducter")
    (True, False)
    """
    return f"\n{word} ".encode() in _dictionary()


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    package = importlib.util.find_spec("symspellpy")
    if package is None or package.origin is None:
        raise ImportError("the package symspellpy is missing; install the assistant again")
    # A byte-order mark or a first line would hide the first word; a line end in front makes all lines alike.
    return b"\n" + (Path(package.origin).parent / _FILE).read_bytes().removeprefix(b"\xef\xbb\xbf")
