"""`python -m assistant.calibration`: fit the decision's weights, say how well they do, and write them down."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.calibration import fit, gather, report
from assistant.decision import WEIGHTS
from assistant.terminal import Terminal


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m assistant.calibration", description="Fit the decision's weights.")
    parser.add_argument("files", nargs="+", help="question sets over the documents, JSON lines")
    parser.add_argument("--part", default="develop", help="the part of the sets to fit on (default: %(default)s)")
    parser.add_argument("--plot", type=Path, help="where to write the reliability plot, an SVG")
    options = parser.parse_args(arguments)
    with Terminal() as terminal:
        found = list(gather(options.files, options.part, terminal))
    decision = fit(found)
    sys.stdout.write(report(found, plot=options.plot))
    WEIGHTS.write_text(decision.to_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
