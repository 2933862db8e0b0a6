"""What `watch` is given → the addresses of feeds: addresses, OPML lists, plain lists with one address a line."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from entente.intake.decoding import decode_markup, is_page
from entente.intake.feeds import feeds_of, is_feed, is_list
from entente.intake.fetching import is_address
from entente.intake.pages import MAX_PAGE_BYTES
from entente.model.problem import Problem


def feed_addresses(given: Sequence[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Give the feeds that are meant, each once and in order, and what is no feed with why."""
    found = [part for item in given for part in _of_one(item)]
    feeds = dict.fromkeys(part for part in found if isinstance(part, str))
    return tuple(feeds), tuple(part for part in found if isinstance(part, Problem))


def _of_one(item: str) -> Iterator[str | Problem]:
    if is_address(item):
        yield item
        return
    text = _text_of(item)
    if isinstance(text, Problem):
        yield text
    elif is_list(text):
        listed = feeds_of(text, item)
        yield from [listed] if isinstance(listed, Problem) else (_checked(address, item, 0) for address in listed)
    elif is_feed(text) or is_page(text):
        yield Problem(item, "is itself a feed or a page, no list of feeds", f"entente read {item}")
    else:
        yield from _lines(text, item)


def _text_of(path: str) -> str | Problem:
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_PAGE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem(path, f"cannot be read: {reason}", "name a feed's address, or a file that lists some")
    if len(data) > MAX_PAGE_BYTES:
        return Problem(path, f"is longer than {MAX_PAGE_BYTES // 1_000_000} MB", "it is no list of feeds")
    return decode_markup(data, path)


def _lines(text: str, source: str) -> Iterator[str | Problem]:
    lines = ((number, line.partition(" #")[0].strip()) for number, line in enumerate(text.split("\n"), start=1))
    for number, line in lines:
        if line and not line.startswith("#"):
            yield _checked(line, source, number)


def _checked(address: str, source: str, line: int) -> str | Problem:
    if is_address(address):
        return address
    return Problem(source, f"has {address[:80]!r}, which is no address of a feed", "write http(s)://…", line)
