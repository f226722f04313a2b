from __future__ import annotations

import os
import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest
from canned import DOCUMENT, CannedAssistant, free_port
from gradio_client import Client  # type: ignore[import-untyped]

from assistant import render
from assistant.domain import DISCLAIMER
from assistant.errors import AssistantError
from assistant.web import build_page, open_page, serve
from assistant.web.page import MAX_HISTORY, _asset
from assistant.web.server import MAX_BODY_BYTES

XSS = "<img src=x onerror=alert(1)>${alert(1)}{{alert(1)}}`"


class Site:
    """The page, served on a free port of this machine."""

    def __init__(self) -> None:
        self.assistant = CannedAssistant()
        self.page = build_page(self.assistant, examples=["What do they do?", XSS])
        self.url = open_page(self.page, port=free_port())
        self.client = httpx.Client(base_url=self.url, timeout=30)
        components = self.client.get("/config").json()["components"]
        self.chat = next(component for component in components if component["type"] == "html")

    def reply(self, data: object) -> httpx.Response:
        """What chat.js does to ask."""
        body = {"data": data, "fn_name": "reply", "component_id": self.chat["id"], "session_hash": "test"}
        return self.client.post("/gradio_api/component_server", json=body)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.client.close()
    site.page.close(verbose=False)


class Loads(HTMLParser):
    """The addresses that a page makes a browser fetch."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.urls: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = {"link": "href", "script": "src", "img": "src", "iframe": "src"}.get(tag)
        self.urls += [value for name, value in attrs if name == wanted and value]


def test_the_page_fetches_nothing_from_another_host(site: Site) -> None:
    source = site.client.get("/").text
    fetched = Loads(source).urls
    assert any(url.endswith(".js") for url in fetched)
    assert all(url.startswith((".", "/", site.url)) and not url.startswith("//") for url in fetched)
    # The two left are the publisher's card for social media, which no browser fetches.
    assert foreign_hosts(source, site) <= {"gradio.app", "raw.githubusercontent.com"}
    assert foreign_hosts(site.client.get("/config").text, site) == set()
    assert foreign_hosts(site.client.get("/theme.css").text, site) <= {"www.w3.org"}


def foreign_hosts(text: str, site: Site) -> set[str]:
    return set(re.findall(r"https?://([\w.-]+)", text)) - {"127.0.0.1"}


def test_what_shares_stores_or_reports_is_off(site: Site) -> None:
    config = site.client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert config["run_history"] is False
    assert config["show_error"] is False
    assert config["footer_links"] == []
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
    assert site.page.share_url is None
    assert site.client.get("/monitoring").status_code == 403
    assert site.client.get("/gradio_api/runs").status_code == 404


@pytest.mark.parametrize("path", ["/etc/hostname", "pyproject.toml", "../pyproject.toml", "index/CURRENT"])
def test_no_file_is_served(site: Site, path: str) -> None:
    assert site.client.get(f"/gradio_api/file={os.path.abspath(path)}").status_code in (403, 404)
    assert site.client.get(f"/gradio_api/file={path}").status_code in (403, 404)


def test_a_question_comes_back_as_a_card(site: Site) -> None:
    reply = site.reply({"question": "What muscles are the hip abductors?", "history": ["hello", "and then?"]})
    assert reply.status_code == 200
    card = reply.json()
    assert card.startswith('<article class="answer answer-answer">')
    assert DOCUMENT in card
    assert site.assistant.asked[-1] == ("What muscles are the hip abductors?", ("hello", "and then?"))


def test_two_cards_share_no_id(site: Site) -> None:
    first, second = (set(re.findall(r' id="([^"]+)"', site.reply({"question": "same"}).json())) for _ in range(2))
    assert first
    assert first.isdisjoint(second)


def test_only_the_last_messages_are_taken_into_account(site: Site) -> None:
    history = [str(number) for number in range(100)]
    site.reply({"question": "q", "history": history})
    assert site.assistant.asked[-1] == ("q", tuple(history[-MAX_HISTORY:]))


@pytest.mark.parametrize(
    "data",
    [None, "text", 7, [], {}, {"question": None}, {"question": ["x"], "history": {"a": 1}}, {"history": [1, None]}],
)
def test_a_malformed_request_counts_as_an_empty_question(site: Site, data: object) -> None:
    assert site.reply(data).status_code == 200
    assert site.assistant.asked[-1] == ("", ())


def test_an_oversized_request_is_turned_away(site: Site) -> None:
    asked = len(site.assistant.asked)
    assert site.reply({"question": "x" * MAX_BODY_BYTES}).status_code == 413
    assert len(site.assistant.asked) == asked


def test_markup_in_an_example_is_escaped_and_never_reaches_gradio_as_a_template(site: Site) -> None:
    assert "<img" not in site.chat["props"]["value"]
    assert "&lt;img src=x onerror=alert(1)&gt;${alert(1)}" in site.chat["props"]["value"]
    # Gradio evaluates the template and inserts the value as it is; so the page must be the value.
    assert site.chat["props"]["html_template"] == "${value}"


def test_the_text_box_has_a_label_and_a_limit(site: Site) -> None:
    value = site.chat["props"]["value"]
    assert '<label for="question">Your question</label>' in value
    assert 'maxlength="2000"' in value
    assert render.escape_html(DISCLAIMER) in value


def test_the_answer_object_is_an_endpoint(site: Site) -> None:
    client = Client(site.url, verbose=False)
    question = "What muscles are the hip abductors?"
    answer = client.predict(question, ["hello"], api_name="/ask")
    assert answer == render.to_dict(CannedAssistant().ask(question))
    assert site.assistant.asked[-1] == (question, ("hello",))
    assert client.predict(question=question, api_name="/ask")["outcome"] == "answer"


def test_a_proxy_set_for_the_user_does_not_come_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "intranet.example")
    monkeypatch.setenv("NO_PROXY", "intranet.example")
    page = build_page(CannedAssistant())
    assert open_page(page, port=free_port()).startswith("http://127.0.0.1:")
    page.close(verbose=False)
    assert os.environ["no_proxy"] == "intranet.example,127.0.0.1,localhost"


def test_a_taken_port_is_one_clear_line(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AssistantError, match=rf"^Cannot serve on 127\.0\.0\.1:{port}: Address already in use\."):
            serve(CannedAssistant(), port=port)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("no such host", 7860), ("203.0.113.1", 7860)])
def test_an_address_that_is_not_ours_is_one_clear_line(host: str, port: int) -> None:
    with pytest.raises(AssistantError) as failure:
        serve(CannedAssistant(), host=host, port=port)
    assert str(failure.value).startswith(f"Cannot serve on {host}:{port}: ")
    assert "\n" not in str(failure.value)


# --- colours ----------------------------------------------------------------------------------------------------

READ_ON = [
    ("ink", "page"), ("ink", "card"), ("ink", "accent-soft"), ("ink", "mark"), ("quiet", "page"), ("quiet", "card"),
    ("accent", "page"), ("accent", "card"), ("accent", "accent-soft"), ("accent-ink", "accent"),
    ("emergency-ink", "emergency"), ("urgent-ink", "urgent"), ("note-ink", "note"),
]  # fmt: skip
SEEN_ON = [("edge", "page"), ("edge", "card"), ("accent", "page"), ("emergency-edge", "page"), ("urgent-edge", "page")]


@pytest.mark.parametrize("scheme", [":root", ".dark"])
def test_text_and_outlines_have_the_contrast_of_wcag_aa(scheme: str) -> None:
    colours = colours_of(scheme)
    assert {pair: ratio for pair in READ_ON if (ratio := contrast(colours, *pair)) < 4.5} == {}
    assert {pair: ratio for pair in SEEN_ON if (ratio := contrast(colours, *pair)) < 3.0} == {}


def colours_of(scheme: str) -> dict[str, str]:
    block = re.search(rf"^{re.escape(scheme)} \{{(.*?)^\}}", _asset("chat.css"), re.DOTALL | re.MULTILINE)
    assert block is not None
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block[1]))


def contrast(colours: dict[str, str], first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, 'contrast ratio')."""
    darker, lighter = sorted(luminance(colours[name]) for name in (first, second))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance, 0 to 1 (WCAG 2.2, 'relative luminance')."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
