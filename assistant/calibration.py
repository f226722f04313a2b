"""Fits the weights of `assistant.decision` on questions that the reader was never trained on.

python -m assistant.calibration tests/golden/*.jsonl --part develop

Two pools take part: question sets over the documents, and the articles of `assistant.training.data.DECIDED_ON`, each
of which is a corpus of its own. The figures printed come from cross-validation: each document, and each article with
its twin, is judged by weights that were fitted without it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression

from assistant.config import Settings
from assistant.crossencoder import WEIGHTS as READER
from assistant.decision import WEIGHTS, Decision, QuestionEvidence, SentenceEvidence, fitted
from assistant.dialogue import is_small_talk
from assistant.domain import Outcome
from assistant.evaluate import read_cases
from assistant.evaluate.cases import folded
from assistant.evaluate.page import reliability_plot
from assistant.measures import Share, auroc, calibration_error, reliability
from assistant.reporter import Reporter
from assistant.source import Source
from assistant.terminal import Terminal
from assistant.training.data import ARTICLES, DECIDED_ON, OURS, Collection, Passage
from assistant.training.data import read as read_articles

WRONG_REFUSALS = 0.04
"""The share of answerable questions that may be refused, in the pool that suffers most."""
STRENGTH = 0.3
"""Inverse strength of the L2 penalty on the question's weights; 0.1 to 3 make no difference."""
PENALTY = 0.001
"""Strength of the L2 penalty on the sentence's weights."""

Floats = NDArray[np.float64]
Asked = tuple[str, tuple[str, ...], tuple[frozenset[str], ...]]
"""A question, the messages before it, and the alternatives of sentences that answer it; none when nothing does."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the reader found for one question.

    ``sentences`` has shape (sentences, 5), ``gold`` (sentences,) says which of them answer; ``question`` has
    shape (3,).
    """

    pool: str
    group: str
    sentences: Floats
    gold: NDArray[np.bool_]
    question: Floats
    answerable: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m assistant.calibration", description="Fit the decision's weights.")
    parser.add_argument("files", nargs="+", help="question sets over the documents, JSON lines")
    parser.add_argument("--part", default="develop", help="the part of the sets to fit on (default: %(default)s)")
    parser.add_argument("--plot", type=Path, help="where to write the reliability plot, an SVG")
    options = parser.parse_args(arguments)
    with Terminal() as terminal:
        found = [*_of_documents(options.files, options.part, terminal), *_of_articles(terminal)]
    decision = fit(found)
    sys.stdout.write(report(found, plot=options.plot))
    WEIGHTS.write_text(decision.to_json(), encoding="utf-8")


def fit(samples: Sequence[Sample]) -> Decision:
    """The weights that explain the samples, and the threshold that wrongly refuses `WRONG_REFUSALS` at most."""
    first = _fit_sentences(samples)
    weights, base = _fit_question(samples)
    found = replace(fitted(), sentence=first, question=weights, base=base, reader=READER.stem)
    chances = [(sample, _chance(found, sample)) for sample in samples if sample.answerable]
    pools = {sample.pool for sample, _ in chances}
    least = min(
        float(np.quantile([chance for sample, chance in chances if sample.pool == pool], WRONG_REFUSALS))
        for pool in pools
    )
    return replace(found, answered_from=round(least, 3))


def report(samples: Sequence[Sample], *, plot: Path | None = None) -> str:
    """AUROC, refusals at `WRONG_REFUSALS`, and calibration, each pool judged by weights fitted without its group."""
    chances = np.zeros(len(samples))
    for group in sorted({sample.group for sample in samples}):
        without = fit([sample for sample in samples if sample.group != group])
        for number, sample in enumerate(samples):
            if sample.group == group:
                chances[number] = _chance(without, sample)
    truths = np.array([sample.answerable for sample in samples])
    lines = []
    for pool in sorted({sample.pool for sample in samples}):
        inside = np.array([sample.pool == pool for sample in samples])
        yes, no = chances[inside & truths], chances[inside & ~truths]
        refused = Share.of(bool(chance < np.quantile(yes, WRONG_REFUSALS)) for chance in no)
        lines.append(f"{pool}: {len(yes)} + {len(no)} questions, AUROC {auroc(yes, no):.3f}, refused {refused}")
    bins = reliability(list(chances), list(truths))
    lines.append(f"expected calibration error {calibration_error(bins):.3f}")
    if plot:
        plot.write_text(reliability_plot(bins), encoding="utf-8")
    return "\n".join(lines) + "\n"


def _fit_sentences(samples: Sequence[Sample]) -> tuple[float, ...]:
    """A conditional logit (McFadden 1974): within each question, the sentences that answer against the others."""
    told = [sample for sample in samples if sample.gold.any()]
    spread = np.concatenate([sample.sentences for sample in told]).std(0) + 1e-9

    def loss(weights: Floats) -> float:
        scores = [sample.sentences / spread @ weights for sample in told]
        missed = [logsumexp(score) - logsumexp(score[one.gold]) for score, one in zip(scores, told, strict=True)]
        return float(np.mean(missed) + PENALTY * weights @ weights)

    found = minimize(loss, np.zeros(len(spread)), method="L-BFGS-B").x / spread
    return tuple(round(float(weight), 4) for weight in found)


def _fit_question(samples: Sequence[Sample]) -> tuple[tuple[float, ...], float]:
    """A logistic regression in which each pool, and in it the answerable and the others, weigh the same."""
    evidence = np.stack([sample.question for sample in samples])
    groups = [(sample.pool, sample.answerable) for sample in samples]
    weighing = np.array([len(samples) / groups.count(group) for group in groups])
    middle, spread = evidence.mean(0), evidence.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit((evidence - middle) / spread, [sample.answerable for sample in samples], weighing / weighing.mean())
    weights = model.coef_[0] / spread
    base = float(model.intercept_[0] - weights @ middle)
    return tuple(round(float(weight), 4) for weight in weights), round(base, 4)


def _chance(decision: Decision, sample: Sample) -> float:
    return decision.probability(QuestionEvidence(*sample.question.tolist()))


def _of_documents(files: Iterable[str], part: str, reporter: Reporter) -> Iterator[Sample]:
    source = Source.load(Settings.from_environment(), reporter)
    for file in files:
        asked: list[Asked] = [
            (question.text, question.history, question.targets)
            for question in read_cases([file], part=part).questions
            if question.outcome in (Outcome.ANSWER, Outcome.NOT_COVERED) and question.triage in ("none", "clinician")
        ]
        reporter.say(f"{file}: {len(asked)} questions")
        yield from _samples(source, asked, pool="documents", group=Path(file).stem)


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
        reading = source.find(source.standalone(mended, history)).reading
        if reading.evidence is None:
            continue
        wanted = frozenset().union(*targets)
        yield Sample(
            pool,
            group,
            np.array([astuple(one.evidence or SentenceEvidence(0, 0, 0, 0, 0)) for one in reading.sentences]),
            np.array([folded(one.sentence.text) in wanted for one in reading.sentences], bool),
            np.array(astuple(reading.evidence)),
            bool(targets),
        )


if __name__ == "__main__":
    main()
