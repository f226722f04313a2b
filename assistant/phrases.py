"""The few words of a quoted sentence that answer the question: an amount, a meaning or a name.

The question's own words say which of these it asks for. A sentence that offers none, or several, or that denies
something, is left without: a wrong phrase in bold misleads more than a missing one. The trained reader is of no help
here: what it finds telling in a sentence are the words that agree with the question, not those that answer it.

Read on the questions of part develop: of 379 answers to questions that could have a phrase, 39 got one. 38 are what a
person would mark; none stands in the 40 answers that should have been refusals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from assistant.terms import terms

Span = tuple[int, int]
"""Characters of a sentence, half-open."""

MOST_WORDS = 8
_SHARE = 0.4
"""No more of a sentence than this is made bold, three words aside."""

_ABOUT = 0.75
"""So much of the question a sentence must hold, with its heading; for a name all of it, since names have neighbours."""

_WORD = re.compile(r"[^\W_]+(?:[-'’./][^\W_]+)*%?")
_DENIAL = re.compile(r"\b(?:no|not|never|none|nobody|nothing|cannot|neither|nor|without)\b|n['’]t\b", re.IGNORECASE)

_SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_LARGE = "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?%?|{'|'.join(f'{_SMALL} {_LARGE}'.split())})"
_LEAD = (
    r"(?:\b(?:about|around|roughly|nearly|almost|up to|at least|at most|more than|less than|over|under|within|after"
    r"|every)\s+)?"
)
_AMOUNT = (
    rf"{_LEAD}(?<![\w.,-])(?:between\s+{_NUMBER}\s+and\s+{_NUMBER}|{_NUMBER}(?:\s*(?:to|or|-|–)\s*{_NUMBER})?)(?!\w)"
)
_PERIOD = r"(?:second|minute|hour|day|night|week|month|year)s?\b"
_RHYTHM = (
    rf"{_LEAD}(?:(?:once|twice|{_NUMBER}(?:\s+(?:to|or)\s+{_NUMBER})?\s+(?:times|days|sessions))\s+(?:a|an|per|each|every)"
    rf"\s+{_PERIOD})|\bevery\s+(?:other\s+|second\s+|{_AMOUNT}\s+)?{_PERIOD}|\b(?:daily|weekly)\b"
)
_SHARES = rf"{_AMOUNT}(?<=%)|{_LEAD}\b{_NUMBER} (?:in|out of) {_NUMBER}\b|{_LEAD}\b(?:half|a third|a quarter)\b"
_SIZE = (
    rf"{_AMOUNT}(?:(?<=%)(?:\s+of\s+(?!the\b|an?\b|its\b|their\b)\w+)?"
    r"|\s+(?:degrees|times|points|percent|cm|mm|kg|kilograms?|newtons?)\b)"
)

_AUXILIARY = frozenset(
    "is are was were be does do did can could should would will has have had may might must shall".split()
)
_DETERMINERS = frozenset("the a an this that these those my your".split())
_ANYBODY = frozenset(terms("people persons participants adults patients volunteers subjects"))
_PERSONS = _ANYBODY | frozenset(terms("women men runners soldiers athletes students"))
_QUANTITY = re.compile(rf"{_NUMBER}|both|several|many|some|most", re.IGNORECASE)
_JOINED = re.compile(r"(?:,|\b(?:and|or))\s+(?:(?:the|an?)\s+)?$", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^)]*\)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLAUSE = re.compile(r"[,;:.()\[\]–—?!]|\s(?:that|which|who|where|when|because|while|but|so|says?|said|if)\s")


def answering_phrase(question: str, sentence: str, *, heading: str = "") -> Span | None:
    """Where the words that answer stand in a sentence that answers; None when none stands out.

    Args:
        question: the standalone question.
        sentence: the source's sentence.
        heading: what the sentence stands under.

    >>> sentence = "Skin under ice should be checked after five minutes."
    >>> start, end = answering_phrase("When should skin under ice be checked?", sentence)
    >>> sentence[start:end]
    'after five minutes'
    """
    if _DENIAL.search(sentence):
        return None
    for asked, find in _KINDS:
        if match := asked.search(question):
            if not _is_about(match, f"{heading} {sentence}", share=1.0 if find is _named else _ABOUT):
                return None
            found = {_trimmed(sentence, span) for span in find(match, question, sentence)}
            fitting = [span for span in found if _fits(question, sentence, span)]
            return fitting[0] if len(found) == len(fitting) == 1 else None
    return None


def _amounts(pattern: str) -> Callable[[re.Match[str], str, str], Iterator[Span]]:
    """A way to find amounts of one kind."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def find(_: re.Match[str], question: str, sentence: str) -> Iterator[Span]:
        if not _is_unclear(question, sentence):
            yield from (found.span() for found in compiled.finditer(sentence) if not _is_known(found[0], question))

    return find


