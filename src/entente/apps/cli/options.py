"""The options that commands share, and the settings made of them."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from entente.settings import Settings, register_place


class RowFormat(StrEnum):
    """How rows of a view are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def parse_day(text: str) -> date:
    """Give the day that a text writes as YYYY-MM-DD. Raises BadParameter where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day: write YYYY-MM-DD") from error


Day = Annotated[date, typer.Option(parser=parse_day, metavar="YYYY-MM-DD")]
RegisterOption = Annotated[
    str | None,
    typer.Option(
        "--register",
        metavar="FILE|URL",
        help="The register's file or database, here or before the command.",
        show_default=False,
    ),
]
KnowledgeOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--knowledge",
        metavar="DIR",
        help="A knowledge folder laid over the shipped one.",
        show_default=False,
        exists=True,
    ),
]
TodayOption = Annotated[
    date | None,
    typer.Option(
        "--today", parser=parse_day, metavar="YYYY-MM-DD", help="The day that counts as today.", show_default=False
    ),
]
AsKnownOnOption = Annotated[
    date | None,
    typer.Option(
        "--as-known-on",
        parser=parse_day,
        metavar="YYYY-MM-DD",
        help="Only what was published by that day; an inferred date counts by its last day, an undated report never.",
        show_default=False,
    ),
]
RecordedByOption = Annotated[
    date | None,
    typer.Option(
        "--recorded-by",
        parser=parse_day,
        metavar="YYYY-MM-DD",
        help="Only what the register had learnt by the end of that day (UTC).",
        show_default=False,
    ),
]
OnOption = Annotated[
    date | None,
    typer.Option(
        "--on", parser=parse_day, metavar="YYYY-MM-DD", help="Only what holds on that day.", show_default=False
    ),
]
FormatOption = Annotated[RowFormat, typer.Option("--format", "-f", help="How rows are printed.")]
PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", help="Files, folders, addresses of pages, or - for standard input.", show_default=False
    ),
]


AllowPrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from hosts of private networks too, this machine included.")
]


def settings_of(
    context: typer.Context,
    register: str | None = None,
    knowledge: list[Path] | None = None,
    today: date | None = None,
) -> Settings:
    """Give the settings of a command: its own options, else those before the command, else the defaults."""
    base = context.find_object(Settings) or Settings()
    return replace(
        base,
        register=register_place(register) if register else base.register,
        knowledge=tuple(knowledge or base.knowledge),
        today=today or base.today,
    )
