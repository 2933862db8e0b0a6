"""What was asked for lately, and often: what is worth being made again by itself once something was written."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from starlette.types import Scope

MOST = 100
"""So many questions are kept in mind: those asked last."""
AGAIN = 40
"""So many of them are made again: those asked for most."""
LATELY = 900.0
"""For so many seconds somebody is taken to want the answer again."""


@dataclass
class _Question:
    """A request as the pages get it, how often it was asked for (half of that before each writing counts), and when last."""

    scope: Scope
    times: float
    last: float


@dataclass
class Lately:
    """The questions whose answers were asked for again lately; for one thread."""

    most: int = MOST
    _asked: "OrderedDict[Hashable, _Question]" = field(default_factory=OrderedDict)

    def note(self, question: Hashable, scope: Scope) -> None:
        """Keep in mind that somebody asked for what was made already, with the request."""
        known = self._asked.pop(question, None)
        self._asked[question] = _Question(
            known.scope if known else again(scope), known.times + 1 if known else 1, monotonic()
        )
        if len(self._asked) > self.most:
            self._asked.popitem(last=False)

    def wanted(self, most: int = AGAIN) -> list[Scope]:
        """Give the requests to be made again, those asked for most first."""
        since = monotonic() - LATELY
        found = sorted((one for one in self._asked.values() if one.last > since), key=lambda one: -one.times)
        for one in self._asked.values():
            one.times /= 2
        return [again(one.scope) for one in found[:most]]


def again(scope: Scope) -> Scope:
    """Give a request once more, of its headers what form it wants alone: it has no answer yet."""
    headers = [(name, value) for name, value in scope["headers"] if name == b"accept"]
    return {**scope, "headers": headers, "state": dict(scope.get("state", {}))}


def request_for(path: str, app: Any) -> Scope:
    """Give the request of a browser for a path of the desk."""
    return {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"accept", b"text/html")],
        "client": None,
        "server": None,
        "state": {},
        "app": app,
    }
