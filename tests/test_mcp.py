from __future__ import annotations

import json
import sys
from typing import Any

import anyio
import pytest
from canned import CannedAssistant
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from assistant import mcp
from assistant.cli import main
from assistant.service import Service

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
