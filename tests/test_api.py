"""The server as a program meets it: endpoints, limits, feedback, health, and what it does not serve."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from canned import DOCUMENT, TEXT, CannedAssistant, free_port
from gradio_client import Client  # type: ignore[import-untyped]
from gradio_client.exceptions import AppError  # type: ignore[import-untyped]
from starlette.routing import Route, Router
from starlette.types import Message

from assistant.feedback import FeedbackFile
from assistant.render import to_dict
from assistant.service import MAX_HISTORY, Service
from assistant.web import Accounts, Options, build_page, open_page
from assistant.web.feedback import MAX_BODY_BYTES as MAX_FEEDBACK_BYTES
from assistant.web.feedback import FeedbackBox
from assistant.web.inputs import Inputs
from assistant.web.limits import Gate
from assistant.web.server import MAX_BODY_BYTES

QUESTION = "What muscles are the hip abductors?"
SAID = {"verdict": "helpful", "generation": "g1", "quotes": [{"document": DOCUMENT, "start": 1, "end": 2}]}
A_MINUTE = 3


class Site:
    """The assistant, served to accounts, with few requests a minute for whoever is not this machine."""

    def __init__(self, folder: Path) -> None:
        self.assistant = CannedAssistant()
        self.feedback = folder / "feedback.jsonl"
        options = Options(
            a_minute=A_MINUTE, accounts=Accounts({"ana": "secret"}), feedback=self.feedback, index=folder / "index"
        )
        gate = options.gate()
        self.page = build_page(self.assistant, gate=gate)
        self.url = open_page(self.page, port=free_port(), options=options, gate=gate)
        self.stranger = httpx.Client(base_url=self.url, timeout=60)
        self.http = httpx.Client(base_url=self.url, timeout=60, auth=("ana", "secret"))
        self.client = Client(self.url, verbose=False, httpx_kwargs={"auth": ("ana", "secret"), "timeout": 60})

    def ask(self, address: str) -> Any:  # noqa: ANN401 - as JSON has it
        """What chat.js asks, from behind a proxy on this machine that serves the address."""
        components = self.http.get("/config").json()["components"]
        chat = next(component["id"] for component in components if component["type"] == "html")
        body = {"data": {"question": QUESTION}, "fn_name": "reply", "component_id": chat, "session_hash": "test"}
        forwarded = {"x-forwarded-for": address}
        return self.http.post("/gradio_api/component_server", json=body, headers=forwarded).json()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.stranger.close()
    site.http.close()
    site.page.close(verbose=False)


def test_ask_returns_the_answer_object(site: Site) -> None:
    assert site.client.predict(QUESTION, ["hello"], api_name="/ask") == to_dict(CannedAssistant().ask(QUESTION))
    assert site.assistant.asked[-1] == (QUESTION, ("hello",))
    assert site.client.predict(question=QUESTION, api_name="/ask")["outcome"] == "answer"


def test_search_and_sources_return_what_the_service_does(site: Site) -> None:
    service = Service(CannedAssistant())
    assert site.client.predict(QUESTION, limit=1, api_name="/search") == service.search(QUESTION, limit=1)
    assert site.client.predict(api_name="/sources") == service.sources()
    assert site.client.predict(DOCUMENT, api_name="/sources")[0]["text"] == TEXT


@pytest.mark.parametrize(
    ("endpoint", "inputs", "says"),
    [
        ("/ask", {"question": 7}, "question: must be text"),
        ("/ask", {"question": "x", "history": "hello"}, "history: must be a list"),
        ("/ask", {"question": "x", "history": ["x"] * (MAX_HISTORY + 1)}, "history: must be a list"),
        ("/search", {"question": "x", "limit": 1_000}, "limit: must be"),
        ("/sources", {"document": "../pyproject.toml"}, "document: there is none"),
    ],
)
def test_an_input_that_is_wrong_is_a_clear_error(
    site: Site, endpoint: str, inputs: dict[str, Any], says: str
) -> None:
    with pytest.raises(AppError, match=says):
        site.client.predict(**inputs, api_name=endpoint)


def test_the_endpoints_are_documented_and_there_is_no_other(site: Site) -> None:
    named = site.http.get("/gradio_api/info").json()["named_endpoints"]
    assert set(named) == {"/ask", "/search", "/sources"}
    assert [each["parameter_name"] for each in named["/search"]["parameters"]] == ["question", "history", "limit"]
    dependencies = site.http.get("/config").json()["dependencies"]
    assert {each["api_name"] for each in dependencies} == {"ask", "search", "sources"}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("run/predict", {"data": [QUESTION]}),
        ("run/reply", {"data": [{"question": QUESTION}]}),
        ("call/reply", {"data": [{"question": QUESTION}]}),
        ("call/document", {"data": [{"document": DOCUMENT}]}),
        ("queue/join", {"data": [QUESTION], "fn_index": 99, "session_hash": "test"}),
        ("component_server", {"data": "x", "fn_name": "postprocess", "component_id": 1, "session_hash": "test"}),
        ("component_server", {"data": "x", "fn_name": "__init__", "component_id": 1, "session_hash": "test"}),
        ("upload", {}),
        ("vibe-edit/", {}),
    ],
)
def test_what_is_private_is_refused_by_plain_post(site: Site, path: str, body: dict[str, Any]) -> None:
    asked = len(site.assistant.asked)
    refusal = site.http.post(f"/gradio_api/{path}", json=body, headers={"connection": "close"})  # as some of these do
    assert refusal.status_code >= 400
    assert len(site.assistant.asked) == asked


CALL: dict[str, Any] = {"data": {"question": QUESTION}, "component_id": 1, "session_hash": "test", "fn_name": "reply"}
JOIN: dict[str, Any] = {"data": [QUESTION, None], "fn_index": 0, "session_hash": "test"}
RUN: dict[str, Any] = {"data": [QUESTION, None]}


def each(path: str, sound: dict[str, Any], name: str, *wrong: object) -> list[tuple[str, Any]]:
    """A sound body with something wrong in one place, for each thing that is."""
    return [(path, sound | {name: thing}) for thing in wrong]


SENT_WRONG: list[tuple[str, Any]] = [
    *each("component_server", CALL, "component_id", None, 99, -1, "x", [1], {}, True, 1.5),
    *each("component_server", CALL, "session_hash", None, 7, ["a"], {}, "", "x" * 5_000),
    *each("component_server", CALL, "fn_name", None, 7, [1], "nope", "__class__", "value"),
    ("component_server", {name: CALL[name] for name in CALL if name != "data"}),
    *each("queue/join", JOIN, "fn_index", None, 99, -1, "x", [1], True),
    *each("queue/join", JOIN, "session_hash", None, 7, ["a"], {}),
    *each("queue/join", JOIN, "data", None, [], ["x"]),
    *each("call/ask", RUN, "data", None, "x", {}, [], ["x"], ["x"] * 3),
    *each("run/ask", RUN, "data", None, "x", {}, [], ["x"], ["x"] * 3),
    *each("run/ask", RUN, "data", [7, None], [None, None], ["x", "y"], ["x", [1]], [{}, {}]),
    *each("run/ask", RUN, "fn_index", 0, 99, "x"),
    *(("run/ask", RUN | {name: [1]}) for name in ("session_hash", "event_id", "trigger_id", "simple_format")),
    *each("run/search", {}, "data", *(["x", None, limit] for limit in ("x", 0, 51, True, None))),
    ("run/ask/more", RUN),
    ("call/ask/more", RUN),
    ("call/v2/ask", {"question": QUESTION}),
    ("cancel", {"session_hash": 7, "fn_index": "x", "event_id": []}),
    *((path, []) for path in ("component_server", "queue/join", "run/ask", "cancel")),
]
NO_JSON = ["", "{", "\xff", "[" * 20_000, '{"data": ']
READ_WRONG = [
    "/gradio_api/queue/data", "/gradio_api/queue/data?session_hash=nobody", "/gradio_api/call/ask/nothing",
    "/gradio_api/run/ask", "/gradio_api/heartbeat", "/gradio_api/queue/nothing", "/user", "/docs", "/openapi.json",
    "/login", "/svelte/x", "/static/../../x", "/static/%2e%2e/%2e%2e/x", "/assets/%2e%2e/x", "/monitoring/summary",
    "/gradio_api%2ffile=/etc/hostname", "//gradio_api/file=/etc/hostname", "/%00",
]  # fmt: skip


def blamed(reply: httpx.Response) -> bool:
    """Whether the request was refused as wrong, and the refusal is that of this assistant and not of its insides."""
    return 400 <= reply.status_code < 500 and len(reply.text) < 1_000


@pytest.mark.parametrize(("path", "body"), SENT_WRONG, ids=str)
def test_what_is_sent_wrong_is_the_sender_s_fault(site: Site, path: str, body: object) -> None:
    asked = len(site.assistant.asked)
    assert blamed(site.http.post(f"/gradio_api/{path}", json=body))
    assert len(site.assistant.asked) == asked


@pytest.mark.parametrize("path", ["component_server", "queue/join", "run/ask", "call/ask", "cancel", "reset"])
def test_what_is_no_json_is_the_sender_s_fault(site: Site, path: str) -> None:
    for body in NO_JSON:
        headers = {"content-type": "application/json"}
        assert blamed(site.http.post(f"/gradio_api/{path}", content=body.encode("latin-1"), headers=headers))
    assert site.http.post(f"/gradio_api/{path}", files={"a": b"x"}).status_code == 415


def test_the_name_of_json_may_be_in_capitals(site: Site) -> None:
    headers = {"content-type": "Application/JSON; charset=utf-8"}
    assert site.http.post("/gradio_api/run/ask", content=json.dumps(RUN), headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/gradio_api/run/ask", "/feedback"])
def test_a_request_that_ends_early_is_no_fault_of_the_server(path: str, tmp_path: Path) -> None:
    box = FeedbackBox(FeedbackFile(tmp_path / "kept.jsonl"), Gate())
    router = Router([Route("/feedback", box.take, methods=["POST"])])
    app = Inputs(router, components=frozenset(), functions={}, is_open=lambda name: True, max_body_bytes=99)
    headers = [(b"content-type", b"application/json")]
    statuses: list[int] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b""}
    asyncio.run(app(scope, receive, send))
    assert statuses == [400]


@pytest.mark.parametrize("path", READ_WRONG)
def test_what_is_read_wrong_is_the_reader_s_fault(site: Site, path: str) -> None:
    assert blamed(site.http.get(f"{site.url.rstrip('/')}{path}"))


@pytest.mark.parametrize("query", ["page=x", "page=__proto__", "deep_link=../x", "__theme=x", "view=api"])
def test_the_page_takes_no_parameters(site: Site, query: str) -> None:
    page = site.http.get(f"/?{query}")
    assert page.status_code == 200
    assert '<main id="shell"' in page.text


def test_an_input_that_is_wrong_is_named_without_a_client_too(site: Site) -> None:
    reply = site.http.post("/gradio_api/run/search", json={"data": ["x", None, 99]})
    assert (reply.status_code, reply.json()["error"]) == (400, "limit: must be a whole number from 1 to 50")
    away = {"x-forwarded-for": "203.0.113.30"}
    statuses = [site.http.post("/gradio_api/run/ask", json=RUN, headers=away).status_code for _ in range(A_MINUTE + 1)]
    assert statuses == [200] * A_MINUTE + [429]


def test_200_connections_at_once_are_all_served(site: Site) -> None:
    async def go() -> list[int]:
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=0)
        async with httpx.AsyncClient(base_url=site.url, auth=("ana", "secret"), limits=limits, timeout=120) as client:
            posts = (client.post("/gradio_api/run/ask", json=RUN) for _ in range(200))
            return [reply.status_code for reply in await asyncio.gather(*posts)]

    assert asyncio.run(go()) == [200] * 200


# --- what every response tells the browser ------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/config", "/healthz", "/gradio_api/info", "/theme.css", "/nowhere"])
def test_every_response_tells_the_browser_what_to_refuse(site: Site, path: str) -> None:
    for client in (site.http, site.stranger):  # what asks for a password, too
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_page_lets_only_its_own_scripts_run(site: Site) -> None:
    first, second = site.http.get("/"), site.http.get("/")
    policy = first.headers["content-security-policy"]
    (script,) = re.findall(r"script-src ([^;]+)", policy)
    (nonce,) = re.findall(r"'nonce-([\w-]{20,})'", script)
    assert script == f"'self' 'nonce-{nonce}' 'unsafe-eval'"
    assert "*" not in policy
    scripts = re.findall(r"<script\b[^>]*>", first.text)
    assert len(scripts) > 3
    assert all(f'nonce="{nonce}"' in tag or ' src="./' in tag for tag in scripts)
    assert nonce not in second.text, "a number is used once"
    assert first.headers["cache-control"] == "no-store"


def test_a_file_outside_is_refused(site: Site) -> None:
    for path in ("/etc/hostname", "../pyproject.toml", "%2e%2e/pyproject.toml", "/proc/self/environ"):
        assert site.http.get(f"/gradio_api/file={path}").status_code == 404
    assert site.http.post("/gradio_api/upload", files={"files": b"x"}).status_code == 404


@pytest.mark.parametrize("chunked", [False, True])
def test_an_oversized_body_is_turned_away(site: Site, chunked: bool) -> None:
    body = json.dumps({"data": ["x" * MAX_BODY_BYTES]}).encode()
    sent = (body[at : at + 65_536] for at in range(0, len(body), 65_536)) if chunked else body
    asked = len(site.assistant.asked)
    headers = {"content-type": "application/json"}
    assert site.http.post("/gradio_api/call/ask", content=sent, headers=headers).status_code == 413
    assert len(site.assistant.asked) == asked


def test_without_an_account_there_is_only_the_health(site: Site) -> None:
    paths = ("/", "/config", "/gradio_api/info", "/theme.css", "/gradio_api/heartbeat/x")
    assert {site.stranger.get(path).status_code for path in paths} == {401}
    assert site.stranger.post("/feedback", json=SAID).status_code == 401
    health = site.stranger.get("/healthz")
    assert (health.status_code, health.json()["status"]) == (503, "no index")


def test_a_client_that_asks_too_fast_is_told_so_and_others_are_not_held_up(site: Site) -> None:
    replies = [site.ask("203.0.113.7") for _ in range(A_MINUTE + 1)]
    assert all("answer" in reply for reply in replies[:-1])
    assert list(replies[-1]) == ["refused"]
    assert "Please wait" in replies[-1]["refused"]
    assert "answer" in site.ask("203.0.113.8")
    assert all("answer" in site.ask("127.0.0.1") for _ in range(A_MINUTE + 1)), "this machine is not limited"


def test_feedback_is_kept(site: Site) -> None:
    assert site.http.post("/feedback", json=SAID).status_code == 204
    *_, line = FeedbackFile(site.feedback).lines()
    assert (line["verdict"], line["quotes"]) == (SAID["verdict"], SAID["quotes"])


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (json.dumps(SAID | {"verdict": "great"}), {}, 400),
        ("not JSON", {}, 400),
        ("[" * 10_000, {}, 400),
        (b"\xff", {}, 400),
        (json.dumps(SAID), {"content-type": "text/plain"}, 415),
        (json.dumps(SAID), {"sec-fetch-site": "cross-site"}, 403),
        (json.dumps(SAID | {"question": "x" * MAX_FEEDBACK_BYTES}), {}, 413),
    ],
)
def test_feedback_that_is_wrong_is_not_kept(
    site: Site, body: str | bytes, headers: dict[str, str], status: int
) -> None:
    before = list(FeedbackFile(site.feedback).lines())
    reply = site.http.post("/feedback", content=body, headers={"content-type": "application/json"} | headers)
    assert reply.status_code == status
    assert reply.json()["error"]
    assert list(FeedbackFile(site.feedback).lines()) == before


def test_feedback_is_limited_like_questions(site: Site) -> None:
    sent = [
        site.http.post("/feedback", json=SAID, headers={"x-forwarded-for": "203.0.113.20"}).status_code
        for _ in range(A_MINUTE + 1)
    ]
    assert sent == [204] * A_MINUTE + [429]
