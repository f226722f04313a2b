"""What a sentence leans on: the one before it ("They ...", "However, it ..."), the lead of its list, the list it leads,
and where nothing leads into a list of fragments ("pain at night"), the other items.

Quoted without that, it says nothing.
"""

from __future__ import annotations

import re

from assistant.domain import Passage

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


def unit(passage: Passage, order: int) -> range:
    """The sentences of a passage that one of them cannot be quoted without, itself included."""
    sentences = passage.sentences
    first = last = order
    whole = order + 1 < len(sentences) and sentences[order].leads_into(sentences[order + 1])
    if sentences[order].item:
        top = next((above + 1 for above in range(order, -1, -1) if not sentences[above].item), 0)
        led = top > 0 and sentences[top - 1].leads_into(sentences[top])
        if led or sentences[order].is_fragment:
            first, whole = top - led, True
    if whole:
        while last + 1 < len(sentences) and sentences[last + 1].item:
            last += 1
    while first > 0 and sentences[first].block == sentences[first - 1].block and leaning(sentences[first].text):
        first -= 1
    return range(first, last + 1)
