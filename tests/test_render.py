from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from canned import (
    DOCUMENT,
    EMERGENCY,
    EXPLANATION,
    FULL_DOCUMENT,
    LISTED,
    MUSCLES,
    QUOTES,
    REFERENCE,
    TEXT,
    TRIAL,
    URGENT,
    CannedAssistant,
)
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from assistant import render
from assistant.domain import (
    DISCLAIMER,
    Answer,
    Document,
    Explanation,
    Found,
    Greeting,
    Grounded,
    Invalid,
    MapPoint,
    NotCovered,
    Quote,
    Section,
    Sentence,
    Triage,
)

ASSISTANT = CannedAssistant()
ASK = ASSISTANT.ask
GROUNDED = ASK("What muscles are the hip abductors?")
DOCUMENTS = {DOCUMENT: FULL_DOCUMENT}
EVERY_OUTCOME = [
    GROUNDED,
    ASK("pregnant, what exercises?"),
    ASK("capital of France"),
    ASK("I cannot stand after a fall"),
    ASK("hello"),
    Invalid(question="?!", message="Please write a question."),
]
ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</blockquote></details><iframe src=javascript:alert(1)>",
    "&lt;b&gt; &#60;i&#62; &amp",
    "[x](javascript:alert(1)) **b** `c` <https://evil.example> ![i](http://evil.example)",
    "${alert(1)} {{alert(1)}} `",
    "# heading\n\n- item\n1. item\n> quote\n---",
    "\x1b]0;owned\x07\x1b[2J\x9b31m\x00",
    'https://evil.example/"><script>alert(1)</script>',
    "[bold red]x[/bold red] :warning:",
    "\u202eright to left\u2066",
    "\ud800 lone surrogate",
]
anything = st.one_of(st.sampled_from(ATTACKS), st.text(), st.text(alphabet="<>&\"'`[](){}*_#-+=!|~\\/:.0123 \n\tab"))


def poisoned(text: str) -> Grounded:
    """An answer with the text wherever text from outside can stand."""
    quote = Quote(text=text, document=text, start=0, end=1, heading=text, references=(text,))
    return Grounded(
        question=text,
        searched_for=f"{text}!",
        evidence=(quote,),
        suggestions=(text,),
        uncovered=(text,),
        index=text,
        id=text,
    )


class Outline(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.elements.append((tag, attrs))
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "img":  # has no end tag
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str | None]:
        return [value for _, attribute, value in self.attributes if attribute == name]


def test_every_rendering_says_which_part_is_not_covered() -> None:
    answer = replace(GROUNDED, uncovered=("who invented it?",))
    line = "The source material does not cover “who invented it”."
    for rendering in (render.to_text(answer), render.to_markdown(answer), Outline(render.to_html(answer)).text):
        assert line in rendering
    assert render.to_dict(answer)["uncovered"] == ["who invented it?"]
    assert "does not cover" not in render.to_text(GROUNDED)


# --- JSON -------------------------------------------------------------------------------------------------------


def test_the_answer_object_has_the_keys_of_the_contract_in_their_order() -> None:
    fields = render.to_dict(GROUNDED)
    assert list(fields) == [
        "id", "question", "searched_for", "outcome", "triage", "text", "quotes", "notices", "disclaimer",
        "suggestions", "confidence", "index", "elapsed_ms",
    ]  # fmt: skip
    assert list(fields["quotes"][0]) == ["text", "document", "start", "end", "heading", "references"]
    assert fields["quotes"][2]["references"] == [REFERENCE]
    assert fields["text"] == " ".join(quote.text for quote in QUOTES)
    assert (fields["outcome"], fields["triage"], fields["disclaimer"]) == ("answer", "none", DISCLAIMER)


def test_numbers_are_rounded_for_reading() -> None:
    fields = render.to_dict(Greeting(question="hi", confidence=0.123456, elapsed_ms=4.26789))
    assert (fields["confidence"], fields["elapsed_ms"]) == (0.123, 4.3)


def test_a_notice_carries_its_level() -> None:
    fields = render.to_dict(ASK("a bad fall"))
    assert fields["outcome"] == "referred"
    assert fields["notices"] == [{"level": "emergency", "text": EMERGENCY.text}]


@given(anything)
def test_json_is_one_line_of_utf8_that_reads_back_the_same(text: str) -> None:
    line = render.to_json(poisoned(text))
    assert line.splitlines() == [line]
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", line)
    assert json.loads(line.encode("utf-8")) == render.to_dict(poisoned(text))