def _is_unclear(question: str, sentence: str) -> bool:
    """Whether amounts could be taken for each other: there are three, or one does not say of what.

    The latter may count anything, as in "24 of its 26 adults" or "11 who stood". Years and brackets aside.
    """
    plain = _BRACKETED.sub(lambda inside: " " * len(inside[0]), sentence)
    found = [one for one in re.finditer(_AMOUNT, plain, re.IGNORECASE) if not _YEAR.fullmatch(one[0])]
    rates = re.findall(r"\b(?:once|twice)\b", plain, re.IGNORECASE)
    if len(found) + len(rates) >= 3:
        return True
    for one in found:
        following = _WORD.match(plain, one.end() + 1)
        told = one[0].endswith("%") or plain[one.end() : one.end() + 1] == "-" or (following and terms(following[0]))
        if not told and not _is_known(one[0], question):
            return True
    return False


def _counts(match: re.Match[str], question: str, sentence: str) -> Iterator[Span]:
    """Numbers of what is asked for: "six sessions", "31 healthy people"."""
    if _is_unclear(question, sentence):
        return
    asked = frozenset(terms(match["noun"]))
    asked = _PERSONS if asked & _ANYBODY else asked
    for found in re.finditer(_AMOUNT, sentence, re.IGNORECASE):
        near = list(_WORD.finditer(sentence, found.end()))[:3]
        noun = next((word for word in near if asked & set(terms(word[0]))), None)
        if noun and not _CLAUSE.search(sentence, found.end(), noun.start()) and not _is_known(found[0], question):
            yield found.start(), noun.end()


def _meaning(match: re.Match[str], _: str, sentence: str) -> Iterator[Span]:
    """What a sentence says that a thing is: the words after "is", where the thing and nothing else stands before it."""
    asked = set(terms(match["thing"]))
    verb = re.search(r"\s(?:is|are|means?|refers? to)\s", sentence)
    if not asked or not verb:
        return
    subject = terms(_BRACKETED.sub("", sentence[: verb.start()]))
    if not asked <= set(terms(sentence[: verb.start()])) or len(set(subject) - asked) > 1:
        return
    end = _CLAUSE.search(sentence, verb.end())
    told = verb.end(), end.start() if end else len(sentence)
    if len(_WORD.findall(sentence, *told)) >= 3 and not sentence.startswith("that ", told[0]):
        yield told


def _named(match: re.Match[str], question: str, sentence: str) -> Iterator[Span]:
    """The name of one of its kind: for "which nerve", "superior gluteal nerve"."""
    head, asked = terms(_head(match["following"].split())), set(terms(question))
    found = list(_WORD.finditer(sentence)) if head else []
    for at, word in enumerate(found):
        first = at
        while head == terms(word[0]) and first and at - first < 3 and _modifies(found, first, sentence, asked):
            first -= 1
        if first < at and not _JOINED.search(sentence, 0, found[first].start()):
            yield found[first].start(), word.end()


def _head(following: Sequence[str]) -> str:
    """The noun that "which" asks for, of the words after it; empty for several things, whose answer is a list."""
    end = next((at for at, word in enumerate(following) if not terms(word)), len(following))
    next_word = following[end].casefold() if end < len(following) else ""
    helped = next_word in _AUXILIARY
    acts = end == 2 and next_word in _DETERMINERS and re.search(r"(?:s|ed)$", following[1])
    if end > 1 and not helped and not acts:
        return ""
    noun = following[(end if helped else 1) - 1] if end else ""
    return "" if re.search(r"[^s]s$", noun) else noun


