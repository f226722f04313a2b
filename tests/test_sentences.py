"""Sentences end where a reader ends them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.blocks import Block
from assistant.corpus.sentences import spans, split


@pytest.mark.parametrize(
    "text",
    [
        "Use a light band, e.g. a loop.| It helps.",
        "It abducts, i.e. lifts, the leg.| So it does.",
        "Dr. Example and Prof. A. B. Sample, Ph.D. agree.| Others do not.",
        "Bands vs. weights is a fair question.| Both work.",
        "Sample et al. found it in 2012.| It was repeated.",
        "It takes approx. 12 weeks.| Then test again.",
        "Lift 0.5 kg at first.| Then 1.25 kg.",
        "The load was 5 kg.| The other was 7 kg.",
        "She works at St. Nowhere Hospital.| He does not.",
        "The angle (see Fig. 2.) is small.| It grows.",
        "See Fig. 2 for it.| It is clear.",
        "Come at 10 a.m. on Monday.| Bring a band.",
        "He said, “Stop.”| Then he went.",
        '"Does it hurt?" she asked.| "No."',
        "(A paren stands alone.)| The next does, too.",
        "It went on… and on.| Then it stopped.",
        "Really?!| Yes.| No!| Fine.",
        "Hold for 30 sec. on each side.| Repeat.",
        "Rest for 10 min.| Go on.",
        "It ends with no.| It starts in May.",
        "It is proven.[3]| Another claim.[4][5]| A last one.",
        "It is proven.12| Another claim.3,4| A last one.",
        "You need vitamin D.| The sun gives it.",
        "2. Second item of a list.| It has two sentences.",
        "The gap is 3 mm.| In others it is 4 mm.",
        "Wrapped text\nruns on.| And\non.",
        "no capital at all. still one",
        "One without a full stop",
    ],
)
def test_ends(text: str) -> None:
    whole = text.replace("|", "")
    assert [whole[start:end] for start, end in spans(whole)] == [piece.strip() for piece in text.split("|")]


@given(st.text(alphabet=st.sampled_from("aB.?!…\"”()[]1, \n\t"), max_size=200))
def test_spans_cover_everything_but_white_space(text: str) -> None:
    found = spans(text)
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() and start < end for start, end in found)


def test_what_holds_no_letter_is_no_sentence() -> None:
    assert [sentence.text for sentence in split(Block.of_slice("*** One. ---", 0, 12), number=3)] == ["*** One."]
    assert split(Block.of_slice("... !", 0, 5), number=0) == []


def test_a_long_text_takes_linear_time() -> None:
    started = time.perf_counter()
    assert len(spans("a b. " * 10_000)) == 1
    assert len(spans("Ab cd. " * 10_000)) == 10_000
    assert time.perf_counter() - started < 10
