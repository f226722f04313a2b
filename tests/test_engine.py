"""The whole way of a question, over the documents of the repository."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from assistant.answering import look_up
from assistant.build import refresh
from assistant.config import Settings
from assistant.corpus.files import list_files
from assistant.corpus.reading import parse, text_of
from assistant.domain import Greeting, Grounded, Invalid, Level, NotCovered, Outcome, Referred
from assistant.encoder import OnnxEncoder
from assistant.engine import Assistant

MUSCLES = "What muscles are the hip abductors?"


def test_an_answer_is_made_of_quotes(product: Assistant) -> None:
    answer = product.ask(MUSCLES, id="q1")
    assert isinstance(answer, Grounded)
    assert "the gluteus medius, the gluteus minimus and the tensor fasciae latae" in answer.text
    assert answer.text == " ".join(quote.text for quote in answer.quotes)
    assert answer.id == "q1"
    assert answer.index
    assert 0.5 < answer.confidence <= 1
    assert answer.elapsed_ms > 0


@pytest.mark.parametrize("question", [MUSCLES, "How is PFPS treated?", "What did the 2015 trial find?", "side steps"])
def test_a_quote_is_a_slice_of_the_document(product: Assistant, question: str) -> None:
    for quote in product.ask(question).quotes:
        found = product.document(quote.document)
        assert found
        assert quote.text == found[1][quote.start : quote.end].replace("*", "")


@pytest.mark.parametrize("question", ["best pizza in Rome", "how do I change a tyre", "who won the 1998 world cup"])
def test_what_the_source_does_not_say_is_not_covered(product: Assistant, question: str) -> None:
    answer = product.ask(question)
    assert isinstance(answer, NotCovered)
    assert "does not cover" in answer.text
    assert answer.suggestions
    assert not answer.quotes


def test_of_two_questions_the_one_that_is_covered_is_answered_and_the_other_is_named(product: Assistant) -> None:
    answer = product.ask("How do I do a clamshell? And who painted the Mona Lisa?")
    assert isinstance(answer, Grounded)
    assert answer.text.startswith("A clamshell is done in these steps")
    assert answer.uncovered == ("who painted the Mona Lisa?",)


def test_two_questions_are_both_answered(product: Assistant) -> None:
    answer = product.ask("What is the IT band, and what does hip abduction mean?")
    assert isinstance(answer, Grounded)
    assert "thick band of tissue" in answer.text and "Hip abduction means moving the leg out" in answer.text
    assert not answer.uncovered


def test_what_is_not_even_named_is_named(product: Assistant) -> None:
    assert "“pizza”" in product.ask("best pizza in Rome").text


def test_a_greeting_offers_topics(product: Assistant) -> None:
    answer = product.ask("Hello!")
    assert isinstance(answer, Greeting)
    assert answer.suggestions


@pytest.mark.parametrize("question", ["", "  \n", "?!", "1234", "👍", "hip " * 1000])
def test_nothing_to_look_up_is_invalid(product: Assistant, question: str) -> None:
    answer = product.ask(question)
    assert isinstance(answer, Invalid)
    assert answer.question == question
    assert answer.text


def test_half_a_character_is_read_as_a_question_mark(product: Assistant) -> None:
    """JSON can hold one, and so can what was cut off within an emoji."""
    half = "\ud83d"
    history = [f"{half} What is patellofemoral pain syndrome?", f"{half} runner's knee"]
    answer = product.ask(f"How is it treated? {half}", history)
    assert answer.index
    assert product.explain(f"clamshell {half}", history)
    assert product.search(f"clamshell {half}", history)
    assert product.full_document(half) is None
    answer.text.encode()


def test_an_emergency_is_a_notice_and_nothing_else(product: Assistant) -> None:
    answer = product.ask("my chest is being squeezed and it goes down my arm")
    assert isinstance(answer, Referred)
    assert answer.triage.level is Level.EMERGENCY
    assert answer.triage.notices
    assert not answer.quotes
    assert not answer.suggestions
    assert answer.text == ""


def test_an_emergency_is_heard_in_an_overlong_message(product: Assistant) -> None:
    answer = product.ask("squats " * 1000 + "my chest is being squeezed and it goes down my arm")
    assert answer.triage.level is Level.EMERGENCY


def test_a_follow_up_does_not_answer_the_message_before_it_once_more(product: Assistant) -> None:
    answer = product.ask("how much does one cost", ["How do I use the hip abductor machine?"])
    assert isinstance(answer, NotCovered), answer.text


@pytest.mark.parametrize(
    ("message", "history", "asked"),
    [
        ("how many athletes?", ["What did the 2014 study of athletes measure?"], []),
        ("what about side planks and bridges?", ["How do I do a clamshell?"], ["side planks", "bridges"]),
        ("what about PFPS?", ["Where does IT band syndrome hurt and what causes it?"], ["PFPS hurt", "causes"]),
        ("What is the TFL? And what is the IT band?", ["What is the TFL?"], ["the TFL", "the IT band"]),
    ],
)
def test_the_questions_of_a_message_are_told_apart_from_those_before_it(
    message: str, history: list[str], asked: list[str], product: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking_up = Mock(side_effect=look_up)
    monkeypatch.setattr("assistant.engine.look_up", looking_up)
    product.ask(message, history)
    *_, parts, _ = looking_up.call_args.args
    assert len(parts) == len(asked)
    assert all(words in part.asked for words, part in zip(asked, parts, strict=True))


def test_a_follow_up_of_two_questions_answers_both(product: Assistant) -> None:
    answer = product.ask("Where does it hurt and what causes it?", ["What is IT band syndrome?"])
    assert isinstance(answer, Grounded)
    assert "outer" in answer.text and "friction" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What is the difference between a clamshell and a side plank?", ["A clamshell is", "A side plank (side"]),
        ("GTPS vs hip arthritis", ["bony bump", "wear of the hip joint"]),
        ("What is the difference between abduction and adduction?", ["opposite of hip abduction"]),
    ],
)
def test_what_no_sentence_compares_is_told_one_by_one(question: str, told: list[str], product: Assistant) -> None:
    answer = product.ask(question)
    assert all(words in answer.text for words in told), answer.text


def test_a_comparison_with_something_unknown_is_refused(product: Assistant) -> None:
    assert isinstance(product.ask("What is the difference between a clamshell and a javelin?"), NotCovered)


def test_a_follow_up_is_looked_up_with_its_topic(product: Assistant) -> None:
    answer = product.ask("How is it treated?", ["What is IT band syndrome?"])
    assert answer.searched_for == "How is IT band syndrome treated?"
    assert "ice" in answer.text


def test_spelling_is_mended(product: Assistant) -> None:
    answer = product.ask("Which muscles are the hip abducters?")
    assert answer.question == "Which muscles are the hip abducters?"
    assert answer.searched_for == "Which muscles are the hip abductors?"


def test_a_clinicians_matter_gets_its_notice(product: Assistant) -> None:
    answer = product.ask("six weeks after my hip replacement, can I do clamshells?")
    assert answer.triage.level is Level.CLINICIAN
    assert answer.outcome in (Outcome.ANSWER, Outcome.REFERRED)


@pytest.fixture
def own(tmp_path: Path, product_settings: Settings) -> tuple[Assistant, Settings, Path]:
    """An assistant over a small corpus that a test may edit."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    document = corpus / "bands.md"
    document.write_text("# Bands\n\n## How long is a band?\n\nA resistance band is 30 cm long.\n", encoding="utf-8")
    settings = Settings(corpus, tmp_path / "index", cache=product_settings.cache)
    return Assistant.load(settings), settings, document


