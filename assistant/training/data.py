"""The reader's training data: passages, and the questions written for them.

The files are JSON lines, one passage each: ``{"passage", "heading", "sentences", "qa"}``, with an ``"article"`` where
the passages of a file form several articles in reading order, whose title is the first one's ``"title"`` or heading.
``"qa"`` is a list of ``{"q", "a", "kind", "style"}``.
"""

from __future__ import annotations

import json
import random
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase

IN_DOMAIN = (
    *(f"health-{number}" for number in range(6)),
    "hip-a",
    "hip-b",
    "hip-c",
    "neighbours",
    "articles-e",
)
"""Files about health, the hip and other muscles."""
GENERAL = ("general-squad",)
"""SQuAD 2.0's part, from articles about anything."""
ARTICLES = Path(__file__).parent / "articles"
"""Articles with their twins, written for the project: the same words, another answer or none."""
OURS = (*(f"ours-{letter}" for letter in ascii_lowercase), *(f"ours-a{letter}" for letter in ascii_lowercase[:6]))
DECIDED_ON = ("b1", "b1t", "c1", "c1t")
"""Articles of ours that are never trained on: the decision whether to answer is fitted on them."""
UNSEEN = ("articles-f",)
"""Articles kept for the evaluation: never trained on, never tuned on."""
HELD_OUT_FROM = (*(f"health-{number}" for number in range(6)), "hip-a", "hip-b", "hip-c")
"""Files of which a tenth of the passages is held out, for early stopping and tuning."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences under one heading. ``group`` is the article or file that the retriever searches."""

    id: str
    group: str
    title: str
    heading: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences on one line."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the passage it was written for, and the indexes of the sentences that answer it, if any does."""

    text: str
    passage: str
    gold: tuple[int, ...]
    kind: str
    style: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages in reading order and their questions."""

    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]

    def __add__(self, other: Collection) -> Collection:
        return Collection(self.passages + other.passages, self.questions + other.questions)


def without(collection: Collection, groups: Container[str]) -> Collection:
    """The collection without the passages of some groups, and without their questions."""
    passages = tuple(passage for passage in collection.passages if passage.group not in groups)
    ids = {passage.id for passage in passages}
    return Collection(passages, tuple(question for question in collection.questions if question.passage in ids))


def read(folder: Path, names: Iterable[str]) -> Collection:
    """Read ``{name}.jsonl`` for each name. Raises FileNotFoundError, and KeyError for a line without a field."""
    collection = Collection((), ())
    for name in names:
        collection += _read_file(folder / f"{name}.jsonl")
    return collection


def _read_file(path: Path) -> Collection:
    passages: list[Passage] = []
    questions: list[Question] = []
    titles: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        article = record.get("article", "")
        general = path.stem in GENERAL
        # SQuAD's part names no article: its heading is the article's title.
        group = record["heading"] if general else article or path.stem
        title = titles.setdefault(article, record.get("title", record["heading"])) if article else ""
        passage = Passage(record["passage"], group, title, record["heading"], tuple(record["sentences"]))
        passages.append(passage)
        questions += [
            Question(" ".join(item["q"].split()), passage.id, tuple(sorted(item["a"])), item["kind"], item["style"])
            for item in record["qa"]
        ]
    return Collection(tuple(passages), tuple(questions))


def held_out(collection: Collection, *, share: float, seed: int) -> frozenset[str]:
    """The ids of the passages to hold out: ``share`` of each group that `HELD_OUT_FROM` names."""
    chosen: set[str] = set()
    for name in HELD_OUT_FROM:
        ids = sorted(passage.id for passage in collection.passages if passage.group == name)
        chosen.update(random.Random(f"{seed}-{name}").sample(ids, round(share * len(ids))))  # noqa: S311
    return frozenset(chosen)


def questions_of(collection: Collection, ids: frozenset[str], *, inside: bool) -> Sequence[Question]:
    """The questions whose passage is (``inside``) or is not among ``ids``."""
    return [question for question in collection.questions if (question.passage in ids) == inside]
