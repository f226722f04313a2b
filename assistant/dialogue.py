"""Message + history -> the standalone question that is looked up, or the small talk that it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.domain import History
from assistant.terms import terms, words

_GREETINGS = re.compile(
    r"(?:(?:hi|hiya|hello|hey|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|hi there|hello there|hey there"
    r"|thanks|thank you|thank u|thx|ta|cheers|many thanks|thanks a lot|thank you (?:so|very) much|great|ok|okay|cool"
    r"|bye|goodbye|good ?night|see you|see ya|nice to meet you"
    r"|how are you(?: doing)?(?: today)?|what'?s up|who are you|what are you|are you (?:a )?(?:bot|robot|human|real|ai)"
    r"|what(?: can| do) you (?:do|know|help(?: me)? with)|what can i ask(?: you)?|can you help(?: me)?|help|test|testing)"
    r"[\s,.!?:;)(-]*)+",
    re.IGNORECASE,
)
# 'IT' is half of the IT band's name, in capitals or not.
_POINTING = re.compile(r"\b(?:(?-i:it|It)(?! bands?\b)|its|they|them|their|theirs|that|this|these|those|ones?)\b", re.IGNORECASE)
_TOPIC_WORD = re.compile(r"\bit bands?\b|[\w'’-]+", re.IGNORECASE)
_GOING_ON = re.compile(
    r"\s*(?:and|but|so|or|also|what about|how about|what of|why not|why|how come|since when|for how long|how long|how often"
    r"|in what way|such as|like what|who|when|where|really|is that all|anything else|what else|tell me more|more)\b",
    re.IGNORECASE,
)
_ASKING = frozenset(
    """cause treat treatment help mean feel work happen use make know tell need say explain describ defin definit find
    long mani much often common main role relat point reason best good bad actual exact kind type exampl sort thing work
    do doe studi show long take chang""".split()
)
"""Stems that ask about a topic and are none themselves."""


def is_small_talk(message: str) -> bool:
    """Whether the message is a greeting, a thank-you or the like, and nothing else.

    >>> is_small_talk("Hello, thank you!"), is_small_talk("Hello, what is the TFL?")
    (True, False)
    """
    return _GREETINGS.fullmatch(message.strip()) is not None


def standalone(message: str, history: History = ()) -> str:
    """The message as it would read without the conversation before it.

    A message that points back ('how is it treated?') or goes on ('and in women?') gets the topic of the last message
    that had one of its own.

    >>> standalone("how is it treated?", ["What is IT band syndrome?"])
    'how is IT band syndrome treated?'
    """
    topic = _last_topic(history)
    if not topic or not _leans(message):
        return message
    lowered = topic.casefold()
    if all(word in words(message) for word in words(lowered)):
        return message
    pointing = _POINTING.search(message)
    if pointing:
        return message[: pointing.start()] + topic + message[pointing.end() :]
    return f"{message.rstrip(' ?.!')} ({topic})?"


def _leans(message: str) -> bool:
    """Whether a message cannot stand alone: it points back, goes on, or names next to nothing."""
    named = [term for term in terms(message) if term not in _ASKING]
    return (bool(_POINTING.search(message)) and len(named) <= 3) or (
        bool(_GOING_ON.match(message)) and len(named) <= 2
    ) or not named


def _last_topic(history: History) -> str:
    """The words that the latest self-sufficient message is about, in the order in which they stand there."""
    for message in reversed(history):
        if is_small_talk(message) or _leans(message):
            continue
        kept = [word for word in _TOPIC_WORD.findall(message) if terms(word) and not set(terms(word)) <= _ASKING]
        if kept:
            return " ".join(kept[:8])
    return ""


class Speller:
    """Mends words that neither the corpus nor the language knows, to the corpus's nearest word."""

    def __init__(self, vocabulary: dict[str, int], *, is_word: Callable[[str], bool]) -> None:
        """
        Args:
            vocabulary: the words of the corpus, lower case, with their counts.
            is_word: whether the language at large knows a word.
        """
        self._vocabulary = {word: count for word, count in vocabulary.items() if len(word) > 3 and word.isalpha()}
        self._known = frozenset(vocabulary)
        self._is_word = is_word
        self._nearest = lru_cache(maxsize=4096)(self._find_nearest)

    def mend(self, text: str) -> str:
        """The text with unknown words replaced; a word that is known is never changed.

        >>> Speller({"abductors": 3}, is_word={"hip"}.__contains__).mend("Hip abducters?")
        'Hip abductors?'
        """
        return re.sub(r"[^\W\d_]{4,}", lambda match: self._mended(match.group()), text)

    def _mended(self, word: str) -> str:
        lowered = word.casefold()
        if lowered in self._known or self._is_word(lowered) or self._is_inflected(lowered):
            return word
        nearest = self._nearest(lowered)
        return nearest.capitalize() if nearest and word[0].isupper() else nearest or word

    def _is_inflected(self, word: str) -> bool:
        """Whether the word is a known one with an everyday ending: a plural, a past tense."""
        stems = [word.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing")]
        return any(stem != word and (stem in self._known or self._is_word(stem)) for stem in stems if len(stem) > 2)

    def _find_nearest(self, word: str) -> str:
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - needed for a misspelt word alone

        allowed = 1 if len(word) < 7 else 2
        best: tuple[int, bool, int, str] | None = None
        for other, count in self._vocabulary.items():
            if abs(len(other) - len(word)) > allowed:
                continue
            distance = int(OSA.distance(word, other, score_cutoff=allowed))
            rank = (distance, other[0] != word[0], -count, other)
            if distance <= allowed and (best is None or rank < best):
                best = rank
        return best[3] if best else ""
