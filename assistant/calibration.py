"""Fits the weights of `assistant.decision` on questions that the reader was never trained on.

python -m assistant.calibration tests/golden/*.jsonl tests/golden/unseen/*.jsonl --part develop

Two pools take part: question sets over the documents, and articles each of which is a corpus of its own: those of
`assistant.training.data.DECIDED_ON`, and those of question sets that have their corpus in a folder beside them. The
figures printed come from cross-validation: each document, and each article with its twin, is judged by weights that
were fitted without it.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from assistant.composer import MARGIN_ELSEWHERE
from assistant.config import Settings
from assistant.crossencoder import WEIGHTS as READER
from assistant.decision import WEIGHTS, Decision, QuestionEvidence, SentenceEvidence, Stopping, fitted
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
"""The share of answerable questions that may be refused, on the average of the pools."""
STRENGTH = 0.3
"""Inverse strength of the L2 penalty on the question's weights; 0.1 to 3 make no difference."""
PENALTY = 0.001
"""Strength of the L2 penalty on the sentence's weights."""

CHANGED = 0.01
"""The share of answers that may change because reading stops early. Fewer do: what is near enough to be quoted may be
too long for it, or say nothing new."""
CAUTION = 0.5
"""A refusal is certain this far below all that became an answer here; without it, 1 answer in 140 was lost on articles
that took no part."""
PROMISES = (1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6)
"""What is tried for `Stopping.promise`."""

Floats = NDArray[np.float64]
Asked = tuple[str, tuple[str, ...], tuple[frozenset[str], ...]]
"""A question, the messages before it, and the alternatives of sentences that answer it; none when nothing does."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the reader found for one question in all the passages that it may read.

    ``sentences`` has shape (sentences, 6), ``gold`` (sentences,) says which of them answer, and ``ranks`` (sentences,)
    numbers their passages, the best 0; ``question`` has shape (3,).
    """

    pool: str
    group: str
    sentences: Floats
    gold: NDArray[np.bool_]
    question: Floats
    answerable: bool
    ranks: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Pauses:
    """All samples as they stand after one, two, ... passages, as arrays of shape (samples, most passages - 1).

    Where a sample has no more passages, ``best`` is -inf and ``mass`` +inf, so that nothing stops there.

    Args:
        answered: whether all passages together are taken for an answer, of shape (samples,).
        passages: how many there are, of shape (samples,).
        best: the best score so far.
        promise: the best score that an unread sentence has before it is read.
        mass: as in `QuestionEvidence`, so far.
        enough: whether what was read so far is taken for an answer.
        open: whether an unread sentence will be near enough to the best to be quoted.
    """

    answered: NDArray[np.bool_]
    passages: NDArray[np.int64]
    best: Floats
    promise: Floats
    mass: Floats
    enough: NDArray[np.bool_]
    open: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Stop:
    """After how many passages a sample stops, and whether its answer is ``changed`` or ``lost`` by that."""

    sample: Sample
    read: int
    answered: bool
    harmed: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m assistant.calibration", description="Fit the decision's weights.")
    parser.add_argument("files", nargs="+", help="question sets over the documents, JSON lines")
    parser.add_argument("--part", default="develop", help="the part of the sets to fit on (default: %(default)s)")
    parser.add_argument("--plot", type=Path, help="where to write the reliability plot, an SVG")
    options = parser.parse_args(arguments)
    with Terminal() as terminal:
        apart = [file for file in options.files if _corpus_beside(file).is_dir()]
        documents = [file for file in options.files if file not in apart]
        found = [
            *_of_documents(documents, options.part, terminal),
            *_of_articles(terminal),
            *_of_articles_apart(apart, options.part, terminal),
        ]
    decision = fit(found)
    sys.stdout.write(report(found, plot=options.plot))
    WEIGHTS.write_text(decision.to_json(), encoding="utf-8")


def fit(samples: Sequence[Sample]) -> Decision:
    """The weights that explain the samples, and the highest threshold that wrongly refuses no more than wanted."""
    first = _fit_sentences(samples)
    weights, base = _fit_question(samples)
    found = replace(fitted(), sentence=first, question=weights, base=base, reader=READER.stem)
    found = replace(found, answered_from=round(_threshold(found, samples), 3))
    return replace(found, stopping=_fit_stopping(found, samples))


