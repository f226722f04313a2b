"""The command line of the benchmarks: tables on the terminal, JSON and plots in a folder."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.build import refresh
from assistant.config import PROJECT, Settings
from bench import build, cold, growth, load, memory, warm
from bench.figures import Bench, Findings

PARTS: dict[str, Callable[[Bench], Findings]] = {
    "cold": cold.measure,
    "warm": warm.measure,
    "build": build.measure,
    "memory": memory.measure,
    "growth": growth.measure,
    "load": load.measure,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts that are asked for, all of them by default."""
    options = _options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    machine = {"system": platform.platform(), "python": platform.python_version(), "processors": os.cpu_count()}
    report: dict[str, object] = {"machine": machine, "started": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "parts": {}}
    parts: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = replace(Settings.from_environment(), corpus=PROJECT / "corpus", index=home / "index")
        refresh(settings)
        bench = Bench(settings, home, small=options.small, large=options.large, long=options.long)
        for name in options.parts or PARTS:
            before = os.getloadavg()[0]
            found = PARTS[name](bench)
            parts[name] = {**_as_json(found), "load average": [before, os.getloadavg()[0]]}
            report["parts"] = parts
            show(found, Console(), load=before)
            for plot, drawn in found.plots.items():
                (options.out / f"{plot}.svg").write_text(drawn, encoding="utf-8")
            (options.out / "figures.json").write_text(
                json.dumps(report, indent=2, allow_nan=False) + "\n", encoding="utf-8"
            )


def show(found: Findings, console: Console, *, load: float) -> None:
    """Print the table of a part; ``load`` is the load average when it began, which says how quiet the machine was."""
    table = Table("what", "unit", "assistant", "reference", "ratio", title=found.title, title_justify="left")
    for figure in found.figures:
        reference = "" if figure.reference is None else f"{figure.reference:,.4g}"
        ratio = "" if figure.ratio is None else f"{figure.ratio:.3g}"
        table.add_row(figure.what, figure.unit, f"{figure.value:,.4g}", reference, ratio)
    console.print(table)
    console.print(f"Reference: {found.reference or 'none'}. Load average at the start: {load:.1f}\n")


def _as_json(found: Findings) -> dict[str, object]:
    """The findings as JSON holds them; null stands for what is no finite number, since JSON knows none."""
    figures = [
        {name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in told.items()}
        for told in ({**asdict(figure), "ratio": figure.ratio} for figure in found.figures)
    ]
    return {"title": found.title, "reference": found.reference, "figures": figures}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--small", action="store_true", help="tiny sizes, to see that everything works")
    parser.add_argument("--large", action="store_true", help="growth up to a million passages")
    parser.add_argument("--long", action="store_true", help="a minute for each number of people")
    parser.add_argument("--out", type=Path, default=PROJECT / ".bench", help="folder for JSON and plots")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
