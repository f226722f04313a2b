"""Plain text: what a reader takes for a heading is one, nobody's prose is left out, every sentence is exact."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from conftest import assert_exact, read_text, shape
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.blocks import Block
from assistant.corpus.outline import Heading
from assistant.corpus.plaintext import STRAY, outline

WEB = """Calf Raises: Benefits, Technique, and Variations

Medically reviewed by Ada Example, DPT — Written by Ben Sample on March 3, 2021

Your calves are two muscles at the back of the lower leg. They lift the heel with every step you take.
Share on Pinterest
In this article, we look at how the calf works and how to make it stronger.

What muscles make up the calf?

The calf is made up of the following muscles:

Gastrocnemius
Soleus
Plantaris

The gastrocnemius has two heads and crosses the knee. The soleus, which lies beneath it, does not.

Why strong calves matter

Strong calves make walking cheaper. In a small trial with 24 runners, e.g. those over 60 yrs., six weeks of heel \
raises added 1.5 cm to the calf.

The benefits may include:

better balance
a springier stride
fewer shin complaints

Advertisement

How to do a calf raise

Equipment needed: a step

Stand on the edge of a step with your heels in the air.
Rise onto your toes over 2 seconds.
Lower the heels again, slowly.

Tips

Hold a wall if you wobble. Stop if the tendon hurts!

The takeaway

Two sessions a week are a sensible start.

Last medically reviewed on March 3, 2021

Sources

Sample B, et al. (2020). Heel raises in older runners. https://example.org/heel
"""

DENSE = """Shin Splints
By Carla Invented
Shin splints are a dull ache along the inner edge of the shin bone. Runners and dancers get them most.
Symptoms
The ache starts on one leg or on both. At first it fades as the legs warm up. Later it may last all day.
Causes
The usual causes are:
sudden jumps in mileage
hard ground
worn-out shoes
Weak hips
Some researchers blame the hips. When the hip drops, the shin takes a twist with each step.
Exercises that help
1. Clamshells
Lie on your side with both knees bent. Open the upper knee like a shell.
2. Toe walks
1. Rise onto your toes.
2. Walk ten steps.
3. Side steps
Put a loop band around your ankles. Step to the side.
When should you see a doctor?
See a doctor if one spot on the bone is sore to the touch.
Related reading
Ten stretches for the shin
"""

WRAPPED = """THE ACHILLES TENDON
===================

The Achilles tendon ties the calf to the heel bone. It is the strongest
tendon of the body; the load on it reaches several times body weight when
Runners sprint or jump. Like other tendons it has a poor supply of blood,
which is why it heals slowly.

ANATOMY
-------

The tendon is about 15 cm long. It starts at mid-calf, where the fibres
of the gastrocnemius and the soleus meet.

    * The gastrocnemius part turns outward on its
      way down.
    * The soleus part turns inward.

EXERCISE

Alfredson et al. described slow lowering of the heel in 1998. Patients
did it twice a day (approx. 12 weeks). Most of them got better.

1. Stand on a step.
2. Rise on both feet, then lower
   on one.

