"""Feeds (RSS, Atom, RDF) and lists of them (OPML) → entries and reports, by feedparser (feedparser.readthedocs.io).

Entities that a document declares are never resolved: such a document is refused, as an entity may name a file of this machine
or grow without bound (CWE-611, CWE-776).
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin

from entente.intake.decoding import PROLOGUE, PROLOGUE_WITHIN, check_characters
from entente.intake.fetching import is_address
from entente.intake.fields import Outcome, day_of, from_fields
from entente.intake.language import not_english
from entente.intake.markup import is_fragment, paragraphs, plain_text
from entente.model.problem import Problem

_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_BEFORE = rf"{PROLOGUE}(?><!DOCTYPE[^>\[]*+(?:\[.*?\]\s*)?>{PROLOGUE})?"  # what stands before the first element
_FEED_START = re.compile(rf"{_BEFORE}<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"<link\b[^<>]{1,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss|atom)\+xml", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]{1,500})""", re.IGNORECASE)
_LIST_START = re.compile(rf"{_BEFORE}<opml\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: `text` is what the feed itself gives of it, `whole` whether that is its content, not a summary."""

    id: str
    url: str
    title: str
    author: str
    published: str
    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, which names the publisher, and its entries in their order."""

    title: str
    entries: tuple[Entry, ...]


def is_feed(text: str) -> bool:
    """Tell whether a text is a feed, by its first element."""
    return bool(_FEED_START.match(text[:PROLOGUE_WITHIN]))


def is_list(text: str) -> bool:
    """Tell whether a text is an OPML list, by its first element."""
    return bool(_LIST_START.match(text[:PROLOGUE_WITHIN]))


def from_feed(text: str, source: str) -> Iterator[Outcome]:
    """Give each entry of a feed as a report of the text that the feed gives of it, or the problem of that entry or of the feed."""
    feed = parse_feed(text, source)
    if isinstance(feed, Problem):
        yield feed
        return
    if not feed.entries:
        yield Problem(source, "is a feed without entries")
    for number, entry in enumerate(feed.entries, start=1):
        yield from_entry(entry, feed.title, f"{source}#{number}")


def from_entry(entry: Entry, publisher: str, source: str) -> Outcome:
    """Give an entry as a report of the text that its feed gives of it."""
    if not entry.text:
        return Problem(source, "is an entry without a text", "read its page: entente read ADDRESS")
    fields = {
        "text": entry.text,
        "url": entry.url or entry.id,
        "title": entry.title,
        "publisher": publisher,
        "author": entry.author,
        "published": entry.published,
    }
    return check_characters(entry.text, source) or not_english(entry.text, source) or from_fields(fields, source)


def parse_feed(text: str, source: str) -> Feed | Problem:
    """Give the feed that a text holds. Raises ModuleNotFoundError without the libraries of the extra `web`."""
    if wrong := _unsafe(text, source):
        return wrong
    import feedparser

    data = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")  # bytes: of a str it would open a file
    headers = {"content-type": "application/xml; charset=utf-8"}
    if is_address(source):  # to which the links of its entries may be relative
        headers["content-location"] = source
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    if not parsed.get("version"):
        return _no_feed(text, source)
    return Feed(_line(parsed.feed.get("title")), tuple(_entry(entry) for entry in parsed.entries))


def _no_feed(text: str, source: str) -> Problem:
    """Give the problem of what is no feed, with the feed that a page names as its own (RSS Advisory Board, "RSS Autodiscovery")."""
    if is_list(text):
        return Problem(source, "is a list of feeds, no feed", "save it and name the file")
    named = (tag for tag in _LINK.findall(text) if _FEED_TYPE.search(tag))
    found = next((match[1] for tag in named if (match := _HREF.search(tag))), "")
    remedy = f"the page names one: {urljoin(source, unescape(found))}" if found else "name one of RSS or Atom"
    return Problem(source, "is no feed", remedy)


def feeds_of(text: str, source: str) -> tuple[str, ...] | Problem:
    """Give the addresses of the feeds in an OPML list, in its order, or the problem that it is none."""
    if wrong := _unsafe(text, source):
        return wrong
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        return Problem(source, f"is broken OPML: {error.msg}", "", error.lineno or 0)
    found = [str(outline.get("xmlUrl")).strip() for outline in root.iter("outline") if outline.get("xmlUrl")]
    return tuple(dict.fromkeys(found)) or Problem(source, "lists no feed", "each feed is an `outline` with an `xmlUrl`")


def _unsafe(text: str, source: str) -> Problem | None:
    if not _ENTITY.search(text):
        return None
    return Problem(source, "declares entities, which are not followed", "have it written without a DOCTYPE")


def _entry(parsed: Mapping[str, Any]) -> Entry:
    contents = [part.get("value", "") for part in parsed.get("content", ())]
    content = max(contents, key=len, default="")
    raw = content or parsed.get("summary", "")
    link = str(parsed.get("link", "")).strip()
    return Entry(
        id=str(parsed.get("id", "")).strip() or link or _line(parsed.get("title")),
        url=link,
        title=_line(parsed.get("title")),
        author=_line(parsed.get("author")),
        published=_day(parsed),
        text=plain_text(raw) if is_fragment(raw) else paragraphs(raw),
        whole=bool(content),
    )


def _line(value: Any) -> str:
    text = str(value or "")
    return " ".join((plain_text(text) if is_fragment(text) else text).split())


def _day(parsed: Mapping[str, Any]) -> str:
    """Give the day of an entry as its publisher writes it, in the publisher's time zone; "" where it has none."""
    updated = parsed["updated"] if "updated" in parsed else ""  # noqa: SIM401 - its get() warns where there is none
    written = str(parsed.get("published") or updated or "")
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except ValueError:
        return day_of(written) or ""
