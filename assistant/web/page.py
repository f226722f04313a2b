"""The page of the web chat: what Gradio serves, and the one function behind it.

The conversation is our own component, because `gr.Chatbot` (6.31) repeats each message's HTML in an
``aria-label``, drops the labels of the citations and reads questions as Markdown. Here the server renders a card
(`assistant.render` escapes everything in it) and `chat.js` appends it, so that a screen reader hears each
answer once. The conversation lives in the browser's tab. The server keeps and logs nothing of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from importlib.resources import files
from string import Template
from typing import Any, Protocol

import gradio as gr
from gradio.events import api

from assistant.domain import DISCLAIMER, Answer
from assistant.render import escape_html, questions_to_html, to_dict, to_html

TITLE = "Hip abductor assistant"
EXPLANATION = "Ask about the muscles that move your leg out to the side. Answers quote the sources word for word."
EXAMPLES = (
    "What muscles are the hip abductors?",
    "What happens if the hip abductors are weak?",
    "Which exercises work the hip abductors?",
    "Do the exercises help with knee pain?",
)
MAX_QUESTION_CHARS = 2_000
MAX_HISTORY = 20


class Asks(Protocol):
    """What the page needs of an assistant."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer the question; ``history`` holds the person's earlier messages, oldest first."""
        ...


def build_page(
    assistant: Asks,
    *,
    examples: Sequence[str] = EXAMPLES,
    max_question_chars: int = MAX_QUESTION_CHARS,
) -> gr.Blocks:
    """The page, ready to be launched.

    Args:
        examples: questions offered as buttons while the conversation is empty.
        max_question_chars: where the text box stops taking more.
    """

    def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Answer one question from the source material, quoted word for word.

        Args:
            question: the question.
            history: the person's earlier questions in the same conversation, oldest first.
        """
        return to_dict(assistant.ask(question, _recent(history)))

    def reply(turn: object) -> str:
        """One answer as a card, for chat.js. What arrives here can be anything: any program may post to it."""
        fields = turn if isinstance(turn, dict) else {}
        question = fields.get("question")
        answer = assistant.ask(question if isinstance(question, str) else "", _recent(fields.get("history")))
        return to_html(answer, key=secrets.token_hex(8))

    page = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with page:
        gr.HTML(
            value=_chat_html(examples, max_question_chars),
            js_on_load=_asset("chat.js"),
            server_functions=[reply],
            apply_default_css=False,
            elem_id="chat",
        )
        api(ask, api_name="ask", queue=False)
    return page


def theme() -> gr.themes.Base:
    """Gradio's own parts (page background, loading screen) in the colours of chat.css, with fonts of the system."""
    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="#f6f8f6",
        body_background_fill_dark="#141a18",
        body_text_color="#1c2623",
        body_text_color_dark="#e7edea",
    )


def head() -> str:
    """The style sheet, in the page's head: passed as ``css`` it would arrive after the first paint."""
    return f'<meta name="color-scheme" content="light dark"><style>{_asset("chat.css")}</style>'


def _chat_html(examples: Sequence[str], max_question_chars: int) -> str:
    return Template(_asset("chat.html")).substitute(
        title=escape_html(TITLE),
        explanation=escape_html(EXPLANATION),
        examples=questions_to_html(examples),
        disclaimer=escape_html(DISCLAIMER),
        limit=max_question_chars,
    )


def _recent(history: object) -> tuple[str, ...]:
    """The last messages of a history that came from outside; whatever is not a list of strings counts as none."""
    if not isinstance(history, list):
        return ()
    return tuple(message for message in history if isinstance(message, str))[-MAX_HISTORY:]


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
