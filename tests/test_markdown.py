"""Markdown: headings and blocks are those of the format, and every sentence is the slice of its place."""

from __future__ import annotations

import re

import pytest
from conftest import assert_exact, read_text, shape
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.blocks import Block
from assistant.corpus.markdown import outline
from assistant.corpus.outline import Heading
from assistant.corpus.sentences import split
from assistant.domain import Sentence
from assistant.errors import DocumentError

_MARKUP = [
    (r"!\[[^\]]*\]\([^)]*\)|\[\^[^\]]+\]|</?[a-z]+>", ""),
    (r"\[([^\]]*)\](?:\([^)]*\))?", r"\1"),
    (r"<(https?:[^>]*)>", r"\1"),
    (r"`|(?<!\\)[*_]", ""),
    (r"\\([*_\[\]`])", r"\1"),
    (r"&amp;", "&"),
    (r"&eacute;", "é"),
    (r"\\?((?:\r\n|\r|\n))(?:> ?)?", r"\1"),
]


def stripped(markdown: str) -> str:
    """Text without the inline markup that these tests write."""
    for pattern, plain in _MARKUP:
        markdown = re.sub(pattern, plain, markdown)
    return markdown


def sentences(source: str) -> list[Sentence]:
    blocks = [part for part in outline(source).parts if isinstance(part, Block)]
    return [sentence for number, block in enumerate(blocks) for sentence in split(block, number=number)]


def slices(source: str) -> list[str]:
    return [source[sentence.start : sentence.end] for sentence in sentences(source)]


@pytest.mark.parametrize(
    ("source", "texts", "places"),
    [
        ("The *gluteus* lifts. Done.", ["The gluteus lifts.", "Done."], ["The *gluteus* lifts.", "Done."]),
        ("**Bold all.** Next.", ["Bold all.", "Next."], ["**Bold all.**", "Next."]),
        ("See [the hip](a_(b).html 'x'). End.", ["See the hip.", "End."], ["See [the hip](a_(b).html 'x').", "End."]),
        ("[*Hip*](u) moves.", ["Hip moves."], ["[*Hip*](u) moves."]),
        ("Take `a  b` and ``c ` d``.", ["Take a  b and c ` d."], ["Take `a  b` and ``c ` d``."]),
        (r"Two \* two &amp; caf&eacute;.", ["Two * two & café."], [r"Two \* two &amp; caf&eacute;."]),
        ("One ![knee](k.png) here.", ["One  here."], ["One ![knee](k.png) here."]),
        ("An <b>odd</b> tag.", ["An odd tag."], ["An <b>odd</b> tag."]),
        ("Go to <https://x.y/%C3%BC>.", ["Go to https://x.y/%C3%BC."], ["Go to <https://x.y/%C3%BC>."]),
        ("snake_case and 2 * 3 * 4.", ["snake_case and 2 * 3 * 4."], ["snake_case and 2 * 3 * 4."]),
        ("> Quoted text\n> goes on.", ["Quoted text\ngoes on."], ["Quoted text\n> goes on."]),
        ("- An item\n  goes on. Two.", ["An item\n  goes on.", "Two."], ["An item\n  goes on.", "Two."]),
        ("Soft\r\nbreak. Then.", ["Soft\r\nbreak.", "Then."], ["Soft\r\nbreak.", "Then."]),
        ("Hard\\\nbreak.", ["Hard\nbreak."], ["Hard\\\nbreak."]),
        ("`code\nspan` here.", ["code\nspan here."], ["`code\nspan` here."]),
        ("[ref][r] here.\n\n[r]: /url", ["ref here."], ["[ref][r] here."]),
    ],
)
def test_inline_markup(source: str, texts: list[str], places: list[str]) -> None:
    assert [sentence.text for sentence in sentences(source)] == texts
    assert slices(source) == places


def test_footnotes_belong_to_the_sentence_before_them() -> None:
    source = "One.[^a] Two *three*.[^b][^c]\nFour[^a] five. Six.\n\n[^a]: Ref *A*\n[^b]: B <https://x.y>\n[^c]: C"
    assert [(sentence.text, sentence.references) for sentence in sentences(source)] == [
        ("One.", ("Ref A",)),
        ("Two three.", ("B https://x.y", "C")),
        ("Four five.", ("Ref A",)),
        ("Six.", ()),
    ]


def test_headings_lists_tables_code_and_html() -> None:
    source = (
        "# Top *one*\n\nIntro.\n\n## Below #\n\n- First.\n- Second one.\n\nSetext\n------\n\n"
        "| Muscle | Job |\n|---|---|\n| **Medius** | Lifts[^1] |\n| | Rests |\n\n<div>raw</div>\n\n"
        "```\nfence\n```\n\n[^1]: R"
    )
    document = read_text(source, name="x.md")
    assert document.title == "Top one"
    assert shape(document) == [
        ("", ["Intro."]),
        ("Below", ["First.", "Second one."]),
        ("Setext", ["Medius | Lifts", "Rests"]),
    ]
    row = document.sections[-1].sentences[0]
    assert (source[row.start : row.end], row.references, row.item) == ("**Medius** | Lifts", ("R",), True)
    assert [each.labelled for each in document.sections[-1].sentences] == ["Muscle: Medius; Job: Lifts", "Job: Rests"]


