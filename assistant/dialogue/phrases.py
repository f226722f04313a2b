"""Which words of a message name what it is about: topic terms, and the noun phrases that they stand in.

There is no tagger on the way of a question, so a noun phrase is a run of words that are neither function words nor
verbs of asking nor their like; a plural noun ends it, since English compounds have their plural at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.terms import terms

# 'IT' is half of the IT band's name, in capitals or not.
_WORD = re.compile(r"(?P<name>\b(?:[A-Z]{2,}|[Ii][Tt](?=\s+[Bb]ands?))\b)|[^\W_]+(?:['’-][^\W_]+)*")
_ACRONYM = re.compile(r"[A-Z]{2,}[a-z]?")

ASKING_VERBS = frozenset(
    terms(
        """cause causing treat help mean feel felt happen work use make made know tell need say said explain describe
        define find found go goes went come put see show take took give given call get got stop start want
        think thought look seem change compare involve include lead led prevent recommend mention differ
        relate link bring brought rise rose fall fell increase decrease reduce improve hurt last write wrote
        written publish matter keep kept become became occur suffer ask"""
    )
)
"""Verbs that ask or tell about a topic; no part of a noun phrase."""

QUALITIES = frozenset(
    terms(
        """long many much often common good best bad better worst worse actual exact main really usually
        normally formally formal real true sure enough mild severe usual else instead again short large
        small big high low far near soon now then ever never still too always sometimes exactly actually
        likely different similar safe useful up down out off effective necessary"""
    )
)
"""Adjectives and adverbs that say what something is like; no part of a noun phrase either."""

PREPOSITIONS = frozenset(
    terms(
        """between against versus vs during without before after while until since besides despite within per
        towards through across around"""
    )
)
"""Words between two noun phrases that the index terms still hold."""

_APART = ASKING_VERBS | QUALITIES | PREPOSITIONS
"""Words that end a noun phrase."""

RELATIONAL = _APART | frozenset(
    terms(
        """definition meaning role reason kind type example sort thing point way treatment therapy prevention
        cure symptom sign cause effect side benefit limit limitation downside drawback advantage risk
        evidence proof result conclusion finding author journal participant patient person people group
        control study trial paper review research article source count number size age old year week month
        day hour minute time exercise muscle pain part condition problem disease disorder diagnosis
        difference detail both all each every more most less other another one two three four five first
        second third fourth fifth next everyone anyone someone somebody something anything everything
        nothing lot bit same name word information advice question answer order total option place area
        outcome mistake error rep repetition set variation version progression tip technique surgery operation nerve"""
    )
)
"""Words about something else, as a treatment is of an illness: asked about, they have no topic of their own."""

_IRREGULAR_PLURALS = frozenset("women men people children feet teeth mice data criteria latae bursae fasciae".split())
_SINGULAR_ENDING = re.compile(r"(?:ss|us|is|ics|itis|ceps|'s|’s)$")
_ARTICLE_BEFORE = re.compile(r"\b(?:the|an?|this|that)\s+$", re.IGNORECASE)
_DOER_BEFORE = re.compile(r"\b(?:i|you|we|they|people)\s+$", re.IGNORECASE)
_ARTICLE_NEXT = re.compile(r"\s+(?:the|an?|this|that|my|your)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, its place in the text, and whether it had an article before it.

    One that is ``done`` begins with a verb after all: 'should I rest'.
    """

    text: str
    start: int
    end: int
    definite: bool = False
    done: bool = False

    @property
    def is_plural(self) -> bool:
        """By the form of the last word."""
        return is_plural(self.text.split()[-1])

    @property
    def named(self) -> str:
        """The phrase as it is put into another sentence."""
        return f"the {self.text}" if self.definite else self.text

    @property
    def terms(self) -> list[str]:
        """Its index terms."""
        return terms(self.text)


def topic_terms(text: str) -> list[str]:
    """The index terms of a text that name a topic, rather than ask about one.

    >>> topic_terms("How is knee valgus treated?"), topic_terms("What causes the pain?")
    (['knee', 'valgus'], [])
    """
    return [term for term in terms(text) if term not in RELATIONAL]


def is_plural(word: str) -> bool:
    """Whether a noun looks like a plural; an acronym never does.

    >>> [is_plural(word) for word in ("muscles", "valgus", "PFPS", "women", "diagnosis")]
    [True, False, False, True, False]
    """
    if _ACRONYM.fullmatch(word):
        return False
    lowered = word.casefold()
    return lowered in _IRREGULAR_PLURALS or (
        len(lowered) > 3 and lowered.endswith("s") and not _SINGULAR_ENDING.search(lowered)
    )


@lru_cache(maxsize=1024)
def phrases(text: str) -> tuple[Phrase, ...]:
    """The noun phrases that name a topic, in order.

    >>> [phrase.text for phrase in phrases("Do hip abduction exercises correct knee valgus in the 2015 trial?")]
    ['hip abduction exercises', 'knee valgus', '2015 trial']
    """
    found = []
    for run in _runs(text):
        start = 0
        for index, match in enumerate(run, start=1):
            if index == len(run) or is_plural(match.group()):
                # What follows a plural noun at once is the verb of its clause: 'exercises correct knee valgus'.
                verb_first = start > 0 and (index - start > 1 or _ARTICLE_NEXT.match(text, match.end()))
                words = run[start + 1 if verb_first else start : index]
                found += [_phrase(text, words[0].start(), match.end())] if words else []
                start = index
    return tuple(phrase for phrase in found if topic_terms(phrase.text))


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Neighbouring words that may stand in one noun phrase."""
    runs: list[list[re.Match[str]]] = [[]]
    for match in _WORD.finditer(text):
        if runs[-1] and text[runs[-1][-1].end() : match.start()].strip():
            runs.append([])
        if match["name"] or (terms(match.group()) and not set(terms(match.group())) <= _APART):
            runs[-1].append(match)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _phrase(text: str, start: int, end: int) -> Phrase:
    before = text[:start]
    definite, done = bool(_ARTICLE_BEFORE.search(before)), bool(_DOER_BEFORE.search(before))
    return Phrase(text[start:end], start, end, definite=definite, done=done)
