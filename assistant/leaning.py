"""What a sentence leans on: the one before it ("They ...", "However, it ..."), the lead of its list, the list it leads,
and where nothing leads into a list of fragments ("pain at night"), the other items.

Quoted without that, it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Passage, Sentence

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
    if sentences[order].item:
        items = _list_around(sentences, order)
        led = items.start > 0 and sentences[items.start - 1].leads_into(sentences[items.start])
        if led or 2 * sum(sentences[at].is_fragment for at in items) > len(items):
            first, last = items.start - led, items.stop - 1
    elif order + 1 < len(sentences) and sentences[order].leads_into(sentences[order + 1]):
        last = _list_around(sentences, order + 1).stop - 1
    while first > 0 and sentences[first].block == sentences[first - 1].block and leaning(sentences[first].text):
        first -= 1
    return range(first, last + 1)


def _list_around(sentences: Sequence[Sentence], order: int) -> range:
    """The items around one, of the same list: a table that touches it is another."""
    first = last = order
    while first > 0 and _are_together(sentences[first - 1], sentences[order]):
        first -= 1
    while last + 1 < len(sentences) and _are_together(sentences[last + 1], sentences[order]):
        last += 1
    return range(first, last + 1)


def _are_together(one: Sentence, other: Sentence) -> bool:
    return one.item and bool(one.labelled) == bool(other.labelled)
