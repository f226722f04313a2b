from __future__ import annotations

import io
import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from canned import DOCUMENT, EMERGENCY, QUOTES, REFERENCE, URGENT, CannedAssistant
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from assistant import render
from assistant.domain import DISCLAIMER, Answer, Greeting, Grounded, Invalid, NotCovered, Quote, Triage

ASK = CannedAssistant().ask
GROUNDED = ASK("What muscles are the hip abductors?")
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
    return Grounded(question=text, searched_for=f"{text}!", evidence=(quote,), suggestions=(text,), index=text, id=text)


class Outline(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str | None]:
        return [value for _, attribute, value in self.attributes if attribute == name]


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


@given(anything)
def test_markup_never_survives_as_a_tag_or_a_handler(text: str) -> None:
    payload = f"x{text}"
    card = Outline(render.to_html(poisoned(payload)))
    plain = Outline(render.to_html(poisoned("plain")))
    links = payload.lower().count("http")
    assert Counter(card.tags) - Counter(plain.tags) <= Counter(a=links)
    assert Counter(plain.tags) <= Counter(card.tags)
    assert card.open == []
    assert {name for _, name, _ in card.attributes} <= {
        "class", "href", "id", "tabindex", "rel", "target", "aria-label", "type",
    }  # fmt: skip
    assert all(href and re.match(r"#quote-[0-9a-f]+-1$|https?://", href, re.IGNORECASE) for href in card.values("href"))
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", card.text)


def test_escaped_text_is_safe_inside_an_attribute() -> None:
    assert render.escape_html("\"a\" 'b' <c> &amp;") == "&quot;a&quot; &#x27;b&#x27; &lt;c&gt; &amp;amp;"


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_shown_as_the_text_it_is(attack: str) -> None:
    shown = Outline(render.to_html(poisoned(f"x {attack}"))).text
    assert fold(printable(f"x {attack}")) in fold(shown)


def test_a_citation_leads_to_the_quotes_of_its_source() -> None:
    card = Outline(render.to_html(GROUNDED, key="1"))
    targets = {f"#{value}" for value in card.values("id")}
    cited = [href for href in card.values("href") if href and href.startswith("#")]
    assert len(cited) == 2
    assert set(cited) == targets
    assert card.values("aria-label") == ["Source 1", "Source 2", "Sources"]


def test_ids_differ_from_message_to_message() -> None:
    first, second = (set(Outline(render.to_html(GROUNDED, key=key)).values("id")) for key in ("1", "2"))
    assert first.isdisjoint(second)
    assert render.to_html(GROUNDED, key="1") == render.to_html(GROUNDED, key="1")


def test_references_link_out_without_handing_over_the_page() -> None:
    card = Outline(render.to_html(GROUNDED))
    assert "https://doi.org/10.1186/s12891-015-0563-9" in card.values("href")
    assert card.values("rel") == ["noopener"]
    assert DOCUMENT in card.text


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
    assert len(Outline(render.to_html(Grounded(question="q", evidence=(quote,)))).values("href")) == 1


def test_a_message_may_have_paragraphs() -> None:
    answer = NotCovered(question="q", message="One.\n\nTwo.", triage=Triage())
    assert Outline(render.to_html(answer)).tags == ["article", "p", "p", "p"]
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
