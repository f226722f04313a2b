"""How well the reader finds the sentences that answer, and how well it knows that none does.

Each article is a corpus of its own: a question is asked of all its passages, the retriever brings up six, the reader
scores their sentences. Two baselines without a reader stand beside it: the cosine of question and sentence, and that
cosine fused with BM25.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.crossencoder import Scores
from assistant.measures import Share, auroc
from assistant.training.data import Collection, Passage, Question
from assistant.training.mining import Embedder, Lexical, fuse, rank, terms

Floats = NDArray[np.float32]
TOP = 6
"""Passages that the reader is given."""
DEPTH = 4
"""Most sentences that an answer may hold."""


class Scorer(Protocol):
    """What `assistant.crossencoder.CrossEncoder` offers."""

    def score(self, question: str, passages: Sequence[tuple[str, Sequence[str]]]) -> list[Scores]:
        """Probabilities of each passage and of its sentences."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence: its passage, its index there, and its words."""

    passage: str
    index: int
    words: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One question answered: sentences best first with their scores, and a number that says how sure the system is."""

    question: Question
    places: tuple[Place, ...]
    scores: tuple[float, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Raw:
    """All that was measured of one question: enough to try ways of combining it without reading again."""

    question: Question
    passages: tuple[Passage, ...]
    sentences: tuple[Floats, ...]
    answerable: Floats
    fused: tuple[float, ...]
    cosines: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Mix:
    """How a sentence's score is made of logits: its own, its passage's (times ``passage``), its rank's (``fused``)."""

    passage: float = 0.5
    fused: float = 0.0
    cosine: float = 0.0


def logit(probability: Floats | float) -> Floats:
    """The log odds, bounded at 12 either way."""
    inside = np.clip(np.asarray(probability, np.float64), 6e-6, 1 - 6e-6)
    return np.asarray(np.log(inside / (1 - inside)), np.float32)


def read_all(
    scorer: Scorer,
    collection: Collection,
    questions: Sequence[Question],
    embed: Embedder,
    *,
    heading: Callable[[Passage], str],
    top: int = TOP,
) -> list[Raw]:
    """Retrieve for every question and read what was retrieved."""
    passages = {passage.id: passage for passage in collection.passages}
    asked = [(question.text, passages[question.passage].group) for question in questions]
    found: list[Raw] = []
    for question, ranking in zip(questions, rank(collection, asked, embed), strict=True):
        chosen = [passages[key] for key in ranking.passages[:top]]
        given = [(heading(passage), passage.sentences) for passage in chosen]
        scores = scorer.score(question.text, given)
        sentences = tuple(one.sentences for one in scores)
        answerable = np.array([one.answers for one in scores], np.float32)
        found.append(Raw(question, tuple(chosen), sentences, answerable, ranking.scores[:top], ranking.cosines[:top]))
    return found


def combine(raw: Raw, mix: Mix) -> Reading:
    """The sentences of all passages in one order, and the confidence: best passage and best sentence together."""
    scored: list[tuple[float, Place]] = []
    for number, passage in enumerate(raw.passages):
        extra = mix.passage * float(logit(float(raw.answerable[number]))) + mix.fused * raw.fused[number]
        own = logit(raw.sentences[number])
        for index, text in enumerate(passage.sentences):
            scored.append((float(own[index]) + extra, Place(passage.id, index, len(text.split()))))
    scored.sort(key=lambda item: -item[0])
    best = max(float(logit(float(raw.answerable[n])) + logit(raw.sentences[n]).max()) for n in range(len(raw.passages)))
    confidence = best + mix.cosine * max(raw.cosines)
    return Reading(raw.question, tuple(place for _, place in scored), tuple(score for score, _ in scored), confidence)


