"""Web pages: the article is read, what every page of the site has is not, and tables keep their head."""

from __future__ import annotations

import pytest
from conftest import assert_exact, read_text, shape
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.extracted import outline
from assistant.corpus.html import extract
from assistant.domain import Passage
from assistant.leaning import unit

PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><title>Strong hips | A Site</title><style>p { color: red }</style></head>
<body class="page has-cookie-banner">
<header><a href="/">A Site</a></header>
<nav><ul><li>Home<li>Shop</ul></nav>
<div id="cookie-consent">We use cookies. <button>Accept</button></div>
<main><article>
  <header><h1>Strong hips</h1><div class="share-buttons">Share on Somewhere</div></header>
  <p>The <b>gluteus medius</b> lifts the leg&nbsp;to the side.<sup><a href="#r1">[1]</a></sup>
     It is about 10&nbsp;cm<sup>2</sup> large &amp; strong.</p>
  <p>Advertisement</p>
  <h2>Exercises <small>(three)</small></h2>
  <ul><li>Side steps<ul><li>with a band</li></ul></li><li><p>Clamshells. Lie on your side.</p></li></ul>
  <table><caption>Sets</caption><thead><tr><th>Exercise</th><th>Sets</th></tr></thead>
    <tbody><tr><td>Clamshell</td><td>3 of 10</td></tr><tr><td>Side step</td><td></td></tr></tbody></table>
  <table><tr><th>Muscle</th><td>gluteus medius</td></tr><tr><th>Does</th><td>abduction</td></tr></table>
  <figure><img alt="x"><figcaption>A caption of a picture</figcaption></figure>
  Text without a paragraph.<br>It goes on.
  <script>alert("p")</script><!-- a comment --><div hidden>Hidden.</div><div style="display: none">Gone.</div>
  <aside>Buy a band.</aside><div class="related-articles"><h2>More</h2><p>Other things.</p></div>
  <h2>References</h2><p>Sample B. A study of hips. 2020.</p>
</article></main>
<footer>All rights reserved.</footer></body></html>
"""


def test_items_of_a_numbered_list_know_their_numbers() -> None:
    page = "<ol start=3><li>Three.<p>And more.</p><ul><li>Inside.</li></ul><li value=7>Seven.</ol><ul><li>None.</ul>"
    text, _ = extract(page.encode())
    assert text == "3. Three.\n\n3. And more.\n\n- Inside.\n\n7. Seven.\n\n- None.\n"
    found = read_text(text, name="a.html").sections[0].sentences
    assert [(sentence.text, sentence.step) for sentence in found] == [
        ("Three.", 3),
        ("And more.", 3),
        ("Inside.", 0),
        ("Seven.", 7),
        ("None.", 0),
    ]


def test_a_row_of_a_table_is_no_item_of_a_list() -> None:
    rows = "<tr><th>Exercise<th>Sets</tr><tr><td>Clamshell<td>3</tr><tr><td>Bridge<td>2</tr>"
    text, _ = extract(f"<p>Sets a week<table>{rows}</table><p>You need<ul><li>a band<li>a chair</ul>".encode())
    found = read_text(text, name="a.html").sections[0].sentences
    passage = Passage("1", "a.html", ("Sets",), found)
    units = [[found[order].text for order in unit(passage, at)] for at in range(len(found))]
    assert units[1:3] == [["Exercise: Clamshell; Sets: 3"], ["Exercise: Bridge; Sets: 2"]]
    assert units[3] == units[5] == ["You need", "a band", "a chair"]


def test_only_a_paragraph_is_a_caption() -> None:
    page = (
        "<h2>Photo of the week</h2><p>The hip lifts.</p><p>Photo of a woman on a step</p>"
        "<table><tr><th>Source<th>Finding</tr><tr><td>Trial<td>It helps.</tr></table>"
    )
    text, _ = extract(page.encode())
    assert text == "## Photo of the week\n\nThe hip lifts.\n\n- Source: Trial; Finding: It helps.\n"


def test_an_article() -> None:
    text, warning = extract(PAGE.encode())
    assert warning == ""
    document = read_text(text, name="page.html")
    assert document.title == "Strong hips"
    assert shape(document) == [
        ("", ["The gluteus medius lifts the leg to the side.", "It is about 10 cm2 large & strong."]),
        (
            "Exercises (three)",
            [
                "Side steps",
                "with a band",
                "Clamshells.",
                "Lie on your side.",
                "Exercise: Clamshell; Sets: 3 of 10",
                "Exercise: Side step",
                "Muscle; gluteus medius",
                "Does; abduction",
                "Text without a paragraph.",
                "It goes on.",
            ],
        ),
    ]
    assert_exact(text, outline(text))


def test_a_page_without_a_heading_is_named_by_its_title() -> None:
    page = b"<title>Strong hips - part one | A Site</title><p>The hip is a joint."
    assert extract(page)[0] == "# Strong hips - part one\n\nThe hip is a joint.\n"


def test_encodings() -> None:
    said = "<p>Die Hüfte – ein Gelenk.</p>"
    assert extract(said.encode())[1] == ""
    declared = '<meta charset="windows-1252">' + said
    assert extract(declared.encode("cp1252")) == ("Die Hüfte – ein Gelenk.\n", "")
    text, warning = extract(said.encode("cp1252"))
    assert text == "Die Hüfte – ein Gelenk.\n"
    assert warning.startswith("not UTF-8, read as Windows-1252")


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"<nav>Home</nav>", b"\x00\x01"])
def test_a_page_without_text_makes_no_sentence(page: bytes) -> None:
    assert not extract(page)[0].strip(" \n\x00\x01")


PARTS = ["<p>", "<li>", "<td>", "<tr>", "<table>", "</div>", "<h2>", "# a. ", "- b", "&lt;x", "é"]


@given(st.lists(st.sampled_from(PARTS)))
def test_nothing_crashes_and_all_is_exact(parts: list[str]) -> None:
    text, _ = extract("".join(parts).encode())
    assert_exact(text, outline(text))
