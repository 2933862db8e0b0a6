"""The forms a source may have, told by its suffix, its type or how it begins → its reports."""

import json
from collections.abc import Iterator
from contextlib import suppress
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO

from entente.intake.archives import from_archive
from entente.intake.decoding import MAX_BYTES, PROLOGUE_WITHIN, decode, decode_markup, is_page, too_long
from entente.intake.documents import from_json, from_text
from entente.intake.feeds import from_feed, is_feed, is_list
from entente.intake.fetching import Response
from entente.intake.fields import Outcome
from entente.intake.jsonlines import MAX_JSON_BYTES, from_json_lines_file
from entente.intake.mail import from_mail
from entente.intake.pages import MAX_PAGE_BYTES, from_page
from entente.intake.placed import Placed
from entente.intake.sheet import SUFFIXES
from entente.model.problem import Problem

PAGES = (".html", ".htm", ".xhtml")
JSON_LINES = (".jsonl", ".ndjson")
FEEDS = (".xml", ".rss", ".atom", ".rdf")
_LISTS = (".opml",)  # of feeds
ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz")
_ARCHIVE_STARTS = (b"WARC/", b"\x1f\x8b")
_FIRST = 8  # bytes that tell an archive
_OK = 200


def of_suffix(file: BinaryIO, source: str, start: int = 0) -> Iterator[Placed]:
    """Give the reports of a file by its name's suffix, of archives and JSON lines from the place `start` on."""
    name = source.lower()
    if name.endswith(ARCHIVES):
        yield from from_archive(file, source, start)
    elif name.endswith(JSON_LINES):
        yield from from_json_lines_file(file, source, start)
    else:
        yield from _whole_file(file, source, name, start)


def of_unknown_form(file: BinaryIO, source: str) -> Iterator[Placed]:
    """Give the reports of a file or stream by how it begins: an archive, JSON, JSON lines, a feed, a page, else plain text.

    An archive goes into a temporary file first, as a stream cannot be sought in.
    """
    first = file.read(_FIRST)
    data = b"" if first.startswith(_ARCHIVE_STARTS) else _bytes(file, source, MAX_JSON_BYTES, first)
    if isinstance(data, Problem):
        yield Placed(data)
    elif not data:
        with TemporaryFile() as kept:
            kept.write(first)
            copyfileobj(file, kept)
            yield from from_archive(kept, source)
    elif is_page(start := data[:PROLOGUE_WITHIN].decode("utf-8", "replace")) or is_feed(start) or is_list(start):
        yield from _placed(_of_markup(data, source))
    else:
        text = decode(data, source)
        yield from _placed([text] if isinstance(text, Problem) else _of_text(text, source))


def of_response(response: Response) -> Iterator[Placed]:
    """Give the reports of what a server gave: a page, a feed, a plain text."""
    if response.status != _OK:
        yield Placed(Problem(response.url, f"is not given: the server says {response.status}", "check the address"))
        return
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    text = decode_markup(response.body, response.url, response.charset)
    if isinstance(text, Problem):
        yield Placed(text)
    elif kind == "text/plain":
        yield Placed(from_text(text, response.url))
    elif kind == "application/json":
        yield from _placed(from_json(text, response.url))
    else:
        yield from _placed(_of_markup_text(text, response.url, response.url))


def _whole_file(file: BinaryIO, source: str, name: str, start: int) -> Iterator[Placed]:
    if name.endswith((*PAGES, *FEEDS, *_LISTS)):
        data = _bytes(file, source, MAX_PAGE_BYTES)
        page = name.endswith(PAGES)
        yield from _placed([data] if isinstance(data, Problem) else _of_markup(data, source, page=page))
    elif name.endswith(".eml"):
        data = _bytes(file, source, MAX_PAGE_BYTES)
        yield Placed(data if isinstance(data, Problem) else from_mail(data, source))
    elif name.endswith(".json"):
        text = _text(file, source, MAX_JSON_BYTES)
        yield from _placed([text] if isinstance(text, Problem) else from_json(text, source))
    elif name.endswith(SUFFIXES):
        yield Placed(Problem(source, "is a sheet, no report", f"entente import {source}"))
    elif name.endswith(".txt"):
        text = _text(file, source, MAX_BYTES)
        yield Placed(text if isinstance(text, Problem) else from_text(text, source))
    elif file.seekable() and _begins(file).startswith(_ARCHIVE_STARTS):
        yield from from_archive(file, source, start)
    else:
        yield from of_unknown_form(file, source)


def _of_markup(data: bytes, source: str, *, page: bool = True) -> Iterator[Outcome]:
    """Give the reports of a page or feed; what is named as a feed and begins as neither is no page without its `html`."""
    text = decode_markup(data, source)
    if isinstance(text, Problem):
        yield text
    elif page or is_page(text) or is_list(text):
        yield from _of_markup_text(text, source, "")
    else:
        yield from from_feed(text, source)


def _of_markup_text(text: str, source: str, url: str) -> Iterator[Outcome]:
    if is_list(text):
        yield Problem(source, "is a list of feeds, no report", f"entente watch --once {source}")
    elif is_feed(text):
        yield from from_feed(text, source)
    else:
        yield from_page(text, source, url)


def _of_text(text: str, source: str) -> Iterator[Outcome]:
    if not text.lstrip().startswith(("{", "[{")):
        yield too_long(source) if len(text.encode()) > MAX_BYTES else from_text(text, source)
    elif _first_line_is_json(text):
        from entente.intake.documents import from_json_lines

        yield from from_json_lines(enumerate(text.split("\n"), start=1), source)
    else:
        yield from from_json(text, source)


def _first_line_is_json(text: str) -> bool:
    """Tell JSON lines from one document: the first line is whole by itself, and more come after it."""
    first, _, rest = text.strip().partition("\n")
    with suppress(ValueError, RecursionError):
        return bool(rest) and isinstance(json.loads(first), dict)
    return False


def _placed(outcomes: "Iterator[Outcome] | list[Problem]") -> Iterator[Placed]:
    """Give the reports of a source that is read as a whole with their numbers, so that reading can go on after any of them."""
    return (Placed(outcome, number) for number, outcome in enumerate(outcomes))


def _begins(file: BinaryIO) -> bytes:
    start = file.read(_FIRST)
    file.seek(0)
    return start


def _text(file: BinaryIO, source: str, limit: int) -> str | Problem:
    data = _bytes(file, source, limit)
    return data if isinstance(data, Problem) else decode(data, source)


def _bytes(file: BinaryIO, source: str, limit: int, first: bytes = b"") -> bytes | Problem:
    """Read a file whole, unless it is longer than the limit: then no more of it than that is ever read; `first` was read before."""
    data = first + file.read(limit + 1 - len(first))
    if len(data) > limit:
        return too_long(source, limit=limit)
    return data or Problem(source, "is empty")
