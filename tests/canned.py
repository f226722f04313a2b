"""An assistant with answers learnt by heart, and a port to serve it on, for the tests of what shows answers."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from typing import Any

from assistant.domain import Answer, Greeting, Grounded, Level, NotCovered, Notice, Quote, Referred, Triage

DOCUMENT = "hip-abductors.md"
REFERENCE = (
    "Palmer K, Hebron C, Williams JM. BMC Musculoskelet Disord 2015;16:105. https://doi.org/10.1186/s12891-015-0563-9"
)

QUOTES = (
    Quote(
        text="The hip abductors are three muscles: the gluteus medius,\n"
        "the gluteus minimus and the tensor fascia lata.",
        document=DOCUMENT,
        start=100,
        end=205,
        heading="The muscles",
    ),
    Quote(
        text="The hip abductors also rotate the leg at the hip.",
        document=DOCUMENT,
        start=206,
        end=255,
        heading="The muscles",
    ),
    Quote(
        text="In the 2015 trial, the exercises made the hip abductors stronger.",
        document=DOCUMENT,
        start=900,
        end=965,
        heading="Knees that fall inward",
        references=(REFERENCE,),
    ),
)
EMERGENCY = Notice(Level.EMERGENCY, "This can be an emergency.\nCall your local emergency number now.")
URGENT = Notice(Level.URGENT, "Be seen by a doctor today.")


class CannedAssistant:
    """Answers by a word in the question, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        common: dict[str, Any] = {"question": question, "searched_for": question, "index": "g1"}
        if "fall" in question:
            return Referred(**common, triage=Triage(Level.EMERGENCY, (EMERGENCY,)))
        if "France" in question:
            return NotCovered(**common, message="The source does not say.", suggestions=("What is knee valgus?",))
        if "hello" in question:
            return Greeting(**common, message="Hello. Ask about the hip abductors.")
        triage = Triage(Level.URGENT, (URGENT,)) if "pregnant" in question else Triage()
        return Grounded(
            **common,
            triage=triage,
            evidence=QUOTES,
            suggestions=("Why do they matter?",),
            confidence=0.91,
            elapsed_ms=4.25,
        )


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