What to avoid:
Do not stretch hard in the first days. Do not run through sharp pain.
"""


def test_web_article_with_blank_lines_between_everything() -> None:
    document = read_text(WEB)
    assert document.title == "Calf Raises: Benefits, Technique, and Variations"
    assert shape(document) == [
        (
            "",
            [
                "Your calves are two muscles at the back of the lower leg.",
                "They lift the heel with every step you take.",
                "In this article, we look at how the calf works and how to make it stronger.",
            ],
        ),
        (
            "What muscles make up the calf?",
            [
                "The calf is made up of the following muscles:",
                "Gastrocnemius",
                "Soleus",
                "Plantaris",
                "The gastrocnemius has two heads and crosses the knee.",
                "The soleus, which lies beneath it, does not.",
            ],
        ),
        (
            "Why strong calves matter",
            [
                "Strong calves make walking cheaper.",
                "In a small trial with 24 runners, e.g. those over 60 yrs., six weeks of heel raises added 1.5 cm to "
                "the calf.",
                "The benefits may include:",
                "better balance",
                "a springier stride",
                "fewer shin complaints",
            ],
        ),
        (
            "How to do a calf raise",
            [
                "Equipment needed: a step",
                "Stand on the edge of a step with your heels in the air.",
                "Rise onto your toes over 2 seconds.",
                "Lower the heels again, slowly.",
            ],
        ),
        ("Tips", ["Hold a wall if you wobble.", "Stop if the tendon hurts!"]),
        ("The takeaway", ["Two sessions a week are a sensible start."]),
    ]


def test_article_without_any_blank_line() -> None:
    document = read_text(DENSE)
    assert document.title == "Shin Splints"
    assert shape(document) == [
        (
            "",
            [
                "Shin splints are a dull ache along the inner edge of the shin bone.",
                "Runners and dancers get them most.",
            ],
        ),
        (
            "Symptoms",
            [
                "The ache starts on one leg or on both.",
                "At first it fades as the legs warm up.",
                "Later it may last all day.",
            ],
        ),
        ("Causes", ["The usual causes are:", "sudden jumps in mileage", "hard ground", "worn-out shoes"]),
        (
            "Weak hips",
            ["Some researchers blame the hips.", "When the hip drops, the shin takes a twist with each step."],
        ),
        (
            "Exercises that help > Clamshells",
            ["Lie on your side with both knees bent.", "Open the upper knee like a shell."],
        ),
        ("Exercises that help > Toe walks", ["Rise onto your toes.", "Walk ten steps."]),
        ("Exercises that help > Side steps", ["Put a loop band around your ankles.", "Step to the side."]),
        ("When should you see a doctor?", ["See a doctor if one spot on the bone is sore to the touch."]),
    ]


def test_wrapped_article_with_underlined_and_capital_headings() -> None:
    document = read_text(WRAPPED)
    assert document.title == "THE ACHILLES TENDON"
    assert shape(document) == [
        (
            "",
            [
                "The Achilles tendon ties the calf to the heel bone.",
                "It is the strongest tendon of the body; the load on it reaches several times body weight when "
                "Runners sprint or jump.",
                "Like other tendons it has a poor supply of blood, which is why it heals slowly.",
            ],
        ),
        (
            "ANATOMY",
            [
                "The tendon is about 15 cm long.",
                "It starts at mid-calf, where the fibres of the gastrocnemius and the soleus meet.",
                "The gastrocnemius part turns outward on its way down.",
                "The soleus part turns inward.",
            ],
        ),
        (
            "EXERCISE",
            [
                "Alfredson et al. described slow lowering of the heel in 1998.",
                "Patients did it twice a day (approx. 12 weeks).",
                "Most of them got better.",
                "Stand on a step.",
                "Rise on both feet, then lower on one.",
            ],
        ),
        (
            "EXERCISE > What to avoid",
            ["Do not stretch hard in the first days.", "Do not run through sharp pain."],
        ),
    ]


@pytest.mark.parametrize("article", [WEB, DENSE, WRAPPED])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_articles_are_exact_with_any_line_end(article: str, line_end: str) -> None:
    source = article.replace("\n", line_end)
    assert_exact(source, outline(source))
    assert shape(read_text(source)) == shape(read_text(article))


def test_a_document_without_a_title_is_named_after_its_file() -> None:
    text = "The calf is a muscle. It lifts the heel.\n\nWhere it is\n\nBehind the shin.\n"
    document = read_text(text, name="my-calf.txt")
    assert document.title == "my calf"
    assert [headings for headings, _ in shape(document)] == ["", "Where it is"]


PROSE = "They lift the leg to the side, which is called abduction, and they are at work in every single step."
CAPTIONS = [
    "Figure 2. The gluteus medius seen from behind",
    "Fig. 3: The gluteus medius lifts the leg.",
    "Figure 1",
    "FIGURE 4A – Side view",
    "Figure 5 Side view of the hip",
    "Image: Getty Images / Someone",
    "Image source, Getty Images",
    "Image caption, A woman doing side steps",
    "Photo by Jane Doe",
    "Photo of a woman on a step",
    "Caption: The hip from the side",
    "Source: Wikimedia Commons",
]


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_caption_is_neither_heading_nor_prose(caption: str, gap: str) -> None:
    text = gap.join(["Hips", "What they do", PROSE, caption, "They hold the pelvis level. They tire."])
    assert shape(read_text(text)) == [
        ("What they do", [PROSE, "They hold the pelvis level.", "They tire."])
    ]


def test_an_exercise_named_after_a_figure_is_a_heading() -> None:
    text = read_text("\n\n".join(["Hips", "What they do", PROSE, "Figure 4 Stretch", PROSE]))
    assert [heading for heading, _ in shape(text)] == ["What they do", "Figure 4 Stretch"]


def test_what_only_begins_like_a_caption_is_kept() -> None:
    text = (
        "Hips\n\nFigure skating\n\nSkaters need them. The next line is a part of a sentence, as is seen from the\n"
        "Figure 2. It is cited in the middle of a wrapped paragraph, so that the sentence must not\n"
        "be torn apart.\n\nFigure 5 shows the muscle at work.\n\nImages of the hip show it, too.\n"
    )
    [(heading, said)] = shape(read_text(text))
    assert heading == "Figure skating" and len(said) == 5
    assert said[-2:] == ["Figure 5 shows the muscle at work.", "Images of the hip show it, too."]


def test_the_last_item_of_a_closed_list_is_no_heading() -> None:
    text = "Title\n\nThe muscles are:\nSoleus\nPlantaris\n\nBoth lie at the back. Both are long.\n"
    assert shape(read_text(text)) == [
        ("", ["The muscles are:", "Soleus", "Plantaris", "Both lie at the back.", "Both are long."])
    ]


def test_items_of_a_list_in_which_each_line_stands_alone() -> None:
    text = "Title\n\nThe muscles are:\n\nSoleus\n\nPlantaris\n\nWhere they lie\n\nBoth lie at the back.\n"
    assert shape(read_text(text)) == [
        ("", ["The muscles are:", "Soleus", "Plantaris"]),
        ("Where they lie", ["Both lie at the back."]),
    ]


def test_a_heading_below_bullets_is_no_part_of_them() -> None:
    text = "Title\nThese help:\n• Squats\n• Lunges\nWhy they help\nThey load the calf in a long range of motion.\n"
    assert shape(read_text(text)) == [
        ("", ["These help:", "Squats", "Lunges"]),
        ("Why they help", ["They load the calf in a long range of motion."]),
    ]


def test_exercises_with_labels() -> None:
    text = (
        "Title\n\nStretches\n\nThere are two of them.\n\n1. Wall stretch\n\nThis is the classic one.\n\nTo do it:\n\n"
        "Stand facing a wall.\nHold for 30 seconds.\n2. Towel stretch\nMuscles worked: soleus\nPull on the towel.\n"
    )
    assert shape(read_text(text)) == [
        ("Stretches", ["There are two of them."]),
        ("Stretches > Wall stretch", ["This is the classic one."]),
        ("Stretches > Wall stretch > To do it", ["Stand facing a wall.", "Hold for 30 seconds."]),
        ("Stretches > Towel stretch", ["Muscles worked: soleus", "Pull on the towel."]),
    ]


def test_a_capital_in_the_middle_of_small_items() -> None:
    text = "Title\n\nCauses are:\n    overuse\n    Vitamin D deficiency\n    flat feet\n\nWhat helps\nRest helps.\n"
    assert shape(read_text(text)) == [
        ("", ["Causes are:", "overuse", "Vitamin D deficiency", "flat feet"]),
        ("What helps", ["Rest helps."]),
    ]


def test_a_table_of_contents_heads_nothing() -> None:
    text = "Title\nAnatomy\nCare\nThe calf is a muscle that lifts the heel.\nAnatomy\nIt has two.\nCare\nRest it.\n"
    assert shape(read_text(text)) == [
        ("", ["The calf is a muscle that lifts the heel."]),
        ("Anatomy", ["It has two."]),
        ("Care", ["Rest it."]),
    ]


def test_takeaways_below_the_title_are_kept() -> None:
    text = (
        "Title\nHealth > Hips\nThe calf lifts the heel with every step\nStrong calves make long walks much cheaper\n"
        "Anatomy\nThe calf is a muscle that lifts the heel, and it has two heads of its own.\n"
    )
    assert shape(read_text(text)) == [
        ("", ["The calf lifts the heel with every step", "Strong calves make long walks much cheaper"]),
        ("Anatomy", ["The calf is a muscle that lifts the heel, and it has two heads of its own."]),
    ]


def test_numbered_lines_are_items_where_they_stand_together() -> None:
    text = "Title\n\nThree muscles matter:\n\n1. Soleus\n2. Plantaris\n3. Gastrocnemius\n\nThey share one tendon.\n"
    assert shape(read_text(text)) == [
        ("", ["Three muscles matter:", "Soleus", "Plantaris", "Gastrocnemius", "They share one tendon."])
    ]
    assert [sentence.step for sentence in read_text(text).sections[0].sentences] == [0, 1, 2, 3, 0]


def test_paragraphs_are_blocks_even_without_blank_lines() -> None:
    source = "Title\nOne thing is said here.\nAnother thing, which is not quite as short, follows it.\n"
    assert [part.text for part in outline(source).parts if isinstance(part, Block)] == source.splitlines()[1:]


@pytest.mark.parametrize(
    "line",
    [
        "Share on Pinterest",
        "Advertisement",
        "Medically reviewed by Dr. A. Person, PT",
        "Last medically reviewed on June 5, 2020",
        "By Jane Example and John Sample",
        "Photography by Some Agency",
        "March 3, 2021",
        "5 min read",
        "https://example.org/page?x=1",
    ],
)
def test_stray_lines_are_left_out_wherever_they_stand(line: str) -> None:
    text = f"Title\n{line}\nThe calf lifts the heel.\n{line}\nIt has two heads.\n{line}\n"
    assert shape(read_text(text)) == [("", ["The calf lifts the heel.", "It has two heads."])]


@pytest.mark.parametrize(
    "line", ["By the time you walk again, rest.", "Share the load between both legs", "May is a month", "Sharing helps"]
)
def test_prose_that_looks_like_a_stray_line_stays(line: str) -> None:
    assert not STRAY.fullmatch(line)


@given(st.text(max_size=400))
def test_nothing_crashes_and_all_is_exact(source: str) -> None:
    assert_exact(source, outline(source))


WORDS = st.sampled_from("the calf lifts heel Soleus 12 weeks e.g. muscle (often) of and slowly tendon".split())
SENTENCES = st.lists(WORDS, min_size=3, max_size=25).map(lambda words: "The " + " ".join(words) + ".")
TITLES = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: "About " + " ".join(words).replace("e.g.", "x"))


def wrapped(words: Sequence[str], width: int) -> str:
    """Words on lines of at most ``width`` characters, as far as their length allows."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(line for line in lines if line)


@given(
    st.lists(st.tuples(TITLES, st.lists(SENTENCES, min_size=1, max_size=5)), min_size=1, max_size=5),
    st.sampled_from([40, 72, 10_000]),
    st.sampled_from(["\n", "\n\n", "\r\n\r\n"]),
)
def test_no_word_of_prose_is_lost(sections: list[tuple[str, list[str]]], width: int, gap: str) -> None:
    paragraphs = [wrapped(" ".join(sentences).split(), width) for _, sentences in sections]
    source = gap.join(part for (title, _), text in zip(sections, paragraphs, strict=True) for part in (title, text))
    found = outline(source)
    assert_exact(source, found)
    kept = " ".join(part.text for part in found.parts)
    assert sorted(re.findall(r"\w+", kept)) == sorted(re.findall(r"\w+", source))
    if gap != "\n":
        assert [part.text for part in found.parts if isinstance(part, Heading)] == [title for title, _ in sections]
