"""The calendar: what is planned, was held, ends or is overdue, by months or as a list; to subscribe to as iCalendar."""

from calendar import Calendar, monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import Asked, AskedOf, MaybeDay, Words
from entente.apps.web.meaning import Unclear, meant_by
from entente.apps.web.paging import Pager, PagingOf, pager
from entente.model.edtf import moved
from entente.questions.calendar import Shown, Wished, calendar_material, calendar_of
from entente.views.calendar import Item, Span
from entente.views.exports.calendar import TAKEN, write_ics

router = APIRouter()
_IN_CELL = 3
_LONG_DAYS = 14
"""What lasts longer, or is told no more exactly, stands above the days of a month."""
_BEFORE, _AHEAD = timedelta(days=200), timedelta(days=5 * 365)
_FIRST_YEAR, _LAST_YEAR = 2, 9998
MonthOf = Annotated[
    str,
    Query(
        pattern=r"^(|[0-9]{4}-(0[1-9]|1[0-2]))$", description="Which month, YYYY-MM; that of today where none is given."
    ),
]


class View(StrEnum):
    """How a calendar is shown."""

    MONTH = "month"
    LIST = "list"


class Kind(StrEnum):
    """What a calendar knows."""

    GATHERING = "gathering"
    MEETING = "meeting"
    VISIT = "visit"
    INVITATION = "invitation"
    PARTICIPATION = "participation"
    AGREEMENT = "agreement"


class Told(StrEnum):
    """How something is told."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    HOPED = "hoped"
    ALLEGED = "alleged"


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the month view: whether it is of the month, the numbers of a few of its items, and how many more it has."""

    day: date
    inside: bool
    items: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """What is planned, was held, was called off or ends within a period, by day; of many, those of one page.

    `first` and `last` is the period shown. `weeks` are the days of a month, with items by their numbers (in `all_items`); `long`
    are the numbers of those that last longer, or whose day is not told. `unclear` are names that mean several entities or none.
    `partly` says that there is very much in the period: a few things of each day of a month are shown, or those of the first days.
    """

    today: date
    view: View
    month: str
    entity: str
    entities: tuple[str, ...]
    unclear: Unclear
    kind: tuple[Kind, ...]
    told: tuple[Told, ...]
    first: date
    last: date
    all_items: tuple[str, ...]
    states: tuple[str, ...]
    weeks: tuple[tuple[DayCell, ...], ...]
    long: tuple[int, ...]
    items: tuple[Item, ...]
    partly: bool
    pager: Pager
    names: Mapping[str, str]

    @property
    def before(self) -> str:
        """The month before, "" before the first that there is."""
        return _beside(self.first - timedelta(days=1))

    @property
    def after(self) -> str:
        """The month after, "" after the last that there is."""
        return _beside(self.last + timedelta(days=1))


def subscribed(asked: Asked, shown: CalendarPage) -> bytes:
    """Give the calendar as a file to subscribe to: of the period asked for, else from half a year ago to five years ahead.

    What is only hoped, possible, conditional or alleged is in it where it is asked for, and says so.
    """
    given = dict(asked.query)
    day = shown.today
    span = Span(moved(day, -_BEFORE), moved(day, _AHEAD))
    if shown.view is View.LIST and (given.get("first") or given.get("last")):
        span = Span(shown.first, shown.last)
    told = frozenset(shown.told) or TAKEN
    if shown.unclear:
        return b"".join(write_ics(calendar_material(asked.desk, Wished(span, (), ("none",)))))
    return b"".join(write_ics(calendar_material(asked.desk, Wished(span, shown.entities, shown.kind, told))))


