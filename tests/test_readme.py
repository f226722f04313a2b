"""Every command of the README runs."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.config import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
TARGETS = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def run(command: str, settings: Settings) -> subprocess.CompletedProcess[str]:
    """Run a command of the README from the project's folder, with an index that is the test's own."""
    installed = Path(sys.executable).parent / "hip-assistant"
    environment = os.environ | {"HIP_ASSISTANT_INDEX": str(settings.index), "HF_HUB_OFFLINE": "1"}
    line = command.replace(".venv/bin/hip-assistant", shlex.quote(str(installed)))
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_the_readme_has_its_commands() -> None:
    assert COMMANDS[:2] == ["make chat\n", "make test\n"]
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("command", [command for command in COMMANDS if not command.startswith("make ")])
def test_a_command_runs(command: str, product_settings: Settings, fresh_index: list[str]) -> None:
    done = run(command, product_settings)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("target", [command.split()[1] for command in COMMANDS if command.startswith("make ")])
def test_a_make_target_is_there_and_uses_what_is_there(target: str) -> None:
    """The targets themselves are what runs this test, or would not end; make says what they would do."""
    assert target in TARGETS
    make = shutil.which("make")
    assert make, "GNU make is missing (Debian: the package make)"
    done = subprocess.run([make, "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {"chat": "hip-assistant chat", "test": "pytest"}[target] in done.stdout


def test_terminal_and_json_give_the_same_answer(product_settings: Settings, fresh_index: list[str]) -> None:
    question = "What muscles are the hip abductors?"
    plain = run(f".venv/bin/hip-assistant ask {question!r}", product_settings)
    lines = run(f"echo '{json.dumps({'question': question})}' | .venv/bin/hip-assistant ask --jsonl", product_settings)
    answer = json.loads(lines.stdout)
    assert answer["outcome"] == "answer"
    assert all(quote["text"] in plain.stdout for quote in answer["quotes"])
    assert answer["disclaimer"] in plain.stdout


def test_links_inside_the_project_lead_somewhere() -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / link).exists(), link