def baselines(collection: Collection, questions: Sequence[Question], embed: Embedder) -> dict[str, list[Reading]]:
    """Sentences ranked over the whole article by cosine, and by cosine fused with BM25; no passage, no reader."""
    groups: dict[str, list[tuple[Place, str]]] = {}
    group_of: dict[str, str] = {}
    for passage in collection.passages:
        group_of[passage.id] = passage.group
        for index, text in enumerate(passage.sentences):
            groups.setdefault(passage.group, []).append((Place(passage.id, index, len(text.split())), text))
    vectors = {group: embed([text for _, text in items]) for group, items in groups.items()}
    lexical = {group: Lexical([text for _, text in items]) for group, items in groups.items()}
    asked = embed([question.text for question in questions])
    found: dict[str, list[Reading]] = {"cosine": [], "hybrid": []}
    for question, vector in zip(questions, asked, strict=True):
        group = group_of[question.passage]
        cosine = vectors[group] @ vector
        matched = lexical[group](question.text)
        both = fuse(cosine, matched)
        texts = [text for _, text in groups[group]]
        places = [place for place, _ in groups[group]]
        cover = lexical[group].coverage(question.text, texts[int(both.argmax())])
        for name, scores, sure in (
            ("cosine", cosine, float(cosine.max())),
            ("hybrid", both, float(cosine.max()) + 0.5 * cover),
        ):
            order = np.argsort(-scores, kind="stable")
            found[name].append(
                Reading(
                    question,
                    tuple(places[at] for at in order),
                    tuple(float(scores[at]) for at in order),
                    sure,
                )
            )
    return found


def chosen(reading: Reading, *, most: int, margin: float) -> list[Place]:
    """The best sentences within ``margin`` of the very best, at most ``most``."""
    return [
        place
        for place, score in zip(reading.places[:most], reading.scores[:most], strict=True)
        if score >= reading.scores[0] - margin
    ]


def is_right(reading: Reading, places: Sequence[Place], twins: Mapping[str, list[set[tuple[str, int]]]]) -> bool:
    """True when every labelled sentence was chosen, for the question or one asked in the same words."""
    got = {(place.passage, place.index) for place in places}
    return any(gold <= got for gold in twins[_key(reading.question)])


def _key(question: Question) -> str:
    """The question's words, and its article: the passage's id up to the dash."""
    return f"{question.passage.split('-')[0]} {' '.join(terms(question.text))}"


def twins_of(questions: Sequence[Question]) -> dict[str, list[set[tuple[str, int]]]]:
    """The right sentences of every wording; two passages may answer one question, each in full."""
    found: dict[str, list[set[tuple[str, int]]]] = {}
    for question in questions:
        if question.gold:
            found.setdefault(_key(question), []).append({(question.passage, index) for index in question.gold})
    return found


def by_style(readings: Sequence[Reading]) -> dict[str, float]:
    """The share of answerable questions whose best sentence is right, for each style of asking, in per cent."""
    answerable = [reading for reading in readings if reading.question.gold]
    hits = dict(zip(map(id, answerable), _best_is_right(answerable), strict=True))
    styles = sorted({reading.question.style for reading in answerable})
    return {style: share([hits[id(r)] for r in answerable if r.question.style == style])["value"] for style in styles}


def _best_is_right(answerable: Sequence[Reading]) -> list[bool]:
    twins = twins_of([reading.question for reading in answerable])
    return [
        any((r.places[0].passage, r.places[0].index) in gold for gold in twins[_key(r.question)]) for r in answerable
    ]


def selection(readings: Sequence[Reading]) -> dict[str, Any]:
    """Figures on the answerable questions: right with one to three sentences, and at 45 and 60 words on average."""
    answerable = [reading for reading in readings if reading.question.gold]
    twins = twins_of([reading.question for reading in readings])
    figures: dict[str, Any] = {"questions": len(answerable), "precision_at_1": share(_best_is_right(answerable))}
    for most in (1, 2, 3):
        figures[f"top_{most}"] = _right(answerable, twins, most=most, margin=np.inf)
    for limit in (45, 60):
        figures[f"words_{limit}"] = _within(answerable, twins, limit)
    return figures


def _within(readings: Sequence[Reading], twins: Mapping[str, list[set[tuple[str, int]]]], limit: int) -> dict[str, Any]:
    """The widest margin whose answers keep to ``limit`` words on average; no label is used to choose it."""
    margins = np.linspace(0, max(r.scores[0] - r.scores[min(DEPTH, len(r.scores)) - 1] for r in readings), 201)
    best: dict[str, Any] = {}
    for margin in margins:
        words = [sum(place.words for place in chosen(r, most=DEPTH, margin=margin)) for r in readings]
        if np.mean(words) <= limit:
            best = _right(readings, twins, most=DEPTH, margin=float(margin)) | {"margin": round(float(margin), 3)}
    return best


