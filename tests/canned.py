"""An assistant with answers learnt by heart, and a port to serve it on, for the tests of what shows answers."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.domain import (
    Answer,
    Document,
    Explanation,
    Found,
    Greeting,
    Grounded,
    Hit,
    Level,
    MapPoint,
    NotCovered,
    Notice,
    Passage,
    Quote,
    Referred,
    Section,
    Sentence,
    Triage,
)

DOCUMENT = "hip-abductors.md"
REFERENCE = (
    "Palmer K, Hebron C, Williams JM. BMC Musculoskelet Disord 2015;16:105. https://doi.org/10.1186/s12891-015-0563-9"
)

TEXT = """---
title: The hip abductors
reviewed: 2026-11-22
---

## The muscles

The hip abductors are three muscles: the gluteus medius,
the gluteus minimus and the tensor fascia lata.
The hip abductors also rotate the leg at the hip.

![The three muscles, seen from the side](figures/muscles.svg)

## Exercises

Two exercises are explained:

- The clamshell is done lying.
- The side step is done standing.

## Knees that fall inward

In the 2015 trial, the exercises made the hip abductors stronger.[^Palmer]

## The last section

Nothing is quoted from here.
"""


def sentence(text: str, *, block: int, item: bool = False, references: tuple[str, ...] = ()) -> Sentence:
    """A sentence of `TEXT`, at its place."""
    start = TEXT.index(text)
    return Sentence(text, start, start + len(text), references, block, item)


MUSCLES = sentence(
    "The hip abductors are three muscles: the gluteus medius,\nthe gluteus minimus and the tensor fascia lata.", block=0
)
ROTATE = sentence("The hip abductors also rotate the leg at the hip.", block=0)
LEAD = sentence("Two exercises are explained:", block=1)
CLAMSHELL = sentence("The clamshell is done lying.", block=2, item=True)
SIDE_STEP = sentence("The side step is done standing.", block=3, item=True)
TRIAL = sentence("In the 2015 trial, the exercises made the hip abductors stronger.", block=4, references=(REFERENCE,))
LAST = sentence("Nothing is quoted from here.", block=5)

FULL_DOCUMENT = Document(
    key=DOCUMENT,
    title="The hip abductors",
    text=TEXT,
    sections=(
        Section(("The hip abductors", "The muscles"), (MUSCLES, ROTATE)),
        Section(("The hip abductors", "Exercises"), (LEAD, CLAMSHELL, SIDE_STEP)),
        Section(("The hip abductors", "Knees that fall inward"), (TRIAL,)),
        Section(("The hip abductors", "The last section"), (LAST,)),
    ),
    reviewed="2026-11-22",
)


def quote(found: Sentence, heading: str) -> Quote:
    """The sentence as an answer quotes it."""
    return Quote(found.text, DOCUMENT, found.start, found.end, heading, found.references)


QUOTES = (
    quote(MUSCLES, "The muscles"),
    quote(ROTATE, "The muscles"),
    quote(TRIAL, "Knees that fall inward"),
)
LISTED = (
    quote(LEAD, "Exercises"),
    replace(quote(CLAMSHELL, "Exercises"), item=1),
    replace(quote(SIDE_STEP, "Exercises"), item=2),
)
EXPLANATION = Explanation(
    searched_for="What muscles are the hip abductors?",
    passages=(
        Found("The muscles", DOCUMENT, row=0, dense=0.75, lexical=8.0, reader=0.93, chosen=True),
        Found("Exercises", DOCUMENT, row=1, dense=0.5, lexical=4.0, reader=None, chosen=False),
    ),
    confidence=0.91,
    threshold=0.22,
    points=(
        MapPoint(row=0, x=-1.0, y=0.5, document=DOCUMENT, heading="The muscles"),
        MapPoint(row=1, x=1.0, y=-0.5, document=DOCUMENT, heading="Exercises"),
        MapPoint(row=2, x=0.0, y=0.0, document="other.md", heading="Else"),
    ),
    place=(-0.5, 0.25),
)
EMERGENCY = Notice(Level.EMERGENCY, "This can be an emergency.\nCall your local emergency number now.")
URGENT = Notice(Level.URGENT, "Be seen by a doctor today.")


def notes(text: str, term: str, meaning: str) -> list[tuple[int, int, str]]:
    """A glossary of one term."""
    at = text.find(term)
    return [(at, at + len(term), meaning)] if at >= 0 else []


class CannedAssistant:
    """Answers by a word in the question, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.as_typed: list[bool] = []

    def ask(self, question: str, history: Sequence[str] = (), *, as_typed: bool = False) -> Answer:
        self.asked.append((question, tuple(history)))
        self.as_typed.append(as_typed)
        mended = question if as_typed else question.replace("abdctors", "abductors")
        common: dict[str, Any] = {"question": question, "searched_for": mended, "index": "g1"}
        if "fall" in question:
            return Referred(question=question, searched_for=question, triage=Triage(Level.EMERGENCY, (EMERGENCY,)))
        if "France" in question:
            return NotCovered(**common, message="The source does not say.", suggestions=("What is knee valgus?",))
        if "hello" in question:
            return Greeting(**common, message="Hello. Ask about the hip abductors.")
        triage = Triage(Level.URGENT, (URGENT,)) if "pregnant" in question else Triage()
        return Grounded(
            **common,
            triage=triage,
            evidence=LISTED if "exercises" in question else QUOTES,
            suggestions=("Why do they matter?",),
            confidence=0.91,
            elapsed_ms=4.25,
        )

    def explain(self, question: str, history: Sequence[str] = (), *, as_typed: bool = False) -> Explanation | None:
        return None if "fall" in question else EXPLANATION

    def full_document(self, key: str) -> Document | None:
        return FULL_DOCUMENT if key == DOCUMENT else None

    def notes(self, text: str) -> list[tuple[int, int, str]]:
        return notes(text, "gluteus medius", "The muscle at the side of the hip.")

    def search(self, question: str, history: Sequence[str] = (), *, k: int = 8) -> list[Hit]:
        passage = Passage("p1", DOCUMENT, ("The hip abductors", "The muscles"), (MUSCLES, ROTATE))
        return [Hit(passage, row=0, dense=0.75, lexical=8.0, score=1.0)][:k]

    def titles(self) -> dict[str, str]:
        return {DOCUMENT: "The hip abductors"}