def _threshold(decision: Decision, samples: Sequence[Sample]) -> float:
    answerable = [sample for sample in samples if sample.answerable]
    chances = np.array([_chance(decision, sample) for sample in answerable])
    counts = Counter(sample.pool for sample in answerable)
    shares = np.array([1 / counts[sample.pool] / len(counts) for sample in answerable])
    order = chances.argsort()
    refused = np.cumsum(shares[order]) - shares[order]
    return float(chances[order][refused <= WRONG_REFUSALS][-1])


def report(samples: Sequence[Sample], *, plot: Path | None = None) -> str:
    """AUROC, refusals at `WRONG_REFUSALS`, calibration, and what early stops save and change.

    Each pool is judged by weights fitted without its group.
    """
    chances = np.zeros(len(samples))
    stops: list[_Stop] = []
    for group in sorted({sample.group for sample in samples}):
        without = fit([sample for sample in samples if sample.group != group])
        left_out = [number for number, sample in enumerate(samples) if sample.group == group]
        chances[left_out] = [_chance(without, samples[number]) for number in left_out]
        stops += _stops(without, [samples[number] for number in left_out])
    truths = np.array([sample.answerable for sample in samples])
    lines = []
    for pool in sorted({sample.pool for sample in samples}):
        inside = np.array([sample.pool == pool for sample in samples])
        yes, no = chances[inside & truths], chances[inside & ~truths]
        refused = Share.of(bool(chance < np.quantile(yes, WRONG_REFUSALS)) for chance in no)
        lines.append(f"{pool}: {len(yes)} + {len(no)} questions, AUROC {auroc(yes, no):.3f}, refused {refused}")
    bins = reliability(list(chances), list(truths))
    lines.append(f"expected calibration error {calibration_error(bins):.3f}")
    lines += _told(stops)
    if plot:
        plot.write_text(reliability_plot(bins), encoding="utf-8")
    return "\n".join(lines) + "\n"


def _fit_sentences(samples: Sequence[Sample]) -> tuple[float, ...]:
    """A conditional logit (McFadden 1974): within each question, the sentences that answer against the others."""
    told = [sample for sample in samples if sample.gold.any()]
    sentences, gold = np.concatenate([sample.sentences for sample in told]), np.concatenate([one.gold for one in told])
    spread = sentences.std(0) + 1e-9
    sizes = [len(sample.gold) for sample in told]
    starts = np.cumsum([0, *sizes[:-1]])

    def loss(weights: Floats) -> float:
        scores = sentences / spread @ weights
        missed = _log_sums(scores, starts) - _log_sums(np.where(gold, scores, -np.inf), starts)
        return float(np.mean(missed) + PENALTY * weights @ weights)

    found = minimize(loss, np.zeros(len(spread)), method="L-BFGS-B").x / spread
    return tuple(round(float(weight), 4) for weight in found)


def _log_sums(scores: Floats, starts: NDArray[np.int64]) -> Floats:
    """The logarithm of the summed exponentials of each run of scores that begins at one of the starts."""
    highest = np.maximum.reduceat(scores, starts)
    sizes = np.diff([*starts, len(scores)])
    found: Floats = highest + np.log(np.add.reduceat(np.exp(scores - np.repeat(highest, sizes)), starts))
    return found


def _stops(decision: Decision, samples: Sequence[Sample]) -> list[_Stop]:
    """Where reading stops for each sample, and what that does."""
    pauses = _pauses(decision, samples)
    found = []
    for row, sample in enumerate(samples):
        read, harmed = int(pauses.passages[row]), ""
        for at in range(read - 1):
            enough = bool(pauses.enough[row, at])
            best, promise, mass = (float(values[row, at]) for values in (pauses.best, pauses.promise, pauses.mass))
            if not decision.is_settled(enough=enough, best=best, mass=mass, promise=promise):
                continue
            if pauses.answered[row] and not enough:
                harmed = "lost"
            elif pauses.answered[row] and pauses.open[row, at]:
                harmed = "changed"
            read = at + 1
            break
        found.append(_Stop(sample, read, bool(pauses.answered[row]), harmed))
    return found


def _told(stops: Sequence[_Stop]) -> Iterator[str]:
    """What stopping early saves and changes, by pool."""
    for pool in sorted({stop.sample.pool for stop in stops}):
        inside = [stop for stop in stops if stop.sample.pool == pool]
        answered = [stop for stop in inside if stop.answered]
        yes, no = ([stop.read for stop in inside if stop.sample.answerable is kind] for kind in (True, False))
        changed, lost = (Share.of(stop.harmed == kind for stop in answered) for kind in ("changed", "lost"))
        yield (
            f"{pool}: passages read {np.mean(yes):.2f} with an answer, {np.mean(no):.2f} without one; "
            f"answers that may change {changed}, lost {lost}"
        )


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


