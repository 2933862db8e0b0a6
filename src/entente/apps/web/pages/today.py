"""Today: what was read last, what is overdue and coming up, and what asks for somebody's eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter

from entente.apps.web.answers import page
from entente.apps.web.asked import AskedOf
from entente.apps.web.naming import names_in
from entente.questions.promises import due_page
from entente.questions.reports import reports_part
from entente.questions.sides import conflicts_page
from entente.questions.waiting import UNSURE
from entente.records.asked import Page, Part
from entente.records.due import Due
from entente.register.proposing import count_unsure
from entente.register.queries import StoredReport

router = APIRouter()
_READ = 8
_DUE = 12
MOST_COUNTED = 1000
"""So many things overdue, coming up and contradictory are counted; there may be more."""


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The day, the newest reports, what is overdue and coming up, and how much of each there is.

    That is None where nobody has counted: as known on a day, or where it is more than `counted_to`. `unsure` is the number of
    claims of little confidence that nobody judged.
    """

    today: date
    reports: tuple[StoredReport, ...]
    all_reports: int
    overdue: tuple[Due, ...]
    all_overdue: int | None
    ahead: tuple[Due, ...]
    all_ahead: int | None
    contradictions: int | None
    unsure: int
    counted_to: int
    names: Mapping[str, str]


@page(router, "/", "today.html")
def today(asked: AskedOf) -> TodayPage:
    """Show what was read last, is overdue and comes up, how many contradictions there are, and how much waits for review."""
    desk = asked.desk
    overdue = due_page(desk, Page(_DUE, backwards=True, count_to=MOST_COUNTED), overdue=True)
    ahead = due_page(desk, Page(_DUE, count_to=MOST_COUNTED), overdue=False)
    reports, count = reports_part(desk, limit=_READ)
    return TodayPage(
        today=desk.today,
        reports=reports,
        all_reports=count,
        overdue=overdue.rows,
        all_overdue=counted(overdue),
        ahead=ahead.rows,
        all_ahead=counted(ahead),
        contradictions=counted(conflicts_page(desk, page=Page(1, count_to=MOST_COUNTED))),
        unsure=count_unsure(desk.register, UNSURE, desk.verdicts),
        counted_to=0 if desk.as_of else MOST_COUNTED,
        names=names_in((overdue.rows, ahead.rows), desk),
    )


def counted(part: Part[Any]) -> int | None:
    """Give how many rows a list has, None where it has more than are shown and nobody has counted them."""
    return part.total if part.total is not None else None if part.next else len(part.rows)
