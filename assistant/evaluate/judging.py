"""Cases asked one after the other, and what came of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.domain import Answer, Outcome
from assistant.engine import Assistant
from assistant.evaluate.cases import Cases, Question, Slips, folded
from assistant.reporter import Reporter, Silence
from assistant.triage.confusion import Confusion, confusion

DEPTH = 10
"""Passages asked of the retriever, for recall and nDCG@10."""
EVERY = 100
"""Questions between two reports of progress."""
NAMED = 5
"""So many questions are named of those whose labels are out of date."""

_MARKUP = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[\[*_`\\]|\s+")


@dataclass(frozen=True)
class Judged:
    """A question, its answer, and what was right about it.

    ``relevant`` says for each passage retrieved, best first, whether it holds a sentence that answers, and
    ``holders`` how many passages of the index do; ``grounded`` whether every quote is the slice of its document that
    it claims to be; ``outdated`` whether no document holds what is expected of the answer, as after an edit.
    """

    question: Question
    answer: Answer
    relevant: tuple[bool, ...] = ()
    holders: int = 0
    grounded: bool = True
    outdated: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the source answers the question."""
        return self.question.outcome == Outcome.ANSWER

    @property
    def right_outcome(self) -> bool:
        """Whether the outcome is the expected one."""
        return self.answer.outcome.value == self.question.outcome

    @property
    def right_triage(self) -> bool:
        """Whether the safety level is the expected one."""
        return self.answer.triage.level.label == self.question.triage

    @cached_property
    def right(self) -> bool:
        """Whether the outcome is right and, for an answer, all that was asked for is quoted."""
        quoted = {folded(quote.text) for quote in self.answer.quotes}
        return self.right_outcome and (
            not self.question.targets or any(target <= quoted for target in self.question.targets)
        )

    @property
    def words(self) -> int:
        """The length of the answer."""
        return len(self.answer.text.split())


@dataclass(frozen=True, slots=True)
class Mended:
    """A question with typing slips, and whether it got the quotes of the question without them."""

    pair: Slips
    same: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What became of all cases; ``triage`` is None when no labelled message was among them."""

    judged: tuple[Judged, ...] = ()
    mended: tuple[Mended, ...] = ()
    triage: Confusion | None = None


def evaluate(assistant: Assistant, cases: Cases, *, reporter: Reporter | None = None) -> Findings:
    """Ask everything and compare."""
    reporter = reporter or Silence()
    judged = []
    places = _places(assistant)
    for number, question in enumerate(cases.questions, start=1):
        judged.append(_judge(assistant, question, places))
        if number % EVERY == 0:
            reporter.say(f"{number} of {len(cases.questions)} questions asked")
    if outdated := [one.question.id for one in judged if one.outdated]:
        reporter.say(_warning(outdated, len(judged)))
    mended = tuple(
        Mended(pair, same=_quotes(assistant, pair.typed) == _quotes(assistant, pair.question)) for pair in cases.slips
    )
    triage = confusion(cases.messages, assess=assistant.triage) if cases.messages else None
    return Findings(tuple(judged), mended, triage)


def _places(assistant: Assistant) -> Mapping[str, frozenset[str]]:
    """For each sentence of the index, the ids of the passages that hold it."""
    found: dict[str, set[str]] = defaultdict(set)
    for passage in assistant.passages():
        for sentence in passage.sentences:
            found[folded(sentence.text)].add(passage.id)
    return {text: frozenset(ids) for text, ids in found.items()}


def _is_outdated(question: Question, places: Mapping[str, frozenset[str]]) -> bool:
    """Whether each alternative has a sentence that no passage holds, so that no answer can be right."""
    return bool(question.targets) and not any(places.keys() >= target for target in question.targets)


def _warning(outdated: Sequence[str], asked: int) -> str:
    more = ", ..." if len(outdated) > NAMED else ""
    return (
        f"{len(outdated)} of {asked} questions expect sentences that no document holds: "
        f"{', '.join(outdated[:NAMED])}{more}. No answer to them counts as right: bring their labels up to date."
    )


def _judge(assistant: Assistant, question: Question, places: Mapping[str, frozenset[str]]) -> Judged:
    answer = assistant.ask(question.text, question.history)
    wanted = {sentence for target in question.targets for sentence in target}
    hits = assistant.search(question.text, question.history, k=DEPTH) if wanted else []
    relevant = tuple(any(folded(one.text) in wanted for one in hit.passage.sentences) for hit in hits)
    holders = len(frozenset().union(*(places.get(text, ()) for text in wanted)))
    grounded, outdated = _grounded(assistant, answer), _is_outdated(question, places)
    return Judged(question, answer, relevant, holders, grounded, outdated)


def _quotes(assistant: Assistant, question: str) -> Sequence[str]:
    return [quote.text for quote in assistant.ask(question).quotes]


def _grounded(assistant: Assistant, answer: Answer) -> bool:
    """Whether each quote is its slice of the document, inline markup and line breaks aside."""
    for quote in answer.quotes:
        found = assistant.document(quote.document)
        if found is None or _bare(found[1][quote.start : quote.end]) != _bare(quote.text):
            return False
    return True


def _bare(text: str) -> str:
    return _MARKUP.sub("", text)
