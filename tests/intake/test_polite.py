"""A guest's manners, at a real server on loopback."""

from email.utils import formatdate

import pytest

from entente.intake.fetching import Reach, Response
from entente.intake.polite import LONGEST_REST, Guest, rest_asked
from entente.model.problem import Problem
from tests.intake.conftest import Clock, Site


def robots(site: Site, rules: str) -> None:
    site.put("/robots.txt", rules, "text/plain")


def test_what_robots_txt_disallows_is_not_fetched(site: Site, guest: Guest) -> None:
    robots(site, "User-agent: *\nDisallow: /\n\nUser-agent: entente\nDisallow: /private\nAllow: /private/press\n")
    site.put("/a", "Hello")
    site.put("/private/press", "Hello")
    assert isinstance(guest.get(f"{site.address}/a"), Response)
    assert isinstance(guest.get(f"{site.address}/private/press"), Response)
    refused = f"{site.address}/private/b"
    assert guest.get(refused) == Problem(refused, "is not fetched: the host's robots.txt asks not to")
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert site.paths() == ["/a", "/private/press"]


def test_robots_txt_is_asked_of_what_a_redirect_leads_to(site: Site, guest: Guest) -> None:
    robots(site, "User-agent: *\nDisallow: /private\n")
    site.answer("/a", 302, Location="/private/b")
    assert "robots.txt asks not to" in str(guest.get(f"{site.address}/a"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)]
)
def test_without_a_robots_txt_all_is_allowed_but_not_where_the_server_is_at_fault(
    site: Site, guest: Guest, status: int, allowed: bool
) -> None:
    site.answer("/robots.txt", status)
    address = site.put("/a", "Hello")
    found = guest.get(address)
    if allowed:
        assert isinstance(found, Response)
    else:
        message = f"its host's robots.txt is not given: the server says {status} (it is asked again later)"
        assert str(found) == f"{address}: {message}"


def test_a_robots_txt_of_no_text_forbids_nothing(site: Site, guest: Guest) -> None:
    site.put("/robots.txt", b"\x89PNG\0", "text/plain")
    assert isinstance(guest.get(site.put("/a", "Hello")), Response)


def test_a_host_that_cannot_be_reached_or_may_not_is_told_by_the_address_that_was_wanted(
    clock: Clock, site: Site
) -> None:
    nobody = "http://127.0.0.1:1/feed"
    found = Guest(Reach(allow_private=True), clock=clock).get(nobody)
    assert str(found).startswith(f"{nobody}: its host's robots.txt cannot be fetched: ")
    address = site.put("/a", "Hello")
    refused = Guest(Reach(), clock=clock).get(address)
    assert str(refused) == f"{address}: is a host of a private network (--allow-private allows it)"


def test_one_host_is_asked_with_a_rest_between(site: Site, guest: Guest, clock: Clock) -> None:
    address = site.put("/a", "Hello")
    for _ in range(3):
        guest.get(address)
    assert clock.slept == [guest.pause, guest.pause]


@pytest.mark.parametrize(("asked", "rest"), [("1", 2.0), ("7.5", 7.5), ("3600", 60.0)])
def test_the_crawl_delay_is_kept_up_to_a_minute(
    site: Site, guest: Guest, clock: Clock, asked: str, rest: float
) -> None:
    robots(site, f"User-agent: *\nCrawl-delay: {asked}\n")
    address = site.put("/a", "Hello")
    guest.get(address)
    guest.get(address)
    assert clock.slept == [rest]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_rest_is_known(site: Site, guest: Guest, clock: Clock, status: int) -> None:
    address = site.answer("/a", status, Retry_After="300")
    assert guest.rest_due(address) == 0
    guest.get(address)
    assert guest.rest_due(f"{site.address}/b") == 300
    clock.now += 301
    assert guest.rest_due(f"{site.address}/b") == 0
    guest.get(site.answer("/b", status))
    assert guest.rest_due(address) == 60


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("9999999", LONGEST_REST),
        (formatdate(1_700_000_090, usegmt=True), 90.0),
        (formatdate(1_600_000_000, usegmt=True), 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("", 0.0),
        ("²", 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float) -> None:
    assert rest_asked(Response(503, "", {"retry-after": value}), 1_700_000_000) == seconds
