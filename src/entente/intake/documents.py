"""A document's text → the reports in it: plain text, one JSON report (or a list of them), JSON lines."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from entente.intake.decoding import check_text, is_markup, markup_found
from entente.intake.fields import Outcome, from_fields
from entente.intake.ninjs import from_ninjs, is_ninjs
from entente.model.problem import Problem
from entente.model.report import Report


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
    return from_ninjs(value, source, line) if is_ninjs(value) else from_fields(value, source, line)


def _parse(text: str, source: str, line: int = 0) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"is broken JSON: {error.msg} at column {error.colno}"
        return Problem(source, message, "one JSON object a line" if line else "", line or error.lineno)
    except (ValueError, RecursionError) as error:  # digits without end, brackets without end
        return Problem(source, f"is broken JSON: {str(error)[:80]}", "", line)
