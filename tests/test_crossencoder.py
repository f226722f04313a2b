"""The trained reader's input, and its ONNX form against the network in PyTorch."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant import crossencoder
from assistant.crossencoder import WEIGHTS, CrossEncoder, Layout, pad, sigmoid
from assistant.errors import ModelError
from assistant.graph import open_graph
from assistant.training import weights
from assistant.training.__main__ import BASE, TOKENIZER
from assistant.training.data import ARTICLES, read
from assistant.training.export import export
from assistant.training.model import UNREAD, ReaderNetwork

PASSAGES = [
    ("Where is it?", ["It lies on the outer hip.", "A nerve runs through it.", "Nobody has counted its fibres."]),
    ("", ["One sentence stands alone here."]),
]


@pytest.fixture(scope="module")
def layout() -> Layout:
    return Layout(TOKENIZER)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[ReaderNetwork, Path]:
    """A network with fresh heads, and its graph."""
    torch.manual_seed(0)
    network = ReaderNetwork(BASE).eval()
    folder = tmp_path_factory.mktemp("reader")
    weights.save(network, folder / "reader.safetensors")
    weights.load(network, folder / "reader.safetensors")
    return network, export(base=BASE, changed=folder / "reader.safetensors", graph=folder / "reader.onnx", exact=True)


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph that answers questions, of the trained weights."""
    return export(base=BASE, changed=WEIGHTS, graph=tmp_path_factory.mktemp("product") / "reader.onnx")


def test_question_and_passage_have_their_own_types(layout: Layout) -> None:
    encoded = layout.encode("Where is it?", "Place", ["On the hip.", "By a nerve."])
    first_of_passage = encoded.types.index(1)
    assert encoded.ids[0] == 101
    assert encoded.ids[first_of_passage - 1] == encoded.ids[-1] == 102
    assert encoded.ids.count(102) == 3
    assert set(encoded.types[first_of_passage:]) == {1}


def test_spans_touch_and_cover_every_token_of_the_sentences(layout: Layout) -> None:
    encoded = layout.encode("Where?", "Place", ["On the hip.", "By a nerve.", "Under the skin."])
    starts, ends = zip(*encoded.spans, strict=True)
    assert starts[1:] == ends[:-1]
    assert ends[-1] == len(encoded.ids) - 1


def test_what_does_not_fit_has_an_empty_span(layout: Layout) -> None:
    encoded = layout.encode("Where?", "", ["word " * 30, "word " * 30], max_tokens=24)
    assert len(encoded.ids) == 24
    assert encoded.spans[0][1] == encoded.spans[1][0] == encoded.spans[1][1] == 23


def test_padding_averages_each_sentence(layout: Layout) -> None:
    batch = pad([layout.encode("Where?", heading, sentences) for heading, sentences in PASSAGES])
    assert batch.spans.shape == (2, 3, batch.input_ids.shape[1])
    assert batch.spans.sum(-1) == pytest.approx(np.array([[1, 1, 1], [1, 0, 0]]))


def test_sigmoid_does_not_overflow() -> None:
    assert sigmoid(np.array([-1e6, 0, 1e6], np.float32)).tolist() == [0, 0.5, 1]


def test_the_graph_agrees_with_the_network(exported: tuple[ReaderNetwork, Path], layout: Layout) -> None:
    network, graph = exported
    question = "Where is the muscle?"
    scores = CrossEncoder(graph=graph, tokenizer=TOKENIZER).score(question, PASSAGES)
    batch = pad([layout.encode(question, heading, found) for heading, found in PASSAGES])
    with torch.inference_mode():
        rows, whole = network(**{name: torch.from_numpy(getattr(batch, name)) for name in batch.__slots__})
    assert [one.answers for one in scores] == pytest.approx(torch.sigmoid(whole).numpy(), abs=1e-4)
    assert scores[0].sentences == pytest.approx(torch.sigmoid(rows[0]).numpy(), abs=1e-4)
    assert scores[1].sentences.shape == (1,)
    assert float(rows[1, 1]) == UNREAD


