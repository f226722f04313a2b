"""Blocks -> sentences, by NLTK's Punkt with parameters of the project's own: nothing is downloaded.

Punkt (Kiss and Strunk 2006, doi 10.1162/coli.2006.32.4.485) needs to know which words end in a full stop without
ending a sentence. It usually learns them from text; a health text has few, so they are listed.
"""

from __future__ import annotations

from functools import lru_cache

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from assistant.corpus.blocks import Block
from assistant.domain import Sentence

ABBREVIATIONS = frozenset(
    """al approx assoc ca cf ch cm dept diam dr e.g ed eds eg esp est etc fig figs ft hr hrs i.e ie in inc jr kg km lb
    lbs lit mg min ml mm mr mrs ms mt no nos nr oz p.m a.m para pp prof ref refs resp sec sect sr st suppl tab tel u.k
    u.s univ viz vol vols vs wk wks yr yrs ph.d m.d b.sc m.sc d.p.t""".split()
) - {"in", "no", "st", "min", "sec", "hr", "ms"}
"""Words that keep their full stop inside a sentence; those that also end sentences as plain words are left out."""


@lru_cache(maxsize=1)
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters)


def split(block: Block, *, number: int) -> list[Sentence]:
    """The sentences of a block, with their places in the file and the references of their footnotes.

    A footnote belongs to the sentence that it follows: one that stands between two sentences goes to the first.
    """
    spans = list(_punkt().span_tokenize(block.text))
    found = []
    for order, (first, last) in enumerate(spans):
        following = spans[order + 1][0] if order + 1 < len(spans) else len(block.text) + 1
        earliest = 0 if order == 0 else first + 1
        notes = tuple(dict.fromkeys(text for at, text in block.notes if earliest <= at <= following))
        sentence = Sentence(
            text=block.text[first:last],
            start=block.starts[first],
            end=block.ends[last - 1],
            references=notes,
            block=number,
            item=block.item,
        )
        if any(character.isalnum() for character in sentence.text):
            found.append(sentence)
    return found
