"""A sheet (CSV or XLSX) as people keep it → its header and its rows, as texts."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from entente.intake.decoding import decode
from entente.model.problem import Problem

MAX_SHEET_BYTES = 100_000_000
"""The longest sheet that is read, in bytes."""
SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
_BOOKS = (".xlsx", ".xlsm")
_DELIMITERS = ",;\t|"
_FIRST_LINES = 20
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a text begins with that a spreadsheet runs; signs of full width count."""
_MOST_UNPACKED = 1_000_000_000
_ZIP = b"PK\x03\x04"
_AS_CSV = "save it as .xlsx, or as “CSV UTF-8”"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: its number as a spreadsheet shows it, and its cells as texts, one for each column of the header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what it is called (its path, with `#page` where another than the first is read), its header, its rows."""

    source: str
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_sheet(path: str, page: str = "", header: int = 0) -> Sheet | Problem:
    """Give a sheet of a CSV or XLSX file: its first page with anything in it, or the one of that name.

    The header is the row of the number `header`, else the first with anything in it; rows above it and empty rows are passed over.
    Days and numbers are given as a person writes them (2023-06-01, 12), and the apostrophe that an export sets before a formula
    is taken away. Gives a Problem where the file cannot be read, is too long, or has no rows.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_SHEET_BYTES + 1)
    except OSError as error:
        return Problem(path, error.strerror or str(error), "name a .csv or .xlsx file")
    if len(data) > MAX_SHEET_BYTES:
        return Problem(path, f"is longer than {MAX_SHEET_BYTES // 1_000_000} MB", "split it")
    rows = _book_rows(data, path, page) if _is_book(data, path) else _csv_rows(data, path, page)
    return rows if isinstance(rows, Problem) else _sheet(f"{path}#{page}" if page else path, rows, header)


def unharmed(text: str) -> str:
    """Give the text of a cell without the apostrophe that keeps a spreadsheet from running it as a formula."""
    begins = text.lstrip(" '\n\u00a0\ufeff")
    return text[1:] if text.startswith("'") and begins.startswith(FORMULA_SIGNS) else text


def _is_book(data: bytes, path: str) -> bool:
    return path.lower().endswith(_BOOKS) or data.startswith(_ZIP)


def _sheet(source: str, rows: Iterable[Iterable[Any]], header_row: int) -> Sheet | Problem:
    numbered = ((number, tuple(_text(value) for value in row)) for number, row in enumerate(rows, start=1))
    filled = [SheetRow(number, cells) for number, cells in numbered if any(cells) and number >= header_row]
    if filled and header_row and filled[0].number != header_row:
        return Problem(source, f"row {header_row} is empty", "name the row of the columns with --header")
    if not filled:
        return Problem(source, "is empty", "the first row names the columns, each row below is one thing that happened")
    head, *body = filled
    width = max(place for row in filled for place, cell in enumerate(row.cells, start=1) if cell)
    header = tuple(name or f"column {place}" for place, name in enumerate(_of_width(head.cells, width), start=1))
    if twice := next((name for name in header if header.count(name) > 1), ""):
        return Problem(source, f"two columns are called {twice!r}", "give each column a name of its own", head.number)
    return Sheet(source, header, tuple(SheetRow(row.number, _of_width(row.cells, width)) for row in body))


def _of_width(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (cells + ("",) * width)[:width]


def _text(value: Any) -> str:
    """Give the value of a cell as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ", "minutes")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else unharmed(str(value)).strip()


def _csv_rows(data: bytes, path: str, page: str) -> Problem | list[list[str]]:
    if page:
        return Problem(path, f"has no page {page!r}: a CSV file is one page", "leave --page out")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # Excel's “Unicode text”
    text = data.decode("utf-16", "replace") if wide else decode(data, path)
    if isinstance(text, Problem):
        return Problem(path, text.message, _AS_CSV)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        return Problem(path, f"is no CSV: {error}", _AS_CSV)


def _delimiter(text: str) -> str:
    """Give what parts the cells: the sign in most of the first lines, of several the one with more cells in the first."""
    lines = [line for line in text.splitlines() if line.strip()][:_FIRST_LINES]
    cells = {sign: [len(next(csv.reader([line], delimiter=sign), ())) for line in lines] for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: (sum(count > 1 for count in cells[sign]), *cells[sign][:1]))


def _book_rows(data: bytes, path: str, page: str) -> Problem | list[tuple[Any, ...]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        return Problem(path, "needs the library openpyxl, which is not here", "pip install 'entente[exports]'")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                return Problem(path, f"unpacks to more than {_MOST_UNPACKED // 1_000_000} MB", "split it")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        named = {sheet.title: sheet for sheet in book.worksheets}
        if page and page not in named:
            return Problem(path, f"has no page {page!r}", f"its pages are {', '.join(named)}")
        pages = [named[page]] if page else book.worksheets
        return next(filter(None, (_filled(sheet.iter_rows(values_only=True)) for sheet in pages)), [])
    except Exception as error:  # noqa: BLE001 - openpyxl raises whatever a broken archive or its XML makes it
        return Problem(path, f"is no workbook that can be read: {error}", _AS_CSV)


def _filled(rows: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    listed = list(rows)
    return listed if any(value is not None for row in listed for value in row) else []
