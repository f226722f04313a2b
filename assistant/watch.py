"""Refresh the index whenever a file of the corpus changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NoReturn

from assistant import staleness
from assistant.build import BuildReport, refresh
from assistant.config import Settings
from assistant.errors import AssistantError
from assistant.reporter import Reporter

_PAUSE_SECONDS = 0.5
"""Between two looks at the folder; an editor that saves in several steps is done by the next look."""


def watch(settings: Settings, *, reporter: Reporter, show: Callable[[BuildReport], None]) -> NoReturn:
    """Look at the corpus twice a second until interrupted. What goes wrong is said once, and watching goes on."""
    reporter.say(f"Watching {settings.corpus}; end with Ctrl-C")
    trouble = ""
    while True:
        try:
            if staleness.reasons(settings):
                report = refresh(settings, reporter=reporter)
                show(report)
                for problem in report.problems:
                    reporter.say(f"Warning: {problem}")
            trouble = ""
        except AssistantError as error:
            if str(error) != trouble:
                reporter.say(f"Warning: {error}")
            trouble = str(error)
        time.sleep(_PAUSE_SECONDS)
