import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from entente.apps.web import serving


@pytest.fixture
def filled(shell: Any, reads: Any, in_scratch: Path) -> Any:
    reads["They met."] = []
    (in_scratch / "a.txt").write_text("They met.")
    assert shell("read", "a.txt").code == 0
    return shell


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Give the apps that would have run."""
    found: list[Any] = []
    monkeypatch.setattr(serving, "run_desk", lambda app, *_: found.append(app))
    return found


def test_it_says_the_address(filled: Any, runs: list[Any]) -> None:
    result = filled("serve", "--port", "0", "--today", "2023-06-15")
    assert (result.code, len(runs)) == (0, 1)
    assert result.out.startswith("http://127.0.0.1:")


def test_it_makes_a_register_where_that_is_asked_for(shell: Any, runs: list[Any], in_scratch: Path) -> None:
    refused = shell("serve", "--port", "0")
    assert (refused.code, "no register there" in refused.err) == (1, True)
    assert shell("serve", "--port", "0", "--new").code == 0
    assert len(runs) == 1
    assert list(in_scratch.glob("*.db"))


def test_a_port_that_is_taken_is_told(filled: Any, runs: list[Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = filled("serve", "--port", str(other.getsockname()[1]))
    assert (result.code, runs) == (1, [])
    assert "name another with --port" in result.err


def test_other_machines_are_kept_out(filled: Any, runs: list[Any]) -> None:
    result = filled("serve", "--host", "0.0.0.0")  # noqa: S104 - it is refused
    assert (result.code, runs) == (1, [])
    assert "is not this machine alone" in result.err


def test_a_library_that_is_missing_is_named(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("entente.apps.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fastapi", None)
    result = filled("serve")
    assert (result.code, "pip install 'entente[desk]'" in result.err) == (1, True)
