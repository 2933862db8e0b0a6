"""The commands that hold two sides beside each other: between, conflicts."""

from enum import StrEnum
from typing import Annotated

import typer

from entente.apps.cli.asking import question
from entente.apps.cli.desk import meant, print_candidates
from entente.apps.cli.options import RowFormat
from entente.apps.cli.output import print_rows
from entente.apps.cli.render import headline, line, print_each, print_supports
from entente.apps.cli.sections import print_counterpart
from entente.apps.rows import as_row
from entente.questions.desk import Desk
from entente.questions.sides import between_sides, conflicts_of
from entente.records.conflicts import Conflict
from entente.views.lookup import Found


class About(StrEnum):
    """What reports contradict one another about."""

    VOTES = "votes"
    DATES = "dates"
    DENIAL = "denial"
    POST = "post"


@question
def between(
    desk: Desk,
    row_format: RowFormat,
    one: Annotated[
        str,
        typer.Argument(metavar="ENTITY", help="An id, a name, an acronym, or a country's code.", show_default=False),
    ],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The other side, named in the same ways.", show_default=False)
    ],
) -> None:
    """Show what there is between two sides, before they meet.

    Their last contact, open invitations, agreements and what is due, who holds which post since when and who did before, their
    standing now, what each said of the other, and the gatherings ahead where both are expected. A body's people count for it.

    Examples:

      entente between noc/RUS noc/SYR

      entente between FRA AUS --today 2023-06-15

      entente between ROC "Olympic Committee of Mali" --as-known-on 2023-06-01
    """
    sides = [meant(text, desk) for text in (one, other)]
    several = next((found.candidates for found in sides if found.candidates), None)
    if several:
        print_candidates(several, row_format)
        return
    shown = between_sides(desk, sides[0].entities, sides[1].entities)
    if row_format is RowFormat.TABLE:
        print_counterpart(shown, desk.all_names)
    else:
        print_rows([as_row(shown)], row_format)


@question
def conflicts(
    desk: Desk,
    row_format: RowFormat,
    entity: Annotated[
        str, typer.Argument(metavar="[ENTITY]", help="Only what is about it; all where none is named.")
    ] = "",
    about: Annotated[
        list[About] | None, typer.Option("--about", help="Only contradictions about that; may be repeated.")
    ] = None,
) -> None:
    """List where reports contradict one another: votes, days, who did or did not, who holds a post; with both sides' sentences.

    Copies of one text count as one voice.

    Examples:

      entente conflicts

      entente conflicts noc/RUS --about denial

      entente conflicts --about votes --about dates --format csv > conflicts.csv
    """
    asked = meant(entity, desk) if entity else Found()
    if asked.candidates:
        print_candidates(asked.candidates, row_format)
        return
    found = conflicts_of(desk, asked.entities if entity else None, about or ())
    print_each(found, row_format, _print_conflict, "no contradiction is known")


def _print_conflict(conflict: Conflict) -> None:
    headline(f"{conflict.about}: {conflict.what} [{conflict.kind}]")
    for side in conflict.sides:
        line(side.says)
        print_supports(side.supports)
