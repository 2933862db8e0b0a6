"""Feeds asked again and again, at a real server on loopback, by a clock that the test sets."""

import json
from collections.abc import Mapping
from email.utils import formatdate
from itertools import count

import pytest

from entente.intake.fetching import Reach
from entente.intake.polite import LONGEST_REST, Guest
from entente.intake.watching import FeedState, feed_state, poll
from entente.model.problem import Problem
from entente.model.report import Report
from tests.intake.conftest import FIELDS, TEXT, Answer, Clock, Site, feed_of, page_of

EVERY = 1800.0
RSS = "application/rss+xml; charset=utf-8"


def reports(site: Site, number: int) -> list[dict[str, str]]:
    """Give fields of reports, newest first, and put their pages up."""
    fields = [{**FIELDS, "url": f"{site.address}/{n}", "title": f"Talks {n}"} for n in range(number, 0, -1)]
    for report in fields:
        site.put(report["url"].removeprefix(site.address), page_of(report))
    return fields


def put_feed(site: Site, listed: list[dict[str, str]], *, whole: bool = False, **headers: str) -> str:
    return site.put("/feed", feed_of(list(listed), whole=whole), RSS, **headers)


def asked(address: str, state: FeedState, guest: Guest) -> list[str]:
    """Ask a feed, and give the titles of its reports and the words of its problems."""
    return [o.title if isinstance(o, Report) else str(o) for o in poll(address, state, guest, EVERY)]


def test_what_is_new_is_read_oldest_first_and_only_once(site: Site, guest: Guest) -> None:
    state, listed = FeedState(), reports(site, 3)
    address = put_feed(site, listed[1:])
    assert asked(address, state, guest) == ["Talks 1", "Talks 2"]
    put_feed(site, listed)
    assert asked(address, state, guest) == ["Talks 3"]
    assert asked(address, state, guest) == []
    assert site.paths() == ["/feed", "/1", "/2", "/feed", "/3", "/feed"]


def test_an_unchanged_feed_is_asked_for_by_what_it_said_of_itself(site: Site, guest: Guest, clock: Clock) -> None:
    state, body, day = (
        FeedState(),
        feed_of(list(reports(site, 1)), whole=False).encode(),
        formatdate(clock.now, usegmt=True),
    )

    def conditional(headers: Mapping[str, str]) -> Answer:
        same = headers.get("if-none-match") == '"v1"' and headers.get("if-modified-since") == day
        return (304, {}, b"") if same else (200, {"Content-Type": RSS, "ETag": '"v1"', "Last-Modified": day}, body)

    site.routes["/feed"] = conditional
    address = f"{site.address}/feed"
    assert asked(address, state, guest) == ["Talks 1"]
    due = state.not_before
    clock.now = due
    assert asked(address, state, guest) == []
    assert (state.etag, state.modified, state.failures) == ('"v1"', day, 0)
    assert state.not_before >= due + EVERY


def test_a_feed_that_holds_whole_reports_of_its_own_site_costs_no_more_requests(site: Site, guest: Guest) -> None:
    long = {**FIELDS, "url": f"{site.address}/1", "text": f"{TEXT}\n\n{TEXT.upper()}"}
    address = put_feed(site, [long], whole=True)
    [report] = poll(address, FeedState(), guest, EVERY)
    assert isinstance(report, Report)
    assert (report.text, report.url, report.publisher) == (long["text"], long["url"], FIELDS["publisher"])
    assert site.paths() == ["/feed"]


def test_a_feed_does_not_speak_for_another_site(site: Site, guest: Guest) -> None:
    theirs = {**FIELDS, "url": "http://localhost:1/1", "text": f"{TEXT}\n\n{TEXT.upper()}"}
    [problem] = poll(put_feed(site, [theirs], whole=True), FeedState(), guest, EVERY)
    assert isinstance(problem, Problem)
    assert problem.source == theirs["url"]  # its own page was asked for, which is not there


