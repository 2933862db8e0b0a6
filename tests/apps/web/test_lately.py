"""What was asked for lately: the most wanted first, for a while, not too much of it."""

from typing import Any

import pytest

from entente.apps.web import lately
from entente.apps.web.lately import LATELY, Lately, again, request_for


def asked(path: str) -> dict[str, Any]:
    return dict(request_for(path, None))


def paths(found: Lately, most: int = 10) -> list[str]:
    return [scope["path"] for scope in found.wanted(most)]


def test_those_asked_for_most_come_first_and_what_was_before_counts_half() -> None:
    found = Lately()
    for path in "abbccc":
        found.note(path, asked(path))
    assert (paths(found, 2), paths(found)) == (["c", "b"], ["c", "b", "a"])
    found.note("a", asked("a"))
    assert paths(found) == ["a", "c", "b"]


def test_no_more_are_kept_in_mind_than_there_is_room_for_and_no_longer_than_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    monkeypatch.setattr(lately, "monotonic", lambda: now[0])
    found = Lately(most=2)
    for path in "aabc":
        found.note(path, asked(path))
    assert paths(found) == ["b", "c"]
    now[0] = LATELY
    found.note("c", asked("c"))
    assert paths(found) == ["c"]


def test_it_is_asked_again_as_by_who_wants_it_and_has_nothing_yet() -> None:
    headers = [(b"accept", b"text/csv"), (b"if-none-match", b"a"), (b"cookie", b"b")]
    first = asked("/reports") | {"headers": headers, "state": {"person": "Ana"}}
    once_more = again(first)
    assert (once_more["headers"], once_more["state"]) == (headers[:1], {"person": "Ana"})
    once_more["state"]["seen"] = "c"
    assert first["state"] == {"person": "Ana"}
