"""Which module may import which, and what a question may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "assistant"

FLOORS = [
    {"domain", "errors", "config", "reporter", "terminal"},
    {
        "chart",
        "confusions",
        "corpus",
        "feedback",
        "graph",
        "leaning",
        "measures",
        "models",
        "passages",
        "ranking",
        "render",
        "requests",
        "terms",
        "topics",
        "triage",
        "wordlist",
    },
    {"decision", "encoder", "glossary", "phrases", "service", "speller", "steps"},
    {"adapter", "cells", "crossencoder", "dialogue", "lint", "manifest", "postings"},
    {"dense"},
    {"store", "training"},
    {"milvus", "searchable"},
    {"backend"},
    {"export", "generations", "reader", "retriever", "staleness", "storewriter", "survey"},
    {"composer", "explanation", "layout", "status"},
    {"build"},
    {"source", "watch"},
    {"answering"},
    {"engine"},
    {"evaluate", "mcp", "web"},
    {"calibration", "cli"},
    {"__main__"},
]
"""Rooms from the ground up; a room may use those on lower floors and knows none of its own. The README draws it."""

HEAVY = ("torch", "transformers", "sentence_transformers", "nltk", "gradio", "markdown_it", "yaml", "onnx", "pymilvus")


def room(path: Path) -> str:
    """The room that a file belongs to: its package or its module right below ``assistant``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The rooms that a file imports, at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "assistant":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    own = {name.removeprefix("assistant.").split(".")[0] for name in found if not name.startswith("__")}
    return {name for name in own if any(name in floor for floor in FLOORS)} if found else set()


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in FILES} == set().union(*FLOORS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_only_go_down(path: Path) -> None:
    own = room(path)
    floor = next(number for number, rooms in enumerate(FLOORS) if own in rooms)
    allowed = set().union({own}, *FLOORS[:floor])
    assert imports(path) <= allowed, f"{own} reaches up or sideways: {sorted(imports(path) - allowed)}"


@pytest.mark.parametrize(
    ("library", "rooms"),
    [("faiss", {"dense"}), ("pymilvus", {"milvus"}), ("sentence_transformers", {"export"})],
)
def test_a_library_has_one_room(library: str, rooms: set[str]) -> None:
    named = {
        room(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == library)
        or (isinstance(node, ast.Import) and any(alias.name.split(".")[0] == library for alias in node.names))
    }
    assert named == rooms


def test_only_config_reads_the_environment() -> None:
    readers = {room(path) for path in FILES if "os.environ" in path.read_text(encoding="utf-8")}
    assert readers <= {"config", "export", "web"}, "export and web set variables for libraries, and read none"


def test_a_question_loads_nothing_heavy(fresh_index: list[str]) -> None:
    program = (
        "import sys; from assistant.cli import main; "
        f"code = main(['ask', '--json', 'What muscles are the hip abductors?', *{fresh_index!r}]); "
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]; "
        "print(loaded, file=sys.stderr); sys.exit(code or len(loaded))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"outcome": "answer"' in done.stdout


def test_help_loads_no_number_cruncher() -> None:
    program = (
        "import sys; from assistant.cli import _parser; _parser().format_help(); "
        "sys.exit([name for name in ('numpy', 'onnxruntime', 'faiss', 'rich') if name in sys.modules] or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
