"""The rows of the tables as they stand in their files, and what ontology/tables.yaml says of their columns."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entente.knowledge.loader import read_rules
from entente.model.problem import Problem

_GROUPS = {"committees": "bodies", "federations": "bodies"}
"""Tables that share one space of ids with another."""


@dataclass(frozen=True, slots=True)
class Column:
    """What is asked of the items of a column; the fields are explained at the head of ontology/tables.yaml."""

    about: str
    required: bool = False
    list: bool = False
    pattern: str = ""
    one_of: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    date: bool = False
    period: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, the columns that hold names, and the group of tables with which it shares its ids."""

    columns: Mapping[str, Column]
    names: tuple[str, ...]
    group: str


@dataclass(frozen=True)
class Row:
    """One row as its file has it: the table's name, the cells by column, and where it stands."""

    table: str
    cells: Mapping[str, str]
    file: Path
    line: int

    @property
    def id(self) -> str:
        """The first cell: the row's id, alias or key."""
        return next(iter(self.cells.values()), "")

    def items(self, column: str) -> list[str]:
        """Give the items of a list cell, without their periods, empty ones left out."""
        found = (item.partition("@")[0].strip() for item in self.cells.get(column, "").split("|"))
        return [item for item in found if item]

    def problem(self, message: str, remedy: str) -> Problem:
        """Give a problem of this row."""
        return Problem(str(self.file), f"{self.id or 'a row without an id'}: {message}", remedy, self.line)


def load_schema(folder: Path) -> dict[str, Table]:
    """Read what is asked of each table from ontology/tables.yaml of a folder."""
    document = read_rules(folder / "ontology" / "tables.yaml")
    return {
        name: Table(
            {column: _column(row) for column, row in table["columns"].items()},
            tuple(table.get("names", ())),
            _GROUPS.get(name, name),
        )
        for name, table in document.items()
    }


def _column(row: Mapping[str, Any]) -> Column:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Column(**values)


def read_rows(folder: Path, schema: Mapping[str, Table]) -> tuple[list[Row], list[Problem]]:
    """Read all tables of a folder: the rows that can be read, and the problems of files and rows that cannot."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for path in sorted((folder / "olympic").glob("*.csv")):
        if path.stem not in schema:
            problems.append(Problem(str(path), "no table of this name is read", f"tables are {', '.join(schema)}"))
            continue
        for found in _rows_of(path, schema[path.stem]):
            if isinstance(found, Row):
                rows.append(found)
            else:
                problems.append(found)
    return rows, problems


def _rows_of(path: Path, table: Table) -> Iterator[Row | Problem]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, [])
            yield from _header_problems(path, header, table)
            for cells in reader:
                yield _row(path, header, cells, reader.line_num)
        except (csv.Error, UnicodeDecodeError) as error:
            yield Problem(
                str(path), f"no CSV: {error}", "save it as UTF-8 with commas and double quotes", reader.line_num
            )


def _row(path: Path, header: list[str], cells: list[str], line: int) -> Row | Problem:
    if len(cells) != len(header):
        message = f"{cells[0] if cells else 'an empty line'}: {len(cells)} cells where the header has {len(header)}"
        return Problem(str(path), message, "quote cells that hold a comma; leave unknown cells empty", line)
    return Row(path.stem, dict(zip(header, cells, strict=True)), path, line)


def _header_problems(path: Path, header: list[str], table: Table) -> Iterator[Problem]:
    required = [name for name, column in table.columns.items() if column.required]
    for message in (
        *(f"unknown column {name!r}" for name in header if name not in table.columns),
        *(f"missing column {name!r}" for name in required if name not in header),
        *(f"column {name!r} stands twice" for name in set(header) if header.count(name) > 1),
    ):
        yield Problem(str(path), message, f"columns are {', '.join(table.columns)}", 1)
