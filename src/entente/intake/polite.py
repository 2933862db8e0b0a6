"""Fetches as a good guest does: asks robots.txt (RFC 9309), rests between requests to one host, and stays away when told to."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from entente.intake.decoding import decode_markup
from entente.intake.fetching import AGENT, REFUSED_PRIVATE, Reach, Response, fetch
from entente.model.problem import Problem

if TYPE_CHECKING:
    from protego import Protego

LONGEST_REST = 86_400.0
"""Seconds after which a host is asked again, whatever it said: a day."""
ROBOTS_REFUSE = "is not fetched: the host's robots.txt asks not to"
ASKED_TO_REST = (429, 503)
"""What a server says that has too much to do (RFC 6585, RFC 9110)."""
_LONGEST_PAUSE = 60.0
_SHORTEST_REST = 60.0
_OK = 200
_CLIENT_FAULT = range(400, 500)


class Clock(Protocol):
    """The seconds since 1970, and a way to wait some."""

    def time(self) -> float: ...  # noqa: D102 - as the module time has it

    def sleep(self, seconds: float, /) -> None: ...  # noqa: D102


@dataclass
class Guest:
    """One run's memory of the hosts it visits: their rules, when each was asked last, until when one is left alone.

    `pause` is in seconds, times are seconds since 1970.
    """

    reach: Reach
    pause: float = 2.0
    clock: Clock = time
    rules: "dict[str, Protego | Problem]" = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)
    resting: dict[str, float] = field(default_factory=dict)

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Response | Problem:
        """Fetch an address, and each that it redirects to, if robots.txt allows it, after the pause that is due; see fetch."""
        response = fetch(address, self.reach, headers, self._visit)
        if isinstance(response, Response) and response.status in ASKED_TO_REST:
            now = self.clock.time()
            self.resting[_origin(response.url)] = now + max(_SHORTEST_REST, rest_asked(response, now))
        return response

    def rest_due(self, address: str) -> float:
        """Give the seconds for which the host of an address asked to be left alone yet, 0 where it did not."""
        return max(0.0, self.resting.get(_origin(address), 0.0) - self.clock.time())

    def _visit(self, address: str) -> Problem | None:
        """Wait until a host may be asked, or give why it may not."""
        origin = _origin(address)
        rules = self._rules(origin)
        if isinstance(rules, Problem):
            return replace(rules, source=address)
        if not rules.can_fetch(address, AGENT):
            return Problem(address, ROBOTS_REFUSE)
        pause = min(max(self.pause, rules.crawl_delay(AGENT) or 0.0), _LONGEST_PAUSE)
        left = self.asked.get(origin, 0.0) + pause - self.clock.time()
        if left > 0:
            self.clock.sleep(left)
        self.asked[origin] = self.clock.time()
        return None

    def _rules(self, origin: str) -> "Protego | Problem":
        if origin not in self.rules:
            from protego import Protego

            found = _robots(fetch(f"{origin}/robots.txt", self.reach))
            self.rules[origin] = found if isinstance(found, Problem) else Protego.parse(found)
        return self.rules[origin]


def rest_asked(response: Response, now: float) -> float:
    """Give the seconds that a server asks to be left alone (Retry-After, RFC 9110), 0 where it asks nothing that can be read."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return min(float(value), LONGEST_REST)
    try:
        return min(max(0.0, parsedate_to_datetime(value).timestamp() - now), LONGEST_REST)
    except (ValueError, OverflowError):
        return 0.0


def _robots(response: Response | Problem) -> str | Problem:
    """Give the rules that an answer means, RFC 9309 2.3.1: without a file all is allowed, of a server at fault nothing for now."""
    if isinstance(response, Problem):
        at_fault = replace(response, message=f"its host's robots.txt {response.message}")
        return response if response.message == REFUSED_PRIVATE else at_fault
    if response.status == _OK:
        text = decode_markup(response.body, response.url, "utf-8")
        return "" if isinstance(text, Problem) else text
    if response.status in _CLIENT_FAULT and response.status not in ASKED_TO_REST:
        return ""
    message = f"its host's robots.txt is not given: the server says {response.status}"
    return Problem(response.url, message, "it is asked again later")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"
