"""The Milvus backend over Milvus Lite: what it holds, what it finds, and what is said when it cannot be had."""

from __future__ import annotations

import fcntl
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import milvuslite
import pytest
from canned import free_port
from conftest import FakeEncoder

from assistant import backend, build, milvus, staleness, store
from assistant.cli import main
from assistant.config import Settings
from assistant.crossencoder import CrossEncoder
from assistant.errors import BackendError
from assistant.manifest import STORE
from assistant.milvus import publishing, server
from assistant.milvus.bm25 import Bm25
from assistant.milvus.publishing import ALIAS, collection_of
from assistant.milvus.server import Server
from assistant.source import Source
from assistant.store import Generation

QUESTIONS = ("gluteus medius muscle", "does a band help my squat", "ankle", "hip", "nothing of it", "")


@pytest.fixture
def remote(settings: Settings) -> Settings:
    """The tiny corpus's settings with a Milvus Lite file in its index folder."""
    return replace(settings, backend="milvus")


def connected(settings: Settings) -> Server:
    return milvus.connect(*backend._address(settings))


def opened(settings: Settings) -> tuple[Generation, milvus.MilvusIndex]:
    generation = store.open_last_good(settings.index)
    index = backend.opened(settings, generation)
    assert isinstance(index, milvus.MilvusIndex)
    return generation, index


def assert_same(settings: Settings, encoder: FakeEncoder, *, k: int = 50) -> None:
    """Both backends propose the same rows in the same order, with the same scores."""
    generation, index = opened(settings)
    for question in QUESTIONS:
        vector, terms = encoder.encode_question(question), generation.question_terms(question)
        assert index.search(vector, k=k) == generation.search(vector, k=k)
        here, there = generation.lexical(terms, k=k), index.lexical(terms, k=k)
        assert [row for row, _ in there] == [row for row, _ in here]
        assert [score for _, score in there] == pytest.approx([score for _, score in here], rel=1e-12)


def edit(settings: Settings, text: str) -> None:
    (settings.corpus / "hips.md").write_text(f"# Hips\n\n{text}\n", encoding="utf-8")


# --- BM25 as an inner product ----------------------------------------------------------------------------------------


def test_bm25_is_that_of_the_embedded_search(built: Generation) -> None:
    bm25 = Bm25.of(built.vocabulary(), passages=built.manifest.passages)
    indexed = built.indexed_terms(range(built.manifest.passages))
    for question in QUESTIONS:
        asked = built.question_terms(question)
        expected = dict(built.lexical(asked, k=50))
        weights = bm25.question(asked)
        for row, terms in enumerate(indexed):
            assert bm25.score(asked, terms) == pytest.approx(expected.get(row, 0.0), rel=1e-12)
            passage = bm25.passage(terms)
            product = sum(weight * passage.get(term, 0.0) for term, weight in weights.items())
            assert product == pytest.approx(expected.get(row, 0.0), rel=1e-12)


def test_a_passage_without_terms_has_a_vector_that_no_question_finds() -> None:
    bm25 = Bm25.of([("hip", 1, 1)], passages=2)
    assert bm25.passage(["unheard"]) == {0: 1.0}
    assert 0 not in bm25.question(["hip", "unheard"])


# --- what the server holds -------------------------------------------------------------------------------------------


@milvuslite.needed
def test_both_backends_propose_the_same(remote: Settings, encoder: FakeEncoder) -> None:
    build.refresh(remote, encoder=encoder)
    assert_same(remote, encoder)
    assert_same(remote, encoder, k=1)


