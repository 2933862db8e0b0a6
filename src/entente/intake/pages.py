"""An HTML page → a report: its main text, title, publisher, author and day, found by trafilatura (trafilatura.readthedocs.io).

The text as extracted is the report's text, and all offsets count its characters: paragraphs with a blank line between them, without
the page's menus and adverts. A line that only says the title again is the title's, and left out.
"""

import re
from typing import TYPE_CHECKING, Any

from entente.intake.decoding import check_characters, check_text
from entente.intake.fields import Outcome, day_of
from entente.intake.language import not_english
from entente.intake.markup import paragraphs
from entente.model.problem import Problem
from entente.model.report import Report

if TYPE_CHECKING:
    from trafilatura.settings import Document

MAX_PAGE_BYTES = 10_000_000
"""The longest page that is read, in bytes, markup included."""

_FAULTS = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)  # of parsing odd markup


def from_page(markup: str, source: str, url: str) -> Outcome:
    """Give a page as a report; `url` is where it came from, "" for a file, whose own canonical address then counts.

    Gives a Problem where it has no main text, is not in English or not in its charset. Raises ModuleNotFoundError without the
    libraries of the extra `web`.
    """
    from lxml import etree

    try:
        page = _extract(markup, url)
    except (*_FAULTS, etree.LxmlError) as fault:
        return Problem(source, f"its markup cannot be read: {type(fault).__name__}", "save the text of the page")
    if page is None or not page.text:
        return Problem(source, "holds no main text", "save the text of the page as .txt")
    return _as_report(page, source, url)


def _extract(markup: str, url: str) -> "Document | None":
    from trafilatura import bare_extraction, load_html

    tree = load_html(markup)
    if tree is None:
        return None
    named = " ".join(tree.xpath("string(//meta[@property='og:site_name']/@content)").split())
    page: Any = bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        favor_recall=True,
        with_metadata=True,
        # only what the page says of itself: no date is guessed from its text
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is not None and named.casefold() == (page.sitename or "").casefold():
        page.sitename = named  # as the publisher writes it, not capitalised
    return page  # type: ignore[no-any-return]


def _as_report(page: "Document", source: str, url: str) -> Outcome:
    title = " ".join((page.title or "").split())
    text = without_title(paragraphs(page.text or ""), title)
    wrong = check_text(text, source) or check_characters(text, source) or not_english(text, source)
    return wrong or Report(
        text=text,
        source=source,
        url=_address(page.url or "", url),
        title=title,
        publisher=page.sitename or "",
        published=day_of(page.date or "") or "",
        author=page.author or "",
    )


def without_title(text: str, title: str) -> str:
    """Give a text without its first paragraph where that is the title, apart from punctuation and case."""
    first, _, rest = text.partition("\n\n")
    return rest if title and rest and _letters(first) == _letters(title) else text


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _address(canonical: str, fetched: str) -> str:
    """Give a page's address: its canonical one, but where it was fetched no other site's, which it might claim to be."""
    same = _host(canonical) == _host(fetched)
    return canonical if canonical and (same or not fetched) else fetched


def _host(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[/?#].*$", "", address, flags=re.IGNORECASE).casefold()
