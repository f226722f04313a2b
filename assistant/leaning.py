"""Sentences that lean on the one before them: "They ...", "However, it ...". Quoted alone, they say nothing."""

from __future__ import annotations

import re

_LEANING = re.compile(
    r"(?:(?:and|but|so|then|also|however|instead|therefore|similarly|in addition|for (?:example|instance)),?\s+)?"
    r"(?:(?-i:(?!IT\b))it|its|it's|they|they're|their|them|this|that|these|those|such|both|he|she|"
    r"the (?:former|latter|same|other))\b"
    r"|(?:however|instead|therefore|otherwise|similarly|likewise|for example|for instance)\b",
    re.IGNORECASE,
)


def leaning(sentence: str) -> str:
    """The words at the start of a sentence that point back; empty when it stands alone.

    >>> leaning("But they tire."), leaning("The IT band tires."), leaning("IT bands tire.")
    ('But they', '', '')
    """
    found = _LEANING.match(sentence)
    return found.group() if found else ""
