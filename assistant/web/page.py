"""The page of the web chat: what Gradio serves, and the functions behind it.

The conversation is our own component, because `gr.Chatbot` (6.31) repeats each message's HTML in an
``aria-label``, drops the labels of the citations and reads questions as Markdown. Here the server renders a card
(`assistant.render` escapes everything in it) and `chat.js` appends it, so that a screen reader hears each
answer once. The conversation lives in the browser's tab. The server keeps and logs nothing of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, TypeVar
from urllib.parse import quote

from assistant.domain import DISCLAIMER
from assistant.render import escape_html, questions_to_html
from assistant.service import Service
from assistant.web.api import add_endpoints
from assistant.web.library import gr
from assistant.web.limits import Gate, Refused, client_of
from assistant.web.replies import Asks, Replies

TITLE = "Hip abductor assistant"
EXPLANATION = "Ask about the muscles that move your leg out to the side. Answers quote the sources word for word."
EXAMPLES = (
    "What muscles are the hip abductors?",
    "What happens if the hip abductors are weak?",
    "Which exercises work the hip abductors?",
    "Do the exercises help with knee pain?",
)
MAX_QUESTION_CHARS = 2_000
STYLES = ("theme.css", "chat.css", "card.css", "panel.css", "found.css", "feedback.css")
SCRIPTS = ("panel.js", "keeping.js", "feedback.js", "chat.js")

T = TypeVar("T")
Examples = Callable[[], Sequence[str]]
"""Says, each time the page is fetched, which questions to offer while the conversation is empty."""


def usual_examples() -> Sequence[str]:
    """Questions that documents about the hip abductors answer."""
    return EXAMPLES


def build_page(assistant: Asks, *, corpus: Path | None = None, gate: Gate | None = None) -> gr.Blocks:
    """The page, ready to be launched. What a browser shows of it at once is in `head` and `body`.

    Args:
        assistant: who answers.
        corpus: the folder whose figures are shown; None for none.
        gate: which requests are let through; None for the usual limits.
    """
    replies = Replies(assistant, corpus=corpus)
    gate = gate if gate else Gate()

    def let_in(kind: str, request: gr.Request, work: Callable[[object], T], posted: object) -> Awaitable[T]:
        return gate.run(kind, client_of(request.client.host), work, posted)

    # Gradio marks what may be called from the page, which it cannot do to a method. It keeps a response's status from
    # the page, so that a question that is turned away is answered with the reason.
    async def reply(turn: object, request: gr.Request) -> dict[str, Any]:
        try:
            return await let_in("ask", request, replies.reply, turn)
        except Refused as refusal:
            return {"refused": str(refusal)}

    async def document(wanted: object, request: gr.Request) -> str | None:
        with suppress(Refused):
            return await let_in("document", request, replies.document, wanted)
        return None

    async def explain(turn: object, request: gr.Request) -> str | None:
        with suppress(Refused):
            return await let_in("explain", request, replies.explain, turn)
        return None

    page = gr.Blocks(title=TITLE, analytics_enabled=False)
    with page:
        gr.HTML(
            value="",
            js_on_load=_script(),
            server_functions=[reply, document, explain],
            apply_default_css=False,
        )
        add_endpoints(Service(assistant), gate)
    page.queue(max_size=gate.max_waiting)
    return page


def theme() -> gr.themes.Base:
    """What Gradio styles (the page's background) in the colours of theme.css, with fonts of the system."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#f7f8f5",
        body_background_fill_dark="#12181a",
        body_text_color="#1b2624",
        body_text_color_dark="#e6edea",
    )


def head() -> str:
    """What the page needs before its first paint, all of it inline: title, icon, styles, and who listens meanwhile."""
    icon = f"data:image/svg+xml,{quote(_asset('logo.svg'))}"
    styles = "\n".join(map(_asset, STYLES))
    return (
        f"<title>{escape_html(TITLE)}</title>"
        f'<meta name="description" content="{escape_html(EXPLANATION)}">'
        '<meta name="color-scheme" content="light dark">'
        f'<link rel="icon" type="image/svg+xml" href="{icon}">'
        f"<style>{styles}</style><script>{_asset('shell.js')}</script>"
    )


def body(
    *, examples: Sequence[str] = EXAMPLES, max_question_chars: int = MAX_QUESTION_CHARS, feedback: bool = False
) -> str:
    """The page itself, empty of answers.

    Args:
        examples: questions offered as buttons while the conversation is empty.
        max_question_chars: where the text box stops taking more.
        feedback: whether answers offer to be judged.
    """
    chat = Template(_asset("chat.html")).substitute(
        logo=_asset("logo.svg"),
        title=escape_html(TITLE),
        explanation=escape_html(EXPLANATION),
        examples=questions_to_html(examples),
        disclaimer=escape_html(DISCLAIMER),
        limit=max_question_chars,
    )
    return f'<main id="shell"{" data-feedback" if feedback else ""}>{chat}</main>'


def _script() -> str:
    return "\n".join(['const chat = document.querySelector(".chat");', *map(_asset, SCRIPTS)])


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
