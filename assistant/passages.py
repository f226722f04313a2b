"""Documents -> passages: whole sentences of one section, short enough for the encoder, with their headings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from assistant.domain import Document, Passage, Section, Sentence

VERSION = 8
"""Raised when the same text would be cut, or turned into index terms, differently: older indexes are rebuilt."""

TARGET_WORDS = 110
"""A passage stops growing here; about two paragraphs, which is what one question is about."""


def options() -> dict[str, int]:
    """What decides how a text is cut; an index built with other options is rebuilt."""
    return {"version": VERSION, "target_words": TARGET_WORDS}


def passages(document: Document, *, count_tokens: Callable[[str], int], max_tokens: int) -> tuple[Passage, ...]:
    """The passages of a document, in reading order.

    Args:
        document: what to cut up.
        count_tokens: the encoder's own count for a text.
        max_tokens: the encoder's limit; no passage with its headings exceeds it, unless one sentence alone does.
    """
    found: list[Passage] = []
    ordinals: dict[tuple[tuple[str, ...], str], int] = {}
    for section in document.sections:
        for group in _groups(section, count_tokens=count_tokens, max_tokens=max_tokens):
            text = "\0".join(sentence.text for sentence in group)
            ordinal = ordinals[section.headings, text] = ordinals.get((section.headings, text), -1) + 1
            identity = "\0\0".join([document.key, *section.headings, text, str(ordinal)])
            digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:24]
            found.append(Passage(digest, document.key, section.headings, group))
    return tuple(found)


def heading_line(headings: Sequence[str]) -> str:
    """The headings as they travel in front of a passage's text, from the title down."""
    return ". ".join(heading.rstrip(".") for heading in headings) + ": "


def reading_text(passage: Passage) -> tuple[str, list[tuple[int, int]]]:
    """What the encoder reads of a passage, and the range of each sentence in it."""
    text = heading_line(passage.headings)
    spans = []
    for sentence in passage.sentences:
        line = sentence.reading
        spans.append((len(text), len(text) + len(line)))
        text += line + " "
    return text.rstrip(), spans


def _groups(
    section: Section, *, count_tokens: Callable[[str], int], max_tokens: int
) -> Iterator[tuple[Sentence, ...]]:
    head = heading_line(section.headings)

    def fits(sentences: Sequence[Sentence]) -> bool:
        return count_tokens(head + " ".join(sentence.reading for sentence in sentences)) <= max_tokens

    group: list[Sentence] = []
    for unit in _units(section.sentences):
        pieces = [unit] if fits(unit) else [[sentence] for sentence in unit]
        for piece in pieces:
            if group and (_words([*group, *piece]) > TARGET_WORDS or not fits([*group, *piece])):
                yield tuple(group)
                group = []
            group.extend(piece)
    if group:
        yield tuple(group)


def _units(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Paragraphs, and lists with the sentence that leads into them: what is better not torn apart."""
    units: list[list[Sentence]] = []
    for _, block in groupby(sentences, key=lambda sentence: sentence.block):
        paragraph = list(block)
        if units and paragraph[0].item and (units[-1][-1].item or units[-1][-1].leads_into(paragraph[0])):
            units[-1].extend(paragraph)
        else:
            units.append(paragraph)
    return units


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in sentences)
