"""Standing: who of a country stands how with which authority on a day, and how that came in time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import Asked, AskedOf, MaybeDay, Words
from entente.apps.web.drawings.bars import Bar, Bars, Lane, draw_bars
from entente.apps.web.drawings.scale import spanning
from entente.apps.web.drawings.svg import Element
from entente.apps.web.meaning import Unclear, meant_by
from entente.apps.web.naming import names_in
from entente.apps.web.paging import Pager, Paging, PagingOf, pager
from entente.apps.web.words import counted
from entente.knowledge.phrases.dates import day_words
from entente.model.edtf import days_of
from entente.model.entity import code_of
from entente.questions.positions import standings_page
from entente.records.asked import Page
from entente.records.standing import Standing
from entente.views.grid import Grid, grid, in_words

router = APIRouter()
MOST_DRAWN = 150
"""So many standings of a page are drawn and listed; JSON and CSV give all."""
_COLUMNS = 6
_FEW, _FEW_NAMED = 300, 600  # standings that are brought together by their bodies: of all, of who is asked for
_TONES = {
    "suspended": "bad",
    "banned": "bad",
    "restricted": "soon",
    "neutral_only": "soon",
    "provisional": "soon",
    "reinstated": "good",
    "recognised": "good",
    "eligible": "good",
}


@dataclass(frozen=True, slots=True)
class StandingPage:
    """Who stands how: on a day as a grid of bodies by authorities, and through time, decided or not; of the bodies of one page.

    `first` and `last` is the period of which something is told. `unclear` are names that mean several entities (id to name) or
    none. The pager counts bodies (`counts` is `subject`), or standings, where these are many.
    """

    today: date
    on: date
    country: str
    subject: str
    unclear: Unclear
    first: date | None
    last: date | None
    grid: Grid
    standings: tuple[Standing, ...]
    pager: Pager
    counts: str
    names: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """The authorities that have a column of the grid: where there are many, those with whom most stand somehow."""
        stand = Counter(cell.authority for cell in self.grid.cells)
        often = sorted(self.grid.authorities, key=lambda authority: -stand[authority])
        return tuple(often if len(often) <= _COLUMNS else often[: _COLUMNS - 1])

    @property
    def bodies(self) -> tuple["Body", ...]:
        """The bodies with what is listed of each, and what of it stands in which column on the day; "others" in the last."""
        lines = [Line(n, s, _words(s), period_words(s)) for n, s in enumerate(self.standings[:MOST_DRAWN])]
        by_subject, columns = groupby(lines, lambda line: line.standing.subject), self.columns
        return tuple(_body(subject, tuple(same), self.on, columns) for subject, same in by_subject)


@dataclass(frozen=True, slots=True)
class Line:
    """A standing as it is listed: its number on the page, how it stands, and from when to when."""

    number: int
    standing: Standing
    says: str
    when: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it is listed: all that is told of it, and its cells of the grid on the day."""

    entity: str
    lines: tuple[Line, ...]
    cells: tuple[tuple[Line, ...], ...]

    @property
    def stands(self) -> bool:
        """Tell whether anything holds of it on the day."""
        return any(self.cells)


def _body(entity: str, lines: tuple[Line, ...], on: date, columns: Sequence[str]) -> Body:
    held = [line for line in lines if line.standing.covers(on)]
    cells = [tuple(line for line in held if line.standing.authority == column) for column in columns]
    others = tuple(line for line in held if line.standing.authority not in columns)
    return Body(entity, lines, (*cells, others))


def drawn(asked: Asked, shown: StandingPage) -> Element:
    """Draw the standings of a page as bars in time; each leads to its sentences on the page."""
    numbered = list(enumerate(shown.standings[:MOST_DRAWN]))
    lanes = [
        _lane(asked, shown, list(same)) for _, same in groupby(numbered, lambda one: (one[1].subject, one[1].authority))
    ]
    told = counted(len(shown.standings), "standing")
    summary = f"{told} of {counted(len({s.subject for s in shown.standings}), 'body', 'bodies')}, as bars in time."
    first, last = shown.first or shown.on, shown.last or shown.on
    title = f"Who stands where, {day_words(first)} to {day_words(last)}"
    return draw_bars(Bars(title, summary, tuple(lanes), first, last, shown.on))


