"""Which questions ask for all the steps, and what a document's instructions hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import read_text

from assistant.corpus.reading import read_corpus
from assistant.domain import Document, Passage
from assistant.engine import Assistant
from assistant.passages import passages
from assistant.steps import asks_for_all_steps, holds_steps, instructions, names_another

CORPUS = Path(__file__).parent.parent / "corpus"

NESTED = """# Exercises

## Clamshell

### Steps

Do it like this:

1. Lie on your side.
2. Lift your knee. Keep your feet together.
   - A pillow helps.
3. Lower your knee.

### Which muscles does it work?

The outer hip works.

### Common mistakes

- The pelvis rolls back.

### Easier and harder

A small lift is easier.

## Side plank

### Steps

1. Lie on your side.
2. Lift your hips.

### Common mistakes

- The hips sag.
"""
ONE_SECTION = """# Exercises

## Step-up

The step-up works the hip.

1. Put one foot on the step.
2. Push up.

Mistakes are:

- The knee falls in.

The step-up is harder on a higher step.
The step should be safe.
"""


def cut(document: Document) -> list[Passage]:
    """The passages of a document, some of its lists torn apart."""
    return list(passages(document, count_tokens=lambda text: len(text.split()), max_tokens=40))


def told(found: list[Passage], best: str) -> list[str]:
    """The instructions that the sentence is part of."""
    places = [(n, order) for n, passage in enumerate(found) for order in range(len(passage.sentences))]
    place = next(place for place in places if found[place[0]].sentences[place[1]].text == best)
    return [found[number].sentences[order].text for number, order in instructions(found, place)]


@pytest.mark.parametrize(
    "question",
    [
        "How do I do a clamshell?",
        "how to do clamshells",
        "How should you perform the side plank correctly?",
        "clamshell steps",
        "steps for half kneeling stretch",
        "What are the steps of a monster walk?",
        "show me a fire hydrant",
        "Talk me through the hip hitch",
        "monster walk how to",
        "hip exercise sitting in a chair with a band, how",
        "how does the crab walk with a band go",
        "how is the hip hitch done?",
        "banded squat technique",
        "What is the correct form for a clamshell?",
        "Please describe the side-lying leg raise.",
        "What do I do in a step-up, step by step?",
        "I like walking sideways with a band. How should I go about it?",
        "how too do a bridge",
    ],
)
def test_questions_for_all_steps(question: str) -> None:
    assert asks_for_all_steps(question)


@pytest.mark.parametrize(
    "question",
    [
        "How far do I lift my leg in a side-lying leg raise?",
        "What are common mistakes in a clamshell?",
        "How do I make a clamshell easier?",
        "How long should I hold a side plank?",
        "Do banded side steps work the gluteus medius?",
        "Where does the band go in side steps",
        "How many hip hitches should I do?",
        "Which muscles does a step-up work?",
        "How high should the step be for step-ups?",
        "Which form of side plank is hardest?",
        "Is a clamshell a form of strengthening?",
    ],
)
def test_questions_for_something_else(question: str) -> None:
    assert not asks_for_all_steps(question)


def test_instructions_in_sections_of_their_own() -> None:
    found = cut(read_text(NESTED, name="a.md"))
    whole = [
        "Do it like this:",
        "Lie on your side.",
        "Lift your knee.",
        "Keep your feet together.",
        "A pillow helps.",
        "Lower your knee.",
        "The pelvis rolls back.",
        "A small lift is easier.",
    ]
    assert told(found, "Lift your knee.") == whole
    assert told(found, "A small lift is easier.") == whole
    assert told(found, "Lift your hips.") == ["Lie on your side.", "Lift your hips.", "The hips sag."]
    assert told(found, "The outer hip works.") == []


def test_a_section_on_the_same_thing_leads_to_its_instructions() -> None:
    source = "## How do I do a plank (bridge)?\n\n1. Lie down.\n2. Lift.\n"
    source += "\n## Which muscles does a plank work?\n\nBoth sides work.\n"
    source += "\n## Who should be careful with a plank?\n\nA few should.\n"
    source += "\n## Who should be careful with a squat?\n\nOthers should.\n"
    found = cut(read_text(f"# Exercises\n\n{source}", name="a.md"))
    assert told(found, "Both sides work.") == ["Lie down.", "Lift.", "A few should."]
    assert told(found, "Others should.") == []


def test_instructions_within_one_section() -> None:
    found = cut(read_text(ONE_SECTION, name="a.md"))
    steps = ["Put one foot on the step.", "Push up."]
    more = ["Mistakes are:", "The knee falls in.", "The step-up is harder on a higher step."]
    assert told(found, "Push up.") == steps + more
    assert told(found, "The step-up works the hip.") == steps + more
    assert told(found, "The step should be safe.") == steps + more
    below = cut(read_text(ONE_SECTION + "\n## Squat\n\nBegin low.\n\n1. Bend.\n2. Rise.\n", name="a.md"))
    assert told(below, "Begin low.") == ["Bend.", "Rise."]
    two = cut(read_text(ONE_SECTION + "\n1. Kneel.\n2. Rise.\n", name="a.md"))
    assert told(two, "The step should be safe.") == [], "of two lists, nothing tells which"


def test_a_lead_without_a_colon_brings_its_list() -> None:
    source = ONE_SECTION.replace("Mistakes are:", "The mistakes are the following.").replace("falls in.", "falling in")
    source = source.replace("The knee falling", "- the foot turning out\n- the knee falling").replace("- - ", "- ")
    said = told(cut(read_text(source, name="a.md")), "Push up.")
    assert said[2:5] == ["The mistakes are the following.", "the foot turning out", "the knee falling in"]


def test_another_things_mistakes_are_left_out() -> None:
    source = NESTED.replace("### Common mistakes\n\n- The pelvis", "### Common mistakes in a squat\n\n- The pelvis")
    assert "The pelvis rolls back." not in told(cut(read_text(source, name="a.md")), "Lift your knee.")


def test_every_exercise_of_the_corpus_has_its_mistakes() -> None:
    [document] = [document for document in read_corpus(CORPUS).documents if document.key == "exercises.md"]
    found = cut(document)
    firsts = [sentence.text for part in document.sections for sentence in part.sentences if sentence.step == 1]
    assert len(firsts) == 13
    for first in firsts:
        steps = told(found, first)
        assert sum(text.startswith("Common mistakes") for text in steps) == 1, first
        assert sum(text in firsts for text in steps) == 1, first


def test_an_answer_with_all_steps(product: Assistant) -> None:
    quotes = product.ask("how to do clamshells").quotes
    assert [quote.step for quote in quotes][:7] == [0, 1, 2, 3, 4, 5, 0]
    said = " ".join(quote.text for quote in quotes)
    assert "Common mistakes in a clamshell" in said
    assert "easier when" in said
    assert "harder with" in said


def test_an_answer_to_a_question_for_one_side_of_it(product: Assistant) -> None:
    said = product.ask("What are common mistakes in a clamshell?").text
    assert "Common mistakes in a clamshell" in said
    assert "done in these steps" not in said


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("How do I do a side plank?", False),
        ("how do I do side planks properly", False),
        ("how do I do this exercise at home", False),
        ("How do I do a plank with a band?", False),
        ("What is a front plank?", False),
        ("How do I do a front plank?", True),
        ("how to do a Copenhagen plank", True),
    ],
)
def test_steps_are_of_the_thing_that_is_named(question: str, another: bool) -> None:
    passages = [Passage("1", "a.md", ("Exercises", "How do I do a side plank?"), ())]
    assert names_another(question, passages) is another


def test_the_steps_of_another_exercise_are_no_answer(product: Assistant) -> None:
    assert product.ask("How do I do a Copenhagen plank?").outcome == "not_covered"


def test_the_glossarys_name_of_a_thing_is_not_another(product: Assistant) -> None:
    assert product.ask("How do I do an X walk?").outcome == "answer"


def test_steps_and_what_leads_into_them_are_told_from_other_sentences() -> None:
    lines = {
        sentence.text: held
        for passage in cut(read_text(ONE_SECTION.replace("The step-up works the hip.", "Do it so:"), name="a.md"))
        for sentence, held in zip(passage.sentences, holds_steps(passage), strict=True)
    }
    assert [text for text, held in lines.items() if held] == ["Do it so:", "Put one foot on the step.", "Push up."]
