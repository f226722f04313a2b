"""Runs a command and writes its seconds and its peak memory in bytes to a file: python peak.py FILE COMMAND ...

It is a process of its own, and a small one: what a parent holds when it starts a child counts for the child.
"""

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

UNIT = 1 if sys.platform == "darwin" else 1024
"""What the system counts peak memory in, in bytes."""


def main(file: str, *command: str) -> int:
    """The command's exit code. A request to stop is passed on to it."""
    started = time.perf_counter()
    process = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda number, frame: process.terminate())
    code = process.wait()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * UNIT
    Path(file).write_text(f"{seconds} {peak}", encoding="ascii")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