def test_whole_numbers_barely_change_the_scores(product: Path, layout: Layout) -> None:
    network = ReaderNetwork(BASE).eval()
    weights.load(network, WEIGHTS)
    collection = read(ARTICLES, ("ours-b",))
    passages = {passage.id: passage for passage in collection.passages}
    reader = CrossEncoder(graph=product, tokenizer=TOKENIZER)
    changes = []
    for question in collection.questions[:24]:
        passage = passages[question.passage]
        batch = pad([layout.encode(question.text, passage.heading, passage.sentences)])
        with torch.inference_mode():
            rows, whole = network(**{name: torch.from_numpy(getattr(batch, name)) for name in batch.__slots__})
        (found,) = reader.score(question.text, [(passage.heading, passage.sentences)])
        exact = torch.sigmoid(torch.cat([rows[0], whole])).numpy()
        changes += list(np.abs(np.append(found.sentences, found.answers) - exact))
    assert np.mean(changes) < 0.015
    assert max(changes) < 0.25


def test_an_export_is_the_same_every_time(product: Path, tmp_path: Path) -> None:
    again = export(base=BASE, changed=WEIGHTS, graph=tmp_path / "reader.onnx")
    for file in product.parent.iterdir():
        assert (again.parent / file.name).read_bytes() == file.read_bytes(), file.name


def test_a_passage_scores_the_same_alone_and_among_others(exported: tuple[ReaderNetwork, Path]) -> None:
    reader = CrossEncoder(graph=exported[1], tokenizer=TOKENIZER)
    among = reader.score("Where is it?", PASSAGES)[1]
    alone = reader.score("Where is it?", PASSAGES[1:])[0]
    assert alone.sentences == pytest.approx(among.sentences, abs=1e-6)


