"""Greetings, thanks and goodbyes: messages that ask for nothing from the source."""

from __future__ import annotations

import re

_GREETINGS = re.compile(
    # Atomic and possessive: there are several ways to take 'good morning' apart, and a long message has many.
    r"(?>(?:hi|hiya|hello|hey|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|evening|morning|there"
    r"|thanks|thank (?:you|u)|thx|ta|cheers|many thanks|so much|very much|a lot|again|for (?:that|this|your help|now)"
    r"|great|good|nice|lovely|perfect|brilliant|awesome|cool|ok|okay|right|sure|fine|yes|yep|got it|i see|good to know"
    r"|(?:that|it|this)(?:'s| is| was|) (?:(?:very|really|so|all|just) )*(?:great|good|nice|lovely|helpful|useful|clear"
    r"|interesting|kind|perfect|brilliant|all|makes sense|helps)|(?:very|really) (?:helpful|useful|good|interesting)"
    r"|bye(?: bye)?|goodbye|good ?night|see (?:you|ya)(?: later| soon)?|nice to meet you|have a (?:nice|good) day"
    r"|how are you(?: doing)?(?: today)?|what'?s up|who are you|what are you|are you (?:a )?(?:bot|robot|human|real|ai)"
    r"|what(?: can| do) you (?:do|know|help(?: me)? with)|what can i ask(?: you)?"
    r"|can you help(?: me)?|help|test(?:ing)?)"
    r"(?![\w'’-])[\s,.!?:;)(-]*+)++",
    re.IGNORECASE,
)


def is_small_talk(message: str) -> bool:
    """Whether the message is a greeting, a thank-you or the like, and nothing else.

    >>> is_small_talk("Hello, thank you!"), is_small_talk("Hello, what is the TFL?")
    (True, False)
    """
    return _GREETINGS.fullmatch(message.strip()) is not None


def without_small_talk(message: str) -> str:
    """The message from where it comes to the point; all of it when it never does.

    >>> without_small_talk("Great, thanks! How is it treated?")
    'How is it treated?'
    """
    message = message.strip()
    opening = _GREETINGS.match(message)
    return message[opening.end() :] or message if opening else message
