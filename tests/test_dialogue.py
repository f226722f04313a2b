"""Follow-ups, small talk and spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue import Speller, is_small_talk, standalone
from assistant.engine import Assistant

WORDS = {"gluteus": 9, "medius": 7, "abductors": 12, "abductor": 5, "knee": 20, "strengthening": 4, "hip": 30, "pain": 9}
ENGLISH = frozenset({"which", "muscles", "pain", "help", "knees", "adductors", "pin", "strength", "pregnant"})


@pytest.mark.parametrize(
    "message", ["hi", "Hello!", "good morning :)", "Thanks a lot", "thank you", "what can you do?", "Hi, who are you?"]
)
def test_small_talk(message: str) -> None:
    assert is_small_talk(message)


@pytest.mark.parametrize("message", ["Hi, what is the TFL?", "help my knee hurts", "thanks, and how is it treated?", ""])
def test_a_question_is_no_small_talk(message: str) -> None:
    assert not is_small_talk(message)


@pytest.mark.parametrize(
    ("history", "message", "expected"),
    [
        (["What is IT band syndrome?"], "How is it treated?", "How is IT band syndrome treated?"),
        (["Tell me about PFPS"], "what causes it", "what causes PFPS"),
        (["Does a band help in squats?", "thanks"], "and in women?", "and in women (band squats)?"),
        (["What is knee valgus?"], "why?", "why (knee valgus)?"),
        (["What is knee valgus?", "why?"], "how is it treated?", "how is knee valgus treated?"),
        (["What is PFPS?"], "tell me more", "tell me more (PFPS)?"),
        (["how is it band syndrome treated"], "what causes it?", "what causes it band syndrome?"),
    ],
)
def test_a_follow_up_gets_the_last_topic(history: list[str], message: str, expected: str) -> None:
    assert standalone(message, history) == expected


@pytest.mark.parametrize(
    ("history", "message"),
    [
        (["What is IT band syndrome?"], "Which muscles are the hip abductors?"),
        (["What is IT band syndrome?"], "How many people took part in the 2011 study of runners?"),
        ([], "how is it treated?"),
        (["hello"], "how is it treated?"),
        (["What is IT band syndrome?"], "Is IT band syndrome the same in that leg?"),
    ],
)
def test_a_new_topic_is_left_alone(history: list[str], message: str) -> None:
    assert standalone(message, history) == message


@pytest.fixture
def speller() -> Speller:
    return Speller(WORDS, is_word=ENGLISH.__contains__)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("Which muscles are the hip abducters?", "Which muscles are the hip abductors?"),
        ("Glutues medius", "Gluteus medius"),
        ("strenthening", "strengthening"),
        ("kneee pain", "knee pain"),
    ],
)
def test_a_misspelt_word_is_mended(speller: Speller, typed: str, mended: str) -> None:
    assert speller.mend(typed) == mended


@pytest.mark.parametrize("typed", ["adductors", "pregnant", "strength", "knees", "helped", "xqzvtk", "PFPS", "TFL 2011"])
def test_a_right_or_hopeless_word_is_left_alone(speller: Speller, typed: str) -> None:
    assert speller.mend(typed) == typed


@given(st.text())
def test_mending_twice_changes_nothing_more(text: str) -> None:
    speller = Speller(WORDS, is_word=ENGLISH.__contains__)
    assert speller.mend(speller.mend(text)) == speller.mend(text)


@given(st.lists(st.sampled_from(sorted(WORDS.keys() | ENGLISH))))
def test_known_words_never_change(known: list[str]) -> None:
    text = " ".join(known)
    assert Speller(WORDS, is_word=ENGLISH.__contains__).mend(text) == text


@pytest.mark.parametrize(
    "text", ["What muscles are the hip adductors?", "hamstrings", "sciatica", "pilates", "is plantar fasciitis covered"]
)
def test_english_words_outside_the_corpus_are_never_mended(product: Assistant, text: str) -> None:
    assert product.ask(text).searched_for == text