# --- what every rendering holds ---------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", EVERY_OUTCOME, ids=lambda answer: str(answer.outcome))
def test_every_rendering_holds_notices_message_quotes_and_disclaimer(answer: Answer) -> None:
    renderings = [
        render.to_text(answer),
        terminal(answer, width=10_000),
        render.to_markdown(answer),
        Outline(render.to_html(answer)).text,
    ]
    expected = [DISCLAIMER, answer.message, *(notice.text for notice in answer.triage.notices)]
    expected += [quote.text for quote in answer.quotes]
    for rendering in renderings:
        for part in expected:
            assert all(fold(line) in fold(rendering) for line in part.split("\n"))


def test_a_section_quoted_twice_is_one_source_and_neighbours_share_one_citation() -> None:
    first, second, third = QUOTES
    assert [source.number for source in render.sources(QUOTES)] == [1, 2]
    back_again = Grounded(question="q", evidence=(first, third, second))
    prose = render.to_text(back_again).split("\n")[0]
    assert re.findall(r"\[\d\]", prose) == ["[1]", "[2]", "[1]"]
    prose = render.to_text(GROUNDED).split("\n")[0]
    assert prose.startswith("The hip abductors are three muscles: the gluteus medius, the gluteus minimus")
    assert re.findall(r"\[\d\]", prose) == ["[1]", "[2]"]


def test_sections_of_the_same_name_in_two_documents_are_two_sources() -> None:
    quotes = tuple(Quote(text="A.", document=name, start=0, end=2, heading="Same") for name in ("a.md", "b.md"))
    assert [source.document for source in render.sources(quotes)] == ["a.md", "b.md"]


def test_a_reference_shared_by_neighbours_is_given_once_and_after_them() -> None:
    first, second = (Quote(text=t, document="d", start=0, end=2, heading="h", references=("R",)) for t in ("A.", "B."))
    third = Quote(text="C.", document="d", start=0, end=2, heading="h")
    (source,) = render.sources([first, second, third])
    assert list(source.excerpts) == [(("A.", "B."), ("R",)), (("C.",), ())]


@pytest.mark.parametrize("searched_for", ["", "WHAT is  it?", "what is it?"])
def test_searched_for_is_silent_when_nothing_was_rewritten(searched_for: str) -> None:
    answer = Grounded(question="What is it?", searched_for=searched_for, evidence=QUOTES)
    assert "Searched for" not in render.to_text(answer) + render.to_html(answer) + render.to_markdown(answer)


def test_searched_for_is_shown_when_the_question_was_rewritten() -> None:
    answer = Grounded(question="what r they", searched_for="What are the hip abductors?", evidence=QUOTES)
    assert "Searched for: What are the hip abductors?" in render.to_text(answer)
    assert "<q>What are the hip abductors?</q>" in render.to_html(answer)


def test_a_part_that_the_source_lacks_is_named_in_every_rendering() -> None:
    answer = replace(GROUNDED, uncovered=("how much it costs",))
    expected = "The source material does not cover “how much it costs”."
    for rendering in (render.to_text(answer), terminal(answer), render.to_markdown(answer), render.to_html(answer)):
        assert expected in fold(rendering)
    assert "does not cover" not in render.to_text(GROUNDED) + render.to_html(GROUNDED)


def test_not_covered_offers_the_nearest_topics() -> None:
    assert "Nearest topics\n  - What is knee valgus?" in render.to_text(ASK("capital of France"))


def test_an_emergency_notice_stands_alone() -> None:
    referred = ASK("a bad fall")
    page = Outline(render.to_html(referred))
    assert page.tags == ["article", "div", "strong", "p", "p", "p"]
    assert page.values("role") == ["alert"]
    assert render.to_text(referred) == f"EMERGENCY: {EMERGENCY.text}\n\n{DISCLAIMER}"


# --- plain text and terminal ------------------------------------------------------------------------------------


def test_notices_come_first_and_say_their_level_in_words() -> None:
    answer = ASK("pregnant")
    assert render.to_text(answer).startswith(f"URGENT: {URGENT.text}\n\nThe hip abductors are")
    assert terminal(answer).index("URGENT") < terminal(answer).index("The hip abductors are")


