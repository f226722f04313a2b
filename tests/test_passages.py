"""Passages: whole sentences of one section, within the encoder's limit, under stable ids."""

from __future__ import annotations

from conftest import read_text
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Document, Passage
from assistant.encoder import OnnxEncoder
from assistant.passages import TARGET_WORDS, heading_line, passages, reading_text


def count(text: str) -> int:
    return len(text.split())


def cut(document: Document, *, max_tokens: int = 128) -> tuple[Passage, ...]:
    return passages(document, count_tokens=count, max_tokens=max_tokens)


PARAGRAPHS = st.lists(st.integers(1, 60), min_size=1, max_size=5).map(
    lambda lengths: " ".join("The " + "hip " * length + f"end{length}." for length in lengths)
)
SOURCES = st.lists(
    st.one_of(PARAGRAPHS, PARAGRAPHS.map(lambda text: "- " + text), st.sampled_from(["## One", "## Two", "Lead in:"])),
    min_size=1,
    max_size=12,
).map(lambda parts: "# T\n\nFirst.\n\n" + "\n\n".join(parts))


@given(SOURCES, st.sampled_from([20, 70, 128]))
def test_every_sentence_once_in_order_within_the_limit(source: str, max_tokens: int) -> None:
    document = read_text(source, name="x.md")
    found = cut(document, max_tokens=max_tokens)
    assert [s for p in found for s in p.sentences] == [s for section in document.sections for s in section.sentences]
    assert len({passage.id for passage in found}) == len(found)
    for passage in found:
        assert any(
            passage.headings == section.headings and set(passage.sentences) <= set(section.sentences)
            for section in document.sections
        )
        assert len(passage.sentences) == 1 or count(reading_text(passage)[0]) <= max_tokens
    assert cut(document, max_tokens=max_tokens) == found


def test_headings_travel_with_the_text() -> None:
    [passage] = cut(read_text("# T.\n\n## A\n\nOne *two*\nthree. Four.\n", name="x.md"))
    text, spans = reading_text(passage)
    assert text == "T. A: One two three. Four."
    assert [text[start:end] for start, end in spans] == ["One two three.", "Four."]
    assert heading_line(("T?", "A")) == "T?. A: "


def test_a_list_stays_with_its_lead_in() -> None:
    filler = "word " * (TARGET_WORDS - 10)
    source = f"{filler}end.\n\nThe muscles of the hip are:\n\n- the gluteus medius\n- the gluteus minimus\n- the TFL\n"
    first, second = cut(read_text(source, name="x.md"), max_tokens=512)
    assert len(first.sentences) == 1
    assert [sentence.text for sentence in second.sentences][0] == "The muscles of the hip are:"
    assert len(second.sentences) == 4


def test_ids_depend_on_content_alone() -> None:
    one = cut(read_text("# T\n\nIntro here.\n\n## A\n\nSame text.\n", name="x.md"))
    two = cut(read_text("# T\n\nAnother intro, much longer.\n\n## A\n\nSame text.\n", name="x.md"))
    assert one[1].id == two[1].id and one[0].id != two[0].id
    assert cut(read_text("# T\n\n## A\n\nSame text.\n", name="y.md"))[0].id != one[1].id
    assert cut(read_text("# T\n\n## B\n\nSame text.\n", name="x.md"))[0].id != one[1].id


def test_repeated_text_has_ids_of_its_own() -> None:
    source = "# T\n\n## A\n\nSame text.\n\n## B\n\nOther.\n\n## A\n\nSame text.\n"
    assert len({passage.id for passage in cut(read_text(source, name="x.md"))}) == 3


def test_one_sentence_cut_otherwise_is_another_passage() -> None:
    one, two = (cut(read_text(f"# T\n\n{text}\n", name="x.md"))[0] for text in ("No. Five.", "No, five."))
    assert one.id != two.id


def test_the_models_own_count_is_kept(real_encoder: OnnxEncoder) -> None:
    sentence = "Gluteus medius tendinopathies (electromyographically) recalibrate lumbopelvic stabilisation. "
    document = read_text("# Title\n\n## Heading\n\n" + sentence * 40, name="x.md")
    limit = real_encoder.card.max_tokens
    found = passages(document, count_tokens=real_encoder.count_tokens, max_tokens=limit)
    counts = [real_encoder.count_tokens(reading_text(passage)[0]) for passage in found]
    assert max(counts) <= limit and len(found) < 40


def test_a_section_is_named_by_the_headings_below_the_title() -> None:
    assert Passage("1", "a.md", ("Exercises", "Clamshell", "Mistakes"), ()).section == "Clamshell: Mistakes"
    assert Passage("1", "a.md", ("Exercises",), ()).section == "Exercises"
    assert Passage("1", "a.md", (), ()).section == ""
