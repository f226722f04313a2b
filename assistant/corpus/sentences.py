"""Blocks -> sentences, by NLTK's Punkt with parameters of the project's own: nothing is downloaded.

Punkt (Kiss and Strunk 2006, doi 10.1162/coli.2006.32.4.485) needs to know which words end in a full stop without
ending a sentence. It usually learns them from text; a health text has few, so they are listed.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from assistant.corpus.blocks import Block
from assistant.domain import Sentence

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

ABBREVIATIONS = frozenset(
    """al approx assoc ca cf ch cm dept diam dr e.g ed eds eg esp est etc fig figs ft hrs i.e ie inc jr kg km lb lbs lit
    mg ml mm mr mrs mt nos nr oz p.m a.m para pp prof ref refs resp sect sr st suppl tab tel u.k u.s univ viz vol vols
    vs wk wks yr yrs ph.d m.d b.sc m.sc d.p.t""".split()
)
"""Words that keep their full stop inside a sentence. Those that end sentences as words ("no", "in", "min") are not."""

NEVER_LAST = ("approx", "cf", "dr", "e.g", "eg", "fig", "figs", "i.e", "ie", "mr", "mrs", "prof", "st", "vs")
"""Abbreviations that always lead on to the next word."""

STARTERS = frozenset(
    """a after all also although an and as at because before but by each for from he if in it its many most no on one
    others researchers several she some such that the their then there these they this those to try we when while
    with you your""".split()
)
"""Words which, with a capital letter, start a new sentence even behind an abbreviation: "... 5 kg. The"."""

_MISSED_END = re.compile(
    r"(?<=[a-z]{3}[.?!])\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z])"  # a reference's number: "the hip.12 The"
    rf"|(?<=\s[A-Z]\.)(?=\s+(?:{'|'.join(sorted(word.title() for word in STARTERS))})\s)"  # "vitamin D. The"
)
_CITATION = re.compile(r"(?:\[\d[\d,–-]*\])+")
_LEADS_ON = re.compile(
    rf"(?:^|[\s(\[])(?:{'|'.join(map(re.escape, NEVER_LAST))})\.$"
    r"|^\(?(?:\d{1,2}|[ivx]{1,4})[.)]$",  # the number of a list item
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _punkt() -> PunktSentenceTokenizer:
    punkt = _punkt_module()
    parameters = punkt.PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    parameters.sent_starters = set(STARTERS)
    return punkt.PunktSentenceTokenizer(parameters)


def _punkt_module() -> ModuleType:
    """NLTK's Punkt without the rest of NLTK.

    NLTK's packages import SciPy and scikit-learn, seconds for one class that needs neither. So its two packages stand
    in ``sys.modules`` as empty shells while their modules are loaded, and go again: who asks for NLTK gets all of it.
    """
    spec = importlib.util.find_spec("nltk")
    if "nltk" in sys.modules or spec is None or spec.origin is None:
        return importlib.import_module("nltk.tokenize.punkt")
    home = Path(spec.origin).parent
    for name, folder in (("nltk", home), ("nltk.tokenize", home / "tokenize")):
        sys.modules[name] = ModuleType(name)
        sys.modules[name].__path__ = [str(folder)]
    try:
        with suppress(ImportError):
            return importlib.import_module("nltk.tokenize.punkt")
    finally:
        for name in [name for name in sys.modules if name == "nltk" or name.startswith("nltk.")]:
            del sys.modules[name]
    return importlib.import_module("nltk.tokenize.punkt")  # an NLTK whose Punkt does need its packages


def spans(text: str) -> list[tuple[int, int]]:
    """The ranges of the sentences of a text, without the white space around them.

    Punkt cuts; then a piece that cannot stand alone joins the one before: one that starts with a small letter, or
    follows an abbreviation that always leads on. "[3]" right behind a full stop stays with the sentence it proves.
    """
    found: list[tuple[int, int]] = []
    for start, end in _pieces(text):
        citation = _CITATION.match(text, start, end)
        if found and citation and found[-1][1] == start:
            found[-1] = (found[-1][0], citation.end())
            start = citation.end()
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if found and (text[start:end][:1].islower() or _leads_on(text, *found[-1])):
            found[-1] = (found[-1][0], end)
        elif start < end:
            found.append((start, end))
    return found


def _leads_on(text: str, start: int, end: int) -> bool:
    """Whether a piece ends in something that only makes sense with what follows."""
    return bool(_LEADS_ON.search(text[max(start, end - 12) : end]))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """What Punkt cuts a text into, cut again where it overlooks an end."""
    for start, end in _punkt().span_tokenize(text):
        for missed in _MISSED_END.finditer(text, start, end):
            yield start, missed.end()
            start = missed.end()
        yield start, end


def split(block: Block, *, number: int) -> list[Sentence]:
    """The sentences of a block, with their places in the file and the references of their footnotes.

    A footnote belongs to the sentence that it follows: one that stands between two sentences goes to the first.
    """
    ranges = [(0, len(block.text))] if block.labelled else spans(block.text)
    found = []
    for order, (first, last) in enumerate(ranges):
        following = ranges[order + 1][0] if order + 1 < len(ranges) else len(block.text) + 1
        earliest = 0 if order == 0 else first + 1
        notes = tuple(dict.fromkeys(text for at, text in block.notes if earliest <= at <= following))
        sentence = Sentence(
            text=block.text[first:last],
            start=block.starts[first],
            end=block.ends[last - 1],
            references=notes,
            block=number,
            item=block.item,
            step=block.step,
            labelled=block.labelled,
        )
        if any(character.isalnum() for character in sentence.text):
            found.append(sentence)
    return found
