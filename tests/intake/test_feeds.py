"""Feeds of several forms, lists of feeds, and the documents that mean harm."""

from pathlib import Path

import pytest

from entente.intake.blocks import BlockRules
from entente.intake.decoding import MAX_TAGS
from entente.intake.feedlists import feed_addresses
from entente.intake.feeds import Feed, from_feed, is_feed, is_list, parse_feed
from entente.intake.sources import read_sources
from entente.model.problem import Problem
from entente.model.report import Report
from tests.intake.conftest import FIELDS, TEXT, feed_of

ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Harbour &amp; Co</title>
<entry><title type="html">Talks &lt;i&gt;in&lt;/i&gt; Cairo</title><id>tag:1</id><link rel="alternate" href="https://news.example.org/1"/>
<published>2023-05-16T23:30:00-05:00</published><author><name>Ada Person</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They met &lt;twice&gt;.</p>
<script>alert(1)</script><p>They signed.</p></div>
</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Harbour</title></channel><item rdf:about="https://news.example.org/1"><title>Talks</title>
<link>https://news.example.org/1</link><description>They met.</description></item></rdf:RDF>"""
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HARMFUL = {
    "laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss version="2.0"><channel><title>&l9;</title></channel></rss>',
    "file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
    "parameter": '<!DOCTYPE opml [<!entity % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]><opml><body/></opml>',
    "far": f'<!DOCTYPE rss [{"<!-- x -->" * 1000}<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel/></rss>',
}


def parsed(text: str, source: str = "a.xml") -> Feed:
    found = parse_feed(text, source)
    assert isinstance(found, Feed), found
    return found


