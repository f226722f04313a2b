"""The rule language: concepts made of signs, signs made of terms, terms made of words.

A term is a few words in order, written as a person would say them:

``cough* up blood``   ``*`` ends a stem; small words such as *my*, *the*, *really* may stand between any two words
``arm .. weak``       ``..`` lets up to four more words stand between
``@cannot @stand``    ``@name`` is any term of that name in the lexicon
``#young``            a number read in its context (see `Reading.numbers`)

A `Sign` lists what must be found, each item a choice of terms separated by ``|``, in any order and close together.
An item that begins with ``~`` is background (pregnant, an artificial hip): it may stand anywhere in the
conversation and may be long past. An item that is found only under a negation, or in a question about people in
general, is not found.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Level

NEAR = 12
"""How far apart, in places, the items of a sign may stand unless it says otherwise."""
ANYWHERE = 10_000


@dataclass(frozen=True, slots=True)
class Sign:
    """One way in which a concept shows.

    ``unless`` are terms that, standing near and in the same sentence, speak for something harmless. ``settled`` are
    terms that say it is over; they may also stand in the sentence after ("It eased when I stopped."). ``together``
    says that all items stand in one sentence: words as general as *which* ask about another thing in the next one.
    """

    needs: tuple[str, ...]
    unless: str = ""
    settled: str = ""
    within: int = NEAR
    together: bool = False


def sign(*needs: str, unless: str = "", settled: str = "", within: int = NEAR, together: bool = False) -> Sign:
    """A `Sign` without the brackets."""
    return Sign(needs, unless, settled, within, together)


@dataclass(frozen=True, slots=True)
class Concept:
    """One block of the safety brief.

    ``lingers``: counts although the person says that it is over (a passing stroke sign, a faint on effort).
    ``impersonal``: counts when asked about people in general (exercise in pregnancy).
    ``positive`` and ``negative`` are messages that must and must not be found to hold this concept.
    """

    id: str
    level: Level
    title: str
    sources: tuple[str, ...]
    signs: tuple[Sign, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    lingers: bool = False
    impersonal: bool = False