@given(st.integers(min_value=20, max_value=120))
def test_wrapped_text_keeps_to_its_width_unless_one_word_is_longer(width: int) -> None:
    for line in render.to_text(GROUNDED, width=width).splitlines():
        assert len(line) <= width or len(line.split()) <= 2


@given(anything)
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    for output in (render.to_text(poisoned(text)), terminal(poisoned(text)), render.to_markdown(poisoned(text))):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", output)


def test_colour_is_the_only_escape_sequence_and_rich_markup_is_not_read() -> None:
    answer = poisoned("[bold]x[/bold] \x1b[2J :warning:")
    stream = io.StringIO()
    render.to_terminal(answer, Console(file=stream, force_terminal=True, color_system="standard", width=100))
    coloured = stream.getvalue()
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert "\x1b" not in plain
    assert "[bold]x[/bold] [2J :warning:" in plain


# --- Markdown ---------------------------------------------------------------------------------------------------


@given(anything)
def test_nothing_in_an_answer_is_read_as_markdown(text: str) -> None:
    def shape(answer: Answer) -> list[str]:
        parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        tokens = parser.parse(render.to_markdown(answer))
        inline = [child.type for token in tokens for child in token.children or () if child.type != "text"]
        return [token.type for token in tokens] + inline

    assert shape(poisoned(f"x{text}".replace("http", "hxxp"))) == shape(poisoned("plain"))
    assert shape(poisoned(f"{text}x".replace("http", "hxxp"))) == shape(poisoned("plain"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_markdown_reads_back_as_the_text_that_went_in(attack: str) -> None:
    question = f"x {attack}"
    tokens = MarkdownIt("commonmark").parse(render.to_markdown(Greeting(question=question)))
    shown = "".join(child.content for child in tokens[1].children or ())
    assert shown == "Question: " + " ".join(printable(question).split())


def test_a_web_address_in_a_reference_is_a_link() -> None:
    assert "<https://doi.org/10.1186/s12891-015-0563-9>" in render.to_markdown(GROUNDED)


# --- HTML -------------------------------------------------------------------------------------------------------

ATTRIBUTES = {
    "class", "href", "id", "tabindex", "rel", "target", "aria-label", "type", "data-document", "data-start", "role",
}  # fmt: skip


def assert_nothing_came_in(shown: Outline, plain: Outline, payload: str, attributes: set[str]) -> None:
    """The payload made neither a tag, except for links, nor an attribute, nor an address of another kind."""
    links = payload.lower().count("http")
    assert Counter(shown.tags) - Counter(plain.tags) <= Counter(a=links * 9)
    assert Counter(plain.tags) <= Counter(shown.tags)
    assert shown.open == []
    assert {name for _, name, _ in shown.attributes} <= attributes
    assert all(href and re.match(r"#reference-\d+$|https?://", href, re.IGNORECASE) for href in shown.values("href"))
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", shown.text)


def poisoned_document(text: str) -> Document:
    """A document with the text wherever a file can put it."""
    sentence = Sentence(text, start=0, end=1, references=(text,), item=True)
    return Document(
        key=text, title=text, text=f"![{text}](figures/a.svg)", sections=(Section((text, text), (sentence,)),),
        summary=text, reviewed=text,
    )  # fmt: skip


@given(anything)
def test_markup_never_survives_in_a_card(text: str) -> None:
    payload = f"x{text}"

    def card(text: str) -> Outline:
        return Outline(render.to_html(poisoned(text), documents={text: poisoned_document(text)}))

    assert_nothing_came_in(card(payload), card("plain"), payload, ATTRIBUTES)


@given(anything)
def test_markup_never_survives_in_a_document(text: str) -> None:
    payload = f"x{text}"

    def page(text: str) -> Outline:
        return Outline(render.document_to_html(poisoned_document(text), quoted={0}))

    assert_nothing_came_in(page(payload), page("plain"), payload, ATTRIBUTES)


@given(anything)
def test_markup_never_survives_in_an_explanation(text: str) -> None:
    def page(text: str) -> Outline:
        found = Found(text, text, row=0, dense=0.5, lexical=1.0, reader=0.5, chosen=True)
        point = MapPoint(row=0, x=0.0, y=0.0, document=text, heading=text)
        whole = Explanation(text, (found,), confidence=0.5, threshold=0.2, points=(point,), place=(1.0, 1.0))
        return Outline(render.explanation_to_html(whole))

    drawn = {"style", "aria-hidden", "scope", "viewbox", "cx", "cy", "r", "d"}
    assert_nothing_came_in(page(f"x{text}"), page("plain"), f"x{text}", ATTRIBUTES | drawn)


def test_escaped_text_is_safe_inside_an_attribute() -> None:
    assert render.escape_html("\"a\" 'b' <c> &amp;") == "&quot;a&quot; &#x27;b&#x27; &lt;c&gt; &amp;amp;"


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_shown_as_the_text_it_is(attack: str) -> None:
    shown = Outline(render.to_html(poisoned(f"x {attack}"))).text
    assert fold(printable(f"x {attack}")) in fold(shown)


def test_a_citation_names_the_place_of_the_first_quote_of_its_source() -> None:
    card = Outline(render.to_html(GROUNDED))
    cited = [
        dict(attributes) for tag, attributes in card.elements if tag == "button" and ("class", "citation") in attributes
    ]
    assert [(button["data-document"], int(button["data-start"] or 0)) for button in cited] == [
        (DOCUMENT, QUOTES[0].start),
        (DOCUMENT, QUOTES[2].start),
    ]
    assert [button["aria-label"] for button in cited] == [
        "Source 1: The muscles. Open the document",
        "Source 2: Knees that fall inward. Open the document",
    ]


def test_a_source_says_the_title_and_the_review_date_of_its_document() -> None:
    assert f"The muscles {DOCUMENT}" in fold(Outline(render.to_html(GROUNDED)).text)
    card = Outline(render.to_html(GROUNDED, documents=DOCUMENTS))
    assert "The muscles The hip abductors · reviewed 22 November 2026" in fold(card.text)


def test_a_review_date_that_is_none_is_shown_as_written() -> None:
    document = replace(FULL_DOCUMENT, reviewed="last <spring>")
    assert "reviewed last &lt;spring&gt;" in render.document_to_html(document)
    assert "reviewed" not in render.document_to_html(replace(FULL_DOCUMENT, reviewed=""))


def test_items_of_a_list_are_a_list_in_the_prose_and_the_citation_comes_last() -> None:
    answer = Grounded(question="q", evidence=LISTED)
    card = render.to_html(answer, documents=DOCUMENTS)
    assert "<p>Two exercises are explained:</p><ul><li>The clamshell is done lying.</li>" in card
    assert card.index("The side step is done standing.") < card.index('class="citation"')
    assert card.count('class="citation"') == 1


def test_items_of_a_list_are_lines_of_their_own_in_plain_text_and_markdown() -> None:
    answer = Grounded(question="q", evidence=LISTED)
    listed = "Two exercises are explained:\n- The clamshell is done lying.\n- The side step is done standing."
    assert render.to_text(answer).startswith(f"{listed} [1]\n")
    markdown = MarkdownIt().render(render.to_markdown(answer))
    assert "<li>The clamshell is done lying.</li>" in markdown


STEPS = tuple(
    Quote(text, DOCUMENT, start, start + 1, "Rest", step=step, item=start if step else 0)
    for start, (step, text) in enumerate([(0, "Steps:"), (2, "Lie down."), (2, "Stay."), (4, "Get up."), (0, "Done.")])
)


def test_steps_are_a_numbered_list_with_the_numbers_of_the_source() -> None:
    answer = Grounded(question="q", evidence=STEPS)
    listed = '<p>Steps:</p><ol start="2"><li>Lie down. Stay.</li><li value="4">Get up.</li></ol><p>Done.'
    assert listed in render.to_html(answer)
    assert "Steps:\n2. Lie down. Stay.\n4. Get up.\nDone. [1]\n" in render.to_text(answer)
    markdown = render.to_markdown(answer)
    assert "Steps:\n\n2. Lie down. Stay.\n4. Get up.\n\nDone. \\[1\\]\n" in markdown
    assert '<ol start="2">\n<li>Lie down. Stay.</li>\n<li>Get up.</li>\n</ol>' in MarkdownIt().render(markdown)
    printed = io.StringIO()
    render.to_terminal(answer, Console(file=printed, width=60))
    assert [line.rstrip() for line in printed.getvalue().splitlines()[:4]] == [
        "Steps:",
        "  2. Lie down. Stay.",
        "  4. Get up.",
        "Done. [1]",
    ]


def test_what_leads_into_a_second_list_begins_a_paragraph() -> None:
    second = tuple(
        Quote(text, DOCUMENT, start, start + 1, "Work", step=step)
        for start, (step, text) in enumerate([(0, "More steps:"), (1, "Stand up."), (2, "Walk.")], start=len(STEPS))
    )
    answer = Grounded(question="q", evidence=(*STEPS, *second))
    assert "Done. [1]\nMore steps:\n1. Stand up.\n2. Walk. [2]\n" in render.to_text(answer)
    assert "Done. \\[1\\]\n\nMore steps:\n\n1. Stand up.\n2. Walk. \\[2\\]\n" in render.to_markdown(answer)
    printed = io.StringIO()
    render.to_terminal(answer, Console(file=printed, width=60))
    assert "Done. [1]\nMore steps:\n" in re.sub(" +\n", "\n", printed.getvalue())


def test_numbers_of_steps_are_no_part_of_the_answer_object() -> None:
    answer = render.to_dict(Grounded(question="q", evidence=STEPS))
    assert answer["text"] == "Steps: Lie down. Stay. Get up. Done."
    assert all("step" not in quote for quote in answer["quotes"])


SUPPLIED = Quote("It is supplied by <the>  superior\n gluteal *nerve* & more.", "d", 0, 1, "h", emphasis=(18, 50))


def test_the_phrase_that_answers_is_bold_where_people_read() -> None:
    answer = Grounded(question="q", evidence=(SUPPLIED,))
    bold = "by <strong>&lt;the&gt; superior gluteal *nerve*</strong> &amp; more."
    assert bold in render.to_html(answer)
    markdown = render.to_markdown(answer)
    assert "by **\\<the\\> superior gluteal \\*nerve\\*** &amp; more." in markdown
    assert bold in MarkdownIt().render(markdown)
    printed = io.StringIO()
    render.to_terminal(answer, Console(file=printed, width=80, force_terminal=True))
    assert "by \x1b[1m<the> superior gluteal *nerve*\x1b[0m & more." in printed.getvalue()


def test_the_phrase_is_no_part_of_the_answer_object_nor_of_plain_text() -> None:
    answer = Grounded(question="q", evidence=(SUPPLIED,))
    plain = Grounded(question="q", evidence=(replace(SUPPLIED, emphasis=None),))
    assert render.to_json(answer) == render.to_json(plain)
    assert render.to_text(answer) == render.to_text(plain)


@pytest.mark.parametrize(
    ("emphasis", "bold"),
    [
        ((3, 4), "b"),
        ((1, 4), "b"),
        ((1, 6), "b"),
        ((0, 99), "a b c"),
        ((6, 99), "c"),
        ((4, 6), ""),
        ((7, 9), ""),
        ((9, 12), ""),
        ((-3, 2), ""),
        ((4, 3), ""),
    ],
)
def test_a_phrase_keeps_its_place_when_white_space_is_folded(emphasis: tuple[int, int], bold: str) -> None:
    answer = Grounded(question="q", evidence=(Quote("a \nb  c", "d", 0, 1, "h", emphasis=emphasis),))
    card = render.to_html(answer)
    assert re.findall("<strong>(.*?)</strong>", card) == ([bold] if bold else [])
    assert re.sub("</?strong>", "", card) == render.to_html(
        Grounded(question="q", evidence=(Quote("a \nb  c", "d", 0, 1, "h"),))
    )


def test_a_term_inside_the_phrase_keeps_its_meaning() -> None:
    answer = Grounded(question="q", evidence=(Quote("The gluteus medius is big.", "d", 0, 1, "h", emphasis=(12, 25)),))
    card = render.to_html(answer, notes=lambda text: [(4, 18, "a muscle")])
    assert "gluteus <strong>medius</strong></dfn><strong> is big</strong>." in card


def test_a_numbered_list_of_a_document_is_one_in_the_panel() -> None:
    steps = (
        Sentence("Lie down.", 0, 1, block=1, item=True, step=1),
        Sentence("Stay.", 2, 3, block=1, item=True, step=1),
        Sentence("Get up.", 4, 5, block=2, item=True, step=2),
    )
    document = replace(FULL_DOCUMENT, sections=(Section(("The hip abductors", "Rest"), steps),))
    assert "<ol><li>Lie down. Stay.</li><li>Get up.</li></ol>" in render.document_to_html(document)


def test_what_was_rewritten_can_be_undone_and_what_was_not_cannot() -> None:
    rewritten = Grounded(question="what r they", searched_for="What are the hip abductors?", evidence=QUOTES)
    assert 'class="as-typed quiet"' in render.to_html(rewritten)
    assert "as-typed" not in render.to_html(GROUNDED)


def test_how_it_was_found_is_offered_where_something_was_looked_up() -> None:
    assert "How this was found" in render.to_html(GROUNDED)
    assert "How this was found" in render.to_html(ASK("capital of France"))
    assert "How this was found" not in render.to_html(ASK("a bad fall"))


def test_a_term_shows_its_meaning_where_it_occurs_first() -> None:
    answer = Grounded(question="q", evidence=(*QUOTES, QUOTES[0]))
    card = render.to_html(answer, notes=ASSISTANT.notes)
    term = '<dfn tabindex="0" title="The muscle at the side of the hip.">gluteus medius</dfn>'
    assert card.count(term) == card.count("<dfn") == 1
    assert f"three muscles: the {term}, the gluteus minimus" in card


@given(anything, anything)
def test_a_meaning_is_escaped_like_all_else(text: str, meaning: str) -> None:
    answer = Grounded(question="q", evidence=(Quote(f"a {text} b", "d", 0, 1, "h"),))
    plain = Outline(render.to_html(answer))
    card = Outline(render.to_html(answer, notes=lambda line: [(0, 1, meaning), (len(line) - 1, len(line), "m")]))
    assert Counter(card.tags) - Counter(plain.tags) <= Counter(dfn=2)
    assert fold(card.text) == fold(plain.text)
    assert {name for _, name, _ in card.attributes} <= ATTRIBUTES | {"title"}


# --- HTML: figures ----------------------------------------------------------------------------------------------


def test_a_figure_belongs_to_the_section_that_it_stands_in() -> None:
    (picture,) = render.pictures(FULL_DOCUMENT)
    assert (picture.path, picture.alt) == ("figures/muscles.svg", "The three muscles, seen from the side")
    assert picture.section.headings[-1] == "The muscles"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("# T\n\n## A\n\n![x](figures/a.svg)\n\nOne.\n\n## B\n\nTwo.", "A"),
        ("# T\n\n## A\n\nOne.\n\n![x](figures/a.svg)\n\n## B\n\nTwo.", "A"),
        ("# T\n\n## A\n\nOne.\n\n## B\n\n![x](<figures/a.svg>)\n\nTwo.", "B"),
        ("# T\n\nA\n-\n\nOne.\n\nB\n-\n\n![x]( figures/a.svg )\n\nTwo.", "B"),
        ("# T\n\n## A\n\nOne.\n\n## B\n\nTwo.\n\n![x](figures/a.svg)", "B"),
    ],
)
def test_a_figure_stands_before_between_or_after_the_sentences_of_its_section(text: str, section: str) -> None:
    one, two = (Sentence(word, text.index(word), text.index(word) + 4) for word in ("One.", "Two."))
    document = Document("d.md", "T", text, (Section(("T", "A"), (one,)), Section(("T", "B"), (two,))))
    assert [picture.section.headings[-1] for picture in render.pictures(document)] == [section]