def _right(
    readings: Sequence[Reading], twins: Mapping[str, list[set[tuple[str, int]]]], *, most: int, margin: float
) -> dict[str, Any]:
    picks = [chosen(reading, most=most, margin=margin) for reading in readings]
    hits = [is_right(reading, places, twins) for reading, places in zip(readings, picks, strict=True)]
    words = float(np.mean([sum(place.words for place in places) for places in picks]))
    return {"right": share(hits), "words": round(words, 1)}


def abstention(readings: Sequence[Reading]) -> dict[str, Any]:
    """Figures on the confidence: AUROC overall and by kind, and the share refused at 4 and 5 % wrong refusals."""
    sure = np.array([reading.confidence for reading in readings])
    kinds = np.array([reading.question.kind if not reading.question.gold else "" for reading in readings])
    covered = kinds == ""
    figures: dict[str, Any] = {"answerable": int(covered.sum()), "unanswerable": int((~covered).sum())}
    figures["auroc"] = {"all": area(sure, covered, ~covered)}
    for kind in sorted(set(kinds[~covered])):
        figures["auroc"][str(kind)] = area(sure, covered, kinds == kind)
    for wrong in (0.04, 0.05):
        threshold = np.quantile(sure[covered], wrong)
        refused = {"all": share(sure[~covered] < threshold)}
        for kind in sorted(set(kinds[~covered])):
            refused[str(kind)] = share(sure[kinds == kind] < threshold)
        figures[f"refused_at_{round(100 * wrong)}"] = refused
    return figures


def share(hits: Sequence[bool] | NDArray[np.bool_]) -> dict[str, float]:
    """A share with its 95 % interval, in per cent."""
    found = Share.of(bool(hit) for hit in hits)
    low, high = found.interval
    return {
        "value": round(100 * found.hits / found.total, 1),
        "low": round(100 * low, 1),
        "high": round(100 * high, 1),
    }


def area(sure: NDArray[np.float64], yes: NDArray[np.bool_], no: NDArray[np.bool_]) -> dict[str, float]:
    """AUROC with its 95 % interval from 400 bootstrap samples."""
    random = np.random.default_rng(0)
    good, bad = sure[yes], sure[no]
    samples = [auroc(random.choice(good, len(good)), random.choice(bad, len(bad))) for _ in range(400)]
    low, high = np.quantile(samples, (0.025, 0.975))
    return {"value": round(auroc(good, bad), 3), "low": round(float(low), 3), "high": round(float(high), 3)}


def recall(raws: Sequence[Raw]) -> dict[str, float]:
    """How often the right passage is among those retrieved."""
    return share([raw.question.passage in {p.id for p in raw.passages} for raw in raws if raw.question.gold])


def table(report: Mapping[str, Mapping[str, Any]]) -> str:
    """The report as text, one system a row. A system that was not asked a kind of question has a dash."""
    heads = ("system", "P@1", "top1 (words)", "top2 (words)", "top3 (words)", "<=45 words", "<=60 words")
    rows: list[tuple[str, ...]] = [heads]
    for name, figures in report.items():
        one = figures["selection"]
        cells = [f"{one[key]['right']['value']} ({one[key]['words']})" for key in ("top_1", "top_2", "top_3")]
        cells += [f"{one[key]['right']['value']}" if one[key] else "-" for key in ("words_45", "words_60")]
        rows.append((name, str(one["precision_at_1"]["value"]), *cells))
    text = _columns(rows) + "\n\n"
    kinds = list(next(iter(report.values()))["abstention"]["auroc"])
    rows = [("system", *(f"AUROC {kind}" for kind in kinds))]
    rows += [(name, *(_cell(f["abstention"]["auroc"], kind) for kind in kinds)) for name, f in report.items()]
    text += _columns(rows) + "\n\n"
    for wrong in (4, 5):
        rows = [(f"refused at {wrong} %", *kinds)]
        key = f"refused_at_{wrong}"
        rows += [(name, *(_cell(f["abstention"][key], kind) for kind in kinds)) for name, f in report.items()]
        text += _columns(rows) + "\n\n"
    return text


def _cell(figures: Mapping[str, Mapping[str, float]], kind: str) -> str:
    return str(figures[kind]["value"]) if kind in figures else "-"


def _columns(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def report_on(readings: Sequence[Reading]) -> dict[str, Any]:
    """All figures of one system."""
    return {"selection": selection(readings), "abstention": abstention(readings)}


def write(report: Mapping[str, Any], path: Path) -> None:
    """The report as JSON beside its text."""
    path.write_text(json.dumps(report, indent=1), encoding="utf-8")
