"""Feeds that are watched: what is new in each since it was last asked, as reports, and what has to be known for that next time.

A feed is asked with the ETag and Last-Modified that it gave (RFC 9110, conditional requests), so that an unchanged one costs
nothing. One that fails is asked again after twice as long each time, or when the server says. An entry counts as read when the
report after it is asked for: what an interruption kept from being stored comes again.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlsplit

from entente.intake.decoding import decode_markup
from entente.intake.feeds import Entry, Feed, from_entry, parse_feed
from entente.intake.fetching import REFUSED_PRIVATE, Response
from entente.intake.fields import Outcome
from entente.intake.forms import of_response
from entente.intake.polite import ASKED_TO_REST, LONGEST_REST, ROBOTS_REFUSE, Guest, rest_asked
from entente.model.problem import Problem
from entente.model.report import Report

WHOLE_TEXT = 600
"""Characters from which on an entry's content in the feed is taken for the whole report, and its page is left in peace."""
_TRIES = 3
_SEEN_KEPT = 5_000
_OK, _UNCHANGED, _GONE = 200, 304, 410


@dataclass
class FeedState:
    """What is known of a feed: how it was last given, until when it is left alone (seconds since 1970), which entries were read.

    `refused` is a feed that was not asked, as it stands in a private network; the next run, which may be allowed to, asks at once.
    `failed` counts, for entries that could not be read, how often they were tried.
    """

    etag: str = ""
    modified: str = ""
    failures: int = 0
    not_before: float = 0.0
    gone: bool = False
    refused: bool = False
    moved: str = ""
    seen: list[str] = field(default_factory=list)
    failed: dict[str, int] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """Give the state as a JSON object."""
        return asdict(self)


def feed_state(row: Any) -> FeedState:
    """Give the state that a JSON object holds; what it lacks, or has in another type, is as for a feed never asked."""
    blank = FeedState()
    given = row if isinstance(row, dict) else {}
    usable: dict[str, Any] = {
        f.name: given[f.name]
        for f in fields(FeedState)
        if f.name in given and isinstance(given[f.name], type(getattr(blank, f.name)))
    }
    state = FeedState(**usable)
    return replace(state, not_before=0.0) if state.refused else state


def poll(address: str, state: FeedState, guest: Guest, every: float) -> Iterator[Outcome]:
    """Give what is new in a feed, and what could not be read of it; `state` is brought up to date on the way.

    `every` is the number of seconds between two requests. A host that asked for rest gets it: then there is nothing now. Raises
    ModuleNotFoundError without the libraries of the extra `web`.
    """
    asked = state.moved or address
    if guest.rest_due(asked):
        _stay_away(asked, state, guest)
        return
    response = guest.get(asked, _conditions(state))
    now = guest.clock.time()
    problem = _problem_of(asked, response)
    if problem:
        _back_off(state, response, now, every)
        yield problem
        return
    assert isinstance(response, Response)  # noqa: S101 - else there was a problem
    state.failures, state.not_before, state.refused = 0, now + every, False
    state.moved = response.moved or state.moved
    if response.status == _OK:
        yield from _new_entries(asked, response, state, guest)


def _stay_away(address: str, state: FeedState, guest: Guest) -> None:
    state.not_before = max(state.not_before, guest.clock.time() + guest.rest_due(address))


def _conditions(state: FeedState) -> dict[str, str]:
    given = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in given.items() if value}


def _problem_of(address: str, response: Response | Problem) -> Problem | None:
    if isinstance(response, Problem):
        return response
    if response.status in {_OK, _UNCHANGED}:
        return None
    if response.status == _GONE:
        return Problem(address, "is gone for good, says the server", "take it out of your list")
    return Problem(address, f"is not given: the server says {response.status}", "it is asked again later")


