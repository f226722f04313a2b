from __future__ import annotations

import asyncio
import os
import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest
from canned import DOCUMENT, MUSCLES, CannedAssistant, free_port
from gradio_client import Client  # type: ignore[import-untyped]
from starlette.responses import HTMLResponse

from assistant import render
from assistant.domain import DISCLAIMER
from assistant.errors import AssistantError
from assistant.web import build_page, open_page, serve
from assistant.web.page import STYLES, _asset
from assistant.web.replies import MAX_HISTORY
from assistant.web.server import MAX_BODY_BYTES
from assistant.web.shell import Shell

XSS = "<img src=x onerror=alert(1)>${alert(1)}{{alert(1)}}`"


class Site:
    """The page, served on a free port of this machine."""

    def __init__(self) -> None:
        self.assistant = CannedAssistant()
        self.page = build_page(self.assistant)
        self.url = open_page(self.page, port=free_port(), examples=lambda: ["What do they do?", XSS])
        self.client = httpx.Client(base_url=self.url, timeout=30)
        components = self.client.get("/config").json()["components"]
        self.chat = next(component for component in components if component["type"] == "html")

    def call(self, name: str, data: object) -> httpx.Response:
        """What chat.js does to ask the server for something."""
        body = {"data": data, "fn_name": name, "component_id": self.chat["id"], "session_hash": "test"}
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
    assert all(url.startswith((".", "/", "data:", site.url)) and not url.startswith("//") for url in fetched)
    assert foreign_hosts(source, site) <= {"www.w3.org"}, "the name of SVG, which is no address"
    assert foreign_hosts(site.client.get("/config").text, site) <= {"www.w3.org"}
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
    assert site.client.get("/monitoring").status_code == 404
    assert site.client.get("/gradio_api/runs").status_code == 404


@pytest.mark.parametrize("path", ["/etc/hostname", "pyproject.toml", "../pyproject.toml", "index/CURRENT"])
def test_no_file_is_served(site: Site, path: str) -> None:
    assert site.client.get(f"/gradio_api/file={os.path.abspath(path)}").status_code in (403, 404)
    assert site.client.get(f"/gradio_api/file={path}").status_code in (403, 404)


def test_a_question_comes_back_as_a_card_an_object_and_texts(site: Site) -> None:
    question = "What muscles are the hip abductors?"
    reply = site.call("reply", {"question": question, "history": ["hello", "and then?"]})
    assert reply.status_code == 200
    found = reply.json()
    answer = CannedAssistant().ask(question)
    assert found["html"].startswith('<article class="answer answer-answer">')
    assert "reviewed 22 November 2026" in found["html"]
    assert found["answer"] == render.to_dict(answer)
    assert (found["text"], found["markdown"]) == (render.to_text(answer), render.to_markdown(answer))
    assert site.assistant.asked[-1] == (question, ("hello", "and then?"))
    assert site.assistant.as_typed[-1] is False


def test_a_question_can_be_asked_as_it_was_typed(site: Site) -> None:
    mended = site.call("reply", {"question": "the hip abdctors"}).json()
    assert "Ask exactly what I typed" in mended["html"]
    typed = site.call("reply", {"question": "the hip abdctors", "as_typed": True}).json()
    assert site.assistant.as_typed[-1] is True
    assert "Ask exactly what I typed" not in typed["html"]


def test_what_was_asked_already_is_not_suggested_again(site: Site) -> None:
    suggested = "Why do they matter?"
    assert suggested in site.call("reply", {"question": "q"}).json()["html"]
    assert suggested not in site.call("reply", {"question": "q", "history": [suggested]}).json()["html"]


def test_a_document_comes_with_the_quotes_marked(site: Site) -> None:
    page = site.call("document", {"document": DOCUMENT, "starts": [MUSCLES.start, "x", None]}).json()
    assert page.count("<mark") == 1
    assert "Nothing is quoted from here." in page


@pytest.mark.parametrize("data", [None, 7, {}, {"document": "../pyproject.toml"}, {"document": ["a"], "starts": 1}])
def test_what_is_no_document_is_nothing(site: Site, data: object) -> None:
    reply = site.call("document", data)
    assert (reply.status_code, reply.json()) == (200, None)


def test_an_explanation_comes_where_something_was_looked_up(site: Site) -> None:
    assert 'class="map"' in site.call("explain", {"question": "q"}).json()
    assert site.call("explain", {"question": "a bad fall"}).json() is None