def listed(path: Path, text: str | bytes) -> tuple[list[str], list[str]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    feeds, problems = feed_addresses([str(path)])
    return list(feeds), [str(problem).removeprefix(f"{path.parent}/") for problem in problems]


def test_an_atom_entry_is_a_report_of_its_text() -> None:
    [report] = from_feed(ATOM, "a.atom")
    assert isinstance(report, Report)
    assert (report.text, report.title, report.publisher) == (
        "They met <twice>.\n\nThey signed.",
        "Talks in Cairo",
        "Harbour & Co",
    )
    assert (report.url, report.author) == ("https://news.example.org/1", "Ada Person")
    assert report.published == "2023-05-16"  # the publisher's own day


def test_the_first_form_of_feeds_is_read() -> None:
    [entry] = parsed(RDF).entries
    assert (entry.url, entry.text, entry.whole) == ("https://news.example.org/1", "They met.", False)


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("Tue, 16 May 2023 23:30:00 -0500", "2023-05-16"),
        ("Tue, 16 May 2023 25:99:00 GMT", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_the_day_of_an_entry_is_its_publishers(day: str, known: str) -> None:
    [entry] = parsed(
        f'<rss version="2.0"><channel><item><title>a</title><pubDate>{day}</pubDate></item></channel></rss>'
    ).entries
    assert entry.published == known


def test_a_feed_that_breaks_off_gives_what_it_has() -> None:
    text = feed_of([FIELDS, {**FIELDS, "url": "https://news.example.org/2"}])
    assert [entry.url for entry in parsed(text[: text.rindex("<item>") + 20]).entries][:1] == [FIELDS["url"]]


def test_entries_without_a_text_or_of_another_language_are_told(tmp_path: Path) -> None:
    foreign = {**FIELDS, "text": "Le président du Comité olympique a signé un accord à Genève avec les élèves. " * 5}
    (tmp_path / "a.rss").write_text(feed_of([foreign]))
    (tmp_path / "b.rss").write_text(feed_of([FIELDS], whole=False))
    (tmp_path / "c.rss").write_text(feed_of([]))
    (tmp_path / "d.rss").write_text("They met.")
    (tmp_path / "e.xml").write_text("<newsItem>They met.</newsItem>")
    found = [str(outcome).removeprefix(f"{tmp_path}/") for outcome in read_sources([str(tmp_path)], BlockRules((), ()))]
    assert [line.partition(" (")[0] for line in found] == [
        "a.rss#1: is not in English",
        "b.rss#1: is an entry without a text",
        "c.rss: is a feed without entries",
        "d.rss: is no feed",
        "e.xml: is no feed",
    ]


@pytest.mark.parametrize("name", HARMFUL)
@pytest.mark.parametrize("suffix", [".rss", ".xml", ".opml", ""])
def test_entities_are_told_and_not_followed(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"harm{suffix}"
    path.write_text(HARMFUL[name])
    for outcome in read_sources([str(path)], BlockRules((), ())):
        assert isinstance(outcome, Problem)
        assert "declares entities, which are not followed" in str(outcome) or name == "parameter"
    feeds, problems = listed(path, HARMFUL[name])
    assert (feeds, len(problems) >= 1) == ([], True)


def test_entities_of_a_page_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret word")
    lines = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    (tmp_path / "a.html").write_text(
        f"{entity}<html><body><article>{lines}<p>They said &x; to all who came.</p></article></body></html>"
    )
    [report] = read_sources([str(tmp_path / "a.html")], BlockRules((), ()))
    assert isinstance(report, Report)
    assert "secret word" not in report.text


def test_a_feed_of_too_many_tags_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(f"<rss><channel>{'<item/>' * MAX_TAGS}</channel></rss>")
    [problem] = read_sources([str(tmp_path / "a.rss")], BlockRules((), ()))
    assert "tags, more than 100,000" in str(problem)


@pytest.mark.parametrize(
    "before", ["<?x ?>", "<!-- x -->", "<?xml version='1.0'?>", "\n", "<!DOCTYPE rss PUBLIC 'x' 'y'>"]
)
def test_what_stands_before_the_first_tag_costs_no_time(before: str) -> None:
    assert not is_feed(before * 300 + "z")
    assert not is_list(before * 300 + "z")
    assert is_feed(f"{before}<rss>")
    assert is_list(f"{before}<opml>")


def test_a_list_may_hold_lists_and_names_each_feed_once(tmp_path: Path) -> None:
    nested = """<?xml version="1.0" encoding="ISO-8859-1"?><opml version="2.0"><head><title>Fédérations</title></head><body>
<outline text="Olympic"><outline text="Deep"><outline text="One" type="rss" xmlUrl=" https://one.example.org/rss "/></outline>
<outline text="Two" xmlUrl="https://two.example.org/rss"/></outline><outline text="No feed"/>
<outline xmlUrl="https://one.example.org/rss"/><outline xmlUrl="feed.rss"/></body></opml>"""
    assert listed(tmp_path / "a.opml", nested.encode("iso-8859-1")) == (
        ["https://one.example.org/rss", "https://two.example.org/rss"],
        ["a.opml: has 'feed.rss', which is no address of a feed (write http(s)://…)"],
    )


def test_a_plain_list_has_an_address_a_line(tmp_path: Path) -> None:
    text = "# federations\nhttps://one.example.org/rss\n\nhttps://two.example.org/rss # the second\nnonsense\n"
    assert listed(tmp_path / "feeds.txt", text) == (
        ["https://one.example.org/rss", "https://two.example.org/rss"],
        ["feeds.txt:5: has 'nonsense', which is no address of a feed (write http(s)://…)"],
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<opml><body><outline", "is broken OPML"),
        ("<opml><body/></opml>", "lists no feed"),
        ("\0", "is binary"),
        (feed_of([FIELDS]), "is itself a feed or a page, no list of feeds (entente read "),
        ("<!DOCTYPE html><html></html>", "is itself a feed or a page"),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, text: str, said: str) -> None:
    feeds, [line] = listed(tmp_path / "a", text)
    assert feeds == []
    assert said in line


def test_a_list_that_is_not_there_or_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feeds, [problem] = feed_addresses([str(tmp_path / "none")])
    assert (feeds, problem.message) == ((), "cannot be read: No such file or directory")
    monkeypatch.setattr("entente.intake.feedlists.MAX_PAGE_BYTES", 100)
    assert "is longer than" in listed(tmp_path / "long", "https://one.example.org/rss\n" * 10)[1][0]
    assert feed_addresses(["https://one.example.org/rss"] * 2) == (("https://one.example.org/rss",), ())