def test_a_figure_without_a_text_is_left_out() -> None:
    document = replace(FULL_DOCUMENT, text=TEXT.replace("The three muscles, seen from the side", " "))
    assert list(render.pictures(document)) == []


def test_a_figure_is_shown_with_answers_from_its_section_and_with_no_others() -> None:
    card = Outline(render.to_html(GROUNDED, documents=DOCUMENTS, shown=lambda path: f"data:{path}"))
    assert card.values("src") == ["data:figures/muscles.svg"]
    assert card.values("alt") == ["The three muscles, seen from the side"]
    other = Grounded(question="q", evidence=QUOTES[2:])
    assert "<img" not in render.to_html(other, documents=DOCUMENTS, shown=lambda path: f"data:{path}")
    assert "<img" not in render.to_html(GROUNDED, documents=DOCUMENTS)


# --- HTML: documents and explanations -----------------------------------------------------------------------------


def test_a_document_is_whole_and_the_quoted_sentences_are_marked() -> None:
    page = render.document_to_html(FULL_DOCUMENT, quoted={MUSCLES.start, TRIAL.start}, shown=lambda path: "data:x")
    outline = Outline(page)
    for section in FULL_DOCUMENT.sections:
        assert section.headings[-1] in outline.text
        assert all(fold(found.text) in fold(outline.text) for found in section.sentences)
    marked = re.findall(r'<mark data-start="(\d+)" tabindex="-1">(.*?)</mark>', page)
    assert [int(start) for start, _ in marked] == [MUSCLES.start, TRIAL.start]
    assert marked[1][1] == TRIAL.text
    assert "reviewed 22 November 2026" in outline.text
    assert "<ul><li>The clamshell is done lying.</li><li>The side step is done standing.</li></ul>" in page
    assert outline.values("src") == ["data:x"]


