"""A document's text → the reports in it: plain text, one JSON report (or a list of them), JSON lines."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from entente.intake.decoding import check_text, is_markup, markup_found
from entente.model.edtf import is_edtf
from entente.model.problem import Problem
from entente.model.report import Report

Outcome = Report | Problem

_TIME_OF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}.*", re.DOTALL)
_OPTIONAL = ("url", "title", "publisher", "published", "author")


def from_text(text: str, source: str) -> Outcome:
    """Give a plain text as a report: all of it is text, no line is taken for a title; markup is refused."""
    if is_markup(text):
        return markup_found(source)
    return check_text(text, source) or Report(text=text, source=source)


def from_json(text: str, source: str) -> Iterator[Outcome]:
    """Give the report that a JSON document holds, or each of a list of them."""
    value = _parse(text, source)
    if isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from_object(item, f"{source}#{number}")
    else:
        yield value if isinstance(value, Problem) else from_object(value, source)


def from_json_lines(lines: Iterable[tuple[int, str]], source: str) -> Iterator[Outcome]:
    """Give the reports of JSON lines, one each; `lines` gives numbers from 1 and texts; blank lines are passed over.

    A report without an url is named `source:line`, so that no two reports of a file have one name.
    """
    for number, line in lines:
        if line.strip():
            value = _parse(line, source, number)
            yield value if isinstance(value, Problem) else from_object(value, source, number)


def from_object(value: Any, source: str, line: int = 0) -> Outcome:
    """Give a JSON value as a report, whether in Entente's own form or as IPTC ninjs."""
    from entente.intake.ninjs import from_ninjs, is_ninjs  # which builds on this module

    return from_ninjs(value, source, line) if is_ninjs(value) else from_fields(value, source, line)


def from_fields(value: Any, source: str, line: int = 0) -> Outcome:
    """Give a JSON object with `text`, and `url`, `title`, `publisher`, `published`, `author` where it has them, as a report.

    Tags in its text are text like all else; only a whole page is refused.
    """
    if not isinstance(value, dict):
        return Problem(source, "is no JSON object", 'write {"text": "…", "published": "YYYY-MM-DD"}', line)
    if not isinstance(value.get("text"), str):
        lacks = "no `text`" if value.get("text") is None else "a `text` that is no string"
        return Problem(source, f"has {lacks}", 'put the report\'s text under "text"', line)
    given = {name: "" if value.get(name) is None else value[name] for name in _OPTIONAL}
    if wrong := next((name for name in _OPTIONAL if not isinstance(given[name], str)), None):
        return Problem(source, f"has a `{wrong}` that is no string", "put it in quotes", line)
    return _dated(value["text"], given, source, line)


def _dated(text: str, given: dict[str, str], source: str, line: int) -> Outcome:
    published = day_of(given["published"])
    if published is None:
        message = f"has {given['published'][:40]!r} under `published`, which is no date"
        return Problem(source, message, "write YYYY-MM-DD, or leave it empty", line)
    name = f"{source}:{line}" if line else source
    url, title, publisher, author = (given[field].strip() for field in ("url", "title", "publisher", "author"))
    return check_text(text, source, line) or Report(text, name, url, title, publisher, published, author=author)


def day_of(published: str) -> str | None:
    """Give a date of publication as EDTF: a time of day is dropped, "" stays "", and what is no date gives None."""
    plain = published.strip()
    if timed := _TIME_OF_DAY.fullmatch(plain):
        plain = timed.group(1)
    return plain if plain == "" or is_edtf(plain) else None


def _parse(text: str, source: str, line: int = 0) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"is broken JSON: {error.msg} at column {error.colno}"
        return Problem(source, message, "one JSON object a line" if line else "", line or error.lineno)
    except (ValueError, RecursionError) as error:  # digits without end, brackets without end
        return Problem(source, f"is broken JSON: {str(error)[:80]}", "", line)
