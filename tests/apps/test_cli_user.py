"""The commands for the accounts of a desk, and what `serve` makes of them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer

from entente.apps.cli import user
from entente.apps.web import serving

pytestmark = pytest.mark.usefixtures("cheap_passwords", "in_scratch")
PASSWORD = b"correct horse battery\n"


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Give the apps that would have run."""
    found: list[Any] = []
    monkeypatch.setattr(serving, "run_desk", lambda app, *_: found.append(app))
    return found


def rows(shell: Any, *arguments: str) -> Any:
    return [json.loads(line) for line in shell("user", *arguments, "--format", "jsonl").out.splitlines()]


def test_users_are_added_changed_listed_and_removed(shell: Any, in_scratch: Path) -> None:
    assert "Ana is an admin" in shell("user", "add", "Ana", "--role", "admin", data=PASSWORD).err
    assert "Bo is a reviewer" in shell("user", "add", "Bo", data=PASSWORD).err
    assert (in_scratch / "entente.db.accounts").exists()
    assert shell("user", "role", "Bo", "reader").code == 0
    assert "signed out everywhere" in shell("user", "password", "Bo", data=PASSWORD).err
    assert [(u["name"], u["role"]) for u in rows(shell, "list")] == [("Ana", "admin"), ("Bo", "reader")]
    assert "Bo is removed" in shell("user", "remove", "Bo").err
    assert [line["what"] for line in rows(shell, "log")][:2] == ["removed a user", "changed a password"]
    assert len(rows(shell, "log", "--limit", "1")) == 1
    refused = shell("user", "remove", "Ana")
    assert (refused.code, "is the last admin" in refused.err) == (1, True)


def test_a_weak_password_and_no_accounts_are_told(shell: Any, in_scratch: Path) -> None:
    assert "entente user add NAME" in shell("user", "list").err
    refused = shell("user", "add", "Ana", data=b"short\n")
    assert (refused.code, "has less than 12 characters" in refused.err) == (1, True)
    assert not rows(shell, "list", "--accounts", str(in_scratch / "entente.db.accounts"))


def test_a_password_is_asked_for_twice_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter(["one password", "one password", "one password", "another"])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    assert user._password() == "one password"
    with pytest.raises(typer.BadParameter, match="differ"):
        user._password()


def test_with_accounts_others_can_be_let_in(shell: Any, runs: list[Any]) -> None:
    shell("user", "add", "Ana", "--role", "admin", data=PASSWORD)
    served = ("serve", "--new", "--port", "0")
    here = shell(*served)
    assert (here.code, runs[0].state.accounts is not None, runs[0].state.https) == (0, True, False)
    beyond = shell(*served, "--host", "0.0.0.0", "--url", "http://desk.example.org")  # noqa: S104
    assert beyond.out == "http://desk.example.org/\n"
    assert "in the clear" in beyond.err
    behind = shell(*served, "--url", "https://desk.example.org/")
    assert (behind.out, runs[2].state.https, "clear" in behind.err) == ("https://desk.example.org/\n", True, False)
    for wrong in (("--host", "0.0.0.0"), ("--url", "desk.example.org"), ("--url", "https://a/b")):  # noqa: S104
        assert shell(*served, *wrong).code == 1
    assert len(runs) == 3


def test_without_accounts_no_name_of_another_machine_is_served(shell: Any, runs: list[Any]) -> None:
    for reach in (("--host", "0.0.0.0"), ("--host", "192.0.2.1"), ("--url", "https://desk.example.org")):  # noqa: S104
        refused = shell("serve", "--new", "--port", "0", *reach)
        assert (refused.code, "entente user add NAME --role admin" in refused.err) == (1, True)
    assert runs == []
