"""Where the page and programs send what people say of an answer."""

from __future__ import annotations

import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from assistant.errors import FeedbackError, UsageError
from assistant.feedback import Feedback, FeedbackFile
from assistant.web.limits import Gate, Refused, client_of

MAX_BODY_BYTES = 16 * 1024


class FeedbackBox:
    """Takes a `Feedback` object as JSON with POST.

    It answers 204 when it was kept; else an object ``{"error": ...}`` with 400 for what is wrong, 403 for what
    another site's page sent, 404 while feedback is off, 413, 415, 429 and 503 for what is too much, 500 for a disk.

    Args:
        file: where it is kept; None when it is off.
        gate: which requests are let through.
    """

    def __init__(self, file: FeedbackFile | None, gate: Gate) -> None:
        self._file = file
        self._gate = gate

    async def take(self, request: Request) -> Response:
        """Keep one verdict."""
        if self._file is None:
            return _error(404, "Feedback is switched off here.")
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _error(403, "Feedback is taken from this site's own page only.")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _error(415, "Send feedback as application/json.")
        client = client_of(request.client.host if request.client else None)
        body = b""
        try:
            async for part in request.stream():
                body += part
                if len(body) > MAX_BODY_BYTES:
                    return _error(413, f"Feedback has room for {MAX_BODY_BYTES:,} bytes.")
            feedback = Feedback.of(json.loads(body))
            await self._gate.run("feedback", client, self._file.append, feedback)
        except (ValueError, RecursionError, ClientDisconnect):  # not JSON, not UTF-8, nested without end, or cut off
            return _error(400, "The body is not JSON in UTF-8.")
        except UsageError as error:
            return _error(400, str(error))
        except Refused as error:
            return _error(error.status, str(error))
        except FeedbackError:
            return _error(500, "The feedback could not be kept.")
        return Response(status_code=204)


def _error(status: int, text: str) -> JSONResponse:
    return JSONResponse({"error": text}, status_code=status, headers={"cache-control": "no-store"})
