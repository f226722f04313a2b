"""A standalone question looked up: the source's sentences, those that it has for a part, or that it has none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from assistant.composer import compose, merged
from assistant.dialogue import Part
from assistant.domain import Answer, Grounded, Hit, Level, NotCovered, Quote, Referred, Triage
from assistant.source import Finding, Source
from assistant.steps import names_another
from assistant.store import Generation
from assistant.terms import terms, words
from assistant.topics import Topics
from assistant.wordlist import common_words

COMMON = 1_500
"""So many of the commonest English words ("want", "best") are never named as what the source says nothing about."""

NEAR = 8
"""So many passages on either side of the best one may belong to the same instructions."""


def look_up(
    source: Source, question: str, searched_for: str, triage: Triage, parts: Sequence[Part], sides: Sequence[Part] = ()
) -> Answer:
    """Retrieve, read, and answer with the source's sentences or say that it has none.

    Args:
        source: what is searched.
        question: the message as typed.
        searched_for: the standalone question.
        triage: what safety triage said of the message.
        parts: the questions that the message holds, where it holds several.
        sides: what it compares, if it is one question: where no sentence tells of both, each is told about by itself.
    """
    covered, uncovered = [], []
    for part in parts:
        found = source.find(part.asked)
        if _answers(source.generation, found):
            covered.append(found)
        else:
            uncovered.append(part.typed)
    # Where a part is covered, the whole is not read as well: for the topics near it, retrieval is enough.
    whole = None if covered else source.find(searched_for)
    if whole and sides and not (_answers(source.generation, whole) and _tells_of_all(whole, sides)):
        each = [*takewhile(partial(_answers, source.generation), (source.find(side.asked) for side in sides))]
        if len(each) == len(sides):
            covered, whole = each, None
    if whole and not _answers(source.generation, whole):
        kind = Referred if triage.level is Level.CLINICIAN else NotCovered
        return kind(
            question=question,
            searched_for=searched_for,
            message=_not_covered(source.generation, searched_for),
            triage=triage,
            suggestions=_nearest_topics(source.topics, whole.hits),
            confidence=0.0 if whole.is_answer else whole.reading.confidence,
            index=source.generation.id,
        )
    answers = [whole] if whole else covered
    hits = whole.hits if whole else source.search(searched_for)
    near = partial(source.generation.passages_near, reach=NEAR)
    quotes = merged(compose(found.reading, question=found.question, neighbours=near) for found in answers)
    return Grounded(
        question=question,
        searched_for=searched_for,
        evidence=quotes,
        uncovered=() if whole else tuple(uncovered),
        triage=triage,
        suggestions=_next_topics(source.topics, hits, question, quotes),
        confidence=max(found.reading.confidence for found in answers),
        index=source.generation.id,
    )


def _tells_of_all(found: Finding, sides: Sequence[Part]) -> bool:
    """Whether the best sentence names all that is compared; an item of a list names, but does not compare."""
    best = found.reading.sentences[0].sentence
    named = set(terms(best.text))
    return not best.item and all(set(terms(side.typed)) <= named for side in sides)


def _answers(generation: Generation, found: Finding) -> bool:
    """Whether the source answers: the reader is sure enough, and steps are those of the very thing asked for.

    The thing may stand in the passages by the name it was asked for or by the glossary's: "X walk" or "side step".
    """
    if not found.is_answer:
        return False
    passages = [hit.passage for hit in found.hits]
    if not names_another(found.question, passages):
        return True
    in_terms = generation.glossary.replace(found.question, is_known=lambda _: False)
    return not names_another(in_terms, passages)


def _not_covered(generation: Generation, question: str) -> str:
    """Say that the source does not answer, and which words of the question it does not even know."""
    unknown = [word for word in dict.fromkeys(words(question)) if _unheard_of(generation, word)]
    named = " or ".join(f"“{word}”" for word in unknown[:3])
    return "The source material does not cover this." + (f" It says nothing about {named}." if named else "")


def _unheard_of(generation: Generation, word: str) -> bool:
    found = terms(word)
    named = len(word) > 2 and word.isalpha() and word not in common_words(COMMON)
    named = named and word not in generation.glossary.vocabulary
    return named and bool(found) and not generation.document_frequency(found[0])


def _nearest_topics(topics: Topics, hits: Sequence[Hit], *, most: int = 3) -> tuple[str, ...]:
    """The headings of the hits, without those that are known not to be answered."""
    headings = dict.fromkeys(hit.passage.heading for hit in hits)
    return tuple(heading for heading in headings if not topics.refused(heading))[:most]


def _next_topics(
    topics: Topics, hits: Sequence[Hit], question: str, quotes: Sequence[Quote], *, most: int = 3
) -> tuple[str, ...]:
    """What to ask after an answer: headings near the question that are known to be answered and were not quoted."""
    passed = {question.casefold().strip(), *(quote.heading.casefold() for quote in quotes)}
    headings = dict.fromkeys(hit.passage.heading for hit in hits)
    return tuple(found for found in headings if topics.answered(found) and found.casefold() not in passed)[:most]
