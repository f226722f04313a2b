"""Scored sentences -> the quotes of an answer: the best ones, in document order, with what they lean on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from assistant.domain import Hit, Passage, Quote, Sentence
from assistant.leaning import unit
from assistant.phrases import answering_phrase
from assistant.reader import Reading, ScoredSentence
from assistant.steps import asks_for_all_steps, instructions, is_named_in

MAX_WORDS = 70
"""An answer stops growing here; a list may run over, since half a list misleads."""

MARGIN, MARGIN_ELSEWHERE = 5.0, 3.0
"""How far below the best sentence another may score and still be quoted, in its passage and in others. Chosen with
`MAX_WORDS` on questions that the reader was never trained on: of the answers to part develop 93 % hold all that was
asked for, at 45 words on average, and 91 % on four articles that the decision is fitted on, at 42."""

Place = tuple[int, int]
"""A sentence: the row of its passage and its order in it."""

Neighbours = Callable[[int], Sequence[tuple[int, Passage]]]
"""The passages of the same document around a row, in reading order, with their rows."""


def compose(
    reading: Reading, *, question: str = "", neighbours: Neighbours | None = None, max_words: int = MAX_WORDS
) -> tuple[Quote, ...]:
    """The quotes that answer: the document of the best sentence first, each document in its own order.

    A sentence that leans on the one before it ('They ...') brings it along, and a list comes whole with the
    sentence that leads into it. A sentence that says what a chosen one already says is passed over. A question for
    all the steps of something gets its instructions whole, however long, and nothing else.

    Args:
        reading: the scored sentences.
        question: the standalone question.
        neighbours: where instructions go on beyond the passages read; without it, each question gets the best
            sentences.
        max_words: where the answer stops growing.
    """
    if not reading.sentences:
        return ()
    best = reading.sentences[0]
    if neighbours and asks_for_all_steps(question) and (whole := _instructions(reading, question, neighbours)):
        return whole
    hits: dict[int, Hit] = {}
    chosen: set[Place] = set()
    seen: list[frozenset[str]] = []
    words = 0
    for scored in reading.sentences:
        if best.score - scored.score > (MARGIN if scored.hit.row == best.hit.row else MARGIN_ELSEWHERE):
            continue
        places = [place for place in _unit(scored) if place not in chosen]
        found = [scored.hit.passage.sentences[order] for _, order in places]
        size = sum(len(sentence.text.split()) for sentence in found)
        if not places or (chosen and words + size > max_words) or _repeats(scored.sentence, seen):
            continue
        hits.setdefault(scored.hit.row, scored.hit)
        chosen.update(places)
        seen.extend(_bag(sentence) for sentence in found)
        words += size
    return tuple(_with_phrase(quote, best, question) for quote in _quotes(hits, chosen))


def _instructions(reading: Reading, question: str, neighbours: Neighbours) -> tuple[Quote, ...]:
    """The instructions around the best sentence, or around one nearly as good whose heading names what is asked.

    A list of many things may say of one how it is done ("The machine is used sitting") and come before its steps.
    """
    best = reading.sentences[0]
    near = (one for one in reading.sentences[1:] if best.score - one.score <= MARGIN)
    named = (one for one in near if is_named_in(question, one.hit.passage.heading))
    found = (_all_steps(one, neighbours(one.hit.row)) for one in chain([best], named))
    return next(filter(None, found), ())


def _all_steps(best: ScoredSentence, near: Sequence[tuple[int, Passage]]) -> tuple[Quote, ...]:
    """The instructions around the best sentence, itself included; empty where there are none."""
    number = next(number for number, (row, _) in enumerate(near) if row == best.hit.row)
    whole = instructions([passage for _, passage in near], (number, best.order))
    if not whole:
        return ()
    places = {*whole, *((number, order) for _, order in _unit(best))}
    return tuple(_quote(near[number][1], order) for number, order in sorted(places))


def _with_phrase(quote: Quote, best: ScoredSentence, question: str) -> Quote:
    """The quote with the phrase that answers: of the best sentence alone, for the others add to it."""
    if (quote.document, quote.start) != (best.hit.passage.document, best.sentence.start):
        return quote
    return replace(quote, emphasis=answering_phrase(question, quote.text, heading=quote.heading))


def merged(answers: Iterable[Sequence[Quote]]) -> tuple[Quote, ...]:
    """The quotes of several answers in one: each once, those of one document in its order."""
    quotes: dict[tuple[str, int], Quote] = {}
    for quote in (quote for answer in answers for quote in answer):
        place = quote.document, quote.start
        quotes[place] = quote if quote.emphasis else quotes.get(place, quote)
    documents = list(dict.fromkeys(document for document, _ in quotes))
    places = sorted(quotes, key=lambda place: (documents.index(place[0]), place[1]))
    return tuple(quotes[place] for place in places)


def _unit(scored: ScoredSentence) -> list[Place]:
    """The sentence with those that it cannot be quoted without, all of its passage."""
    return [(scored.hit.row, order) for order in unit(scored.hit.passage, scored.order)]


def _bag(sentence: Sentence) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", sentence.text.casefold()))


def _repeats(sentence: Sentence, seen: Iterable[frozenset[str]]) -> bool:
    """Whether nearly all the words of the shorter of two sentences are in the longer one."""
    bag = _bag(sentence)
    return any(len(bag & other) >= 0.9 * min(len(bag), len(other)) for other in seen if other and bag)


def _quotes(hits: dict[int, Hit], chosen: set[Place]) -> Iterable[Quote]:
    """Passage by passage, the one with the best sentence first; neighbours of one document in its own order."""
    ranks = {hit.passage.document: rank for rank, hit in reversed(list(enumerate(hits.values())))}
    for row in sorted(hits, key=lambda row: (ranks[hits[row].passage.document], row)):
        passage = hits[row].passage
        yield from (_quote(passage, order) for order in range(len(passage.sentences)) if (row, order) in chosen)


def _quote(passage: Passage, order: int) -> Quote:
    sentence = passage.sentences[order]
    return Quote(
        text=sentence.text,
        document=passage.document,
        start=sentence.start,
        end=sentence.end,
        heading=passage.heading,
        references=sentence.references,
        step=sentence.step,
        item=sentence.block + 1 if sentence.item else 0,
    )
