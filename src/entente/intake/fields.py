"""The fields of a report → the report, or what is wrong with them: what JSON, ninjs, feeds and pages share."""

import re
from typing import Any

from entente.intake.decoding import check_text
from entente.model.edtf import is_edtf
from entente.model.problem import Problem
from entente.model.report import Report

Outcome = Report | Problem

_TIME_OF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}.*", re.DOTALL)
_OPTIONAL = ("url", "title", "publisher", "published", "author")


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
