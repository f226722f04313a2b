"""Questions while the index is rebuilt under them: no error, and every quote is of the generation that is named.

python tests/test_stress.py [--questions 10000] [--rebuilds 200] is the long form; the test of the suite is short.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from conftest import VOCABULARY, FakeEncoder

from assistant import build, store
from assistant.config import Settings
from assistant.crossencoder import CrossEncoder, Scores
from assistant.domain import Answer
from assistant.engine import Assistant
from assistant.source import Source

DOCUMENTS = 6


class Believer(CrossEncoder):
    """Takes every passage for an answer, so that there are quotes to check."""

    def __init__(self) -> None:
        super().__init__(graph=Path("none"), tokenizer=Path("none"))

    def score_each(self, question: str, passages: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Scores]:
        return (Scores(np.full(len(found), 4.0, dtype=np.float32), 8.0) for _, found in passages)


class Corpus:
    """Documents that change all over with every edit, and what each held in every generation."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        self.folder = folder
        self.generations: dict[str, dict[str, str]] = {}
        self._texts: dict[str, str] = {}
        self._chance = random.Random(seed)  # noqa: S311 - seeded on purpose
        self._edits = itertools.count()
        folder.mkdir(parents=True)

    def edit(self, *, documents: int) -> None:
        """Write some documents anew, or remove one."""
        number = next(self._edits)
        for key in self._chance.sample([f"d{order}.md" for order in range(DOCUMENTS)], documents):
            if key in self._texts and len(self._texts) > 2 and self._chance.random() < 0.2:
                del self._texts[key]
                (self.folder / key).unlink()
                continue
            said = [" ".join(self._chance.choices(VOCABULARY, k=self._chance.randint(3, 9))) for _ in range(8)]
            lines = [f"The {text} of edit {number} is *here*." for text in said]
            self._texts[key] = f"# Document {key}\n\n" + "\n\n## The hip\n\n".join(lines) + "\n"
            (self.folder / key).write_text(self._texts[key], encoding="utf-8")

    def took_up(self, generation: str) -> None:
        """A build of the documents as they are now gave this generation."""
        self.generations[generation] = dict(self._texts)


def stress(home: Path, *, questions: int, rebuilds: int, threads: int = 4, seed: int = 7) -> Counter[str]:
    """Ask and rebuild at once; returns counts of outcomes, quotes and generations seen, after checking every quote."""
    settings = Settings(corpus=home / "corpus", index=home / "index", cache=home / "cache")
    corpus = Corpus(settings.corpus, seed=seed)
    corpus.edit(documents=DOCUMENTS)
    corpus.took_up(build.refresh(settings, encoder=FakeEncoder()).generation)
    source = Source.of(settings, store.open_last_good(settings.index), FakeEncoder(), Believer())
    assistant = Assistant(settings, source)
    answers: list[Answer] = []
    failures: list[Exception] = []
    left = itertools.count()
    done = threading.Event()

    def ask(number: int) -> None:
        chance = random.Random(seed + number)  # noqa: S311 - seeded on purpose
        try:
            while next(left) < questions or not done.is_set():
                question = f"What does the {' '.join(chance.sample(VOCABULARY, 2))} do for the hip?"
                answers.append(assistant.ask(question))
        except Exception as error:  # whatever it is, the test is to show it
            failures.append(error)

    askers = [threading.Thread(target=ask, args=(number,)) for number in range(threads)]
    for asker in askers:
        asker.start()
    try:
        for number in range(rebuilds):
            corpus.edit(documents=1 + number % 3)
            corpus.took_up(build.refresh(settings, encoder=FakeEncoder()).generation)
    finally:
        done.set()
        for asker in askers:
            asker.join()
    assert not failures, failures[0]
    return counted(answers, corpus)


def counted(answers: Sequence[Answer], corpus: Corpus) -> Counter[str]:
    """Check every quote of every answer against the documents of its generation."""
    found = Counter[str]()
    for answer in answers:
        found[answer.outcome] += 1
        texts = corpus.generations[answer.index]
        for quote in answer.quotes:
            piece = texts[quote.document][quote.start : quote.end]
            assert piece.replace("*", "") == quote.text, (answer.index, quote, piece)
            found["quotes"] += 1
    found["generations"] = len({answer.index for answer in answers})
    return found


def test_questions_during_rebuilds(tmp_path: Path) -> None:
    found = stress(tmp_path, questions=150, rebuilds=12)
    assert found["quotes"] > 100
    assert found["generations"] > 2
    left = list((tmp_path / "index" / store.GENERATIONS).iterdir())
    assert len(left) <= 4, "what nobody reads is removed"


def test_a_generation_that_nobody_reads_is_let_go_at_once(tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", cache=tmp_path / "cache")
    corpus = Corpus(settings.corpus, seed=3)
    corpus.edit(documents=DOCUMENTS)
    build.refresh(settings, encoder=FakeEncoder())
    source = Source.of(settings, store.open_last_good(settings.index), FakeEncoder(), Believer())
    assistant = Assistant(settings, source)
    del source
    gc.disable()  # what only a collection would free might be held for hours
    try:
        for _ in range(3):
            for question in ("What does the hip do for the knee?", "How do I do the hpi squat?"):
                assistant.ask(question)
                assistant.explain(question)
                assistant.search(question)
            assistant.topics(), assistant.titles(), assistant.notes("hip"), assistant.full_document("d1.md")
            corpus.edit(documents=2)
            build.refresh(settings, encoder=FakeEncoder())
        folders = list((settings.index / store.GENERATIONS).iterdir())
        assert sum(store.in_use(folder) for folder in folders) == 1
        assert len(folders) == 2
    finally:
        gc.enable()


def main() -> None:
    """Ask and rebuild for as long as wanted, and say what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--questions", type=int, default=10_000, help="at least so many are asked")
    options.add_argument("--rebuilds", type=int, default=200, help="while so many edits are indexed")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        counts = stress(Path(folder), questions=chosen.questions, rebuilds=chosen.rebuilds)
        left = len(list((Path(folder) / "index" / store.GENERATIONS).iterdir()))
        seconds = time.perf_counter() - started
        sys.stdout.write(f"{dict(counts)}; {left} generations left; no error, every quote exact; {seconds:.0f} s\n")


if __name__ == "__main__":
    main()