def _back_off(state: FeedState, response: Response | Problem, now: float, every: float) -> None:
    """Note when a feed that failed is asked again: at its own address, should it be the one it moved to that fails."""
    state.failures += 1
    state.moved = ""
    state.refused = isinstance(response, Problem) and response.message == REFUSED_PRIVATE
    rest = min(every * 2**state.failures, LONGEST_REST)
    if isinstance(response, Response):
        state.gone = response.status == _GONE
        rest = max(rest, rest_asked(response, now))
    state.not_before = now + rest


def _new_entries(address: str, response: Response, state: FeedState, guest: Guest) -> Iterator[Outcome]:
    text = decode_markup(response.body, address, response.charset)
    feed = text if isinstance(text, Problem) else parse_feed(text, response.url)
    if isinstance(feed, Problem):
        yield feed
        return
    seen = set(state.seen)
    for entry in reversed(feed.entries):  # feeds begin with the newest
        if entry.id not in seen:
            yield from _entry(entry, feed, address, state, guest)
    _settle(state, response, feed)


def _settle(state: FeedState, response: Response, feed: Feed) -> None:
    """Note that the feed is read as it stands, unless some entries are to be asked for again: then it has to be given again."""
    current = [entry.id for entry in feed.entries]
    state.failed = {i: tries for i, tries in state.failed.items() if i in current and i not in state.seen}
    listed = set(current)
    state.seen = [i for i in state.seen if i not in listed][-_SEEN_KEPT:] + [i for i in state.seen if i in listed]
    if listed <= set(state.seen):
        state.etag, state.modified = (response.headers.get(name, "") for name in ("etag", "last-modified"))


def _entry(entry: Entry, feed: Feed, address: str, state: FeedState, guest: Guest) -> Iterator[Outcome]:
    if _holds_report(entry, address):
        outcome, for_good = from_entry(entry, feed.title, f"{address}#{entry.id}"), True
    elif guest.rest_due(entry.url):
        _stay_away(entry.url, state, guest)
        return
    else:
        response = guest.get(entry.url)
        if isinstance(response, Response) and response.status in ASKED_TO_REST:
            _stay_away(entry.url, state, guest)
            yield Problem(entry.url, f"is not given now: the server says {response.status}", "it is asked again later")
            return
        outcome, for_good = _of_page(response, entry, feed)
    yield outcome  # what comes after is done when the next one is asked for: this one is stored
    if isinstance(outcome, Problem):
        state.failed[entry.id] = state.failed.get(entry.id, 0) + 1
    if for_good or state.failed[entry.id] >= _TRIES:
        state.seen.append(entry.id)


def _holds_report(entry: Entry, address: str) -> bool:
    """Tell whether the feed holds an entry's whole text, and is of the site whose report it says it is."""
    return not entry.url or (entry.whole and len(entry.text) >= WHOLE_TEXT and _site(entry.url) == _site(address))


def _of_page(response: Response | Problem, entry: Entry, feed: Feed) -> tuple[Outcome, bool]:
    """Give the report on an entry's page, or the problem, and whether it is worth no second try."""
    if isinstance(response, Problem):
        return response, response.message == ROBOTS_REFUSE
    placed = next(of_response(response), None)
    outcome = placed.outcome if placed else Problem(entry.url, "holds no report")
    if isinstance(outcome, Report):
        outcome = _known_by_feed(outcome, entry, feed)
    return outcome, response.status == _OK


def _known_by_feed(report: Report, entry: Entry, feed: Feed) -> Report:
    """Fill in from the feed what the page does not say of itself."""
    return replace(
        report,
        title=report.title or entry.title,
        publisher=report.publisher or feed.title,
        published=report.published or entry.published,
        author=report.author or entry.author,
    )


def _site(address: str) -> str:
    """Give the last two labels of a host's name: its feeds and its pages often stand on hosts of different first names."""
    host = (urlsplit(address).hostname or "").lower()
    return host if host.replace(".", "").isdigit() else ".".join(host.split(".")[-2:])