def test_a_page_that_says_little_of_itself_is_known_by_its_feed(site: Site, guest: Guest) -> None:
    fields = {**FIELDS, "url": f"{site.address}/1"}
    site.put(
        "/1",
        "<html><body><article>" + "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")) + "</article></body></html>",
    )
    [report] = poll(put_feed(site, [fields]), FeedState(), guest, EVERY)
    assert isinstance(report, Report)
    known = (report.title, report.published, report.author)
    assert known == (FIELDS["title"], FIELDS["published"], FIELDS["author"])


def test_links_may_be_relative_to_the_feed(site: Site, guest: Guest) -> None:
    reports(site, 1)
    address = put_feed(site, [{**FIELDS, "url": "1"}])
    assert asked(address, FeedState(), guest) == ["Talks 1"]


def test_a_feed_that_fails_is_asked_less_and_less(site: Site, guest: Guest, clock: Clock) -> None:
    state, address = FeedState(), site.answer("/feed", 500)
    rests = []
    for _ in range(8):
        [line] = asked(address, state, guest)
        assert line == f"{address}: is not given: the server says 500 (it is asked again later)"
        rests.append(state.not_before - clock.now)
        clock.now = state.not_before
    assert rests[:3] == [2 * EVERY, 4 * EVERY, 8 * EVERY]
    assert rests[-1] == LONGEST_REST
    put_feed(site, reports(site, 1))
    assert asked(address, state, guest) == ["Talks 1"]
    assert state.failures == 0


@pytest.mark.parametrize("status", [429, 503])
def test_a_feed_is_left_alone_for_as_long_as_it_asks(site: Site, guest: Guest, clock: Clock, status: int) -> None:
    state, address = FeedState(), site.answer("/feed", status, Retry_After="20000")
    asked(address, state, guest)
    assert state.not_before == clock.now + 20_000


def test_a_host_that_asked_for_rest_is_asked_by_no_other_feed_either(site: Site, guest: Guest, clock: Clock) -> None:
    busy, other = FeedState(), FeedState()
    asked(site.answer("/busy", 503, Retry_After="500"), busy, guest)
    assert asked(put_feed(site, reports(site, 1)), other, guest) == []
    assert site.paths() == ["/busy"]
    assert other.not_before == clock.now + 500


def test_entries_wait_where_their_host_asks_for_rest(site: Site, guest: Guest, clock: Clock) -> None:
    state, listed = FeedState(), reports(site, 3)
    address = put_feed(site, listed, ETag='"1"')
    page = site.routes["/2"]
    site.answer("/2", 503, Retry_After="5000")
    assert asked(address, state, guest) == [
        "Talks 1",
        f"{site.address}/2: is not given now: the server says 503 (it is asked again later)",
    ]
    assert (state.not_before, state.etag, state.failed) == (clock.now + 5000, "", {})
    clock.now, site.routes["/2"] = state.not_before, page
    assert asked(address, state, guest) == ["Talks 2", "Talks 3"]
    assert state.etag == '"1"'


def test_an_entry_that_cannot_be_had_is_tried_three_times(site: Site, guest: Guest) -> None:
    state, listed = FeedState(), reports(site, 2)
    address = put_feed(site, listed, ETag='"1"')
    site.answer("/1", 404)
    lost = f"{site.address}/1: is not given: the server says 404 (check the address)"
    assert asked(address, state, guest) == [lost, "Talks 2"]
    assert (state.failed, state.etag) == ({listed[1]["url"]: 1}, "")
    assert asked(address, state, guest) == [lost]
    assert asked(address, state, guest) == [lost]
    assert (state.failed, state.etag) == ({}, '"1"')
    assert asked(address, state, guest) == []


def test_an_entry_that_will_never_be_read_is_tried_once(site: Site, guest: Guest) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /1\n", "text/plain")
    state, listed = FeedState(), reports(site, 2)
    site.put("/2", "<html></html>")
    address = put_feed(site, listed)
    first = asked(address, state, guest)
    assert ["robots.txt asks not to" in first[0], "holds no main text" in first[1]] == [True, True]
    assert asked(address, state, guest) == []