@milvuslite.needed
def test_equal_passages_come_by_row(remote: Settings, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ties reach past the edge of what is asked for."""
    for number in range(40):
        (remote.corpus / f"copy{number}.md").write_text("# Ankle\n\nThe calf moves the ankle.\n", encoding="utf-8")
    monkeypatch.setattr(publishing, "_BATCH", 7)
    build.refresh(remote, encoder=encoder)
    assert_same(remote, encoder, k=5)
    rows = [row for row, _ in opened(remote)[1].search(encoder.encode_question("calf ankle"), k=5)]
    assert rows == sorted(rows)


@milvuslite.needed
def test_a_graph_searches_a_large_collection(
    remote: Settings, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "EXACT_UP_TO", 0)
    build.refresh(remote, encoder=encoder)
    assert_same(remote, encoder)


@milvuslite.needed
def test_an_edit_makes_a_collection_and_moves_the_alias(remote: Settings, encoder: FakeEncoder) -> None:
    names = []
    for text in ("A squat.", "A band helps the squat.", "Rest helps the knee.", "Walk a step."):
        edit(remote, text)
        build.refresh(remote, encoder=encoder)
        names.append(collection_of(store.current_folder(remote.index)))
        assert connected(remote).target(ALIAS) == names[-1]
        assert_same(remote, encoder)
    held = set(connected(remote).collections())
    assert set(names[2:]) <= held, "the one in use and the one before"
    assert names[0] not in held


@milvuslite.needed
def test_replicas_follow_one_after_the_other(remote: Settings, encoder: FakeEncoder, tmp_path: Path) -> None:
    """Over one server and one folder: who still has the generation before open searches it to the end."""
    with milvuslite.served(tmp_path / "data") as uri:
        shared = replace(remote, milvus_uri=uri)
        build.refresh(shared, encoder=encoder)
        unread = CrossEncoder(graph=tmp_path / "none", tokenizer=tmp_path / "none")
        replicas = [Source.of(shared, store.open_last_good(shared.index), encoder, unread) for _ in range(2)]
        before = [hit.passage for hit in replicas[0].search("gluteus medius")]
        edit(shared, "The gluteus medius may rest.")
        build.refresh(shared, encoder=encoder)
        assert [hit.passage for hit in replicas[0].search("gluteus medius")] == before
        for replica in replicas:
            moved = replica.current(shared)
            assert moved.generation.id != replica.generation.id
            assert moved.search("gluteus medius")[0].passage.text.strip() == "The gluteus medius may rest."


@milvuslite.needed
def test_an_index_built_for_the_other_backend_is_sent(remote: Settings, encoder: FakeEncoder) -> None:
    built = build.refresh(replace(remote, backend="faiss"), encoder=encoder)
    assert "does not hold index" in staleness.reasons(remote)[-1]
    with pytest.raises(BackendError, match="does not hold index .* hip-assistant index"):
        opened(remote)
    sent = build.refresh(remote, encoder=encoder)
    assert (sent.generation, sent.embedded) == (built.generation, 0)
    assert not [reason for reason in staleness.reasons(remote) if "Milvus" in reason]
    assert_same(remote, encoder)


def test_a_collection_is_of_these_very_files(built: Generation) -> None:
    """A generation that was lost and built again has the same id, but may number its rows otherwise."""
    name = collection_of(built.folder)
    assert name.startswith(f"{ALIAS}_{built.id}_")
    replace(built.manifest, checksums=built.manifest.checksums | {STORE: "of other bytes"}).save(built.folder)
    assert collection_of(built.folder) != name


@milvuslite.needed
def test_a_full_build_gets_a_collection_of_its_own(remote: Settings, encoder: FakeEncoder) -> None:
    build.refresh(remote, encoder=encoder)
    before = connected(remote).target(ALIAS)
    build.refresh(remote, encoder=encoder, full=True)
    assert connected(remote).target(ALIAS) not in (None, before)
    assert_same(remote, encoder)


@milvuslite.needed
@pytest.mark.parametrize(
    ("step", "error"),
    [
        ("create", BackendError("it went away")),
        ("insert", KeyboardInterrupt()),
        ("index", BackendError("it went away")),
        ("rename", KeyboardInterrupt()),
        ("point", BackendError("it went away")),
    ],
)
def test_a_build_that_is_cut_off_leaves_the_one_before(
    remote: Settings, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    build.refresh(remote, encoder=encoder)
    alias, current = connected(remote).target(ALIAS), store.current_folder(remote.index)
    edit(remote, "Rest helps the knee.")

    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as cut, pytest.raises(type(error)):
        cut.setattr(Server, step, fail)
        build.refresh(remote, encoder=encoder)
    assert (connected(remote).target(ALIAS), store.current_folder(remote.index)) == (alias, current)
    assert_same(remote, encoder)
    build.refresh(remote, encoder=encoder)
    assert connected(remote).target(ALIAS) == collection_of(store.current_folder(remote.index)) != alias
    assert_same(remote, encoder)
    assert f"{ALIAS}_new" not in connected(remote).collections()


@milvuslite.needed
def test_rows_that_did_not_arrive_are_noticed(
    remote: Settings, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert: Callable[..., None] = Server.insert
    monkeypatch.setattr(Server, "insert", lambda self, name, rows: insert(self, name, rows[:-1]))
    with pytest.raises(BackendError, match="kept 2 of 3 passages"):
        build.refresh(remote, encoder=encoder)
    assert connected(remote).target(ALIAS) is None


# --- what is said when it cannot be had ------------------------------------------------------------------------------


def said(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> tuple[int, str]:
    """The exit code, and the one line that is printed."""
    code = main(arguments)
    out, err = capsys.readouterr()
    assert not out
    assert "Traceback" not in err
    return code, err.strip().splitlines()[-1]


@pytest.fixture
def places(built: Generation, settings: Settings) -> list[str]:
    return ["--corpus", str(settings.corpus), "--index", str(settings.index)]


def test_without_the_extra_the_command_says_how_to_install_it(
    places: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    code, line = said(capsys, ["--backend", "milvus", "index", "--check", *places])
    assert (code, line) == (
        1,
        "hip-assistant: the backend milvus needs an extra; install it with: pip install '.[milvus]'",
    )


@milvuslite.needed
def test_a_server_that_is_away_is_one_line_without_its_password(
    places: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    monkeypatch.setenv("HIP_ASSISTANT_BACKEND", "milvus")
    monkeypatch.setenv("HIP_ASSISTANT_MILVUS_URI", f"http://user:secret@127.0.0.1:{port}")
    code, line = said(capsys, ["index", "--check", *places])
    assert code == 1
    assert line.startswith(f"hip-assistant: Milvus at http://127.0.0.1:{port} fails (")
    assert "--backend faiss" in line
    assert "secret" not in line


@milvuslite.needed
@pytest.mark.parametrize("uri", ["http://user:secret", "http://user:secret@[::1"])
def test_what_is_no_address_is_one_line_without_its_password(
    places: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], uri: str
) -> None:
    monkeypatch.setenv("HIP_ASSISTANT_MILVUS_URI", uri)
    assert said(capsys, ["--backend", "milvus", "index", "--check", *places]) == (
        2,
        "hip-assistant: HIP_ASSISTANT_MILVUS_URI is no address; it looks like http://HOST:19530",
    )


@milvuslite.needed
def test_a_file_that_another_process_has_open_is_one_line(
    places: list[str], settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = settings.index / backend.LITE
    folder.mkdir()
    with (folder / "LOCK").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code, line = said(capsys, ["--backend", "milvus", "index", "--check", *places])
    assert code == 1
    assert "open in no other process" in line


@milvuslite.needed
def test_a_chat_that_loses_its_server_says_so(settings: Settings, encoder: FakeEncoder, tmp_path: Path) -> None:
    with milvuslite.served(tmp_path / "data") as uri:
        remote = replace(settings, backend="milvus", milvus_uri=uri)
        build.refresh(remote, encoder=encoder)
        assert_same(remote, encoder)
        _, index = opened(remote)
    with pytest.raises(BackendError, match="fails"):
        index.search(encoder.encode_question("hip"), k=3)


def test_an_unknown_backend_is_named(
    places: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HIP_ASSISTANT_BACKEND", "pinecone")
    assert said(capsys, ["index", "--check", *places]) == (
        2,
        "hip-assistant: there is no backend 'pinecone'; choose faiss or milvus",
    )


def test_settings_come_from_the_environment_and_the_token_is_not_shown() -> None:
    names = {"BACKEND": "milvus", "MILVUS_URI": "https://host", "MILVUS_TOKEN": "user:secret"}
    environment = {f"HIP_ASSISTANT_{name}": value for name, value in names.items()}
    settings = Settings.from_environment(environment=environment)
    assert (settings.backend, settings.milvus_uri, settings.milvus_token) == ("milvus", "https://host", "user:secret")
    assert "secret" not in repr(settings)
    assert Settings.from_environment(backend="faiss", environment=environment).backend == "faiss"
