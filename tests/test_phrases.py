"""The phrase that answers, found in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.phrases import MOST_WORDS, answering_phrase

ASKED = [
    ("When should ice be checked?", "Skin under ice should be checked *after five minutes*."),
    (
        "How long did the trial last?",
        "The programmes in the 2020 trial lasted *six to eight weeks*, breaks included.",
    ),
    ("How long was the programme?", "The study told of good results from a *six-week* programme."),
    ("How often did people train?", "In this trial people train *five times a week* for four weeks."),
    ("How often should the exercises be done?", "The exercises should be done *every other day* at home."),
    (
        "How many days a week should beginners train?",
        "Beginners should train the whole body on *2 to 3 days a week* in the first months.",
    ),
    ("How many people were in the study?", "The study pooled 18 trials that followed *4,818 people* over time."),
    ("How many adults were in the study?", "The finding comes from a study of *26 healthy adults* on a treadmill."),
    ("How common is knee pain?", "Knee pain affects *22.7%* of all people in a year, in a review of 23 trials."),
    ("How far can dancers lift the leg?", "Dancers can lift the leg to *about 55 degrees*, according to one source."),
    ("How much does a stick reduce the force?", "A stick can reduce the force to *60% of normal* in the hip."),
    ("What year was the trial?", "The trial was published *in 2015* by two authors."),
    (
        "What is the IT band?",
        "The iliotibial band (IT band) is *a thick band of tissue* that passes both the hip and the knee.",
    ),
    ("What does IT band mean?", "The IT band is *a thick band of tissue* that passes both the hip and the knee."),
    ("IT band meaning", "The IT band is *a thick band of tissue* that passes both the hip and the knee."),
    ("Which nerve supplies the gluteus medius?", "The *superior gluteal nerve* supplies the gluteus medius."),
    ("What exact nerve does the muscle have?", "The muscle has its exact supply from the *superior gluteal nerve*."),
]

NOT_TOLD = {
    "several of a kind": ("How long does the pain last?", "The pain may last one year, and in some people five years."),
    "a number of something unsaid": ("How many adults were analysed?", "The study analysed 24 of its 26 adults."),
    "a part of the count": ("How many adults took part?", "The project compared 11 adults who sat with 11 who stood."),
    "three amounts": ("How often should I push?", "I should push for 15 seconds, 5 to 10 times, twice a day."),
    "another kind of amount": ("How long does the pain last?", "The pain may last in half of the people who have it."),
    "the question's own number": ("How long were the six weeks of training?", "The training lasted six weeks in all."),
    "a denial": ("How long does the pain last?", "The pain does not last five weeks, as some say."),
    "another thing": ("Which artery supplies the brain?", "The superior gluteal artery supplies the gluteus medius."),
    "other people": ("How many women took part?", "The trial had 29 people in it, and all took part."),
    "a name in a list": ("Which muscle tightens the band?", "The TFL and the upper gluteal muscle tighten the band."),
    "a list wanted": ("Which muscles tighten the band?", "The outer thigh muscles tighten the band every time."),
    "a number for a name": ("Which muscle lifts the leg?", "One muscle lifts the leg, and both sides have it."),
    "a meaning of more than the thing": (
        "What is hip pain?",
        "Hip pain in runners with weak muscles is a common cause.",
    ),
    "a meaning of one word": ("What is the sign?", "The sign is positive when the pelvis drops on the other side."),
    "nearly the whole sentence": ("What is hip pain?", "Hip pain is a dull ache at the outer side of the hip."),
    "no question for a phrase": ("Is the exercise safe?", "The exercise is safe for 95% of all people."),
    "what a thing does": (
        "What does the TFL do?",
        "The TFL is a small muscle at the front of the hip and helps others.",
    ),
}


def emphasised(question: str, sentence: str, *, heading: str = "") -> str:
    """The sentence with its phrase between stars."""
    span = answering_phrase(question, sentence, heading=heading)
    if span is None:
        return sentence
    start, end = span
    return f"{sentence[:start]}*{sentence[start:end]}*{sentence[end:]}"


@pytest.mark.parametrize(("question", "marked"), ASKED, ids=lambda text: text[:40])
def test_what_is_asked_for_stands_out(question: str, marked: str) -> None:
    assert emphasised(question, marked.replace("*", "")) == marked


@pytest.mark.parametrize(("question", "sentence"), NOT_TOLD.values(), ids=NOT_TOLD)
def test_nothing_stands_out_where_it_could_mislead(question: str, sentence: str) -> None:
    assert answering_phrase(question, sentence) is None


def test_a_heading_tells_what_a_sentence_is_about() -> None:
    question, sentence = "How long should I hold a leg raise?", "Hold your top leg up for 5 seconds."
    assert answering_phrase(question, sentence) is None
    marked = emphasised(question, sentence, heading="How to do a leg raise")
    assert marked == "Hold your top leg up for *5 seconds*."


def test_only_the_sentence_that_asks_counts() -> None:
    question = "I sit at a desk all day and my back aches. How often should the exercises be done?"
    assert "*every day*" in emphasised(question, "The exercises should be done every day at home, slowly.")


WORDS = st.sampled_from(
    "how many long often what which is are nerve weeks people % 5 12 2015 six to of the and ( ) , . ? muscle it about "
    "3.5% twice a day meaning gluteal \n".split(" ")
)
TEXTS = st.lists(WORDS, max_size=24).map(" ".join)


@given(question=TEXTS | st.text(max_size=60), sentence=TEXTS | st.text(max_size=60))
def test_a_phrase_is_short_and_lies_in_the_sentence(question: str, sentence: str) -> None:
    span = answering_phrase(question, sentence)
    if span is not None:
        start, end = span
        assert 0 <= start < end <= len(sentence)
        assert sentence[start:end] == sentence[start:end].strip()
        assert len(sentence[start:end].split()) <= MOST_WORDS
