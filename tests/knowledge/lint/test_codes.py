import builtins
from typing import Any

import pytest

from entente.knowledge.lint.codes import check_codes
from tests.knowledge.lint.conftest import row

ROWS = [row("countries", id=f"country/{code}", status="current") for code in ("CHE", "XKX", "SUI")]


def test_a_code_that_is_none_is_told() -> None:
    assert [p.message for p in check_codes(ROWS)] == ["country/SUI: SUI is no ISO 3166-1 code"]


def test_former_states_keep_their_former_codes() -> None:
    assert list(check_codes([row("countries", id="country/SUI", status="former")])) == []


def test_without_babel_nothing_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    own = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("babel"):
            raise ImportError(name)
        return own(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    assert list(check_codes(ROWS)) == []
