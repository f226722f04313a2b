"""Messages that are less than a sentence: they take the place of a part of the question before, or add to it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.dialogue.phrases import Phrase, phrases, topic_terms
from assistant.dialogue.pronouns import resolve, topic, with_topic
from assistant.steps import asks_for_all_steps
from assistant.terms import terms, words

Likeness = Callable[[str, str], float]
"""How near two phrases are in meaning: the nearer, the higher."""

_CORRECTION = re.compile(
    r"(?:(?:no|nope|oops|sorry|wait|actually|rather|(?:what )?i mean(?:t)?|i was asking about|my mistake|i mistyped)"
    r"(?![\w'’])[\s,.:!-]*)+",
    re.IGNORECASE,
)
_CORRECTION_AFTER = re.compile(r"[\s,]*\b(?:i mean|i meant|sorry|actually|rather)[\s.!?]*$", re.IGNORECASE)
_REJECTED = re.compile(
    r"[\s,]*\bnot\s+(?P<phrase>[^,.?!]+?)(?:\s*[,.;]\s*(?:but |just |only )*|\s+but\s+|[\s.?!]*$)", re.IGNORECASE
)
_INSTEAD = re.compile(r"(?:(?:what|how) about|what of|same for|and(?: also| then)?|or|but)\b\s*", re.IGNORECASE)
_FILLER = re.compile(r"^(?:(?:so|ok|okay|oh|ah|well|now|then|also|hm+)\b[\s,]*)+", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?:what|which|who|whom|whose|how|where|when|why|is|are|was|were|am|do|does|did|can|could|should|shall|will|would|may"
    r"|might|has|have|had|tell|explain|describe|list|give|show|define|compare|i|i'm|i've|my|we|you|he|she|please)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:in|for|with|without|during|after|before|on|at|by|from|to|under|over|among|between|while|when)\s+",
    re.IGNORECASE,
)
_ASKED_WITHIN = re.compile(r"\b(?:what|which|who|whom|whose|how|where|when|why)\b", re.IGNORECASE)
_CONDITION = re.compile(r"if\s+\w", re.IGNORECASE)
_DOING = re.compile(r"\w+ing\b", re.IGNORECASE)
_SOME = re.compile(r"(?:any|some|more|other|another|examples?|details?)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:the )?(?:first|second|third|fourth|fifth|last|other)(?: ones?)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?|this|that|just|only)\s+", re.IGNORECASE)
_CAPITALISED = re.compile(r"[A-Z][a-z]+ [a-z]")
"""A phrase that has its capital from the beginning of a sentence; a single word may be a name."""
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_PEOPLE = re.compile(
    r"\b(?:wom[ae]n|m[ae]n|girls?|boys?|child(?:ren)?|kids?|babies|people|adults?|teens?|adolescents?|seniors?|elderly|athletes?"
    r"|patients?|females?|males?|animals?|\w{3,}(?:ers|ists))\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\s*who(?:m|se)?\b", re.IGNORECASE)

ALIKE = 0.6
"""From this share of common letters on, a word is taken to correct another one: 'abductors' for 'adductors'."""


def corrected(text: str, context: str, *, likeness: Likeness | None = None) -> str:
    """The context with what the person takes back exchanged; empty when the text corrects nothing.

    >>> corrected("sorry, I meant the 2011 study", "How many people took part in the 2008 study?")
    'How many people took part in the 2011 study?'
    >>> corrected("Not knee valgus, PFPS", "How is knee valgus treated?")
    'How is PFPS treated?'
    """
    opening = _CORRECTION.match(text)
    meant = _CORRECTION_AFTER.sub("", text[opening.end() :] if opening else text)
    rejected = _REJECTED.search(meant) if opening or _REJECTED.match(meant) else None
    if rejected:
        meant = f"{meant[: rejected.start()]} {meant[rejected.end() :]}".strip()
    if meant == text or not topic_terms(meant) or _SENTENCE.match(meant):
        return ""
    return _exchanged(context, meant, rejected=rejected["phrase"] if rejected else "", likeness=likeness)


def without_correction(text: str) -> str:
    """The text behind a 'no,' or 'sorry,' with which it opens."""
    opening = _CORRECTION.match(text)
    return text[opening.end() :] or text if opening else text


def completed(text: str, context: str, *, likeness: Likeness | None = None) -> str:
    """The context with a fragment put in the place of its like, or added; empty when the text is no fragment.

    >>> completed("what about PFPS?", "How is IT band syndrome treated?")
    'How is PFPS treated?'
    >>> completed("and in women?", "How is IT band syndrome treated?")
    'How is IT band syndrome treated in women?'
    >>> completed("by how much?", "Did strength increase in the 2015 trial?")
    'Did strength increase in the 2015 trial, and by how much?'
    """
    opening = _INSTEAD.match(text)
    part = (text[opening.end() :] if opening else text).strip(" ?.!,")
    if not part or _SENTENCE.match(_FILLER.sub("", part, count=1)):
        return ""
    if _ASKED_WITHIN.search(part):
        return coordinated(context, part)
    if _CONDITION.match(part):
        return resolve(f"What {part}?", context)
    own = topic_terms(part)
    if _PREPOSITION.match(part):
        return _exchanged(context, part, likeness=likeness)
    if not own or _SOME.match(part) or _ORDINAL.match(part):
        return with_topic(part, topic(context))
    if opening or own == terms(part)[:1] == terms(part):
        return _exchanged(context, part, likeness=likeness)
    return ""


def coordinated(context: str, part: str) -> str:
    """Two questions as one: the part that is asked now behind the context.

    >>> coordinated("Who took part in the 2008 study?", "how old?")
    'Who took part in the 2008 study, and how old?'

    Behind instructions, all of them would be given once more:

    >>> coordinated("How do I do a clamshell?", "how many?")
    'how many repetitions (the clamshell)?'
    """
    if asks_for_all_steps(context):
        bare = part.rstrip(" ?.!")
        return with_topic(f"{bare} repetitions" if bare.casefold().endswith("how many") else bare, topic(context))
    part = part if part[:2].isupper() else part[0].lower() + part[1:]
    return f"{context.split(', and ')[0].rstrip(' ?.!')}, and {part.rstrip(' ?.!')}?"


def _exchanged(context: str, part: str, *, rejected: str = "", likeness: Likeness | None = None) -> str:
    """The context with the part in the place of what it is parallel to; added when it is parallel to nothing."""
    preposition = _PREPOSITION.match(part)
    named = _ARTICLE.sub("", part[preposition.end() :] if preposition else part).strip(" ?.!,")
    if _CAPITALISED.match(named):
        named = named[0].lower() + named[1:]
    slot = _parallel(context, named, rejected)
    if slot and preposition and not _YEAR.search(named):
        # 'In teenagers' takes the place of 'in women', but not of 'women'.
        ahead = context[: slot.start].casefold()
        slot = slot if ahead.endswith(preposition.group().casefold()) else None
    elif slot is None and not preposition:
        slot = _nearest(context, named, likeness)
        if slot and _is_unlike(slot, named, context):
            # 'What is IT band syndrome?', 'what about running?'
            return with_topic(f"What about {named}", topic(context))
    if slot is None:
        added = part if preposition else f"({part})"
        return f"{context.rstrip(' ?.!')} {added.strip(' ?.!,')}?"
    return context[: slot.start] + _fitted(slot, named) + context[slot.end :]


def _nearest(context: str, named: str, likeness: Likeness | None) -> Phrase | None:
    """The phrase that what is named most likely replaces, though they have no word in common."""
    # Whom a question is about is added to it, and a study gives way to nothing but a study.
    adds = _PEOPLE.search(named) or _WHO.match(context)
    slots = [] if adds else [slot for slot in phrases(context) if not _YEAR.search(slot.text)]
    if likeness and len(slots) > 1:
        return max(slots, key=lambda slot: likeness(slot.text, named))
    return slots[-1] if slots else None


def _is_unlike(slot: Phrase, named: str, context: str) -> bool:
    """Whether what is named cannot take the place of a phrase.

    That is so where the phrase is what somebody does ('should I rest'), and where it is the only topic and what is
    named an activity ('running').
    """
    alone = len(phrases(context)) == 1
    return slot.done or (alone and bool(_DOING.match(named)) and not _DOING.match(slot.text))


def _parallel(context: str, named: str, rejected: str) -> Phrase | None:
    """The phrase that the person takes back, or the last one of the same kind as what is named now."""
    slots = phrases(context)
    taken_back = set(words(rejected))
    for slot in reversed(slots):
        if taken_back & set(words(slot.text)):
            return slot
    for alike in (_YEAR, _PEOPLE):
        for slot in reversed(slots):
            if alike.search(named) and alike.search(slot.text):
                return slot
    for slot in reversed(slots):
        if set(words(slot.text)) & set(words(named)) or _misheard(slot.text, named):
            return slot
    return None


def _fitted(slot: Phrase, named: str) -> str:
    """What is put into a slot: one word for its like, a year for a year, else the whole phrase."""
    year = _YEAR.search(named)
    if year and topic_terms(named) == [year.group()] and not _YEAR.sub("", named).strip().casefold().replace("one", ""):
        return _YEAR.sub(year.group(), slot.text)
    old = _misheard(slot.text, named)
    return slot.text.replace(old, named) if old else named


def _misheard(text: str, word: str) -> str:
    """The word of the text that a single word resembles, though it is another."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - needed for a correction alone

    if " " in word or word.casefold() in words(text):
        return ""
    ratios = {old: OSA.normalized_similarity(old.casefold(), word.casefold()) for old in text.split()}
    best = max(ratios, key=ratios.__getitem__, default="")
    return best if best and ratios[best] >= ALIKE else ""
