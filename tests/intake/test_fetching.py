"""Fetching, against real servers on loopback: what is allowed, how much, how long, and how a failure is told."""

import gzip
import socket
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from threading import Thread
from time import sleep

import pytest

from entente.intake.fetching import Reach, Response, fetch, is_address, is_public
from entente.model.problem import Problem
from tests.intake.conftest import Site

HERE = Reach(allow_private=True)


@contextmanager
def raw_server(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Give the address of a server that answers one request byte by byte, as the test says."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                client, _ = server.accept()
                with client:
                    client.recv(65_536)
                    answer(client)

        thread = Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        thread.join()


def told(found: Response | Problem) -> str:
    assert isinstance(found, Problem), found
    return str(found)


def given(found: Response | Problem) -> Response:
    assert isinstance(found, Response), found
    return found


def test_what_stands_there_is_given_with_its_headers(site: Site) -> None:
    address = site.put("/a", "Hello", "text/plain; charset=ISO-8859-1; x=y", ETag='"1"')
    response = given(fetch(address, HERE, {"If-None-Match": '"0"'}))
    assert (response.status, response.body, response.charset) == (200, b"Hello", "iso-8859-1")
    assert (response.headers["etag"], response.url, response.moved) == ('"1"', address, "")
    [(_, asked)] = site.asked
    assert asked["user-agent"].startswith("Entente/")
    assert asked["if-none-match"] == '"0"'
    assert asked["host"] in site.address


def test_this_machine_is_not_asked_unless_that_is_allowed(site: Site) -> None:
    address = site.put("/a", "Hello")
    for name in (
        address,
        address.replace("127.0.0.1", "localhost"),
        address.replace("127.0.0.1", "[::ffff:127.0.0.1]"),
    ):
        assert told(fetch(name, Reach())) == f"{name}: is a host of a private network (--allow-private allows it)"
    assert site.asked == []


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://127.0.0.1/", "data:text/html,x"]
)
def test_a_redirect_leads_to_pages_only(site: Site, target: str) -> None:
    address = site.answer("/a", 302, Location=target)
    assert "is no address of a page: http and https are fetched" in told(fetch(address, HERE))


def test_a_redirect_into_a_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = site.put("/inner", "secret")
    monkeypatch.setattr("entente.intake.fetching.is_public", lambda address: str(address) == "127.0.0.1")
    address = site.answer("/a", 302, Location=inner.replace("127.0.0.1", "[::1]"))
    assert "is a host of a private network" in told(fetch(address, Reach()))
    assert site.paths() == ["/a"]


def test_redirects_are_followed_so_far_and_permanent_ones_noted(site: Site) -> None:
    end = site.put("/end", "Hello")
    for_good = site.answer("/good", 301, Location="/end#part")
    for_now = site.answer("/now", 302, Location="/good")
    assert given(fetch(for_good, HERE)).moved == end
    assert (given(fetch(for_now, HERE)).moved, given(fetch(for_now, HERE)).url) == ("", end)
    site.answer("/circle", 302, Location="/circle")
    assert "redirects more than 5 times" in told(fetch(f"{site.address}/circle", HERE))


@pytest.mark.parametrize("coding", ["gzip", "deflate", ""])
def test_a_long_answer_is_dropped_however_small_it_came(site: Site, coding: str) -> None:
    zeros = bytes(20_000_000)
    packed = {"gzip": gzip.compress(zeros), "deflate": zlib.compress(zeros)}
    body = packed.get(coding, zeros)
    address = site.put("/bomb", body, "text/html", **({"Content_Encoding": coding} if coding else {}))
    assert "is longer than 1,000,000 bytes" in told(fetch(address, Reach(allow_private=True, max_bytes=1_000_000)))


def test_a_compressed_answer_is_undone_and_a_strange_coding_told(site: Site) -> None:
    address = site.put("/a", gzip.compress(b"Hello"), "text/html", Content_Encoding="gzip")
    assert given(fetch(address, HERE)).body == b"Hello"
    broken = site.put("/b", b"no gzip at all", "text/html", Content_Encoding="gzip")
    assert "cannot be fetched" in told(fetch(broken, HERE))
    strange = site.put("/c", b"?", "text/html", Content_Encoding="br")
    assert "is compressed as 'br', which was not asked for" in told(fetch(strange, HERE))


def test_an_answer_that_drips_is_given_up() -> None:
    def drip(client: socket.socket) -> None:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(100):
            client.sendall(b"x")
            sleep(0.02)

    with raw_server(drip) as address:
        found = fetch(address, Reach(allow_private=True, seconds=0.1))
    assert "takes longer than 0.1 seconds" in told(found)


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort",
        b"no http",
    ],
)
def test_an_answer_that_breaks_off_is_told(start: bytes) -> None:
    with raw_server(lambda client: client.sendall(start)) as address:
        found = fetch(address, HERE)
    assert "cannot be fetched" in told(found)


def test_a_server_that_says_nothing_is_given_up() -> None:
    with raw_server(lambda _: sleep(0.3)) as address:
        found = fetch(address, Reach(allow_private=True, silence=0.05))
    assert "cannot be fetched" in told(found)
    assert "imed out" in told(found)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://user:secret@127.0.0.1/", "has a name and password in it"),
        ("http://", "is no address of a page"),
        ("http://127.0.0.1:1/", "cannot be fetched"),
        ("http://no-such-host.invalid/", "cannot be fetched"),
        ("http://a\u2024b..c/", "cannot be fetched"),
        ("http://[::1", "cannot be fetched"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(address: str, said: str) -> None:
    assert said in told(fetch(address, HERE))


def test_what_permits_a_request_is_asked_before_each(site: Site) -> None:
    site.answer("/a", 302, Location="/b")
    asked: list[str] = []

    def permit(address: str) -> Problem | None:
        asked.append(address)
        return Problem(address, "no") if address.endswith("/b") else None

    assert told(fetch(f"{site.address}/a", HERE, permit=permit)) == f"{site.address}/b: no"
    assert (len(asked), site.paths()) == (2, ["/a"])


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - it is not bound to
        ("::1", False),
        ("fe80::1", False),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d70e", True),
        ("2002:7f00:1::", False),
    ],
)
def test_a_public_address_is_told_from_all_others(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


def test_addresses_are_told_from_paths() -> None:
    assert is_address("HTTPS://example.org")
    assert not is_address("file:///etc/passwd")
    assert not is_address("report.txt")
