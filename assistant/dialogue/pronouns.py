"""Words that point back: finding them, and putting what they stand for in their place."""

from __future__ import annotations

import re

from assistant.dialogue.phrases import ASKING_VERBS, phrases, topic_terms
from assistant.terms import terms

MOST_OWN_TERMS = 3
"""A message with more topic terms than this speaks for itself, whatever pronouns it has."""

_POINTING = re.compile(
    # 'IT' is half of the IT band's name, in capitals or not.
    r"\b(?P<one>(?-i:it|It)(?!\s+bands?\b)|itself|(?:this|that)(?: one)?|the (?:other|last|first|second|third) one)\b"
    r"|\b(?P<many>they|them|themselves|(?:these|those)(?: ones)?(?! (?:that|who|which|with)\b))\b"
    r"|\b(?P<which>which ones?|each one|each of them)\b|\b(?P<its>its)\b|\b(?P<their>theirs?)\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\bit (?:\w+ly )?(?:true|possible|ok|okay|safe|good|bad|normal|fine|better|best|worth|important|likely|hard|easy"
    r"|common|known|said|thought|hurts?|helps?|means?|matters?|called|takes?)(?: \w+)??"
    r" (?:that|to|when|if|whether|which|what|how)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"between|without|before|after|besides|than|versus|vs|during|like|since|until", re.IGNORECASE)
_RELATIVE_AFTER = re.compile(r"those|these|ones?|all", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(r"this|that|these|those", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([^\W_]+(?:['’-][^\W_]+)*)")
_LAST_WORD = re.compile(r"([^\W_]+)\s+$")
_ANSWER_SET = re.compile(
    r"(?:which|what)\s+((?:\w+\s+){0,2}\w+s)\s+(?!(?:is|are|was|were|do|does|did|can|could|should|will|would|ha[sd]|have)\b)(.+)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:what|which|who|whom|whose|how|where|when|why|is|are|was|were|do|does|did|can|could|should|will|would|ha[sd]|have|tell)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|should|will|would|ha[sd]|have)\b\s*(?P<claim>.+)", re.IGNORECASE
)


def points_back(text: str) -> bool:
    """Whether the text has a pronoun whose noun stands in an earlier message.

    >>> points_back("How is it treated?"), points_back("Is it true that sitting weakens the hip muscles?")
    (True, False)
    """
    return bool(_pointers(text))


def resolve(text: str, context: str) -> str:
    """The text with its pronoun replaced by the noun phrase of the context that it agrees with in number.

    Where none agrees, or the pronoun stands for a whole statement, the topic follows in brackets.

    >>> resolve("What happens if they are weak?", "What are the hip abductors?")
    'What happens if the hip abductors are weak?'
    >>> resolve("Is there evidence for that?", "Does sitting weaken the hip abductors?")
    'Is there evidence for that (sitting weaken the hip abductors)?'
    """
    claim = _YES_NO.match(context)
    for pointer in _pointers(text):
        if pointer["which"]:
            break
        if claim and pointer.group().casefold() in ("this", "that"):
            return with_topic(text, claim["claim"].rstrip(" ?.!"))
        antecedent = _antecedent(context, plural=bool(pointer["many"] or pointer["their"]))
        if antecedent:
            return _substituted(text, pointer, antecedent, context)
    return with_topic(text, topic(context))


def topic(context: str) -> str:
    """The noun phrases of a standalone question, as one.

    >>> topic("What did the 2015 trial find about knee valgus?")
    'the 2015 trial, knee valgus'
    """
    return ", ".join(dict.fromkeys(phrase.named for phrase in phrases(context)[-4:]))


def with_topic(text: str, named: str) -> str:
    """The text with a topic in brackets behind it."""
    return f"{text.rstrip(' ?.!,')} ({named})?" if named else text


def _pointers(text: str) -> list[re.Match[str]]:
    """The words that point back out of the text; none when the text has a topic to itself."""
    own = len(topic_terms(text))
    if own > MOST_OWN_TERMS or (own > 1 and _EXPLETIVE.search(text)):
        return []
    return [match for match in _POINTING.finditer(text) if not _joins_clauses(text, match)]


def _joins_clauses(text: str, match: re.Match[str]) -> bool:
    """Whether a 'that' is the conjunction or the relative pronoun: it stands between a content word and more."""
    before = _LAST_WORD.search(text[: match.start()])
    after = _NEXT_WORD.match(text, match.end())
    if match.group().casefold() != "that" or not after or not before:
        return False
    return bool(_RELATIVE_AFTER.fullmatch(before[1])) or (
        _is_noun(before[1]) and not _PREPOSITION.fullmatch(before[1])
    )


def _antecedent(context: str, *, plural: bool) -> str:
    answer_set = _ANSWER_SET.match(context)
    if plural and answer_set:
        return f"the {answer_set[1]} that {answer_set[2].rstrip(' ?.!')}"
    # Words in brackets were never a part of the sentence: which of them is meant cannot be told.
    agreeing = [phrase for phrase in phrases(context.split(" (")[0]) if phrase.is_plural == plural and not phrase.done]
    if not _QUESTION.match(context):
        # A statement brings what is new last ('my coach says that I have ...'), a question asks about its subject.
        agreeing = [phrase for phrase in agreeing if " " in phrase.text or phrase.text.isupper()][-1:]
    return agreeing[0].named if agreeing else ""


def _substituted(text: str, pointer: re.Match[str], antecedent: str, context: str) -> str:
    after = _NEXT_WORD.match(text, pointer.end())
    if _DEMONSTRATIVE.fullmatch(pointer.group()) and after and _is_noun(after[1]):
        if set(terms(after[1])) & set(terms(antecedent)):
            return text[: pointer.start()] + antecedent + text[after.end() :]
        return with_topic(text, topic(context))
    if pointer["its"] or pointer["their"]:
        antecedent += "'" if antecedent.endswith("s") else "'s"
    if pointer.start() == 0:
        antecedent = antecedent[0].upper() + antecedent[1:]
    return text[: pointer.start()] + antecedent + text[pointer.end() :]


def _is_noun(word: str) -> bool:
    return bool(terms(word)) and not set(terms(word)) <= ASKING_VERBS
