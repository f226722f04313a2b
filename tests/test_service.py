from __future__ import annotations

import pytest
from canned import DOCUMENT, MUSCLES, ROTATE, TEXT, CannedAssistant

from assistant.errors import UsageError
from assistant.render import to_dict
from assistant.service import MAX_CHARS, MAX_HISTORY, Service


@pytest.fixture
def service() -> Service:
    return Service(CannedAssistant())


def test_an_answer_is_the_object_of_the_contract(service: Service) -> None:
    assert service.ask("What are they?", ["hello"]) == to_dict(CannedAssistant().ask("What are they?"))
    assert service.ask("")["question"] == "", "what is not a question is the assistant's to say"


def test_a_passage_has_its_place_and_its_scores(service: Service) -> None:
    (found,) = service.search("muscles")
    assert found == {
        "document": DOCUMENT,
        "heading": "The muscles",
        "start": MUSCLES.start,
        "end": ROTATE.end,
        "text": " ".join(f"{MUSCLES.text} {ROTATE.text}".split()),
        "score": 1.0,
        "dense": 0.75,
        "lexical": 8.0,
    }


def test_the_sources_are_listed_and_one_of_them_is_given_whole(service: Service) -> None:
    assert service.sources() == [{"document": DOCUMENT, "title": "The hip abductors"}]
    (whole,) = service.sources(DOCUMENT)
    assert (whole["text"], whole["reviewed"]) == (TEXT, "2026-11-22")


@pytest.mark.parametrize(
    ("name", "arguments", "names"),
    [
        ("ask", (None,), "question"),
        ("ask", (["x"],), "question"),
        ("ask", ("x" * (MAX_CHARS + 1),), "question"),
        ("ask", ("x", "hello"), "history"),
        ("ask", ("x", ["x"] * (MAX_HISTORY + 1)), "history"),
        ("ask", ("x", ["x", 7]), r"history\[1\]"),
        ("search", ("",), "question"),
        ("search", ("x", None, 0), "limit"),
        ("search", ("x", None, 51), "limit"),
        ("search", ("x", None, True), "limit"),
        ("search", ("x", None, "8"), "limit"),
        ("sources", (7,), "document"),
        ("sources", ("../pyproject.toml",), "document"),
        ("sources", ("/etc/hostname",), "document"),
    ],
)
def test_an_input_that_is_wrong_is_named(
    service: Service, name: str, arguments: tuple[object, ...], names: str
) -> None:
    with pytest.raises(UsageError, match=f"^{names}: "):
        getattr(service, name)(*arguments)
