from __future__ import annotations

import base64
from pathlib import Path

import anyio
import httpx
import pytest
from starlette.responses import PlainTextResponse

from assistant.errors import UsageError
from assistant.web.accounts import WRONG_A_MINUTE, Accounts, Door


def header(name: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{name}:{password}'.encode()).decode()}"


def written(folder: Path, text: str, *, mode: int = 0o600) -> Path:
    path = folder / "accounts"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_the_accounts_of_a_file(tmp_path: Path) -> None:
    accounts = Accounts.read(written(tmp_path, "# the clinic\n\nana:se:cret\njörg:pässword\n"))
    assert accounts.admit(header("ana", "se:cret"))
    assert accounts.admit(header("jörg", "pässword"))
    assert not accounts.admit(header("ana", "se"))
    assert not accounts.admit(header("ana", ""))
    assert not accounts.admit(header("eve", "se:cret"))
    assert not accounts.admit(header("eve", ""))
    assert not accounts.admit(header("# the clinic", ""))


@pytest.mark.parametrize("given", ["", "Basic", "Basic !", "Basic /w==", "Bearer YW5hOnNlOmNyZXQ=", "Basic YW5h", "é"])
def test_a_malformed_header_admits_nobody(given: str) -> None:
    assert not Accounts({"ana": "se:cret"}).admit(given)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "holds no account"),
        ("# nobody\n", "holds no account"),
        ("ana:secret\nbob\n", "line 2"),
        (":secret\n", "line 1"),
        ("ana:\n", "line 1"),
        ("ana:a\nana:b\n", "line 2"),
    ],
)
def test_a_file_that_is_wrong_is_one_clear_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem) as failure:
        Accounts.read(written(tmp_path, text))
    assert "\n" not in str(failure.value)
    assert "secret" not in str(failure.value)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(UsageError, match=r"chmod 600 "):
        Accounts.read(written(tmp_path, "ana:secret\n", mode=mode))


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        Accounts.read(tmp_path / "none")


def visit(*visits: tuple[str, str, str]) -> list[httpx.Response]:
    """The responses to (path, Authorization header, client address), one after the other, to one door."""
    door = Door(PlainTextResponse("inside"), accounts=Accounts({"ana": "secret"}))

    async def go() -> list[httpx.Response]:
        found = []
        for path, given, address in visits:
            transport = httpx.ASGITransport(door, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                found.append(await client.get(path, headers={"authorization": given} if given else {}))
        return found

    return anyio.run(go)


def test_the_door_opens_for_an_account_and_asks_everybody_else() -> None:
    right, wrong, none, health, file = visit(
        ("/", header("ana", "secret"), "203.0.113.1"),
        ("/", header("ana", "guess"), "203.0.113.1"),
        ("/config", "", "203.0.113.1"),
        ("/healthz", "", "203.0.113.1"),
        ("/healthz/../config", "", "203.0.113.1"),
    )
    assert (right.status_code, right.text) == (200, "inside")
    assert (wrong.status_code, none.status_code, file.status_code) == (401, 401, 401)
    assert none.headers["www-authenticate"].startswith("Basic ")
    assert health.status_code == 200


def test_guessing_is_slowed_down_for_the_one_who_guesses() -> None:
    guesses = [("/", header("ana", str(number)), "203.0.113.1") for number in range(WRONG_A_MINUTE)]
    right = ("/", header("ana", "secret"))
    *guessed, late, other = visit(*guesses, (*right, "203.0.113.1"), (*right, "203.0.113.2"))
    assert {response.status_code for response in guessed} == {401}
    assert late.status_code == 429
    assert other.status_code == 200
