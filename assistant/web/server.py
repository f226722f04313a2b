"""Serving the page on this machine, with everything of Gradio's that shares, stores or reports switched off."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Route

from assistant.errors import ServerError
from assistant.web.chores import Chores, Pause
from assistant.web.inputs import Inputs
from assistant.web.library import gr
from assistant.web.limits import Gate
from assistant.web.options import Options
from assistant.web.page import Examples, body, build_page, head, theme, usual_examples
from assistant.web.replies import Asks
from assistant.web.shell import Shell
from assistant.web.tools import PATH, Tools

MAX_BODY_BYTES = 512 * 1024
"""Room for a question and its history at their longest; a larger request is turned away with status 413."""
GRACE_SECONDS = 10.0
"""How long the questions at hand may take when the server is being stopped."""


def serve(
    assistant: Asks,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    examples: Examples = usual_examples,
    corpus: Path | None = None,
    open_browser: bool = False,
    options: Options = Options(),  # noqa: B008 - it cannot change
    chore: Callable[[Pause], None] | None = None,
) -> None:
    """Serve the chat until Ctrl+C or SIGTERM; questions that are being answered then still get their answer.

    The address goes to standard error.

    Args:
        assistant: who answers.
        host: the address to listen on.
        port: the port to listen on.
        examples: questions offered as buttons while the conversation is empty.
        corpus: the folder whose figures are shown; None for none.
        open_browser: open the page in the browser of this machine.
        options: how it is served.
        chore: what to do while nobody asks; it calls the pause that it is given after each bit.

    Raises:
        ServerError: the address cannot be bound, for instance because the port is taken.
    """
    gate = options.gate()
    page = build_page(assistant, corpus=corpus, gate=gate)
    url = open_page(page, host=host, port=port, examples=examples, options=options, gate=gate)
    chores = Chores(chore or (lambda pause: None), gate)
    with _signals() as stopped:  # before the address is told, so that who knows it can stop the server
        sys.stderr.write(f"The chat is at {url} (Ctrl+C stops it)\n")
        chores.start()
        if open_browser:
            webbrowser.open(url)
        while not stopped.wait(1):
            pass
    close_page(page, gate)
    chores.stop()


def open_page(
    page: gr.Blocks,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    examples: Examples = usual_examples,
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
            app_kwargs=_application(page, examples, options, gate or options.gate()),
            footer_links=[],
            theme=theme(),
        )
    except OSError as error:
        raise _cannot_serve(host, port, error) from error
    return str(url)


def close_page(page: gr.Blocks, gate: Gate) -> None:
    """Finish what is being answered, turn away what waits, and end the server with its open streams."""
    gate.close()
    until = time.monotonic() + GRACE_SECONDS
    while not gate.is_quiet and time.monotonic() < until:
        time.sleep(0.02)
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # it would lament every stream that is cut
    page.server.config.timeout_graceful_shutdown = 1
    page.close(verbose=False)


@contextmanager
def _signals() -> Iterator[threading.Event]:
    """An event that Ctrl+C and SIGTERM set; once they have, a second one ends the process at once."""
    stopped = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, frame: stopped.set())
    try:
        yield stopped
    finally:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)


def _application(page: gr.Blocks, examples: Examples, options: Options, gate: Gate) -> dict[str, Any]:
    """What the application has beside Gradio's own: limits, middleware (outermost first), routes."""
    feedback = options.feedback is not None
    inputs = Middleware(
        Inputs,
        components=frozenset(page.blocks),
        functions={number: (str(fn.api_name), len(fn.inputs)) for number, fn in page.fns.items()},
        is_open=partial(_is_open, page),
        max_body_bytes=MAX_BODY_BYTES,
    )
    shell = Middleware(Shell, head=head(), body=lambda: body(examples=examples(), feedback=feedback))
    kwargs: dict[str, Any] = {"max_body_size": MAX_BODY_BYTES, "middleware": [*options.middleware(), inputs, shell]}
    routes: list[Route] = options.routes(gate)
    if options.tools:
        tools = Tools(options.tools, gate)
        routes.append(Route(PATH, tools))
        kwargs["lifespan"] = tools.app.router.lifespan_context
    return {**kwargs, "routes": routes}


def _is_open(page: gr.Blocks, name: str) -> bool:
    """Whether Gradio's queue knows an event or a session of this name; it fails midway in the stream of another."""
    queue = page._queue
    known = (queue.pending_messages_per_session, queue.event_ids_to_events, *queue.pending_event_ids_session.values())
    return any(name in names for names in known)


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
