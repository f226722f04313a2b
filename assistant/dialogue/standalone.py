"""Message + history -> the standalone question that is looked up.

The conversation is read from its beginning: each message becomes a standalone question, which is the context in
which the next one is read. A message leans on its context when it

- takes something back ('sorry, I meant the 2011 study'),
- is a fragment ('what about PFPS?', 'and in women?', 'by how much?'),
- points back ('how is it treated?'),
- lacks its topic ('does stretching help?').

Anything else is a new topic and stays as it was typed.
"""

from __future__ import annotations

import re

from assistant.dialogue.fragments import Likeness, completed, coordinated, corrected, without_correction
from assistant.dialogue.phrases import ASKING_VERBS, phrases, topic_terms
from assistant.dialogue.pronouns import points_back, resolve, topic, with_topic
from assistant.dialogue.small_talk import is_small_talk, without_small_talk
from assistant.domain import History
from assistant.terms import terms

_SENTENCE_END = re.compile(
    r"(?<=[.!?:])\s+|(?<=[,;])\s+(?=(?:(?:so|and|but|then)\s+)?(?:what|which|who|how|where|why)\b)", re.IGNORECASE
)
_JOINING = re.compile(r"(?:(?:and|but|so|or|also|then|ok|okay|oh|ah|well|now|hm+)\b[\s,]*)+", re.IGNORECASE)
_ASKING = re.compile(r"(?:what|which|who|whom|whose|how|where|when|why)\b", re.IGNORECASE)
_VERBLESS = re.compile(r"(?:what|which|who|whom|whose|how|where|when|why)(?:\s+[\w'’-]+){0,4}[\s.?!]*", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|am|be|do|does|did|can|could|should|shall|will|would|may|might|has|have|had|\w+['’]s)\b",
    re.IGNORECASE,
)
_NO_HEAD = re.compile(r"(?:how many|how much|which)\s+(?:is|are|was|were|had|has|have|did|does|do|of)\b", re.IGNORECASE)
_UNFILLED = re.compile(
    r"\b(?:helps?|works?|enough|better|best|worse|safe|recommended|needed|necessary|matters?|involved|included|useful"
    r"|effective|good|bad|ok|okay|fine|allowed|(?:should|can|must|could|do) (?:i|you|we|people|one) \w+)"
    r"(?: too| as well| more)?[\s.?!]*$",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"what(?:'?s|’s| is| are)\s+(?!the\b|there\b|its\b|your\b|my\b)", re.IGNORECASE)


def standalone(message: str, history: History = (), *, likeness: Likeness | None = None) -> str:
    """The message as it would read without the conversation before it.

    Args:
        message: what the person typed last.
        history: their earlier messages, oldest first.
        likeness: how near two phrases are in meaning; it tells which phrase of a question another one replaces.

    >>> standalone("how is it treated?", ["What is IT band syndrome?"])
    'how is IT band syndrome treated?'
    >>> standalone("and in women?", ["What is IT band syndrome?", "how is it treated?"])
    'how is IT band syndrome treated in women?'
    """
    context = ""
    for earlier in history:
        if not is_small_talk(earlier):
            context = _question_of(_in_context(earlier, context, likeness))
    return _in_context(message, context, likeness) if message.strip() and phrases(context) else message


def _in_context(message: str, context: str, likeness: Likeness | None) -> str:
    """The message as a standalone question; as it was typed when it speaks for itself."""
    *lead, asked = _sentences(message)
    if any(_ASKING.match(sentence) and phrases(sentence) for sentence in lead):
        return message
    context = context if phrases(context) else " ".join(lead)
    if not phrases(context):
        return message
    return (
        corrected(asked, context, likeness=likeness)
        or completed(asked, context, likeness=likeness)
        or _continued(asked, context)
        or message
    )


def _continued(asked: str, context: str) -> str:
    """A whole question that points back or lacks its topic, with what it lacks; empty when it lacks nothing."""
    bare = _without_joining(without_correction(asked))
    if any(set(phrase.terms) <= set(terms(bare)) for phrase in phrases(context)):
        return ""
    if points_back(bare):
        return resolve(bare, context)
    own = topic_terms(bare)
    verbless = _VERBLESS.fullmatch(bare) and not _AUXILIARY.search(bare) and not set(terms(bare)) & ASKING_VERBS
    if len(own) <= 1 and (verbless or _NO_HEAD.match(bare)):
        return coordinated(context, bare)
    if (not own and not _INDEFINITE.match(bare)) or (len(own) <= 1 and _UNFILLED.search(bare)):
        return with_topic(bare, topic(context))
    return ""


def _without_joining(text: str) -> str:
    opening = _JOINING.match(text)
    return text[opening.end() :] or text if opening else text


def _question_of(text: str) -> str:
    """The part of a message that later ones go back to: its last sentence with a topic."""
    with_topics = [sentence for sentence in _sentences(text) if phrases(sentence)]
    return with_topics[-1] if with_topics else text


def _sentences(message: str) -> list[str]:
    """The sentences and the questions within them, without small talk around them; at least one."""
    found = [part for part in _SENTENCE_END.split(without_small_talk(message)) if part and not is_small_talk(part)]
    return found or [message]
