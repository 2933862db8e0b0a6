"""`entente import`: people's own sheets into the register."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.apps.cli.options import KnowledgeOption, RegisterOption, settings_of
from entente.apps.cli.output import complain, count, note, print_table
from entente.apps.cli.signing import login_name
from entente.claims.sheets.headers import NOT_READ, Said
from entente.intake.sheet import Sheet, read_sheet
from entente.knowledge.loader import load_knowledge
from entente.model.problem import Problem
from entente.settings import Settings

if TYPE_CHECKING:
    from entente.claims.sheets.rows import SheetReading
    from entente.importing import Plan
    from entente.knowledge.tables import Knowledge
    from entente.register.handle import Register

_SHOWN_ROWS = 3
_SHOWN_LETTERS = 40
Maps = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="COLUMN=FIELD", help=f"What a column is read as, {NOT_READ} for nothing; may be repeated."
    ),
]
Kind = Annotated[str, typer.Option("--kind", help="The kind of claim that all rows make, where none of them tells.")]
Page = Annotated[str, typer.Option("--page", help="The page of a workbook; else its first with anything in it.")]
By = Annotated[
    str,
    typer.Option(
        "--by", envvar="ENTENTE_USER", metavar="NAME", callback=login_name, help="Who enters it; else your login name."
    ),
]
Header = Annotated[
    int,
    typer.Option(
        "--header", metavar="ROW", min=0, help="The row that names the columns; else the first with anything."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the columns with the first rows, and store nothing.")]


def import_sheet(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    sheet: Annotated[str, typer.Argument(metavar="SHEET", help="A .csv or .xlsx file.", show_default=False)],
    maps: Maps = None,
    kind: Kind = "",
    page: Page = "",
    header: Header = 0,
    by: By = "",
    dry_run: DryRun = False,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Bring the rows of a sheet that you keep yourself into the register, one claim a row, with the row as its passage.

    The first row names the columns. What a column is read as is guessed from its name ("Who", "Date", "Body", "Decision"); see it
    with `--dry-run`, and say otherwise with `--map`, which is remembered for sheets with the same columns. Cells may hold names,
    acronyms or ids. A row that cannot be understood is told, and the others go in. Importing a sheet again replaces what it said,
    `withdraw` takes it out, and rows of an `export` that nobody changed are left alone.

    Examples:

      entente import decisions.xlsx --dry-run

      entente import decisions.xlsx --map "Decided on=when" --map Remarks=- --by "Ana Sousa"

      entente import meetings.csv --kind meeting
    """
    settings = settings_of(context, register, knowledge)
    read = read_sheet(sheet, page, header)
    if isinstance(read, Problem):
        raise _refused(read)
    said = Said(_mapped(maps or []), kind, by)
    with ExitStack() as stack:
        opened = _open(stack, settings, create=not dry_run)
        _bring_in(read, said, load_knowledge(*settings.knowledge), opened, dry_run=dry_run)


def _bring_in(
    sheet: Sheet,
    said: Said,
    knowledge: "Knowledge",
    register: "Register | None",
    *,
    dry_run: bool,
) -> None:
    from entente.importing import (  # slow to import, as all that finds names is
        keep_sheet,
        plan_of,
        read_sheet_rows,
    )

    plan = plan_of(sheet, said, knowledge, register)
    if before := [
        *(f"{column}={field}" for column, field in plan.before.columns.items()),
        *filter(None, [plan.before.kind]),
    ]:
        note(f"as was said of a sheet with the same columns: {', '.join(before)}")
    if dry_run:
        _print_columns(plan)
    if plan.problem:
        raise _refused(plan.problem)
    reading, known = read_sheet_rows(plan, said, knowledge, register)
    for problem in reading.problems:
        complain(problem)
    if register is not None and not dry_run:
        keep_sheet(plan, reading, known, register, knowledge)
    _summary(sheet, reading, len(known), dry_run=dry_run)
    raise typer.Exit(1 if reading.problems else 0)


def _mapped(maps: list[str]) -> dict[str, str]:
    pairs = [text.rpartition("=") for text in maps]
    if wrong := next((text for text, (_, sign, _) in zip(maps, pairs, strict=True) if not sign), ""):
        raise typer.BadParameter(f"{wrong!r} maps nothing: write COLUMN=FIELD", param_hint="--map")
    return {column.strip(): field.strip() for column, _, field in pairs}


def _open(stack: ExitStack, settings: Settings, *, create: bool) -> "Register | None":
    from entente.register.opening import open_register  # SQLAlchemy is slow to import, and --help needs none

    if not create and isinstance(settings.register, Path) and not settings.register.exists():
        return None
    return stack.enter_context(open_register(settings.register, create=create, tell=note))


def _print_columns(plan: "Plan") -> None:
    rows = plan.sheet.rows[:_SHOWN_ROWS]
    print_table(
        [
            {"column": column.header, "read as": column.field, "how": column.how}
            | {f"row {row.number}": _short(row.cells[place]) for row in rows}
            for place, column in enumerate(plan.columns)
        ]
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN_LETTERS else f"{words[: _SHOWN_LETTERS - 1]}…"


def _summary(sheet: Sheet, reading: "SheetReading", known: int, *, dry_run: bool) -> None:
    parts = [count(len(sheet.rows), "row"), count(len(reading.claims), "claim")]
    if known:
        parts.append(f"{known} in the register already")
    if reading.problems:
        parts.append(f"{len(reading.problems)} not understood")
    note(f"{', '.join(parts)}{', nothing stored' if dry_run else ''}")


def _refused(problem: Problem) -> typer.Exit:
    complain(problem)
    return typer.Exit(1)
