"""Questions of which the answer is known, with what the reader finds for them.

Two pools take part: question sets over the documents, and articles each of which is a corpus of its own: those of
`assistant.training.data.DECIDED_ON`, and those of question sets that have their corpus in a folder beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from assistant.config import Settings
from assistant.decision import Decision, QuestionEvidence, SentenceEvidence, Verification
from assistant.dialogue import is_small_talk
from assistant.domain import Outcome
from assistant.evaluate import read_cases
from assistant.evaluate.cases import folded
from assistant.reporter import Reporter
from assistant.source import Source
from assistant.training.data import ARTICLES, DECIDED_ON, OURS, Collection, Passage
from assistant.training.data import read as read_articles

Floats = NDArray[np.float64]
Asked = tuple[str, tuple[str, ...], tuple[frozenset[str], ...]]
"""A question, the messages before it, and the alternatives of sentences that answer it; none when nothing does."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the reader found for one question in all the passages that it may read.

    ``sentences`` has shape (sentences, 6), ``gold`` (sentences,) says which of them answer, and ``ranks`` (sentences,)
    numbers their passages, the best 0; ``question`` has shape (3,) and ``verification`` (2,).
    """

    pool: str
    group: str
    sentences: Floats
    gold: NDArray[np.bool_]
    question: Floats
    verification: Floats
    answerable: bool
    ranks: NDArray[np.int64]

    def probability(self, decision: Decision) -> float:
        """That it is answered, as the reader would say: verified where it is doubtful."""
        before = self.unverified(decision)
        if not decision.is_doubtful(before):
            return before
        evidence = QuestionEvidence(*self.question.tolist())
        return decision.probability(evidence, Verification(*self.verification.tolist()))

    def unverified(self, decision: Decision) -> float:
        """The probability before anything is verified."""
        return decision.probability(QuestionEvidence(*self.question.tolist()))


def gather(files: Sequence[str], part: str, reporter: Reporter) -> Iterator[Sample]:
    """Ask every question of a part of some question sets, and of the articles that the decision is fitted on."""
    apart = [file for file in files if _corpus_beside(file).is_dir()]
    yield from _of_documents((file for file in files if file not in apart), part, reporter)
    yield from _of_articles(reporter)
    yield from _of_articles_apart(apart, part, reporter)


def _corpus_beside(file: str) -> Path:
    """The folder that holds the corpus of a question set, where it has one of its own."""
    return Path(file).with_suffix("")


def _of_documents(files: Iterable[str], part: str, reporter: Reporter) -> Iterator[Sample]:
    source = Source.load(Settings.from_environment(), reporter)
    for file in files:
        asked = _asked(file, part)
        reporter.say(f"{file}: {len(asked)} questions")
        yield from _samples(source, asked, pool="documents", group=Path(file).stem)


def _of_articles_apart(files: Iterable[str], part: str, reporter: Reporter) -> Iterator[Sample]:
    for file in files:
        asked = _asked(file, part)
        reporter.say(f"{file}: {len(asked)} questions")
        with TemporaryDirectory() as folder:
            settings = Settings.from_environment(corpus=str(_corpus_beside(file)), index=f"{folder}/index")
            source = Source.load(settings, reporter)
            yield from _samples(source, asked, pool="articles", group=Path(file).stem)


def _asked(file: str, part: str) -> list[Asked]:
    return [
        (question.text, question.history, question.targets)
        for question in read_cases([file], part=part).questions
        if question.outcome in (Outcome.ANSWER, Outcome.NOT_COVERED) and question.triage in ("none", "clinician")
    ]


def _of_articles(reporter: Reporter) -> Iterator[Sample]:
    """Each article is written to a file, indexed, and asked its questions."""
    whole = read_articles(ARTICLES, OURS)
    for article in DECIDED_ON:
        passages = [passage for passage in whole.passages if passage.group == article]
        with TemporaryDirectory() as folder:
            (Path(folder) / "corpus").mkdir()
            (Path(folder) / "corpus" / "article.md").write_text(_markdown(passages), encoding="utf-8")
            settings = Settings.from_environment(corpus=f"{folder}/corpus", index=f"{folder}/index")
            source = Source.load(settings, reporter)
            asked = _questions(whole, passages)
            reporter.say(f"{article}: {len(asked)} questions")
            yield from _samples(source, asked, pool="articles", group=article.removesuffix("t"))


def _markdown(passages: Sequence[Passage]) -> str:
    lines = [f"# {passages[0].heading}", ""]
    heading = passages[0].heading
    for passage in passages:
        if passage.heading != heading:
            heading = passage.heading
            lines += [f"## {heading}", ""]
        lines += [passage.text, ""]
    return "\n".join(lines)


def _questions(whole: Collection, passages: Sequence[Passage]) -> list[Asked]:
    """The questions of an article, each once; a question of several passages has an alternative for each."""
    inside = {passage.id: passage for passage in passages}
    found: dict[str, list[frozenset[str]]] = {}
    for question in whole.questions:
        if question.passage in inside and question.style != "followup":
            alternatives = found.setdefault(question.text, [])
            if question.gold:
                sentences = inside[question.passage].sentences
                alternatives.append(frozenset(folded(sentences[index]) for index in question.gold))
    return [(text, (), tuple(alternatives)) for text, alternatives in found.items()]


def _samples(source: Source, asked: Iterable[Asked], *, pool: str, group: str) -> Iterator[Sample]:
    for typed, history, targets in asked:
        mended = source.speller.mend(typed)
        if is_small_talk(mended):
            continue
        found = source.find(source.standalone(mended, history), to_the_end=True)
        reading = found.reading
        if reading.evidence is None or reading.verification is None:
            continue
        wanted = frozenset().union(*targets)
        ranks = {hit.row: rank for rank, hit in enumerate(found.hits)}
        yield Sample(
            pool,
            group,
            np.array([astuple(one.evidence or SentenceEvidence(0, 0, 0, 0, 0)) for one in reading.sentences]),
            np.array([folded(one.sentence.text) in wanted for one in reading.sentences], bool),
            np.array(astuple(reading.evidence)),
            np.array(astuple(reading.verification)),
            bool(targets),
            np.array([ranks[one.hit.row] for one in reading.sentences]),
        )