@page(router, "/standing", "standing.html", rows="standings", also={"svg": drawn})
def standing(
    asked: AskedOf,
    paging: PagingOf,
    country: Annotated[Words, Query(description="Only bodies of that country, by its code or name.")] = "",
    subject: Annotated[Words, Query(description="Only that body, by name, acronym, code or id.")] = "",
    on: Annotated[MaybeDay, Query(description="The day of the grid; today where none is given.")] = None,
) -> StandingPage:
    """Show who stands how with which authority on a day, and the intervals of each through time, with their sentences."""
    day = on or asked.desk.today
    wanted, unclear = _wanted(asked, country, subject)
    found, rows = ((), 0) if unclear else _found(asked, wanted, paging)
    names = names_in(found, asked.desk)
    bodies = sorted({s.subject for s in found}, key=lambda body: (names.get(body, body), body))
    on_page = bodies if rows else paging.part(bodies)
    places = {body: place for place, body in enumerate(on_page)}
    shown = tuple(sorted((s for s in found if s.subject in places), key=lambda s: _order(s, places)))
    period = spanning([day, *(d for s in shown for d in _days(s))]) if shown else None
    table = grid(shown, day)
    return StandingPage(
        today=asked.desk.today,
        on=day,
        country=country.strip(),
        subject=subject.strip(),
        unclear=unclear,
        first=period[0] if period else None,
        last=period[1] if period else None,
        grid=table,
        standings=shown,
        pager=pager(paging, rows or len(bodies)),
        counts="standing" if rows else "subject",
        names=names,
    )


def _found(asked: Asked, wanted: tuple[str, ...] | None, paging: Paging) -> tuple[tuple[Standing, ...], int]:
    """Give all the standings asked for, and 0; where these are many, those of the page, and how many there are."""
    part = standings_page(asked.desk, wanted, page=Page(paging.limit, offset=paging.first))
    if not part.next and not paging.first:
        return part.rows, 0
    few = _FEW if wanted is None else _FEW_NAMED
    if part.total is not None and part.total > few:
        return part.rows, part.total
    every = standings_page(asked.desk, wanted, page=Page(few))
    return (part.rows, part.total or few) if every.next else (every.rows, 0)


def _wanted(asked: Asked, country: str, subject: str) -> tuple[tuple[str, ...] | None, Unclear]:
    """Give the entities asked for, None for all, and the names that are unclear."""
    text = subject.strip() or country.strip()
    if not text:
        return None, ()
    meant = meant_by(asked, text)
    if meant.unclear or subject.strip():
        return meant.entities, meant.unclear
    codes = sorted({code for entity in meant.entities if (code := code_of(entity))})
    return tuple(dict.fromkeys(entity for code in codes for entity in asked.desk.meant(code).entities)), ()


def _order(standing: Standing, places: Mapping[str, int]) -> tuple[object, ...]:
    begins = standing.first or _told(standing) or date.min
    return places[standing.subject], standing.authority, standing.scope, not standing.decided, begins, standing.status


def _days(standing: Standing) -> list[date]:
    return [day for day in (standing.first, standing.last, _told(standing)) if day]


def _told(standing: Standing) -> date | None:
    """Give the day by which a standing was told of first."""
    found = [days_of(support.reported) for support in standing.supports]
    return min((day for first, last in found if (day := last or first)), default=None)


def _lane(asked: Asked, shown: StandingPage, same: Sequence[tuple[int, Standing]]) -> Lane:
    one = same[0][1]
    authority = (
        " and ".join(shown.names.get(part, part) for part in one.authority.split(" + ")) if one.authority else ""
    )
    under = authority or "authority not named"
    bars = tuple(_bar(number, standing) for number, standing in same)
    return Lane(shown.names.get(one.subject, one.subject), under, asked.entity(one.subject), bars)


def _bar(number: int, standing: Standing) -> Bar:
    words = _words(standing)
    mark = None if standing.decided or standing.first or standing.last else _told(standing)
    full = f"{words}: {period_words(standing)}; {counted(len({s.report for s in standing.supports}), 'report')}"
    texture = "denied" if standing.factuality.endswith(" not") else standing.basis
    sides = (standing.first, standing.last if standing.decided else standing.last or standing.first)
    return Bar(*sides, words, full, _TONES.get(standing.status, "plain"), texture, f"#s-{number}", mark)


def _words(standing: Standing) -> str:
    """Give how something stands in words, and as what it was told where it is not decided."""
    words = in_words(standing)
    return words if standing.decided or words.endswith(standing.basis) else f"{words}, {standing.basis}"


def period_words(standing: Standing) -> str:
    """Give in words from when to when something stands so, and whether the first day is only that of the report."""
    if standing.first is None and standing.last is None:
        return "no day told"
    first = f"from {day_words(standing.first)}" if standing.first else "from a day not known"
    by_report = " (the day of the report)" if standing.by_report and standing.first else ""
    last = f"to {day_words(standing.last)}" if standing.last else "with no end told"
    return f"{first}{by_report} {last if standing.decided or standing.last else ''}".strip()