def _fit_stopping(decision: Decision, samples: Sequence[Sample]) -> Stopping:
    """The bounds that leave most passages unread, while at most `CHANGED` of the answers suffer, and none is lost.

    An answer is taken to change when a sentence left unread would have been near enough to the best to be quoted.
    """
    pauses = _pauses(decision, samples)
    found = []
    for weight in PROMISES:
        lead = np.where(pauses.enough, pauses.best - weight * pauses.promise, -np.inf)
        bound = _least_bound(lead, pauses.open, pauses.answered)
        read = np.where(lead >= bound, np.arange(1, lead.shape[1] + 1), pauses.passages[:, None]).min(axis=1)
        found.append((float(read.mean()), weight, bound))
    _, promise, certain_from = min(found)
    hope = decision.sentence[0] * pauses.mass + pauses.promise
    least = hope[pauses.answered[:, None] & ~pauses.enough].min(initial=np.inf)
    return Stopping(promise, certain_from, round(float(least) - CAUTION, 2))


def _least_bound(leads: Floats, harmed: NDArray[np.bool_], answered: NDArray[np.bool_]) -> float:
    """The least bound with which stopping at the first lead from it on changes no more than `CHANGED` of the answers.

    Args:
        leads: of shape (samples, pauses).
        harmed: which samples would suffer from stopping where, of the same shape.
        answered: which samples are answered, of shape (samples,).
    """

    def harms(bound: float) -> bool:
        stops = leads >= bound
        first = stops.argmax(axis=1)
        hurt = stops.any(axis=1) & np.take_along_axis(harmed, first[:, None], axis=1)[:, 0]
        return bool(hurt[answered].sum() > CHANGED * answered.sum())

    bounds = sorted({*np.round(leads[np.isfinite(leads)], 2).tolist()}, reverse=True)
    none_harmed = bisect_left(bounds, True, key=harms)
    return bounds[none_harmed - 1] if none_harmed else np.inf


def _pauses(decision: Decision, samples: Sequence[Sample]) -> _Pauses:
    most = max(int(sample.ranks.max()) for sample in samples)
    shape = (len(samples), most)
    found = _Pauses(
        answered=np.array([_chance(decision, sample) >= decision.answered_from for sample in samples]),
        passages=np.array([sample.ranks.max() + 1 for sample in samples]),
        best=np.full(shape, -np.inf),
        promise=np.zeros(shape),
        mass=np.full(shape, np.inf),
        enough=np.zeros(shape, bool),
        open=np.zeros(shape, bool),
    )
    weights = np.array(decision.sentence)
    before_reading = np.array([name not in ("read", "answers") for name in SentenceEvidence.__slots__])
    for row, sample in enumerate(samples):
        scores, promises = sample.sentences @ weights, sample.sentences @ (weights * before_reading)
        for at in range(int(sample.ranks.max())):
            read = sample.ranks <= at
            found.best[row, at], found.promise[row, at] = scores[read].max(), promises[~read].max()
            found.mass[row, at] = np.logaddexp.reduce(sample.sentences[read, 0])
            chance = _chance(decision, replace(sample, question=np.array([found.mass[row, at], *sample.question[1:]])))
            found.enough[row, at] = chance >= decision.answered_from
            found.open[row, at] = scores[~read].max() > scores[read].max() - MARGIN_ELSEWHERE
    return found


def _chance(decision: Decision, sample: Sample) -> float:
    return decision.probability(QuestionEvidence(*sample.question.tolist()))


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
        if reading.evidence is None:
            continue
        wanted = frozenset().union(*targets)
        ranks = {hit.row: rank for rank, hit in enumerate(found.hits)}
        yield Sample(
            pool,
            group,
            np.array([astuple(one.evidence or SentenceEvidence(0, 0, 0, 0, 0)) for one in reading.sentences]),
            np.array([folded(one.sentence.text) in wanted for one in reading.sentences], bool),
            np.array(astuple(reading.evidence)),
            bool(targets),
            np.array([ranks[one.hit.row] for one in reading.sentences]),
        )


if __name__ == "__main__":
    main()
