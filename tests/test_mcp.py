from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import anyio
import httpx
import pytest
from canned import CannedAssistant, free_port
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from assistant import mcp
from assistant.cli import main
from assistant.service import Service
from assistant.web import Options, build_page, open_page

QUESTION = "What muscles are the hip abductors?"


def call(name: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401 - as the protocol has it
    async def go() -> Any:  # noqa: ANN401
        async with Client(mcp.build(Service(CannedAssistant()))) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(go)


def test_there_are_two_tools_and_each_says_what_its_inputs_are() -> None:
    async def go() -> Any:  # noqa: ANN401
        async with Client(mcp.build(Service(CannedAssistant()))) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in anyio.run(go)}
    assert set(tools) == {"ask", "search"}
    assert set(tools["ask"].input_schema["properties"]) == {"question", "history"}
    assert set(tools["search"].input_schema["properties"]) == {"question", "history", "limit"}


def test_the_tools_return_what_the_service_does() -> None:
    service = Service(CannedAssistant())
    assert call("ask", {"question": QUESTION}).structured_content == service.ask(QUESTION)
    assert call("search", {"question": QUESTION}).structured_content == {"result": service.search(QUESTION)}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [({"question": "x", "limit": 99}, "limit: must be"), ({}, "question"), ({"question": 7}, "valid string")],
)
def test_an_input_that_is_wrong_comes_back_as_an_error_of_the_tool(arguments: dict[str, Any], says: str) -> None:
    result = call("search", arguments)
    assert result.is_error
    assert says in result.content[0].text


def test_the_command_serves_a_client_session(fresh_index: list[str]) -> None:
    async def go() -> Any:  # noqa: ANN401
        server = StdioServerParameters(command=sys.executable, args=["-m", "assistant", "mcp", *fresh_index])
        async with Client(stdio_client(server)) as client:
            return await client.call_tool("ask", {"question": QUESTION})

    answer = anyio.run(go).structured_content
    assert answer["outcome"] == "answer"
    assert "gluteus medius" in answer["text"]
    assert json.dumps(answer)


def test_without_the_extra_the_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    assert main(["mcp"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("install it with: pip install '.[mcp]'")


# --- beside the chat, over HTTP -----------------------------------------------------------------------------------


class Site:
    """The chat with the tools at ``/mcp``."""

    def __init__(self) -> None:
        options = Options(tools=partial(mcp.http_app, Service(CannedAssistant())), a_minute=3)
        gate = options.gate()
        self.page = build_page(CannedAssistant(), gate=gate)
        self.url = open_page(self.page, port=free_port(), options=options, gate=gate) + "mcp"

    def post(self, **headers: str) -> httpx.Response:
        """A request for the list of tools, as a program sends it."""
        request = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
        return httpx.post(self.url, json=request, headers={"accept": "application/json, text/event-stream", **headers})


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.page.close(verbose=False)


def test_the_chat_serves_the_same_tools_to_a_client_session(site: Site) -> None:
    async def go() -> Any:  # noqa: ANN401
        async with Client(site.url) as client:
            tools = (await client.list_tools()).tools
            found = await client.call_tool("search", {"question": QUESTION, "limit": 1})
            wrong = await client.call_tool("search", {"question": QUESTION, "limit": 99})
            return {tool.name for tool in tools}, await client.call_tool("ask", {"question": QUESTION}), found, wrong

    names, answer, found, wrong = anyio.run(go)
    service = Service(CannedAssistant())
    assert names == {"ask", "search"}
    assert answer.structured_content == service.ask(QUESTION)
    assert found.structured_content == {"result": service.search(QUESTION, limit=1)}
    assert wrong.is_error
    assert "limit: must be" in wrong.content[0].text


def test_a_web_page_cannot_reach_the_tools(site: Site) -> None:
    assert site.post().status_code == 200
    assert site.post(origin="https://elsewhere.example").status_code == 403
    assert site.post(origin="http://127.0.0.1:7860").status_code == 403
    assert httpx.get(site.url).status_code == 405


def test_the_tools_are_limited_like_questions(site: Site) -> None:
    statuses = [site.post(**{"x-forwarded-for": "203.0.113.9"}).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_the_chat_without_the_tools_has_no_such_address() -> None:
    page = build_page(CannedAssistant())
    url = open_page(page, port=free_port())
    assert httpx.post(f"{url}mcp", json={}).status_code == 404
    page.close(verbose=False)


def test_the_chat_says_at_once_how_to_get_the_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    assert main(["chat", "--mcp"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("install it with: pip install '.[mcp]'")
