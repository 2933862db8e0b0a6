"""The commands that ask the register: show, agreements, standing, timeline, due."""

from enum import StrEnum
from typing import Annotated

import typer

from entente.apps.cli.asking import question
from entente.apps.cli.desk import meant, print_candidates
from entente.apps.cli.options import OnOption, RowFormat
from entente.apps.cli.output import note, print_rows
from entente.apps.cli.render import (
    grid_rows,
    headline,
    print_agreement,
    print_due,
    print_each,
    print_entries,
    print_standing,
)
from entente.apps.cli.sections import print_dossier
from entente.apps.rows import as_row
from entente.questions.desk import Desk
from entente.questions.positions import grid_of, standings_of
from entente.questions.promises import Wanted, agreements_of, due_of
from entente.questions.sides import dossier_of, timeline_of
from entente.records.standing import Standing
from entente.views.grid import Grid
from entente.views.lookup import Found


class State(StrEnum):
    """How an agreement stands."""

    DISCUSSED = "discussed"
    PLANNED = "planned"
    OVERDUE = "overdue"
    REFUSED = "refused"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    ENDED = "ended"


EntityArgument = Annotated[
    str, typer.Argument(metavar="ENTITY", help="An id, a name, an acronym, or a country's code.", show_default=False)
]


@question
def show(desk: Desk, row_format: RowFormat, entity: EntityArgument) -> None:
    """Show what the register knows of an entity: posts, contacts, invitations, agreements, what is due, standing, statements.

    A name that several entities bear lists them; a country's code (`RUS`) means all the entities of that country.

    Examples:

      entente show noc/RUS

      entente show "Syrian Olympic Committee"

      entente show Plitukhin
    """
    found = meant(entity, desk)
    if found.candidates:
        print_candidates(found.candidates, row_format)
        return
    shown = dossier_of(desk, found.entities)
    if row_format is RowFormat.TABLE:
        print_dossier(shown, desk.all_names)
    else:
        print_rows([as_row(shown)], row_format)


@question
def agreements(
    desk: Desk,
    row_format: RowFormat,
    state: Annotated[
        list[State] | None, typer.Option("--state", help="Only agreements that stand so; may be repeated.")
    ] = None,
    party: Annotated[
        list[str] | None,
        typer.Option("--party", metavar="ENTITY", help="Only agreements of that party; repeated: of all of them."),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option("--expiring", metavar="DAYS", min=0, help="Only what is in force and ends within so many days."),
    ] = None,
) -> None:
    """List what was promised and whether it happened: agreements with their stages, each with its sentences.

    One that was planned for a day that is past, with no report of a signing since, is overdue. Who signed is named, and whether he
    still holds his post.

    Examples:

      entente agreements

      entente agreements --state overdue --today 2023-06-15

      entente agreements --party RUS --as-known-on 2023-06-01

      entente agreements --expiring 90 --format csv > ending.csv
    """
    sides = [meant(text, desk) for text in party or ()]
    several = next((found.candidates for found in sides if found.candidates), None)
    if several:
        print_candidates(several, row_format)
        return
    found = agreements_of(desk, Wanted(state or (), [side.entities for side in sides], days))
    print_each(found, row_format, lambda agreement: print_agreement(agreement, desk.all_names), "no agreements")


@question
def standing(
    desk: Desk,
    row_format: RowFormat,
    subject: Annotated[str, typer.Argument(metavar="[SUBJECT]", help="Whose standing; all where none is named.")] = "",
    on: OnOption = None,
    as_grid: Annotated[
        bool,
        typer.Option(
            "--grid", help="The bodies of a country by the federations and committees, on a day (--on, else today)."
        ),
    ] = False,
) -> None:
    """List who stands where: suspended, banned, neutral only, provisional, reinstated, by whom, from when to when.

    A decision and a recommendation are two rows; what is only planned, threatened or denied comes last.

    Examples:

      entente standing

      entente standing RUS --on 2023-11-01

      entente standing "Russian Olympic Committee" --on 2023-11-01 --as-known-on 2023-10-12

      entente standing RUS --grid --on 2023-11-01
    """
    found = meant(subject, desk) if subject else Found()
    if found.candidates:
        print_candidates(found.candidates, row_format)
        return
    subjects = found.entities if subject else None
    if as_grid:
        _print_grid(grid_of(desk, subjects, on or desk.today), row_format, desk)
        return
    rows = standings_of(desk, subjects, on)
    undecided = next((row for row in rows if not row.decided), None)

    def show_one(row: Standing) -> None:
        if row is undecided:
            headline("\nTold, but not decided: planned, hoped, possible, alleged or denied", "bold underline")
        print_standing(row, desk.names)

    print_each(rows, row_format, show_one, "no standing is known")


def _print_grid(shown: Grid, row_format: RowFormat, desk: Desk) -> None:
    if not shown.subjects:
        note(f"no standing is known on {shown.day}")
    print_rows(grid_rows(shown, desk.all_names), row_format)


@question
def timeline(desk: Desk, row_format: RowFormat, entity: EntityArgument) -> None:
    """List all that was told of an entity in the order of time, each line with its sentence.

    What several reports tell of one act shows its path: hoped, planned, then done or denied.

    Examples:

      entente timeline noc/SYR

      entente timeline ANOC --format jsonl
    """
    found = meant(entity, desk)
    if found.candidates:
        print_candidates(found.candidates, row_format)
        return
    print_each(timeline_of(desk, found.entities), row_format, lambda entry: print_entries([entry]), "nothing is known")


@question
def due(desk: Desk, row_format: RowFormat) -> None:
    """List what is overdue and what is coming up: agreements, gatherings, meetings, visits, invitations.

    Examples:

      entente due

      entente due --today 2023-06-15
    """
    print_each(due_of(desk), row_format, print_due, f"nothing is due after {desk.today}, nothing is overdue")
