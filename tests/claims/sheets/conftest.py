"""Sheets made by hand, read by the shipped knowledge: no language model is needed."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from entente.claims.sheets.headers import map_columns
from entente.claims.sheets.rows import SheetReading, read_rows
from entente.claims.sheets.words import Entry
from entente.intake.sheet import Sheet, SheetRow
from entente.knowledge.tables import Knowledge

ReadRows = Callable[..., SheetReading]


def sheet_of(*rows: Mapping[str, str]) -> Sheet:
    header = tuple(dict.fromkeys(name for row in rows for name in row))
    made = (SheetRow(n, tuple(row.get(name, "") for name in header)) for n, row in enumerate(rows, start=2))
    return Sheet("decisions.csv", header, tuple(made))


@pytest.fixture
def read(knowledge: Knowledge) -> ReadRows:
    """Give a reader of rows (mappings of headers to cells), with what a person says of the columns."""

    def reading(*rows: Mapping[str, str], said: Mapping[str, str] | None = None, **entry: Any) -> SheetReading:
        sheet, known = sheet_of(*rows), entry.pop("known", ())
        return read_rows(sheet, Entry(map_columns(sheet.header, said or {}, knowledge), **entry), knowledge, known)

    return reading
