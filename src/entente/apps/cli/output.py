"""Where words go: rows to standard output and nothing else; notes, problems and progress to standard error."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from entente.apps.cli.options import RowFormat
from entente.apps.rows import Row, cell_text, csv_text, json_line
from entente.model.problem import Problem

if TYPE_CHECKING:
    from rich.console import Console

_UNWRAPPED = 10_000  # columns: into a file or a pipe, a line is never broken


def note(text: str) -> None:
    """Print a note, in one line, to standard error."""
    typer.echo(" ".join(text.split("\n")), err=True)


def complain(problem: Problem) -> None:
    """Print a problem, in one line, to standard error."""
    note(f"entente: {problem}")


def count(number: int, thing: str) -> str:
    """Give a number of things in words: "1 report", "2 reports"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def console() -> "Console":
    """Give the console for rows: as wide as the terminal, or without line breaks where there is none."""
    from rich.console import Console  # not needed where rows are JSON

    return Console(width=None if sys.stdout.isatty() else _UNWRAPPED, highlight=False, emoji=False)


def print_rows(rows: Sequence[Row], row_format: RowFormat) -> None:
    """Print rows of one shape as JSON, JSON lines, CSV or a plain table."""
    if row_format is RowFormat.JSON:
        typer.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif row_format is RowFormat.JSONL:
        for row in rows:
            typer.echo(json_line(row))
    elif row_format is RowFormat.CSV:
        typer.echo(csv_text(rows), nl=False)
    else:
        print_table(rows)


def print_table(rows: Sequence[Row]) -> None:
    """Print rows as a table with the columns of the first row; nothing where there are none."""
    if not rows:
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in rows[0]:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell_text(value)) for value in row.values()))
    console().print(table)
