"""What a command is made from: its name, what it runs, and its line of help."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from assistant.config import Settings

Run = Callable[[argparse.Namespace, Settings], int]
"""(parsed options, settings) -> exit code."""
Command = Callable[[str, Run, str], argparse.ArgumentParser]
"""(name, what it runs, one line of help) -> the parser that takes the command's own options."""
