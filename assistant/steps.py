"""Instructions: which questions ask for all the steps of something, and what belongs to the steps in a document.

Instructions are a numbered list with the sentence that leads into it, and what the document says of the mistakes in
doing the same thing, of its easier and harder versions and of who should be careful with it: in the same section, or
in sections of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, zip_longest

from assistant.domain import Passage, Sentence
from assistant.terms import terms

_DO = r"(?:do|perform|use|execute|practi[sc]e|carry\ out|go\ about|get\ into|start)"
_WAY = re.compile(
    rf"""\bhow\ (?:do|should|can|could|would|must)\ (?:i|you|we|one|people|someone)\ (?:\w+\ )?{_DO}\b
    | \bhow\W?too?\ (?:\w+ly\ )?{_DO}\b | \bhow(?:\W?to)?\W*$
    | \bhow\ (?:is|are)\ .{{1,60}}\b(?:done|performed|carried\ out|used)\b
    | \bhow\ (?:do|does)\ .{{1,80}}\b(?:go|work)\W*$
    | \b(?:way|ways)\ to\ {_DO}\b | \bstep\W?by\W?step\b | \b(?:instructions?|techniques?)\b
    | \b(?:the|all|what|which|list)\ (?:\w+\ )?steps\b | (?<!side)(?<!sideways)[\ ]steps\W*$
    | ^\W*steps\ (?:for|of|to)\b
    | \b(?:correct|right|proper|good)\ form\b
    | (?<!\bwhat\ )(?<!\bwhich\ )(?<!\ba\ )(?<!\bin\ the\ )\bform\ (?:for|in|of)\b
    | \b(?:show|teach)\ me\b | \b(?:talk|walk|take|guide)\ me\ through\b | \b(?:explain|tell\ me)\ how\b
    | ^\W*(?:please\ )?(?:describe|demonstrate)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_THING = re.compile(
    rf"""\bhow(?:\W?to|\ (?:do|should|can|could|would|must)\ (?:i|you|we|one|people|someone))\ (?:\w+ly\ )?{_DO}\b
    \ (?:an?\ |the\ |some\ |my\ |your\ )?(?P<thing>.+?)
    (?=\ (?:at|with|without|for|on|in|if|when|while|after|before|to|by|and|or|from|like|using|sitting|standing|lying
    |well|right|again|exactly|please|\w+ly)\b|[?.!,;(]|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_ANY_THING = frozenset(
    terms("proper correct good right safe basic simple perfect full regular exercise movement move workout one this "
          "that these those it them myself own home all")
)  # fmt: skip
_ASPECTS = frozenset(
    terms("mistakes errors wrong easier harder easy hard progression regression variations modifications careful")
)
_DOING = frozenset(terms("perform use execute practise start steps exercise instructions technique form right"))
_AROUND_ASPECTS = frozenset(terms("common usual typical most frequent make making versions watch tips doing"))
_BRACKETS = re.compile(r"\([^()]*\)")

Place = tuple[int, int]
"""A sentence: the number of its passage among some, and its order in it."""


def asks_for_all_steps(question: str) -> bool:
    """Whether a question asks how something is done as a whole, not for one step or another side of it.

    >>> asks_for_all_steps("How do I do a clamshell?"), asks_for_all_steps("How far does the knee go in a clamshell?")
    (True, False)
    """
    return bool(_WAY.search(question))


def holds_steps(passage: Passage) -> list[bool]:
    """Which sentences of a passage are steps, or lead into steps that stand in it."""
    leads = zip(passage.sentences, passage.sentences[1:], strict=False)
    into = [other.step > 0 and one.leads_into(other) for one, other in leads]
    return [sentence.step > 0 or lead for sentence, lead in zip(passage.sentences, [*into, False], strict=True)]


def names_another(question: str, passages: Iterable[Passage]) -> bool:
    """Whether a question asks how to do something by a name that none of the passages holds whole.

    The steps of one exercise read much like those of another: for a front plank, those of a side plank would mislead.

    >>> names_another("How do I do a front plank?", [Passage("1", "a.md", ("Side plank",), ())])
    True
    """
    thing = _thing(question)
    return bool(thing) and not any(thing <= set(terms(f"{' '.join(one.headings)} {one.text}")) for one in passages)


def is_named_in(question: str, heading: str) -> bool:
    """Whether a heading holds the whole name of what a question asks how to do.

    >>> is_named_in("How do I use the leg press?", "What are the steps of a leg press?")
    True
    """
    thing = _thing(question)
    return bool(thing) and thing <= set(terms(heading))


def _thing(question: str) -> frozenset[str]:
    named = _THING.search(question)
    return frozenset(terms(named["thing"])) - _ANY_THING if named else frozenset()


def instructions(passages: Sequence[Passage], best: Place) -> list[Place]:
    """The instructions for what the best sentence is about, in reading order; empty if the passages hold none.

    The best sentence need not be among them: it may stand in a section of its own on the same thing ("Who should be
    careful with a clamshell?"), or beside the only list under its heading ("The clamshell is the one to begin with.").

    Args:
        passages: neighbours in one document, in reading order.
        best: the sentence that answers best.
    """
    lines = [
        _Line((number, order), passage.headings, sentence)
        for number, passage in enumerate(passages)
        for order, sentence in enumerate(passage.sentences)
    ]
    at = next(number for number, line in enumerate(lines) if line.place == best)
    lists = list(_numbered_lists(lines))
    ends = [*(first for first, _ in lists[1:]), len(lines)]
    above = (one for one in zip(lists, ends, strict=False) if _stands_above(lines, at, one[0][0]))
    around = (one for one in zip(lists, ends, strict=False) if one[0][0] <= at < one[1])
    found = next(chain(above, around), None)
    if found is None:
        return []
    (first, last), end = found
    steps = lines[first:last]
    places = [line.place for line in (*steps, *_aspects(steps, lines[last:end]))]
    only = [lines[start].headings for start, _ in lists].count(lines[at].headings) == 1
    beside = lines[at].headings == steps[0].headings and only
    return places if best in places or beside or _names_the_same(lines[at], steps[0]) else []


def _stands_above(lines: Sequence[_Line], at: int, first: int) -> bool:
    """Whether a line stands in the paragraphs right above a list, under its heading."""
    between = lines[at:first]
    return bool(between) and all(not line.sentence.item and line.headings == lines[first].headings for line in between)


@dataclass(frozen=True, slots=True)
class _Line:
    place: Place
    headings: tuple[str, ...]
    sentence: Sentence


def _numbered_lists(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """The ranges of the numbered lists, each with the sentence that leads into it."""
    for listed, run in groupby(range(len(lines)), key=lambda at: (lines[at].sentence.item, lines[at].headings)):
        items = list(run)
        if listed[0] and sum(lines[at].sentence.step > 0 for at in items) > 1:
            first, last = items[0], items[-1] + 1
            before = lines[first - 1] if first and lines[first - 1].headings == lines[first].headings else None
            led = before is not None and before.sentence.leads_into(lines[first].sentence)
            yield first - led, last


def _names_the_same(line: _Line, step: _Line) -> bool:
    """Whether the heading of a line names the thing that the steps' heading names, other names in brackets aside."""
    thing = set(terms(_BRACKETS.sub("", step.headings[-1]))) - _DOING if len(step.headings) > 1 else set()
    return bool(thing) and line.headings != step.headings and thing <= set(terms(line.headings[-1]))


def _aspects(steps: Sequence[_Line], below: Sequence[_Line]) -> Iterator[_Line]:
    """Of the lines below the steps, those on the same thing's mistakes, easier and harder versions, and cautions."""
    own = steps[0].headings
    subject = set(terms(" ".join([*own[1:], steps[0].sentence.text])))
    lead: _Line | None = None
    for line, after in zip_longest(below, below[1:]):
        leads = after is not None and line.sentence.leads_into(after.sentence)
        lead = line if leads else lead if line.sentence.item else None
        if line.headings == own:
            told = (line.sentence.text, lead.sentence.text if lead else "")
            belongs = not _ASPECTS.isdisjoint(terms(" ".join(told)))
        else:
            said = set(terms(line.headings[-1]))
            nested = line.headings[:-1] == own[: len(line.headings) - 1]
            belongs = nested and not _ASPECTS.isdisjoint(said) and said <= subject | _ASPECTS | _AROUND_ASPECTS
        if belongs:
            yield line
