"""What views found, as rows of plain JSON, and rows as text: a line of JSON, CSV for spreadsheets."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from entente.views.exports.letters import harmless

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = Mapping[str, Any]


def as_row(value: "DataclassInstance") -> dict[str, Any]:
    """Give a view's value as a JSON object; days as ISO dates, and beside supports how many reports and voices they are."""
    row: dict[str, Any] = _plain(asdict(value))
    return row


def json_line(row: Row) -> str:
    """Give a row as one line of JSON, letters as they are."""
    return json.dumps(row, ensure_ascii=False)


def csv_text(rows: Iterable[Row]) -> str:
    """Give rows as CSV with a header; cells that a spreadsheet would run as a formula get an apostrophe before them."""
    listed = list(rows)
    out = io.StringIO()
    if listed:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(listed[0].keys())
        writer.writerows([_cell(value) for value in row.values()] for row in listed)
    return out.getvalue()


def cell_text(value: Any) -> str:
    """Give a value as the text of one cell: lists joined by a semicolon, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(cell_text(v) for v in value)
    return json_line(value) if isinstance(value, Mapping) else str(value)


def _cell(value: Any) -> str:
    text = cell_text(value)
    if isinstance(value, (int, float)):
        return text
    return harmless(text)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: part for key, inner in value.items() for name, part in _entries(key, inner)}
    return value


def _entries(key: str, value: Any) -> Iterable[tuple[str, Any]]:
    if key == "supports":
        yield "reports", len({support["report"] for support in value})
        yield "voices", len({support["voice"] or support["report"] for support in value})
    yield key, _plain(value)
