from __future__ import annotations

import anyio
import httpx
import pytest
from starlette.responses import PlainTextResponse

from assistant.web.surface import Surface


def status(path: str) -> int:
    async def go() -> int:
        transport = httpx.ASGITransport(Surface(PlainTextResponse("served")))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return (await client.post(path)).status_code

    return anyio.run(go)


@pytest.mark.parametrize("path", ["/", "/healthz", "/config", "/assets/a.js", "/mcp"])
def test_what_is_not_gradio_s_is_served(path: str) -> None:
    assert status(path) == 200


@pytest.mark.parametrize("rest", ["component_server", "call/ask", "call/ask/1", "run/search", "queue/join"])
def test_what_is_used_is_served(rest: str) -> None:
    assert status(f"/gradio_api/{rest}") == 200


@pytest.mark.parametrize(
    "rest",
    "upload upload_progress file=/etc/hostname file/x proxy=http://x stream/1 vibe-edit/ call call/reply run/".split(),
)
def test_what_is_not_used_is_not(rest: str) -> None:
    assert status(f"/gradio_api/{rest}") == 404


@pytest.mark.parametrize("path", ["/docs", "/login", "/file=/etc/hostname", "//gradio_api/file=x", "/assets/../../x"])
def test_what_the_page_does_not_need_is_not_served(path: str) -> None:
    assert status(path) == 404