def _modifies(found: Sequence[re.Match[str]], at: int, sentence: str, asked: set[str]) -> bool:
    """Whether the word before belongs to the name: it means something, is no number, and the question lacks it."""
    word, meant = found[at - 1], set(terms(found[at - 1][0]))
    beside = sentence[word.end() : found[at].start()] == " "
    return beside and bool(meant) and not asked & meant and not _QUANTITY.fullmatch(word[0])


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, str], Iterator[Span]]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), find)
    for asked, find in (
        (r"\bhow (?:long|soon)\b|\bwhen (?:should|can|do|does|will)\b", _amounts(rf"{_AMOUNT}[\s-]{_PERIOD}")),
        (
            r"\bhow (?:often|frequently)\b|\bhow many (?:times|days|sessions) (?:an?|per|each|every)\b",
            _amounts(_RHYTHM),
        ),
        (r"\bhow many (?P<noun>[\w-]+(?: (?!took\b)[\w-]+)?)(?: took part)?", _counts),
        (
            r"\b(?:what|which) (?:percentage|percent|share|proportion|part)\b|\bhow (?:common|likely)\b",
            _amounts(_SHARES),
        ),
        (r"\bhow (?:much|far|high|wide|big|strong)\b", _amounts(_SIZE)),
        (r"\b(?:what|which) year\b|^when (?:was|were|did)\b", _amounts(r"\b(?:in )?(?:19|20)\d\d\b")),
        (r"^(?:what(?:['’]?s| is| are)|define|meaning of) (?P<thing>[^,;?]+?)\s*\?*$", _meaning),
        (r"^what (?:does|do) (?P<thing>[^,;?]+?) (?:mean|stand for)\s*\?*$", _meaning),
        (r"^(?P<thing>[^,;?]+?) (?:meaning|definition)\s*\?*$", _meaning),
        (r"\b(?:what|which) (?:(?:kind|type|sort) of )?(?P<following>[\w-]+(?: [\w-]+){0,3})", _named),
    )
)
"""What a question can ask for, the most telling first, and how it is found in a sentence."""


def _is_about(match: re.Match[str], told: str, *, share: float) -> bool:
    """Whether a sentence with its heading holds what the question is about: this share of its words, or more.

    Only the sentence of the question that asks counts, without the words that say what it asks for.
    """
    question = match.string
    begin = max(question.rfind(mark, 0, match.start()) for mark in ".?!;") + 1
    end = min(at if (at := question.find(mark, match.end())) >= 0 else len(question) for mark in ".?!;")
    kept = [question[begin : match.start()], *match.groupdict().values(), question[match.end() : end]]
    asked = set(terms(" ".join(kept)))
    return len(asked & set(terms(told))) >= share * len(asked)


def _is_known(phrase: str, question: str) -> bool:
    """Whether the question says itself what a phrase says."""
    told = [word for word in _WORD.findall(phrase) if word[0].isdigit()] or terms(phrase)
    return all(word.casefold() in _said(question) for word in told)


@lru_cache(maxsize=16)
def _said(question: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(question)) | frozenset(terms(question))


def _trimmed(sentence: str, span: Span) -> Span:
    """The span without the function words, spaces and marks at its end and without spaces at its start."""
    inside = list(_WORD.finditer(sentence, *span))
    while len(inside) > 1 and not terms(inside[-1][0]):
        inside.pop()
    return (inside[0].start(), inside[-1].end()) if inside else (span[0], span[0])


def _fits(question: str, sentence: str, span: Span) -> bool:
    size, whole = (len(_WORD.findall(text)) for text in (sentence[slice(*span)], sentence))
    return 0 < size <= min(MOST_WORDS, max(3, _SHARE * whole)) and not _is_known(sentence[slice(*span)], question)