def test_a_reference_in_a_document_leads_to_its_text_and_links() -> None:
    page = Outline(render.document_to_html(FULL_DOCUMENT))
    assert page.values("id") == ["reference-1"]
    assert page.values("href") == ["#reference-1", "https://doi.org/10.1186/s12891-015-0563-9"]
    assert page.values("rel") == ["noopener"]


def test_a_heading_that_several_sections_share_is_shown_once() -> None:
    one, two = (Sentence(text, 0, 1) for text in ("One.", "Two."))
    document = Document("d.md", "T", "", (Section(("T", "A", "B"), (one,)), Section(("T", "A", "C"), (two,))))
    assert re.findall(r"<(h\d)[^>]*>(\w)<", render.document_to_html(document)) == [
        ("h2", "T"), ("h3", "A"), ("h4", "B"), ("h4", "C"),
    ]  # fmt: skip


def test_an_explanation_gives_every_score_in_words_and_says_what_was_not_read() -> None:
    page = Outline(render.explanation_to_html(EXPLANATION))
    text = fold(page.text)
    for part in ("91%", "from 22%", "so it answered", "0.75", "8.0", "93%", "not read", "1. The muscles quoted"):
        assert part in text
    refused = replace(EXPLANATION, confidence=0.1)
    assert "so it did not answer" in render.explanation_to_html(refused)