def test_nothing_else_can_be_called(site: Site) -> None:
    for name in ("ask", "_document", "__init__", "postprocess", "launch"):
        assert site.call(name, {}).status_code == 404


def test_only_the_last_messages_are_taken_into_account(site: Site) -> None:
    history = [str(number) for number in range(100)]
    site.call("reply", {"question": "q", "history": history})
    assert site.assistant.asked[-1] == ("q", tuple(history[-MAX_HISTORY:]))


@pytest.mark.parametrize(
    "data",
    [None, "text", 7, [], {}, {"question": None}, {"question": ["x"], "history": {"a": 1}}, {"history": [1, None]}],
)
def test_a_malformed_request_counts_as_an_empty_question(site: Site, data: object) -> None:
    assert site.call("reply", data).status_code == 200
    assert site.assistant.asked[-1] == ("", ())


def test_an_oversized_request_is_turned_away(site: Site) -> None:
    asked = len(site.assistant.asked)
    assert site.call("reply", {"question": "x" * MAX_BODY_BYTES}).status_code == 413
    assert len(site.assistant.asked) == asked


def test_the_page_is_there_before_gradio_and_markup_in_it_is_escaped(site: Site) -> None:
    source = site.client.get("/").text
    shell = source[source.index('<main id="shell">') : source.index("<gradio-app")]
    assert "<img" not in shell
    assert "&lt;img src=x onerror=alert(1)&gt;${alert(1)}" in shell
    # Gradio would evaluate a template, so it is given none of the page.
    assert (site.chat["props"]["value"], site.chat["props"]["html_template"]) == ("", "${value}")
    assert '<label for="question">Your question</label>' in shell
    assert 'maxlength="2000"' in shell
    assert render.escape_html(DISCLAIMER) in shell


def test_the_page_bears_its_own_name_and_icon(site: Site) -> None:
    source = site.client.get("/").text
    assert "<title>Hip abductor assistant</title>" in source
    assert '<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,' in source
    assert 'content="Gradio"' not in source


def test_only_the_page_itself_is_changed_on_its_way_out(site: Site) -> None:
    assert "shell" not in site.client.get("/config").text.split('"components"')[0]
    assert site.client.get("/nowhere").status_code == 404


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
    ("quiet", "accent-soft"), ("emergency-edge", "card"),
    ("accent", "page"), ("accent", "card"), ("accent", "accent-soft"), ("accent-ink", "accent"),
    ("emergency-ink", "emergency"), ("urgent-ink", "urgent"), ("note-ink", "note"),
]  # fmt: skip
SEEN_ON = [
    ("edge", "page"), ("edge", "card"), ("accent", "page"), ("emergency-edge", "page"), ("urgent-edge", "page"),
    ("mark-edge", "card"), ("ink", "line"), *((f"dot-{number}", "page") for number in range(6)),
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_outlines_have_the_contrast_of_wcag_aa(scheme: str) -> None:
    colours = colours_of(scheme)
    assert {pair: ratio for pair in READ_ON if (ratio := contrast(colours, *pair)) < 4.5} == {}
    assert {pair: ratio for pair in SEEN_ON if (ratio := contrast(colours, *pair)) < 3.0} == {}


def colours_of(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", _asset("theme.css"), re.DOTALL)
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", light if scheme == "light" else dark))


@pytest.mark.parametrize("name", STYLES)
def test_a_colour_is_named_in_the_theme_alone(name: str) -> None:
    colours = re.findall(r"#[0-9a-f]{3,8}\b", re.sub(r"/\*.*?\*/", "", _asset(name), flags=re.DOTALL))
    assert name == "theme.css" or colours == []


def contrast(colours: dict[str, str], first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, 'contrast ratio')."""
    darker, lighter = sorted(luminance(colours[name]) for name in (first, second))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance, 0 to 1 (WCAG 2.2, 'relative luminance')."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_what_the_page_shows_is_put_together_beside_the_event_loop() -> None:
    """It may read the index, and everybody else would wait."""

    def body() -> str:
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        return "<p>ours</p>"

    async def go() -> str:
        page = Shell(HTMLResponse("<gradio-app></gradio-app>"), head="", body=body)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(page), base_url="http://test") as client:
            return (await client.get("/")).text

    assert asyncio.run(go()) == "<p>ours</p><gradio-app></gradio-app>"
