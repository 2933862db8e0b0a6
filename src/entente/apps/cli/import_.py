"""`entente import`: people's own sheets into the register."""

import getpass
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entente.apps.cli.options import KnowledgeOption, RegisterOption, settings_of
from entente.apps.cli.output import complain, count, note, print_table
from entente.claims.sheets.headers import NOT_READ, Column, map_columns, mapping_problem
from entente.claims.sheets.words import Entry
from entente.intake.sheet import Sheet, read_sheet
from entente.knowledge.loader import load_knowledge
from entente.model.problem import Problem
from entente.settings import Settings

if TYPE_CHECKING:
    from entente.claims.sheets.rows import SheetReading
    from entente.knowledge.tables import Knowledge
    from entente.register.opening import Register
    from entente.register.sheet_mappings import SheetMapping

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
    typer.Option("--by", envvar="ENTENTE_BY", metavar="NAME", help="Who enters it; else your name at this machine."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the columns with the first rows, and store nothing.")]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the user says of a sheet."""

    columns: dict[str, str]
    kind: str
    by: str


def import_sheet(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    sheet: Annotated[str, typer.Argument(metavar="SHEET", help="A .csv or .xlsx file.", show_default=False)],
    maps: Maps = None,
    kind: Kind = "",
    page: Page = "",
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
    read = read_sheet(sheet, page)
    if isinstance(read, Problem):
        raise _refused(read)
    said = _Said(_mapped(maps or []), kind, by or _own_name())
    with ExitStack() as stack:
        opened = _open(stack, settings, create=not dry_run)
        _bring_in(read, said, load_knowledge(*settings.knowledge), opened, dry_run=dry_run)


def _bring_in(sheet: Sheet, said: _Said, knowledge: "Knowledge", register: "Register | None", *, dry_run: bool) -> None:
    from entente.claims.sheets.rows import read_rows  # slow to import, as all that finds names is
    from entente.register.sheet_mappings import SheetMapping

    before = _remembered(register, sheet)
    mapping = SheetMapping({**before.columns, **said.columns}, said.kind or before.kind)
    if before != SheetMapping():
        said_before = (*(f"{column}={field}" for column, field in before.columns.items()), before.kind)
        note(f"as was said of a sheet with the same columns: {', '.join(filter(None, said_before))}")
    columns = map_columns(sheet.header, mapping.columns, knowledge)
    if dry_run:
        _print_columns(sheet, columns)
    if problem := mapping_problem(columns, mapping.columns, mapping.kind, knowledge):
        raise _refused(problem)
    known = _known(sheet, columns, register, knowledge)
    reading = read_rows(sheet, Entry(columns, mapping.kind, said.by), knowledge, known)
    for problem in reading.problems:
        complain(problem)
    if register is not None and not dry_run:
        _keep(reading, register, knowledge, everything_known=len(known) == len(sheet.rows))
        _remember(register, sheet, mapping)
    _summary(sheet, reading, len(known), dry_run=dry_run)
    raise typer.Exit(1 if reading.problems else 0)


def _mapped(maps: list[str]) -> dict[str, str]:
    pairs = [text.rpartition("=") for text in maps]
    if wrong := next((text for text, (_, sign, _) in zip(maps, pairs, strict=True) if not sign), ""):
        raise typer.BadParameter(f"{wrong!r} maps nothing: write COLUMN=FIELD", param_hint="--map")
    return {column.strip(): field.strip() for column, _, field in pairs}


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a machine without users' names
        return ""


def _open(stack: ExitStack, settings: Settings, *, create: bool) -> "Register | None":
    from entente.register.opening import open_register  # SQLAlchemy is slow to import, and --help needs none

    if not create and isinstance(settings.register, Path) and not settings.register.exists():
        return None
    return stack.enter_context(open_register(settings.register, create=create, tell=note))


def _remembered(register: "Register | None", sheet: Sheet) -> "SheetMapping":
    from entente.register.sheet_mappings import SheetMapping, remembered

    return remembered(register, sheet.header) if register is not None else SheetMapping()


def _remember(register: "Register", sheet: Sheet, mapping: "SheetMapping") -> None:
    from entente.register.sheet_mappings import remember

    remember(register, sheet.header, mapping)


def _known(
    sheet: Sheet, columns: tuple[Column, ...], register: "Register | None", knowledge: "Knowledge"
) -> frozenset[int]:
    """Give the rows that the register has already; only a sheet that an export made can have such."""
    if register is None or not {"id", "report"} <= {column.field for column in columns}:
        return frozenset()
    from entente.register.queries import find_claims
    from entente.views.exports.known_rows import known_rows
    from entente.views.exports.material import gather

    return known_rows(sheet, columns, gather(register, find_claims(register), knowledge))


def _keep(reading: "SheetReading", register: "Register", knowledge: "Knowledge", *, everything_known: bool) -> None:
    """Store the sheet, in place of what it said before; one that says nothing of its own is stored only to take that out."""
    from entente.register.queries import find_report
    from entente.register.store import store

    if reading.claims or (not everything_known and find_report(register, reading.report.key)):
        store(register, reading.report, reading.claims, knowledge)


def _print_columns(sheet: Sheet, columns: tuple[Column, ...]) -> None:
    rows = sheet.rows[:_SHOWN_ROWS]
    print_table(
        [
            {"column": column.header, "read as": column.field, "how": column.how}
            | {f"row {row.number}": _short(row.cells[place]) for row in rows}
            for place, column in enumerate(columns)
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