def test_a_table_row_is_one_sentence_that_is_read_with_the_heads_of_its_columns() -> None:
    source = (
        "| **Exercise** | | Sets[^1] |\n|:--|--|--:|\n| Clamshell. It is easy. | left | 3 \\* 10 |\n"
        "| `Plank` | | a \\| b |\n|||\n\nAfter it. End.\n\n| Only |\n|--|\n\n[^1]: R"
    )
    found = sentences(source)
    assert [(sentence.text, sentence.reading) for sentence in found] == [
        ("Clamshell. It is easy. | left | 3 * 10", "Exercise: Clamshell. It is easy.; left; Sets: 3 * 10"),
        ("`Plank` | | a \\| b", "Exercise: Plank; Sets: a | b"),
        ("After it.", "After it."),
        ("End.", "End."),
    ]
    assert source[found[0].start : found[0].end] == "Clamshell. It is easy. | left | 3 \\* 10"
    [broken] = sentences("|Exercise|\n|--|\n|Clam<br>shell <b>band</b>s|\n")
    assert broken.reading == "Exercise: Clam shell bands"


def test_sections_nest_by_level() -> None:
    source = "# T\n\n## A\n\na.\n\n### B\n\nb.\n\n## C\n\nc.\n"
    assert shape(read_text(source, name="x.md")) == [("A", ["a."]), ("A > B", ["b."]), ("C", ["c."])]


def test_front_matter_is_metadata() -> None:
    document = read_text("---\ntitle: Named\nreviewed: 2024-05-01\nsummary: S\n---\n\nText.\n", name="x.md")
    assert (document.title, document.reviewed, document.summary) == ("Named", "2024-05-01", "S")


@pytest.mark.parametrize("front", ["title: a: b", "- a list", "{"])
def test_broken_front_matter_is_named(front: str) -> None:
    with pytest.raises(DocumentError, match=r"^x\.md: the front matter"):
        read_text(f"---\n{front}\n---\n\nText.\n", name="x.md")


_WORD = st.sampled_from("hip knee Gluteus é 🦵 “quoted” 0.5 e.g. (so) can't A&B 3".split())
_PLAIN = st.lists(_WORD, min_size=1, max_size=4).map(" ".join)
_INLINE = st.one_of(
    _PLAIN,
    _PLAIN.map(lambda text: f"*{text}*"),
    _PLAIN.map(lambda text: f"**{text}**"),
    _PLAIN.map(lambda text: f"[{text}](https://example.org/a)"),
    _PLAIN.map(lambda text: f"[*{text}*](b)"),
    _PLAIN.map(lambda text: f"`{text}`"),
    st.sampled_from([r"\*", r"\_", "&amp;", "&eacute;", "<b>x</b>", "<https://e.org>", "hip[^1]", "x\\\ny", "x\ny"]),
)
_SENTENCE = st.lists(_INLINE, min_size=1, max_size=5).map(lambda parts: "The " + " ".join(parts) + ".")
_TEXT = st.lists(_SENTENCE, min_size=1, max_size=3).map(" ".join)
_BLOCK = st.one_of(
    _TEXT,
    _TEXT.map(lambda text: "## " + text.replace("\\\n", " ").replace("\n", " ")),
    _TEXT.map(lambda text: "> " + text.replace("\n", "\n> ")),
    st.lists(_TEXT, min_size=1, max_size=3).map(
        lambda texts: "\n".join("- " + text.replace("\n", "\n  ") for text in texts)
    ),
    _SENTENCE.map(lambda text: "| a |\n|---|\n| " + text.replace("\\\n", " ").replace("\n", " ") + " |"),
)


@given(st.lists(_BLOCK, min_size=1, max_size=5), st.sampled_from(["\n", "\r\n", "\r"]))
def test_slices_are_the_sentences_once_markup_is_stripped(blocks: list[str], line_end: str) -> None:
    source = ("\n\n".join(blocks) + "\n\n[^1]: A reference.\n").replace("\n", line_end)
    assert_exact(source, outline(source), strip=stripped)
    kept = " ".join(part.text for part in outline(source).parts)
    for word in ("hip", "knee", "Gluteus", "“quoted”", "🦵"):
        assert kept.count(word) == source.count(word)


def test_items_know_their_numbers() -> None:
    source = "1. One. And more.\n1. Two.\n\n   Still two.\n   - Inside.\n1. Three.\n\nText.\n\n7) Seven.\n\n- None.\n"
    assert [(found.text, found.step) for found in sentences(source)] == [
        ("One.", 1),
        ("And more.", 1),
        ("Two.", 2),
        ("Still two.", 2),
        ("Inside.", 0),
        ("Three.", 3),
        ("Text.", 0),
        ("Seven.", 7),
        ("None.", 0),
    ]


_BITS = st.sampled_from(
    "word|The hip.|*|**|_|`|``|[|](|)|![|]|<|<b>|&amp;|&#65;|&x;|\\|\\*|\n|\n\n|\r\n|> |- |1. |# || a |[^1]|\n[^1]: n|"
    "\n[r]: /u|[r]|\0|\t|    |é|\u2028|\x85|---\n|===\n|~~~\n|\\\n|  \n|<https://x.y/%C3%BC>".split("|")
)


@given(st.lists(_BITS, max_size=30).map("".join))
def test_any_text_is_read_letter_for_letter(source: str) -> None:
    try:
        found = outline(source)
    except ValueError as error:
        assert "front matter" in str(error)  # noqa: PT017 - the one error that a text may cause
        return
    for block in (part for part in found.parts if isinstance(part, Block)):
        assert block.starts == sorted(block.starts) and block.ends == sorted(block.ends)
        for letter, start, end in zip(block.text, block.starts, block.ends, strict=True):
            assert 0 <= start < end <= len(source)
            written = source[start:end].replace("\0", "\ufffd") if letter == "\ufffd" else source[start:end]
            assert letter in written or "&" in written


@given(st.text(max_size=300))
def test_nothing_crashes(source: str) -> None:
    if not source.startswith("---"):
        headings = [part.text for part in outline(source).parts if isinstance(part, Heading)]
        assert headings == [" ".join(heading.split()) for heading in headings]
