"""Sheets: CSV and XLSX, in which no cell is a formula."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from entente.model.problem import Problem
from entente.views.exports.columns import COLUMNS, column_row
from entente.views.exports.errors import ExportError, needs
from entente.views.exports.letters import cell
from entente.views.exports.material import Material

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_575
"""What a sheet of Excel holds, the header aside; see "Excel specifications and limits" at https://support.microsoft.com ."""
_WIDTHS = {"sentence": 80, "says": 60, "roles": 40, "report": 40, "title": 40}


def write_csv(material: Material) -> Iterator[bytes]:
    """Give the claims as CSV (RFC 4180, lines end with a line feed) in UTF-8, with a header also where there are none."""
    yield _csv_line([column.name for column in COLUMNS])
    for claim in material.claims:
        yield _csv_line([cell(value) for value in column_row(claim, material).values()])


def _csv_line(values: list[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue().encode("utf-8", "backslashreplace")


def write_xlsx(material: Material) -> Iterator[bytes]:
    """Give the claims as a workbook: the sheet `claims`, and the sheet `columns` that says what its columns mean.

    A cell holds 32,767 characters: what is longer is cut, with an ellipsis. Raises ExportError where openpyxl is not installed,
    or where there are more claims than a sheet holds.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise needs("openpyxl", "xlsx") from error
    if len(material.claims) > MOST_ROWS:
        raise ExportError(
            Problem("xlsx", f"a sheet holds {MOST_ROWS} rows", "choose fewer claims, or take csv or parquet")
        )
    book = Workbook(write_only=True)
    book.properties.creator = "Entente"
    book.properties.created = book.properties.modified = datetime.fromisoformat(material.made).replace(tzinfo=None)
    _put_claims(book, material)
    _put_columns(book)
    out = io.BytesIO()
    book.save(out)
    yield out.getvalue()


def _put_claims(book: "Workbook", material: Material) -> None:
    sheet = book.create_sheet("claims")
    sheet.freeze_panes = "C2"
    for place, column in enumerate(COLUMNS):
        sheet.column_dimensions[_letter(place)].width = _WIDTHS.get(column.name, 16)
    sheet.auto_filter.ref = f"A1:{_letter(len(COLUMNS) - 1)}{len(material.claims) + 1}"
    _append(sheet, [column.name for column in COLUMNS])
    for claim in material.claims:
        _append(sheet, list(column_row(claim, material).values()))


def _put_columns(book: "Workbook") -> None:
    sheet = book.create_sheet("columns")
    _append(sheet, ["column", "type", "meaning"])
    for column in COLUMNS:
        _append(sheet, [column.name, column.type, column.says])


def _append(sheet: "WriteOnlyWorksheet", values: list[Any]) -> None:
    from openpyxl.cell import WriteOnlyCell

    row = []
    for value in (cell(value) for value in values):
        made = WriteOnlyCell(sheet, _cut(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            made.data_type = "s"  # openpyxl takes a text that begins with = for a formula
        row.append(made)
    sheet.append(row)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place + 1))
