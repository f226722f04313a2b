"""One epoch of training examples: a question, a passage as the retriever might bring it, and the right sentences.

Passages come in many lengths, as in use: cut to a window, joined with the next one under the same heading, or left with
no more than the sentences that answer, or with a name swapped in them and in the question alike, so that a strange name
alone tells nothing. Negatives are of six sorts: questions written to have no answer, other passages
that the retriever ranks high, the right passage without the sentence that answers, a question with a name swapped, a
question put to another article, and small talk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from itertools import count
from random import Random

from assistant.leaning import leaning
from assistant.terms import terms
from assistant.training.data import Collection, Passage, Question
from assistant.training.slips import Rename, gibberish, rename, slip


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a passage. ``gold`` are the sentences that answer it; empty when it does not.

    Pairs of one ``contest``, a number above nought, put the same question to several passages, of which one answers.
    """

    question: str
    heading: str
    sentences: tuple[str, ...]
    gold: tuple[int, ...]
    general: bool = False
    contest: int = 0


RIVALS = 2
"""Mined passages, at most, that the right one is read beside; a question without an answer gets one."""
STRANGERS = 4
"""Other articles that a question is put to, to find the passage with most of its words."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How often each sort of example is made, as a share of the questions it can be made from."""

    window: float = 0.25
    joined: float = 0.4
    alone: float = 0.25
    titled: float = 0.5
    headless: float = 0.06
    slips: float = 0.1
    mined: float = 0.75
    mined_unanswered: float = 0.3
    without_gold: float = 0.2
    renamed: float = 0.4
    renamed_both: float = 0.2
    estranged: float = 0.5
    small_talk: float = 0.05


@dataclass(frozen=True, slots=True)
class Material:
    """What an epoch is made from.

    Args:
        collection: every passage that may be read, and its questions.
        mined: for each question (by its text and passage), ids of passages to use as negatives, hardest first.
        alike: for each question, True where another sentence of its passage says nearly what the right one says.
    """

    collection: Collection
    mined: dict[tuple[str, str], tuple[str, ...]]
    alike: frozenset[tuple[str, str]] = frozenset()
    shares: Shares = field(default_factory=Shares)


def epoch(
    material: Material, *, in_domain: Sequence[Question], general: Sequence[Question], random: Random
) -> list[Pair]:
    """All examples of one epoch, shuffled; those of one contest stand next to each other."""
    maker = _Maker(material, random)
    pairs = [pair for question in in_domain for pair in maker.examples(question)]
    pairs += maker.small_talk(round(material.shares.small_talk * len(pairs)))
    pairs += [replace(pair, general=True) for question in general for pair in maker.examples(question)]
    found = contests(pairs)
    random.shuffle(found)
    return [pairs[index] for members in found for index in members]


def contests(pairs: Sequence[Pair]) -> list[list[int]]:
    """The indexes of the pairs by contest, of each that is in none by itself."""
    found: dict[int, list[int]] = {}
    for index, pair in enumerate(pairs):
        found.setdefault(pair.contest or -1 - index, []).append(index)
    return list(found.values())


