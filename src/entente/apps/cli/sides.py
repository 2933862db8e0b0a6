"""The commands that hold two sides beside each other: conflicts."""

from enum import StrEnum
from typing import Annotated

import typer

from entente.apps.cli.asking import question
from entente.apps.cli.desk import Desk, meant, print_candidates
from entente.apps.cli.options import RowFormat
from entente.apps.cli.render import headline, line, print_each, print_supports
from entente.views.conflicts import Conflict
from entente.views.conflicts import conflicts as all_conflicts
from entente.views.lookup import Found


class About(StrEnum):
    """What reports contradict one another about."""

    VOTES = "votes"
    DATES = "dates"
    DENIAL = "denial"
    POST = "post"


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
    claims = desk.claims(asked.entities) if asked.entities or not entity else []
    found = all_conflicts(claims, desk.all_names, desk.kinds)
    found = tuple(c for c in found if not asked.entities or set(asked.entities) & set(c.entities))
    found = tuple(c for c in found if not about or c.about in about)
    print_each(desk.voiced(found), row_format, _print_conflict, "no contradiction is known")


def _print_conflict(conflict: Conflict) -> None:
    headline(f"{conflict.about}: {conflict.kind}: {conflict.what}")
    for side in conflict.sides:
        line(side.says)
        print_supports(side.supports)