def test_the_map_holds_every_passage_and_the_question() -> None:
    page = Outline(render.explanation_to_html(EXPLANATION))
    assert Counter(page.tags)["circle"] == 3
    assert Counter(page.tags)["path"] == 1
    assert "3 passages" in next(label for label in page.values("aria-label") if label and "Map" in label)
    for name in ("cx", "cy"):
        assert all(0 <= float(value or -1) <= 640 for value in page.values(name))


def test_references_link_out_without_handing_over_the_page() -> None:
    card = Outline(render.to_html(GROUNDED))
    assert "https://doi.org/10.1186/s12891-015-0563-9" in card.values("href")
    assert card.values("rel") == ["noopener"]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See https://a.example/b.", "https://a.example/b"),
        ("(https://a.example/b)", "https://a.example/b"),
        ("https://a.example/(1)2, x", "https://a.example/(1)2"),
        ("http://a.example/?a=1&b=2", "http://a.example/?a=1&b=2"),
        ("https://a.example/<b>", "https://a.example/"),
    ],
)
def test_the_address_in_a_reference_ends_where_a_reader_would_end_it(text: str, url: str) -> None:
    quote = Quote(text="A.", document="d", start=0, end=2, heading="h", references=(text,))
    card = Outline(render.to_html(Grounded(question="q", evidence=(quote,))))
    assert url in card.values("href")
    assert text in card.text


@pytest.mark.parametrize("text", ["javascript:alert(1)", "https://", "https://...", "data:text/html,x", "HTTP"])
def test_what_is_no_web_address_is_no_link(text: str) -> None:
    quote = Quote(text="A.", document="d", start=0, end=2, heading="h", references=(text,))
    assert Outline(render.to_html(Grounded(question="q", evidence=(quote,)))).values("href") == []


def test_a_message_may_have_paragraphs() -> None:
    answer = NotCovered(question="q", message="One.\n\nTwo.", triage=Triage())
    assert '<div class="prose message"><p>One.</p><p>Two.</p></div>' in render.to_html(answer)
    assert "One.\nTwo." in render.to_text(answer)


def terminal(answer: Answer, *, width: int = 100) -> str:
    stream = io.StringIO()
    render.to_terminal(answer, Console(file=stream, color_system=None, width=width))
    return stream.getvalue()


def fold(text: str) -> str:
    return " ".join(text.replace("\\", "").replace("\xa0", " ").split())


def printable(text: str) -> str:
    kept = re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]", "", text)
    return kept.replace("\ud800", "\ufffd")