class _Maker:
    """Makes the examples of one question after another."""

    def __init__(self, material: Material, random: Random) -> None:
        self._material = material
        self._shares = material.shares
        self._random = random
        self._passages = {passage.id: passage for passage in material.collection.passages}
        self._next = _followers(material.collection.passages)
        self._previous = {after: before for before, after in self._next.items()}
        self._headings = _headings(material.collection.passages)
        self._articles = _articles(material.collection.passages)
        self._numbers = count(1)
        self._chatter = files(__package__).joinpath("offtopic.txt").read_text(encoding="utf-8").splitlines()

    def examples(self, question: Question) -> Iterable[Pair]:
        passage = self._passages[question.passage]
        key = (question.text, question.passage)
        mined = self._material.mined.get(key, ())
        contest = next(self._numbers) if question.gold else 0
        if self._often(self._shares.renamed_both):
            yield self._renamed_both(question, passage)
        else:
            yield replace(self._pair(question.text, passage, question.gold), contest=contest)
        yield from (replace(rival, contest=contest) for rival in self._rivals(question, passage, mined))
        if not question.gold:
            return
        if key not in self._material.alike and self._often(self._shares.without_gold):
            yield from self._robbed(question, passage)
        # In a patient's story, the name that is swapped may not be the one that is asked about.
        if question.style != "verbose" and self._often(self._shares.renamed):
            yield from self._renamed(question, self._passages[self._random.choice([passage.id, *mined[:1]])])

    def _rivals(self, question: Question, passage: Passage, mined: Sequence[str]) -> Iterable[Pair]:
        """The question with passages that do not answer it: such as the retriever ranks high, and a stranger's."""
        shares, most = self._shares, RIVALS if question.gold else 1
        if self._often(shares.mined if question.gold else shares.mined_unanswered):
            for rival in self._random.sample(mined, min(most, len(mined))):
                yield self._pair(question.text, self._passages[rival], ())
        if question.gold and self._often(shares.estranged):
            yield from self._estranged(question, passage)

    def small_talk(self, number: int) -> Iterable[Pair]:
        """Messages that no source answers, with any passage."""
        for _ in range(number):
            text = gibberish(random=self._random) if self._often(0.2) else self._random.choice(self._chatter)
            yield self._pair(text, self._random.choice(self._material.collection.passages), ())

    def _robbed(self, question: Question, passage: Passage) -> Iterable[Pair]:
        """The right passage without the right sentences: same words, no answer."""
        rest = tuple(text for index, text in enumerate(passage.sentences) if index not in question.gold)
        if len(rest) > 1:
            yield self._pair(question.text, replace(passage, sentences=rest), ())

    def _renamed(self, question: Question, passage: Passage) -> Iterable[Pair]:
        """The question with one name swapped for another that neither the right passage nor this one knows."""
        if swap := self._swap(question, passage):
            yield self._pair(swap(question.text), passage, ())

    def _renamed_both(self, question: Question, passage: Passage) -> Pair:
        """Question and passage with one name swapped in both: what answered still answers, and nothing else does.

        Left as they are where the right sentence does not say the name itself: it may say it in other words.
        """
        swap = self._swap(question, passage)
        telling = [passage.sentences[index] for index in question.gold] or [passage.text]
        if not swap or not any(swap.old in text.lower() for text in telling):
            return self._pair(question.text, passage, question.gold)
        sentences = tuple(map(swap, passage.sentences))
        swapped = replace(passage, title=swap(passage.title), heading=swap(passage.heading), sentences=sentences)
        return self._pair(swap(question.text), swapped, question.gold)

    def _swap(self, question: Question, passage: Passage) -> Rename | None:
        known = {each.id: each for each in (passage, self._passages[question.passage])}.values()
        context = " ".join(f"{each.title} {each.heading} {each.text}" for each in known)
        names = self._headings.get(passage.group, ())
        return rename(question.text, context=context, names=names, random=self._random)

    def _estranged(self, question: Question, passage: Passage) -> Iterable[Pair]:
        """The question with the likeliest passage of some other articles, which all lack a word of what it is about."""
        asked = set(terms(question.text))
        subject = asked & set(terms(passage.title or passage.heading))
        chosen = self._random.sample(self._articles, min(STRANGERS, len(self._articles)))
        silent = [each for article in chosen if not subject <= article.vocabulary for each in article.passages]
        if subject and silent:
            likeliest = max(silent, key=lambda each: (len(asked & each[0]), each[1].id))
            yield self._pair(question.text, likeliest[1], ())

    def _pair(self, text: str, passage: Passage, gold: tuple[int, ...]) -> Pair:
        sentences = passage.sentences
        if self._often(self._shares.alone):
            sentences, gold = self._alone(text, sentences, gold)
        elif self._often(self._shares.joined):
            sentences, gold = self._join(passage, gold)
        elif self._often(self._shares.window):
            sentences, gold = self._window(sentences, gold)
        if self._often(self._shares.slips):
            for _ in range(self._random.randint(1, 2)):
                text = slip(text, random=self._random)
        return Pair(text, self._heading(passage), sentences, gold)

    def _heading(self, passage: Passage) -> str:
        if self._often(self._shares.headless):
            return ""
        if passage.title and passage.title != passage.heading and self._often(self._shares.titled):
            return f"{passage.title}: {passage.heading}"
        return passage.heading

    def _join(self, passage: Passage, gold: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The passage with the one before or after it under the same heading, at most eight sentences."""
        before = self._passages.get(self._previous.get(passage.id, ""))
        after = self._passages.get(self._next.get(passage.id, ""))
        # A passage whose sentences were taken away is joined too: its id still names its place.
        if before and (self._often(0.5) or not after) and len(before.sentences) + len(passage.sentences) <= 8:
            shift = len(before.sentences)
            return before.sentences + passage.sentences, tuple(index + shift for index in gold)
        if after and len(after.sentences) + len(passage.sentences) <= 8:
            return passage.sentences + after.sentences, gold
        return passage.sentences, gold

    def _alone(
        self, text: str, sentences: tuple[str, ...], gold: tuple[int, ...]
    ) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The right sentences, or the one that shares most words with the question, each with what it leans on.

        A passage with a list stays whole: nothing tells here which sentences are its items.
        """
        if any(sentence.endswith(":") for sentence in sentences):
            return sentences, gold
        asked = set(terms(text))
        kept = set(gold) or {max(range(len(sentences)), key=lambda index: len(asked & set(terms(sentences[index]))))}
        for index in range(len(sentences) - 1, 0, -1):
            if index in kept and leaning(sentences[index]):
                kept.add(index - 1)
        order = sorted(kept)
        return tuple(sentences[index] for index in order), tuple(order.index(index) for index in gold)

    def _window(self, sentences: tuple[str, ...], gold: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """Neighbouring sentences, two at least, that hold all the right ones."""
        first = min(gold, default=self._random.randrange(len(sentences)))
        last = max(gold, default=first)
        start = self._random.randint(0, first)
        end = self._random.randint(last + 1, len(sentences))
        if end - start < 2:
            return sentences, gold
        return sentences[start:end], tuple(index - start for index in gold)

    def _often(self, share: float) -> bool:
        return self._random.random() < share


def _followers(passages: Sequence[Passage]) -> dict[str, str]:
    """Each passage's id to that of the next one, where both stand under the same heading of an article."""
    pairs = zip(passages, passages[1:], strict=False)
    return {one.id: two.id for one, two in pairs if one.title and (one.group, one.heading) == (two.group, two.heading)}


@dataclass(frozen=True, slots=True)
class _Article:
    """An article's passages, each with its terms, and the terms of all."""

    passages: tuple[tuple[frozenset[str], Passage], ...]
    vocabulary: frozenset[str]


def _articles(passages: Iterable[Passage]) -> list[_Article]:
    grouped: dict[str, list[tuple[frozenset[str], Passage]]] = {}
    for passage in passages:
        words = frozenset(terms(f"{passage.title} {passage.heading} {passage.text}"))
        grouped.setdefault(passage.group, []).append((words, passage))
    return [_Article(tuple(held), frozenset().union(*(words for words, _ in held))) for held in grouped.values()]


def _headings(passages: Sequence[Passage]) -> dict[str, tuple[str, ...]]:
    """The headings of a group that are short names of a condition, as in the health files."""
    found: dict[str, set[str]] = {}
    for passage in passages:
        if passage.group.startswith("health") and len(passage.heading.split()) <= 4:
            found.setdefault(passage.group, set()).add(passage.heading)
    return {group: tuple(sorted(names)) for group, names in found.items()}
