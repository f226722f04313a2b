"""The endpoints for programs: ``/ask``, ``/search`` and ``/sources``, for gradio_client or any HTTP client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from assistant.errors import UsageError
from assistant.service import Service
from assistant.web.inputs import blame
from assistant.web.library import api, gr
from assistant.web.limits import Gate, Refused, client_of

T = TypeVar("T")


def add_endpoints(service: Service, gate: Gate) -> None:
    """Add the endpoints to the page that is being built.

    Args:
        service: what the endpoints call.
        gate: which requests are let through.
    """

    async def call(kind: str, request: gr.Request, work: Callable[..., T], *arguments: object) -> T:
        try:
            return await gate.run(kind, client_of(request.client.host), work, *arguments)
        except (Refused, UsageError) as error:
            blame(request, error.status if isinstance(error, Refused) else 400)
            raise gr.Error(str(error), print_exception=False) from error

    # Gradio makes the documentation of an endpoint from the docstring, up to its first blank line, and its Args.
    async def ask(question: str, request: gr.Request, history: list[str] | None = None) -> dict[str, Any]:
        """Answer a question from the source material, quoted word for word; returns the answer object.

        Args:
            question: the question.
            history: the person's earlier questions in the same conversation, oldest first.
        """
        return await call("ask", request, service.ask, question, history)

    async def search(
        question: str, request: gr.Request, history: list[str] | None = None, limit: int = 8
    ) -> list[dict[str, Any]]:
        """The passages of the source material that are nearest to a question, best first, with their scores.

        Args:
            question: the question.
            history: the person's earlier questions in the same conversation, oldest first.
            limit: how many passages, 1 to 50.
        """
        return await call("search", request, service.search, question, history, limit)

    async def sources(request: gr.Request, document: str = "") -> list[dict[str, Any]]:
        """The documents of the source material; or one document with its text.

        Args:
            document: its name, as quotes give it; empty for a list of all.
        """
        return await call("sources", request, service.sources, document)

    for endpoint in (ask, search, sources):
        api(endpoint, api_name=endpoint.__name__, queue=False, concurrency_limit=None)