ATTACK = "x\"'><img src=x onerror=alert(1)><script>alert(2)</script>${alert(3)}{{alert(4)}}</template></script>"


class HostileAssistant(CannedAssistant):
    """Answers from a corpus that is an attack wherever a file can put one: text, headings, names, front matter."""

    def ask(self, question: str, history: Sequence[str] = (), *, as_typed: bool = False) -> Answer:
        quotes = tuple(Quote(f"{ATTACK}{n}", f"{ATTACK}.md", n, n + 1, ATTACK, (ATTACK, REFERENCE)) for n in range(2))
        return Grounded(
            question=question,
            searched_for=f"{question} {ATTACK}",
            evidence=quotes,
            suggestions=(ATTACK,),
            triage=Triage(Level.CLINICIAN, (Notice(Level.CLINICIAN, ATTACK),)),
            index="g1",
        )

    def explain(self, question: str, history: Sequence[str] = (), *, as_typed: bool = False) -> Explanation | None:
        found = Found(ATTACK, ATTACK, row=0, dense=0.5, lexical=1.0, reader=0.5, chosen=True)
        point = MapPoint(row=0, x=0.0, y=0.0, document=ATTACK, heading=ATTACK)
        return Explanation(ATTACK, (found,), confidence=0.5, threshold=0.2, points=(point,), place=(1.0, 1.0))

    def notes(self, text: str) -> list[tuple[int, int, str]]:
        return notes(text, "<img", ATTACK)

    def full_document(self, key: str) -> Document | None:
        text = f"![{ATTACK}](figures/a.svg)"
        sentences = tuple(Sentence(f"{ATTACK}{n}", n, n + 1, (ATTACK,)) for n in range(2))
        return Document(key, ATTACK, text, (Section((ATTACK, f"{ATTACK}!"), sentences),), ATTACK, ATTACK)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