class Session:
    """Takes its time for each passage, and knows how many it reads at once; where told to, one passage fails."""

    def __init__(self, *, failing: int = -1) -> None:
        self.at_once: list[int] = []
        self.priorities: dict[int, int] = {}
        self._lock = threading.Lock()
        self._running = self._count = 0
        self._failing = failing

    def run(self, _: object, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        with self._lock:
            number = self._count
            self._count += 1
            self._running += 1
            self.at_once.append(self._running)
            if sys.platform == "linux":
                thread = threading.get_native_id()
                self.priorities[thread] = os.getpriority(os.PRIO_PROCESS, thread)
        time.sleep(0.02)
        with self._lock:
            self._running -= 1
        if number == self._failing:
            raise RuntimeError("broken")
        return [np.zeros((1, inputs["spans"].shape[1]), np.float32), np.array([inputs["input_ids"].shape[1]], float)]


def _reader_over(session: Session, monkeypatch: pytest.MonkeyPatch, *, threads: int) -> CrossEncoder:
    monkeypatch.setattr(crossencoder, "open_graph", lambda _, *, threads: session)
    return CrossEncoder(graph=Path("none"), tokenizer=TOKENIZER, threads=threads)


LONGER = [("", ["word " * count]) for count in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_passages_are_read_side_by_side_and_come_in_order(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session()
    found = _reader_over(session, monkeypatch, threads=threads).score("Where?", LONGER)
    assert [one.answers for one in found] == sorted(one.answers for one in found)
    assert max(session.at_once) == min(threads, 2)


def test_what_nobody_asks_for_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session()
    reader = _reader_over(session, monkeypatch, threads=2)
    next(reader.score_each("Where?", LONGER))
    assert len(session.at_once) <= 2
    alone = Session()
    next(_reader_over(alone, monkeypatch, threads=1).score_each("Where?", LONGER))
    assert len(alone.at_once) == 1


def test_with_another_question_in_flight_nothing_is_read_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session()
    reader = _reader_over(session, monkeypatch, threads=2)
    with reader.in_flight():
        with reader.in_flight():
            next(reader.score_each("Where?", LONGER))
        assert len(session.at_once) == 1
        assert len(reader.score("Where?", LONGER)) == len(LONGER)
    assert max(session.at_once) == 2, "alone again"


def test_no_more_is_read_at_once_than_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session()
    reader = _reader_over(session, monkeypatch, threads=2)
    with ThreadPoolExecutor(4) as people:
        found = list(people.map(lambda _: reader.score("Where?", LONGER), range(4)))
    assert all(len(one) == len(LONGER) for one in found)
    assert max(session.at_once) == 2


@pytest.mark.parametrize("failing", [0, 1])
def test_a_failure_on_either_core_is_told_and_frees_both(failing: int, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(failing=failing)
    reader = _reader_over(session, monkeypatch, threads=2)
    with pytest.raises(ModelError, match="broken"):
        reader.score("Where?", LONGER)
    session.at_once.clear()
    assert len(reader.score("Where?", LONGER)) == len(LONGER)
    assert max(session.at_once) == 2


def test_trouble_with_the_next_passage_frees_its_core(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[tuple[str, list[str]]]:
        yield LONGER[0]
        raise ValueError("no more")

    session = Session()
    reader = _reader_over(session, monkeypatch, threads=2)
    with pytest.raises(ValueError, match="no more"):
        list(reader.score_each("Where?", broken()))
    reader.score("Where?", LONGER)
    assert max(session.at_once) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread has no priority of its own")
def test_what_is_read_beside_keeps_its_priority_whoever_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session()
    reader = _reader_over(session, monkeypatch, threads=2)
    usual = os.getpriority(os.PRIO_PROCESS, 0)

    def ask_slowly() -> int:
        chore = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, chore, 19)
        reader.score("Where?", LONGER)
        return chore

    with ThreadPoolExecutor(1) as background:
        chore = background.submit(ask_slowly).result()
    assert session.priorities.pop(chore) == 19
    assert set(session.priorities.values()) == {usual}


def test_a_sentence_beyond_the_window_scores_nothing(exported: tuple[ReaderNetwork, Path]) -> None:
    reader = CrossEncoder(graph=exported[1], tokenizer=TOKENIZER)
    (found,) = reader.score("Where is it?", [("", ["word " * 500, "It lies on the hip."])])
    assert found.sentences[0] > 0
    assert found.sentences[1] == 0


def test_the_network_is_opened_ahead_and_once(
    exported: tuple[ReaderNetwork, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_slowly(graph: Path, *, threads: int) -> object:
        opened.append(graph)
        time.sleep(0.1)
        return open_graph(graph, threads=threads)

    monkeypatch.setattr(crossencoder, "open_graph", open_slowly)
    reader = CrossEncoder(graph=exported[1], tokenizer=TOKENIZER)
    reader.open_soon()
    assert len(reader.score("Where is it?", PASSAGES)) == len(PASSAGES)
    assert len(opened) == 1


def test_a_network_that_is_not_there_is_named(tmp_path: Path) -> None:
    reader = CrossEncoder(graph=tmp_path / "reader.onnx", tokenizer=TOKENIZER)
    reader.open_soon()
    with pytest.raises(ModelError, match="^the model in .* is damaged"):
        reader.score("Where is it?", PASSAGES)


def test_no_passage_no_score(exported: tuple[ReaderNetwork, Path]) -> None:
    assert CrossEncoder(graph=exported[1], tokenizer=TOKENIZER).score("Where?", []) == []


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    network = ReaderNetwork(BASE)
    network.slope.requires_grad_(False)
    weights.save(network, tmp_path / "odd.safetensors")
    with pytest.raises(ValueError, match="other parameters"):
        weights.load(ReaderNetwork(BASE), tmp_path / "odd.safetensors")


def test_the_weights_are_named_after_their_content() -> None:
    digest = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    assert WEIGHTS.stem == f"reader-{digest[:12]}"
    assert WEIGHTS.stat().st_size < 24_000_000
