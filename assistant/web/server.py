"""Serving the page on this machine, with everything of Gradio's that shares, stores or reports switched off."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import gradio as gr
from starlette.middleware import Middleware

from assistant.errors import ServerError
from assistant.web.limits import Gate
from assistant.web.options import Options
from assistant.web.page import EXAMPLES, body, build_page, head, theme
from assistant.web.replies import Asks
from assistant.web.shell import Shell

MAX_BODY_BYTES = 512 * 1024
"""Room for a question and its history at their longest; a larger request is turned away with status 413."""


def serve(
    assistant: Asks,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    examples: Sequence[str] = EXAMPLES,
    corpus: Path | None = None,
    open_browser: bool = False,
    options: Options = Options(),  # noqa: B008 - it cannot change
) -> None:
    """Serve the chat until Ctrl+C or SIGTERM; questions that are being answered then still get their answer.

    The address goes to standard error.

    Raises:
        ServerError: the address cannot be bound, for instance because the port is taken.
    """
    gate = options.gate()
    page = build_page(assistant, corpus=corpus, gate=gate)
    url = open_page(page, host=host, port=port, examples=examples, options=options, gate=gate)
    sys.stderr.write(f"The chat is at {url} (Ctrl+C stops it)\n")
    if open_browser:
        webbrowser.open(url)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    finally:
        page.close(verbose=False)


def open_page(
    page: gr.Blocks,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    examples: Sequence[str] = EXAMPLES,
    options: Options = Options(),  # noqa: B008 - it cannot change
    gate: Gate | None = None,
) -> str:
    """Launch the page in the background and return its address.

    Args:
        page: what `build_page` made.
        host: the address to listen on.
        port: the port to listen on.
        examples: questions offered as buttons while the conversation is empty.
        options: how it is served.
        gate: the one that the page has, for what is served beside it.

    Raises:
        ServerError: as for `serve`.
    """
    _check_address(host, port)
    _bypass_proxies(host)
    shell = Middleware(Shell, head=head(), body=body(examples=examples, feedback=options.feedback is not None))
    try:
        _, url, _ = page.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            inbrowser=False,
            show_error=False,
            run_history=False,
            enable_monitoring=False,
            strict_cors=True,
            ssr_mode=False,
            root_path=options.root_path or None,
            max_file_size=MAX_BODY_BYTES,
            app_kwargs={
                "max_body_size": MAX_BODY_BYTES,
                "middleware": [*options.middleware(), shell],
                "routes": options.routes(gate or options.gate()),
            },
            footer_links=[],
            theme=theme(),
        )
    except OSError as error:
        raise _cannot_serve(host, port, error) from error
    return str(url)


def _check_address(host: str, port: int) -> None:
    """Fail early and in our own words: Gradio would first start up and then speak of a range of ports."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address[0], port, *address[2:]))
    except (OSError, OverflowError) as error:
        raise _cannot_serve(host, port, error) from error


def _bypass_proxies(host: str) -> None:
    """Gradio fetches its own page once to see that it is up; a proxy set for the user would not find it."""
    others = os.environ.get("no_proxy") or os.environ.get("NO_PROXY", "")
    direct = ",".join(filter(None, [others, host, "localhost"]))
    os.environ.update(no_proxy=direct, NO_PROXY=direct)


def _cannot_serve(host: str, port: int, error: Exception) -> ServerError:
    reason = (getattr(error, "strerror", None) or str(error)).rstrip(".")
    return ServerError(f"Cannot serve on {host}:{port}: {reason}. Choose another address with --host and --port.")
