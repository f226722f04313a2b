"""Refresh the index whenever a file of the corpus changes."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

from assistant import staleness
from assistant.build import BuildReport, refresh
from assistant.config import Settings
from assistant.corpus.files import list_files
from assistant.encoder import Encoder
from assistant.errors import AssistantError
from assistant.reporter import Reporter

_QUIET_MS = 300
"""So long nothing may change before a refresh begins; an editor that saves in several steps is done by then."""
_LOOK_MS = 5_000
"""So often the folder is looked at anyway, for file systems that tell nobody of changes."""


def watch(
    settings: Settings, *, reporter: Reporter, encoder: Encoder | None = None, stop: Event | None = None
) -> Iterator[BuildReport]:
    """Refresh the index now and after every change; gives the report of each refresh, until interrupted.

    What goes wrong is said once, and watching goes on: a file that cannot be read keeps its last good text.

    Args:
        settings: which corpus, index and model.
        reporter: who is told of problems.
        encoder: the encoder to use instead of the one that the settings name (for tests).
        stop: ends the watch when set.

    Raises:
        CorpusError: when there is no folder to watch.
    """
    from watchfiles import watch as changes  # noqa: PLC0415 - only for this command

    list_files(settings.corpus)
    reporter.say(f"Watching {settings.corpus}; end with Ctrl-C")
    said: list[str] = []
    looks = changes(
        settings.corpus,
        watch_filter=None,
        step=_QUIET_MS,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        stop_event=stop,
    )
    for _ in _at_once_and(looks):
        try:
            report = refresh(settings, encoder=encoder, reporter=reporter) if staleness.reasons(settings) else None
            trouble = report.complaints() if report else said
        except AssistantError as error:
            report, trouble = None, [f"Problem: {error}"]
        for line in trouble:
            if line not in said:
                reporter.say(line)
        said = trouble
        if report:
            yield report


def _at_once_and(looks: Iterator[object]) -> Iterator[object]:
    yield None
    yield from looks
