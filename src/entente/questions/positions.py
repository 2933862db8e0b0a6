"""Who stands where: the standing of some subjects through time or on a day, and the grid of a country's bodies."""

from collections.abc import Collection
from datetime import date

from entente.questions.desk import Desk
from entente.records.standing import Standing, on_day, standings
from entente.views.grid import Grid, grid


def standings_of(desk: Desk, subjects: Collection[str] | None = None, on: date | None = None) -> tuple[Standing, ...]:
    """Give the standings of some subjects, of all for None; those that hold on a day, else through time, the decided first.

    Raises RegisterError.
    """
    rows = _rows(desk, subjects)
    return on_day(rows, on) if on else tuple(sorted(rows, key=lambda row: not row.decided))


def grid_of(desk: Desk, subjects: Collection[str] | None, day: date) -> Grid:
    """Give the standings of some subjects, of all for None, on a day: by subject and authority. Raises RegisterError."""
    return grid(_rows(desk, subjects), day)


def _rows(desk: Desk, subjects: Collection[str] | None) -> tuple[Standing, ...]:
    if subjects is not None and not subjects:
        return ()
    found = standings(desk.claims(tuple(subjects or ()), ["standing"]), desk.kinds)
    return desk.voiced(tuple(row for row in found if subjects is None or row.subject in subjects))
