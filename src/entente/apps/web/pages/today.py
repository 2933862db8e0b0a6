"""Today: what was read last, what is overdue and coming up, and what asks for somebody's eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter

from entente.apps.web.answers import names_in, page
from entente.apps.web.asked import AskedOf
from entente.questions.promises import due_of
from entente.questions.sides import conflicts_of
from entente.questions.waiting import waiting_of
from entente.records.due import Due
from entente.register.queries import StoredReport, list_reports

router = APIRouter()
_READ = 8
_DUE = 12


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The day, the reports read last, what is overdue and coming up, and how much of each there is in all."""

    today: date
    reports: tuple[StoredReport, ...]
    all_reports: int
    overdue: tuple[Due, ...]
    all_overdue: int
    ahead: tuple[Due, ...]
    all_ahead: int
    contradictions: int
    to_review: int
    names: Mapping[str, str]


@page(router, "/", "today.html")
def today(asked: AskedOf) -> TodayPage:
    """Show what was read last, is overdue and comes up, how many contradictions there are, and how much waits for review."""
    desk = asked.desk
    due = due_of(desk)
    overdue, ahead = [item for item in due if item.overdue], [item for item in due if not item.overdue]
    shown = (tuple(overdue[-_DUE:][::-1]), tuple(ahead[:_DUE]))
    reports = sorted(list_reports(desk.register), key=lambda r: (r.recorded, r.reported), reverse=True)
    return TodayPage(
        today=desk.today,
        reports=tuple(reports[:_READ]),
        all_reports=len(reports),
        overdue=shown[0],
        all_overdue=len(overdue),
        ahead=shown[1],
        all_ahead=len(ahead),
        contradictions=len(conflicts_of(desk)),
        to_review=len(waiting_of(desk)),
        names=names_in(shown, desk.all_names),
    )
