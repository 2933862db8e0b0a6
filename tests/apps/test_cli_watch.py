"""`entente watch` as a shell runs it, against a real server on loopback."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from entente.apps.cli import watch
from tests.intake.conftest import FIELDS, Site, feed_of, page_of, site

__all__ = ["site"]  # the server on loopback, which pytest finds by its name

ONCE = ("watch", "--once", "--allow-private", "--pause", "0")


def put_feed(site: Site, number: int = 2) -> str:
    reports = [{**FIELDS, "url": f"{site.address}/{n}", "title": f"Talks {n}"} for n in range(number, 0, -1)]
    for fields in reports:
        site.put(fields["url"].removeprefix(site.address), page_of(fields))
    return site.put("/feed", feed_of(list(reports), whole=False), "application/rss+xml", ETag='"1"')


def make_due(folder: Path) -> None:
    """Set back the time when each feed is due, as if it had passed."""
    file = folder / "entente.db.watch.json"
    state = json.loads(file.read_text())
    for row in state["feeds"].values():
        row["not_before"] = 0
    file.write_text(json.dumps(state))


def test_what_is_new_is_stored_once(shell: Any, reads: Any, site: Site, in_scratch: Path) -> None:
    assert reads == {}
    address = put_feed(site)
    first = shell(*ONCE, address)
    assert (first.code, first.err) == (0, "2 reports read, 0 claims\n")
    assert [line.split()[-1] for line in first.out.splitlines() if "Talks" in line] == ["new", "new"]
    soon = shell(*ONCE, address)
    assert (soon.code, soon.out) == (0, "")
    assert soon.err.startswith("no feed is due before 20")
    make_due(in_scratch)
    later = shell(*ONCE, address)
    assert (later.code, later.out, later.err) == (0, "", "nothing new\n")
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/feed"] == [None, '"1"']


def test_lists_of_feeds_are_watched_and_what_fails_is_told(
    shell: Any, reads: Any, site: Site, in_scratch: Path
) -> None:
    assert reads == {}
    put_feed(site, 1)
    site.answer("/lost", 404)
    outlines = "".join(f'<outline xmlUrl="{site.address}{path}"/>' for path in ("/feed", "/lost"))
    (in_scratch / "a.opml").write_text(f"<opml><body><outline>{outlines}</outline></body></opml>")
    (in_scratch / "b.txt").write_text(f"{site.address}/feed\nnonsense\n")
    result = shell(*ONCE, "a.opml", "b.txt", "none.opml")
    assert result.code == 1
    lost = f"{site.address}/lost"
    assert result.err.splitlines() == [
        "entente: b.txt:2: has 'nonsense', which is no address of a feed (write http(s)://…)",
        "entente: none.opml: cannot be read: No such file or directory (name a feed's address, or a file that lists some)",
        f"entente: {lost}: is not given: the server says 404 (it is asked again later)",
        "1 report read, 0 claims",
        f"3 not read: b.txt:2, none.opml, {lost}",
    ]


def test_a_private_address_is_refused_and_read_as_soon_as_it_may(shell: Any, reads: Any, site: Site) -> None:
    assert reads == {}
    address = put_feed(site, 1)
    refused = shell("watch", "--once", address)
    assert (refused.code, refused.err) == (
        1,
        f"entente: {address}: is a host of a private network (--allow-private allows it)\n",
    )
    assert site.asked == []
    assert "1 report read" in shell(*ONCE, address).err


def test_an_interrupted_run_goes_on(shell: Any, reads: Any, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads == {}
    address, taken = put_feed(site, 3), list[str]()
    real = watch._take

    def stops(run: Any, table: Any, report: Any) -> None:
        if len(taken) == 1:
            raise KeyboardInterrupt
        taken.append(report.title)
        real(run, table, report)

    monkeypatch.setattr(watch, "_take", stops)
    stopped = shell(*ONCE, address)
    assert (stopped.code, taken) == (130, ["Talks 1"])
    assert "what was stored before is kept" in stopped.err
    monkeypatch.setattr(watch, "_take", real)
    monkeypatch.setattr("entente.intake.watching.WHOLE_TEXT", 0)
    assert "no feed is due" in shell(*ONCE, address).err
    make_due(Path())
    assert "2 reports read" in shell(*ONCE, address).err


def test_it_watches_until_it_is_stopped(shell: Any, reads: Any, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reads == {}
    address, waited = put_feed(site), []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("entente.apps.cli.watch.time.sleep", wait)
    result = shell("watch", "--allow-private", "--pause", "0", "--every", "1", address)
    assert result.code == 130
    assert all(50 < seconds <= 60 for seconds in waited)
    assert "Talks 2" in result.out


def test_it_ends_where_no_feed_is_left(shell: Any, reads: Any, site: Site) -> None:
    assert reads == {}
    address = site.answer("/feed", 410)
    first = shell("watch", "--allow-private", "--pause", "0", address)
    assert (first.code, first.err) == (
        1,
        f"entente: {address}: is gone for good, says the server (take it out of your list)\n",
    )
    again = shell(*ONCE, address)
    assert (again.code, again.err) == (
        0,
        f"{address}: was gone for good when it was asked last, and is not asked again\n",
    )
    assert site.paths() == ["/feed"]


@pytest.mark.parametrize("text", ["{", "[]", '{"feeds": 5}'])
def test_a_broken_memory_is_told_and_begun_anew(
    shell: Any, reads: Any, site: Site, in_scratch: Path, text: str
) -> None:
    assert reads == {}
    (in_scratch / "entente.db.watch.json").write_text(text)
    result = shell(*ONCE, put_feed(site))
    assert "2 reports read" in result.err
    assert ("entente.db.watch.json" in result.err) is (text != '{"feeds": 5}')


def test_a_library_that_is_not_here_is_told(
    shell: Any, reads: Any, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reads == {}
    address = put_feed(site)
    monkeypatch.setitem(sys.modules, "protego", None)
    result = shell(*ONCE, address)
    assert result.code == 1
    assert (
        result.err == f"entente: {address}: needs the library protego, which is not here (pip install 'entente[web]')\n"
    )


def test_wrong_usage_is_two(shell: Any) -> None:
    assert shell("watch").code == 2
    assert shell("watch", "--every", "0", "https://example.org/rss").code == 2