def test_robots_txt_out_of_order_for_a_while_loses_no_entry(site: Site, guest: Guest) -> None:
    state, listed = FeedState(), reports(site, 1)
    address = put_feed(site, listed)
    site.answer("/robots.txt", 503)
    assert "robots.txt is not given" in asked(address, state, guest)[0]
    again = Guest(Reach(allow_private=True), clock=guest.clock)
    site.answer("/robots.txt", 404)
    assert asked(address, state, again) == ["Talks 1"]


def test_an_interruption_costs_no_report(site: Site, guest: Guest) -> None:
    state, address = FeedState(), put_feed(site, reports(site, 3), ETag='"1"')
    polled = poll(address, state, guest, EVERY)
    stored = [next(polled), next(polled)]  # the second was given, but what stores it was interrupted
    known = feed_state(json.loads(json.dumps(state.row())))
    assert [o.title for o in stored if isinstance(o, Report)] == ["Talks 1", "Talks 2"]
    assert asked(address, known, guest) == ["Talks 2", "Talks 3"]


def test_a_feed_that_has_gone_or_moved_is_known(site: Site, guest: Guest) -> None:
    state, gone = FeedState(), FeedState()
    assert "is gone for good" in asked(site.answer("/old", 410), gone, guest)[0]
    assert gone.gone
    new = put_feed(site, reports(site, 1))
    address = site.answer("/moved", 301, Location="/feed")
    assert asked(address, state, guest) == ["Talks 1"]
    assert state.moved == new
    assert asked(address, state, guest) == []
    assert site.paths()[-1] == "/feed"
    site.answer("/feed", 404)
    assert "404" in asked(address, state, guest)[0]
    assert state.moved == ""  # it is asked at its own address again


def test_a_feed_in_a_private_network_is_asked_as_soon_as_that_is_allowed(
    site: Site, guest: Guest, clock: Clock
) -> None:
    state, address = FeedState(), put_feed(site, reports(site, 1))
    assert "--allow-private" in asked(address, state, Guest(Reach(), clock=clock))[0]
    assert state.not_before > clock.now  # for this run
    known = feed_state(state.row())
    assert known.not_before == 0
    assert asked(address, known, guest) == ["Talks 1"]
    assert not known.refused


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<html><head></head></html>", "is no feed (name one of RSS or Atom)"),
        (
            '<html><head><link rel="alternate" type="application/rss+xml" href="/news.rss?a=1&amp;b=2"></head></html>',
            "is no feed (the page names one: {site}/news.rss?a=1&b=2)",
        ),
        ("<opml><body></body></opml>", "is a list of feeds, no feed (save it and name the file)"),
        (
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
            "declares entities",
        ),
        ("\0", "is binary"),
        ("", "is no feed"),
    ],
)
def test_what_is_no_feed_is_told(site: Site, guest: Guest, body: str, said: str) -> None:
    [line] = asked(site.put("/feed", body, RSS), FeedState(), guest)
    assert said.format(site=site.address) in line


def test_what_was_read_is_remembered_so_far(site: Site, guest: Guest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entente.intake.watching._SEEN_KEPT", 2)
    state, numbers = FeedState(), count(1)
    for _ in range(4):
        fields = {**FIELDS, "url": f"{site.address}/{next(numbers)}"}
        site.put(fields["url"].removeprefix(site.address), page_of(fields))
        asked(put_feed(site, [fields]), state, guest)
    assert [entry.rpartition("/")[2] for entry in state.seen] == ["2", "3", "4"]


@pytest.mark.parametrize("row", [None, 5, [], {"etag": 5, "seen": "x", "unknown": 1}])
def test_a_state_of_another_form_is_as_for_a_feed_never_asked(row: object) -> None:
    assert feed_state(row) == FeedState()
