"""Who stands where: the standing of some subjects through time or on a day, and the grid of a country's bodies."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.questions.kept import part_of
from entente.records.asked import ALL, Page, Part
from entente.records.standing import Standing
from entente.records.tenures import Tenure
from entente.views.grid import Grid, grid

if TYPE_CHECKING:
    from entente.register.found import RecordQuery


def standings_of(desk: Desk, subjects: Collection[str] | None = None, on: date | None = None) -> tuple[Standing, ...]:
    """Give the standings of some subjects, of all for None; those that hold on a day, else through time, the decided first.

    Raises RegisterError.
    """
    return standings_page(desk, subjects, on, ALL).rows


def standings_page(
    desk: Desk, subjects: Collection[str] | None = None, on: date | None = None, page: Page | None = None
) -> Part[Standing]:
    """Give a part of the standings of some subjects, of all for None, see `standings_of`; as known on a day by their subjects.

    Raises RegisterError, and ValueError where the page is none.
    """
    if subjects is not None and not subjects:
        return Part((), "", 0)
    return part_of(desk, standing_query(subjects or (), on), Standing, page or Page())


def standing_query(subjects: Collection[str], on: date | None) -> "RecordQuery":
    """Give the question for the standings of some subjects, or all; those that hold on a day, or through time."""
    from entente.register.asking import holding
    from entente.register.found import ANY, RecordQuery

    test = holding("decided", on) if on else ANY
    return RecordQuery("standing", [subjects] if subjects else (), ("subject",) if subjects else (), test)


def tenures_page(
    desk: Desk, entities: Collection[str] = (), on: date | None = None, page: Page | None = None
) -> Part[Tenure]:
    """Give a part of the tenures of some entities, bodies or persons, or all: by body, post and day; on a day those held then.

    Raises RegisterError, and ValueError where the page is none.
    """
    return part_of(desk, tenure_query(entities, on), Tenure, page or Page())


def tenure_query(entities: Collection[str], on: date | None) -> "RecordQuery":
    """Give the question for the tenures of some entities, or all; those held on a day, or through time."""
    from entente.register.asking import holding
    from entente.register.found import ANY, RecordQuery

    return RecordQuery("tenure", [entities] if entities else (), (), holding("told", on) if on else ANY)


def grid_of(desk: Desk, subjects: Collection[str] | None, day: date) -> Grid:
    """Give the standings of some subjects, of all for None, on a day: by subject and authority. Raises RegisterError."""
    return grid(standings_of(desk, subjects, day), day)
