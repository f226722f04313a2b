"""Gradio, imported without what the chat has no use for, which takes half of the time.

At each import Gradio reads its own source to write type stubs of its components into its folder, and loads the ``mcp``
library if it is there. It writes no stub for a class whose file it cannot find, and does without a library that is not
there: both are made so, for the time of the import. Import Gradio from here alone.
"""

import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Read by Gradio at import. Without them it reports usage and looks for a newer version of itself.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"


@contextmanager
def _lean() -> Iterator[None]:
    find = inspect.getfile

    def find_no_component(thing: object) -> str:
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError("no file is to be found")
        return find(thing)  # type: ignore[arg-type]

    hidden = "mcp" not in sys.modules
    inspect.getfile = find_no_component  # type: ignore[assignment]
    if hidden:
        sys.modules["mcp"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getfile = find
        if hidden:
            del sys.modules["mcp"]


with _lean():
    import gradio as gr
    from gradio.events import api

__all__ = ["api", "gr"]
