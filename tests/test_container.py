"""The Dockerfile and compose.yaml, held to what a linter would ask of them; they are not built here."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cli import _parser
from assistant.web.server import GRACE_SECONDS

ROOT = Path(__file__).parent.parent
Instruction = tuple[str, str]


def instructions() -> list[Instruction]:
    """The instructions of the Dockerfile with what follows each, on one line."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [(name, rest) for name, _, rest in (line.partition(" ") for line in lines) if name]


def all_of(name: str) -> list[str]:
    return [rest for found, rest in instructions() if found == name]


@pytest.fixture
def service() -> dict[str, Any]:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    (found,) = compose["services"].values()
    assert {volume.partition(":")[0] for volume in found["volumes"]} == set(compose["volumes"])
    return dict(found)


def test_the_base_is_one_that_stays_and_python_is_one_that_the_package_takes() -> None:
    (base,) = all_of("FROM")
    tag = re.fullmatch(r"python:3\.(\d+)-slim-\w+", base)
    assert tag
    assert int(tag[1]) >= 11


def test_nothing_runs_as_root_and_nothing_is_installed_by_who_serves() -> None:
    names = [name for name, _ in instructions()]
    (user,) = all_of("USER")
    assert user not in ("root", "0")
    assert f"useradd --create-home {user}" in " ".join(all_of("RUN"))
    after = instructions()[names.index("USER") :]
    assert not any("pip install" in rest for _, rest in after)
    assert names[-1] == "CMD"


def test_no_layer_keeps_a_cache_or_fetches_what_is_not_named() -> None:
    runs = " ".join(all_of("RUN"))
    assert runs.count("pip install") == runs.count("pip install --no-cache-dir") == 2
    assert "apt-get" not in runs
    assert "ADD" not in [name for name, _ in instructions()]


def test_what_is_copied_is_there() -> None:
    for line in all_of("COPY"):
        *sources, _ = line.split()
        assert all((ROOT / source).exists() for source in sources)
    torch = re.search(r"^TORCH := (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert torch
    assert torch[1] in " ".join(all_of("RUN"))


def test_it_starts_with_a_call_that_the_command_line_takes_and_is_watched() -> None:
    (command,) = all_of("CMD")
    program, *arguments = json.loads(command)
    assert program == "hip-assistant"
    options = _parser().parse_args(arguments)
    assert (options.host, options.log_json) == ("0.0.0.0", True)  # noqa: S104 - inside a container
    (port,) = all_of("EXPOSE")
    assert int(port) == options.port
    (check,) = all_of("HEALTHCHECK")
    assert f"127.0.0.1:{port}/healthz" in check
    json.loads(check[check.index("CMD ") + 4 :])


def test_the_service_reaches_only_this_machine_and_may_do_little(service: dict[str, Any]) -> None:
    (port,) = service["ports"]
    assert re.fullmatch(r"127\.0\.0\.1:\d+:7860", port)
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert "privileged" not in service
    assert int(service["stop_grace_period"].removesuffix("s")) > GRACE_SECONDS


def test_what_people_say_is_kept_where_the_image_writes_it(service: dict[str, Any]) -> None:
    environment = dict(pair.split("=") for pair in " ".join(all_of("ENV")).split())
    (volume,) = service["volumes"]
    kept = Path(environment["HIP_ASSISTANT_FEEDBACK"]).parent
    assert volume.partition(":")[2] == str(kept)
    assert f"mkdir index {kept.name}" in " ".join(all_of("RUN"))
