"""Typing slips, and the right words that must survive."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import confusions, wordlist
from assistant import speller as speller_module
from assistant.engine import Assistant
from assistant.speller import Speller
from assistant.wordlist import common_words, is_english

PAIRS = Path(__file__).parent / "golden" / "spelling.jsonl"
WORDS = {
    "gluteus": 9, "medius": 7, "abductors": 12, "abductor": 5, "abduction": 9, "knee": 20, "kneecap": 2, "hip": 30,
    "strengthening": 4, "pain": 9, "clamshells": 3, "patellofemoral": 3, "the": 90, "exercises": 40, "rotate": 1,
    "squats": 4, "band": 8, "palmer": 6, "active": 1, "inactive": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(WORDS, is_word=is_english, common_words=common_words)


@pytest.mark.parametrize("module", [speller_module, wordlist, confusions])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted and not found.failed


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("Which muscles are the hip abducters?", "Which muscles are the hip abductors?"),
        ("Glutues medius", "Gluteus medius"),
        ("HIP ABDUCTERS", "HIP ABDUCTORS"),
        ("strenthening", "strengthening"),
        ("kneee pain", "knee pain"),
        ("hip apin", "hip pain"),
        ("the abducter's role", "the abductor's role"),
        ("sqauts with a bnad", "squats with a band"),
        ("rotait", "rotate"),
        ("excersizes", "exercises"),
        ("Did Palmerr find pain?", "Did Palmer find pain?"),
    ],
)
def test_a_slip_becomes_the_word_of_the_corpus(speller: Speller, typed: str, mended: str) -> None:
    assert speller.mend(typed) == mended


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("wich", "which"),
        ("waht do tehy do", "what do they do"),
        ("adn teh rest", "and the rest"),
        ("addductors", "adductors"),
        ("physiotherpist", "physiotherapist"),
    ],
)
def test_other_slips_become_common_english(speller: Speller, typed: str, mended: str) -> None:
    assert speller.mend(typed) == mended


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("hipabductors", "hip abductors"),
        ("hipabducters", "hip abductors"),
        ("whatis the kneepain", "what is the knee pain"),
        ("clam shells", "clamshells"),
        ("patello-femoral pain", "patellofemoral pain"),
        ("Knee cap", "Kneecap"),
        ("hip pain", "hip pain"),
        ("people in active jobs", "people in active jobs"),
    ],
)
def test_spaces_are_mended(speller: Speller, typed: str, mended: str) -> None:
    assert speller.mend(typed) == mended


RIGHT = """adductors pregnant strength knees helped xqzvtk PFPS TFL ITBS sciatica tendinopathy trochanteric piriformis
    glutes quads physio semaglutide ibuprofen chondromalacia stabilise programme oestrogen paediatric tumour
    orthopaedic labral prehab iliopsoas vastus medialis transversus Ober Sahrmann Nguyen Kowalski Ronaldo garmin strava
    women's doesn't doesnt 2011 studies' swimmers ageing anaemia enrolled modelling wee""".split()


@pytest.mark.parametrize("word", RIGHT)
def test_a_right_or_hopeless_word_is_left_alone(speller: Speller, word: str) -> None:
    assert speller.mend(f"about {word}") == f"about {word}"


@given(st.text())
def test_mending_twice_changes_nothing_more(text: str) -> None:
    speller = Speller(WORDS, is_word=is_english, common_words=common_words)
    assert speller.mend(speller.mend(text)) == speller.mend(text)


@given(st.lists(st.sampled_from([*WORDS, *common_words()[:3000]]), max_size=8))
def test_known_words_never_change(known: list[str]) -> None:
    for word in known:
        assert Speller(WORDS, is_word=is_english, common_words=common_words).mend(word) == word


@given(st.lists(st.text(alphabet="abcdehiknprstuw ", min_size=3, max_size=12), max_size=6))
def test_mending_letters_twice_changes_nothing_more(parts: list[str]) -> None:
    speller = Speller(WORDS, is_word=is_english, common_words=common_words)
    once = speller.mend(" ".join(parts))
    assert speller.mend(once) == once


@pytest.mark.parametrize(
    "text", ["What muscles are the hip adductors?", "hamstrings", "sciatica", "pilates", "is plantar fasciitis covered"]
)
def test_english_words_outside_the_corpus_are_never_mended(product: Assistant, text: str) -> None:
    assert product.ask(text).searched_for == text


@pytest.mark.parametrize("part", ["develop", "measure"])
def test_slips_do_not_change_the_answer(part: str, product: Assistant) -> None:
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    pairs = [pair for pair in pairs if pair["part"] == part]
    changed = [
        pair["slips"]
        for pair in pairs
        if [quote.text for quote in product.ask(pair["slips"]).quotes]
        != [quote.text for quote in product.ask(pair["question"]).quotes]
    ]
    assert len(changed) <= 0.15 * len(pairs), changed


@pytest.mark.parametrize(("example", "meant"), confusions.examples())
def test_a_real_word_typed_for_another_is_mended_beside_the_words_that_tell(example: str, meant: str) -> None:
    assert meant in confusions.unconfused(example).casefold()
    assert confusions.unconfused(confusions.unconfused(example)) == confusions.unconfused(example)


@pytest.mark.parametrize(
    "text",
    [
        "What dose of ibuprofen is right?", "I run on a trail with weak hips", "Which form of exercise is best?",
        "My heel hurts", "loose hips", "one weak hip", "several weak muscles", "The alma mater", "He stares at me",
        "Is a weak core bad?", "Why is one leg weak?", "Can one feel weak after surgery?", "a very weak side plank",
        "Are two weak ankles worse?", "Is this weak?", "Why is my left one weak?", "Are the two weak?",
        "Is it pain from hip to heel?", "A different form of clamshell", "The band is not loose any more",
        "What dose one needs",
    ],
)  # fmt: skip
def test_a_real_word_that_may_be_meant_stays(text: str) -> None:
    assert confusions.unconfused(text) == text