@dataclass(frozen=True, slots=True)
class Days:
    """Which days are asked for, and how they are to be shown."""

    view: View
    month: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be shown of those days."""

    entity: str
    kind: tuple[Kind, ...]
    told: tuple[Told, ...]


def days_asked(
    view: Annotated[View, Query(description="A month with its days, or a list of any period.")] = View.MONTH,
    month: MonthOf = "",
    first: Annotated[MaybeDay, Query(description="The first day of the list; today where none is given.")] = None,
    last: Annotated[MaybeDay, Query(description="The last day of the list; a year later where none is given.")] = None,
) -> Days:
    """Give which days a request asks for."""
    return Days(view, month, first, last)


def chosen_of(
    entity: Annotated[Words, Query(description="Only what names that, by name, acronym, code or id.")] = "",
    kind: Annotated[Sequence[Kind], Query(description="Only that kind; several: any.")] = (),
    told: Annotated[Sequence[Told], Query(description="Only what is told so; several: in any of these ways.")] = (),
) -> Chosen:
    """Give what a request asks for."""
    return Chosen(entity.strip(), tuple(kind), tuple(told))


@page(router, "/calendar", "calendar.html", rows="items", also={"ics": subscribed})
def calendar(
    asked: AskedOf,
    paging: PagingOf,
    days: Annotated[Days, Depends(days_asked)],
    chosen: Annotated[Chosen, Depends(chosen_of)],
) -> CalendarPage:
    """Show what is planned, was held, was called off, is overdue or ends, each with how it was told and its sentences."""
    meant = meant_by(asked, chosen.entity)
    entities = meant.entities
    months = days.view is View.MONTH
    span = _month(days.month, asked.desk.today) if months else _period(days.first, days.last, asked.desk.today)
    wished = Wished(span, entities, chosen.kind, frozenset(chosen.told))
    found_on = Shown(()) if meant.unclear else calendar_of(asked.desk, wished, each_day=months)
    items, counts = found_on.items, found_on.counts
    long = tuple(n for n, item in enumerate(items) if (item.last - item.first).days >= _LONG_DAYS)
    return CalendarPage(
        today=asked.desk.today,
        view=days.view,
        month=_beside(span.first) if months else "",
        entity=chosen.entity,
        entities=entities,
        unclear=meant.unclear,
        kind=chosen.kind,
        told=chosen.told,
        first=span.first,
        last=span.last,
        all_items=tuple(_short(item) for item in items) if months else (),
        states=tuple(_state(item) for item in items) if months else (),
        weeks=_weeks(span, items, frozenset(long), counts) if months else (),
        long=long if months else (),
        items=tuple(paging.part(items)),
        partly=bool(counts),
        pager=pager(paging, len(items)),
        names=asked.desk.named({e for item in items for s in item.supports for e in s.attribution} | set(entities)),
    )


def _short(item: Item) -> str:
    """Give what something is in a few words, for the cell of a day."""
    if item.state == "ends":
        return f"{item.kind} ends: {item.who}"
    return item.who if item.kind == "gathering" else f"{item.kind}: {item.who}"


def _state(item: Item) -> str:
    return "overdue" if item.overdue else item.state


def _month(month: str, today: date) -> Span:
    """Give the days of a month; a year so far off that no month lies beside it counts as the first or last that has one."""
    year, number = (int(part) for part in (month or f"{today:%Y-%m}").split("-"))
    year = min(max(year, _FIRST_YEAR), _LAST_YEAR)
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def _beside(day: date) -> str:
    return f"{day.year:04}-{day.month:02}" if _FIRST_YEAR <= day.year <= _LAST_YEAR else ""


def _period(first: date | None, last: date | None, today: date) -> Span:
    begin = first or (min(today, last) if last else today)
    return Span(begin, last or moved(begin, timedelta(days=365)))


def _weeks(
    span: Span, items: Sequence[Item], long: frozenset[int], counts: Mapping[date, int]
) -> tuple[tuple[DayCell, ...], ...]:
    """Give the weeks of a month, Monday first, with what lies on each day; `counts` is how much that is where not all is shown."""
    on: dict[date, list[int]] = {}
    for number, item in enumerate(items):
        if number not in long:
            begin, end = max(item.first, span.first), min(item.last, span.last)
            for day in range((end - begin).days + 1):
                on.setdefault(begin + timedelta(days=day), []).append(number)
    weeks = Calendar().monthdatescalendar(span.first.year, span.first.month)
    return tuple(tuple(_cell(day, span, on.get(day, []), counts.get(day, 0)) for day in week) for week in weeks)


def _cell(day: date, span: Span, numbers: Sequence[int], counted: int) -> DayCell:
    number = max(len(numbers), counted)
    few = _IN_CELL if number <= _IN_CELL else _IN_CELL - 1
    return DayCell(day, span.first <= day <= span.last, tuple(numbers[:few]), max(number - few, 0))