def test_a_running_assistant_answers_from_the_new_text(own: tuple[Assistant, Settings, Path]) -> None:
    assistant, settings, document = own
    before = assistant.ask("How long is a resistance band?")
    assert before.text == "A resistance band is 30 cm long."
    document.write_text(document.read_text(encoding="utf-8").replace("30", "45"), encoding="utf-8")
    refresh(settings)
    after = assistant.ask("How long is a resistance band?")
    assert after.text == "A resistance band is 45 cm long."
    assert after.index != before.index


def test_loading_refreshes_a_stale_index(own: tuple[Assistant, Settings, Path]) -> None:
    _, settings, document = own
    document.write_text(document.read_text(encoding="utf-8").replace("30", "60"), encoding="utf-8")
    assert Assistant.load(settings).ask("How long is a resistance band?").text == "A resistance band is 60 cm long."


def test_questions_may_come_from_many_threads(product: Assistant) -> None:
    expected = product.ask(MUSCLES).text
    answers: list[str] = []
    threads = [threading.Thread(target=lambda: answers.append(product.ask(MUSCLES).text)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 16


def test_triage_and_retrieval_share_a_questions_vector(product: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = Mock(side_effect=OnnxEncoder._run)
    monkeypatch.setattr(OnnxEncoder, "_run", lambda *given: runs(*given))
    assert isinstance(product.ask("Where on the thigh does the iliotibial band run?"), Grounded)
    assert runs.call_count == 1


def test_a_question_is_in_flight_until_it_is_answered(product: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    crossencoder = product._current().crossencoder
    counts: list[int] = []
    score_each = crossencoder.score_each

    def counting(*given: Any) -> Any:  # noqa: ANN401 - whatever the method takes and gives
        counts.append(crossencoder._in_flight)
        return score_each(*given)

    monkeypatch.setattr(crossencoder, "score_each", counting)
    product.ask("Where does the tensor fasciae latae start?")
    assert counts[0] == 1
    assert crossencoder._in_flight == 0


def test_the_same_question_has_the_same_answer(product: Assistant) -> None:
    assert product.ask("knee pain").quotes == product.ask("knee pain").quotes


def test_a_question_can_be_looked_up_exactly_as_typed(product: Assistant) -> None:
    typed = "Which muscles are the hip abducters?"
    assert product.ask(typed, as_typed=True).searched_for == typed
    follow_up = "How is it treated?"
    assert product.ask(follow_up, ["What is IT band syndrome?"], as_typed=True).searched_for == follow_up


def test_what_was_said_before_is_heard_even_when_a_question_is_looked_up_as_typed(product: Assistant) -> None:
    history = ["my chest is being squeezed and it goes down my arm"]
    assert product.ask("Which exercises help?", history, as_typed=True).triage.level is Level.EMERGENCY


def test_a_document_is_whole_and_the_same_as_when_it_was_read(product: Assistant, product_settings: Settings) -> None:
    for file in list_files(product_settings.corpus):
        assert product.full_document(file.key) == parse(file, text_of(file, file.read())[0])
    assert product.full_document("none.md") is None


def test_only_topics_that_are_answered_are_offered(own: tuple[Assistant, Settings, Path]) -> None:
    assistant, settings, document = own
    more = "\n## How wide is a band?\n\nA resistance band is 5 cm wide.\n"
    more += "\n## Who invented television?\n\nStore bands in a drawer.\n"
    document.write_text(document.read_text(encoding="utf-8") + more, encoding="utf-8")
    refresh(settings)
    question = "How long is a resistance band?"
    assert assistant.ask(question).suggestions == ()
    assistant.check_topics()
    assert assistant.ask(question).suggestions == ("How wide is a band?",)
    assert Assistant.load(settings).ask(question).suggestions == ("How wide is a band?",)
    assert "Who invented television?" not in assistant.topics()
