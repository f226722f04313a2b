"""The assistant as tools of the Model Context Protocol, on standard input and output or over HTTP.

The library comes with the extra ``mcp``; no other module names it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from anyio import to_thread

from assistant import __version__
from assistant.config import Settings
from assistant.errors import ExtraMissing, UsageError
from assistant.reporter import Reporter
from assistant.service import Service, Through

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer
    from starlette.applications import Starlette

T = TypeVar("T")

INSTRUCTIONS = (
    "Answers questions about the hip abductors with sentences of its documents, word for word. Show the notices of an "
    "answer before its text, and the disclaimer with it. Outcome 'not_covered' means that the documents do not say."
)


def serve(settings: Settings, *, reporter: Reporter) -> None:
    """Serve until the other side hangs up.

    Args:
        settings: of the assistant, which is loaded first.
        reporter: told what happens meanwhile; standard output belongs to the protocol.

    Raises:
        ExtraMissing: when the library is not installed.
    """
    library()
    from assistant.engine import Assistant

    build(Service(Assistant.load(settings, reporter=reporter))).run("stdio")


def http_app(service: Service, through: Through) -> Starlette:
    """The tools as an application at ``/mcp`` (streamable HTTP): a request is answered with JSON and forgotten.

    Args:
        service: what the tools call.
        through: does their work. It is also whoever serves the application who says which hosts may call it.

    Raises:
        ExtraMissing: when the library is not installed.
    """
    server = build(service, through=through)
    from mcp.server.transport_security import TransportSecuritySettings

    return server.streamable_http_app(
        stateless_http=True,
        json_response=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )


def build(service: Service, *, through: Through = to_thread.run_sync) -> MCPServer:
    """A server with the tools ``ask`` and ``search``.

    Args:
        service: what the tools call.
        through: does their work.

    Raises:
        ExtraMissing: when the library is not installed.
    """
    server_class, tool_error = library()

    async def checked(call: Callable[..., T], *arguments: object) -> T:
        try:
            found: T = await through(call, *arguments)
            return found
        except UsageError as error:
            raise tool_error(str(error)) from error

    async def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Answer a question about the hip abductors (muscles, exercises, hip and knee pain) from the source material.

        The answer's text is made of quotes; each names its document, its place in it and its study references.

        Args:
            question: the person's question, in their words.
            history: the person's earlier questions in the same conversation, oldest first.
        """
        return await checked(service.ask, question, history)

    async def search(question: str, history: list[str] | None = None, limit: int = 8) -> list[dict[str, Any]]:
        """The passages of the source material nearest to a question, best first, whether or not they answer it.

        Args:
            question: what to look for.
            history: the person's earlier questions in the same conversation, oldest first.
            limit: how many passages, 1 to 50.
        """
        return await checked(service.search, question, history, limit)

    server = server_class("hip-assistant", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR")
    for tool in (ask, search):
        server.add_tool(tool)
    return server


def library() -> tuple[type[MCPServer], type[Exception]]:
    """The server class and the error of a tool.

    Raises:
        ExtraMissing: when the library is not installed.
    """
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
    except ImportError as error:
        raise ExtraMissing("MCP needs one more package; install it with: pip install '.[mcp]'") from error
    return MCPServer, ToolError
