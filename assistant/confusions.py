"""Real words typed for others that sound or look alike: mended only where the words beside them leave no doubt.

A word that the language knows is otherwise never changed. Each rule is a pattern whose group ``slip`` is what was
typed, the word that was meant, and an example of its use.
"""

from __future__ import annotations

import re

_COUNT = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_PART = r"(?:hip|knee|leg|back|side|outer|inner|thigh|groin|glute|gluteal|buttock|bum|muscle|joint|nerve)"
_OPENING = r"(?:what|how|why|when|where|which|who|(?:what|which) \w+)"

_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), meant, example)
    for pattern, meant, example in (
        (
            rf"(?:^|[.?!,]\s*)(?:{_OPENING}\s+)?(?P<slip>dose)\s+(?:the|an?|my|your|this|that|it|he|she|any|hip)\b",
            "does",
            "What dose the gluteus medius do?",
        ),
        (r"\b(?P<slip>weak)s\b", "week", "How strong after three weaks?"),
        (rf"\b(?:{_COUNT}|one|few)\s+(?P<slip>weak)\s+(?:of|off|ago|later|program(?:me)?|plan)\b", "week",
         "Is a six weak plan enough?"),
        (rf"\b(?:(?:for|in|after|about|within|than|every)\s+{_COUNT}|a|per|every|next|last)\s+(?P<slip>weak)"
         r"(?=\s*(?:$|[.?!,]))", "week",
         "How often a weak?"),
        (r"\b(?:once|twice|times|days|sessions|hours|minutes)\s+(?:a|per|each|every)\s+(?P<slip>weak)"
         r"(?=\s*(?:$|[.?!,]|(?:for|is|to|and|or|in|at|with|should|do|can|after)\b))", "week",
         "Is twice a weak for months enough?"),
        (r"\b(?:(?:19|20)\d\d|clinical|controlled|randomi[sz]ed|the \d+-person)\s+(?P<slip>trail)s?\b", "trial",
         "Who took part in the 2015 trail?"),
        (r"(?<!alma )(?<!dura )(?<!pia )(?<!stabat )\b(?P<slip>mater)s?\b", "matter", "Why does it mater?"),
        (r"\b(?:suffer|suffering|come|comes|coming|recover|recovering|away|differ|result|results"
         r"|different(?=\s+form\s+(?:an?|the|my|other|normal)\b))\s+(?P<slip>form)\b(?!\s+of\b)", "from",
         "How do I recover form surgery?"),
        (rf"\b{_PART}\s+(?P<slip>mussel)s?\b", "muscle", "Which hip mussels are weak?"),
        (r"\b(?:up|down|climb|climbing|on|the|using|taking)\s+(?P<slip>stare)s\b", "stair", "It hurts on the stares."),
        (rf"\b{_PART}\s+(?P<slip>pane)s?\b", "pain", "What helps hip pane?"),
        (rf"\b(?P<slip>pane)s?\s+(?:in|on|at|after|when|during|from)\s+(?:the|my|an?)?\s*{_PART}\b", "pain",
         "A pane in my hip"),
        (r"\b(?:(?:takes?|need|needs|begin|begins|start|starts|able|likely|slow|time|weeks|months)\s+to|will|it|not"
         r"|tendons?|bones?)\s+(?P<slip>heel)(?=\s*(?:$|[.?!,]|(?:by|on|without|after|in)\b))", "heal",
         "How long does a tear take to heel?"),
        (r"\b(?:to|will|not|can|cannot|i|you|we|they)\s+(?P<slip>loose)\s+"
         r"(?:weight|strength|muscle|balance|my|any(?!\s?more\b))\b", "lose", "Will I loose strength?"),
        (r"\bstress\s+(?P<slip>brake)s?\b", "break", "Is it a stress brake?"),
    )
)  # fmt: skip


def unconfused(text: str) -> str:
    """The text with such words put right, their capitals kept.

    >>> unconfused("What dose the band do for three weaks?"), unconfused("What dose is right for weak hips?")
    ('What does the band do for three weeks?', 'What dose is right for weak hips?')
    """
    for pattern, meant, _ in _RULES:
        text = pattern.sub(lambda match, meant=meant: _replaced(match, meant), text)  # type: ignore[misc]
    return text


def examples() -> list[tuple[str, str]]:
    """Each rule's example, and the word that it must come to hold."""
    return [(example, meant) for _, meant, example in _RULES]


def _replaced(match: re.Match[str], meant: str) -> str:
    start, end = (place - match.start() for place in match.span("slip"))
    whole = match.group()
    typed = whole[start:end]
    right = meant.upper() if typed.isupper() else meant.capitalize() if typed[0].isupper() else meant
    return whole[:start] + right + whole[end:]
