"""The timeline of a body: what was told of it in lanes by kind, a period at a time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import Asked, AskedOf, MaybeDay, Words
from entente.apps.web.drawings.lanes import Column, Lane, Lanes, Mark, draw_lanes
from entente.apps.web.drawings.scale import spanning
from entente.apps.web.drawings.svg import Element
from entente.apps.web.meaning import Unclear, meant_by
from entente.apps.web.naming import names_in
from entente.apps.web.paging import Pager, PagingOf, pager
from entente.apps.web.periods import Part, around, inside, parts_of
from entente.apps.web.tallies import Period, number_of, tallies_of
from entente.apps.web.words import counted, spaced
from entente.knowledge.phrases.dates import day_words
from entente.model.edtf import days_of
from entente.questions.lately import named_lately
from entente.questions.sides import timeline_counts, timeline_page
from entente.records.asked import Page, place_of
from entente.views.timeline import Entry

router = APIRouter()
MOST_MARKS = 120
"""So many claims are drawn one by one; more are counted by parts of the period."""
_CELLS = 300
_FEWEST = 12
_SAID = 200  # letters of what a mark says


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What was told of an entity in a period: counted by kind and factuality, and by parts of it, and the entries of one page.

    `asked_first` and `asked_last` are the period asked for, `first` and `last` that which is shown; `undated` entries lie in none.
    `periods` are where to look closer; `columns` what is drawn where the entries are too many to be drawn one by one. `lately` is
    whom the reports read last name most, where nobody is asked for.
    """

    today: date
    entity: str
    entities: tuple[str, ...]
    unclear: Unclear
    kind: tuple[str, ...]
    asked_first: date | None
    asked_last: date | None
    first: date | None
    last: date | None
    undated: int
    kinds: Mapping[str, Mapping[str, int]]
    periods: tuple[Period, ...]
    columns: tuple[Period, ...]
    marks: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    pager: Pager
    lately: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def factualities(self) -> tuple[str, ...]:
        """How anything was told, the most usual first."""
        told = Counter({f: 0 for by in self.kinds.values() for f in by})
        for by in self.kinds.values():
            told.update(by)
        return tuple(f for f, _ in told.most_common())

    @property
    def around(self) -> Part | None:
        """The month or the year around the period asked for."""
        return around(self.asked_first, self.asked_last) if self.asked_first and self.asked_last else None


def drawn(asked: Asked, shown: TimelinePage) -> Element:
    """Draw a period in lanes by kind: each entry leads to its sentence, or each column into its part of the period."""
    first, last = shown.first or shown.today, shown.last or shown.today
    who = ", ".join(shown.names.get(e, e) for e in shown.entities[:1]) or "Nobody"
    title = f"{who}, {day_words(first)} to {day_words(last)}"
    number = number_of(shown.kinds)
    summary = (
        f"{counted(number, 'claim')} in {counted(len(shown.kinds), 'lane')} by kind; texture says how each was told."
    )
    lanes = tuple(_lane(asked, shown, kind, by) for kind, by in shown.kinds.items())
    return draw_lanes(Lanes(title, summary, lanes, first, last, shown.today))


@page(router, "/timeline", "timeline.html", rows="entries", also={"svg": drawn})
def timeline(
    asked: AskedOf,
    paging: PagingOf,
    entity: Annotated[Words, Query(description="Of whom, by name, acronym, code or id.")] = "",
    kind: Annotated[Sequence[Words], Query(description="Only claims of that kind; several: of any.")] = (),
    first: Annotated[MaybeDay, Query(description="Only what begins on that day or later.")] = None,
    last: Annotated[MaybeDay, Query(description="Only what begins on that day or earlier.")] = None,
) -> TimelinePage:
    """Show what was told of a body in the order of time, in lanes by kind, with how surely it was told; years, months, days."""
    meant = meant_by(asked, entity)
    entities = meant.entities
    tallies = tallies_of(timeline_counts(asked.desk, entities, kind, first, last))
    period = _period(first, last, tallies.days)
    kinds = tallies.told()
    rows, undated = number_of(kinds), number_of(tallies.told(date.max))
    dated = rows - undated
    part = _Listed(entities, tuple(kind), period[0] if period else None)
    entries = _entries(asked, part, paging.first, min(paging.limit, rows - paging.first))
    fine = parts_of(*period, max(_CELLS // max(len(kinds), 1), _FEWEST)) if period and dated > MOST_MARKS else ()
    marks = _entries(asked, part, 0, dated) if dated <= MOST_MARKS else ()
    lately = () if entity.strip() else named_lately(asked.desk)
    return TimelinePage(
        today=asked.desk.today,
        entity=entity.strip(),
        entities=entities,
        unclear=meant.unclear,
        kind=tuple(kind),
        asked_first=first,
        asked_last=last,
        first=period[0] if period else None,
        last=period[1] if period else None,
        undated=undated,
        kinds=kinds,
        periods=tallies.periods(inside(*period)) if period else (),
        columns=tallies.periods(fine),
        marks=marks,
        entries=entries,
        pager=pager(paging, rows),
        lately=lately,
        names=names_in((entries, entities, lately), asked.desk),
    )


def begin_of(entry: Entry) -> date | None:
    """Give the day from which an entry holds: its own, else that of its report; None where neither is known."""
    first, last = days_of(entry.when)
    told = days_of(entry.support.reported)
    return first or last or told[1] or told[0]


def _period(first: date | None, last: date | None, days: Iterable[date]) -> tuple[date, date] | None:
    """Give the period to show: as asked for, its open sides where what was told begins and ends."""
    if first and last:
        return (first, last) if first <= last else None
    within = [day for day in days if (first is None or first <= day) and (last is None or day <= last)]
    found = spanning(within)
    if found is None:
        return None
    return first or found[0], last or found[1]


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a list is of: the entities, the kinds, and the day with which it begins."""

    entities: tuple[str, ...]
    kinds: tuple[str, ...]
    first: date | None


def _entries(asked: Asked, part: _Listed, offset: int, limit: int) -> tuple[Entry, ...]:
    """Give so many entries after so many others, from the first day on."""
    if limit <= 0:
        return ()
    after = place_of((f"{part.first}\t\t", 0, 0)) if part.first else ""
    return timeline_page(asked.desk, part.entities, Page(limit, after, offset), part.kinds).rows


def _lane(asked: Asked, shown: TimelinePage, kind: str, by: Mapping[str, int]) -> Lane:
    address = asked.here(kind=kind, page=None)
    marks = tuple(_mark(asked, shown, number, entry) for number, entry in enumerate(shown.marks) if entry.kind == kind)
    columns = tuple(_column(asked, kind, part) for part in shown.columns if kind in part.told)
    return Lane(spaced(kind), counted(sum(by.values()), "claim"), address, marks, columns)


def _mark(asked: Asked, shown: TimelinePage, number: int, entry: Entry) -> Mark:
    first, last = days_of(entry.when)
    begin = begin_of(entry) or shown.today
    place, on = divmod(number, shown.pager.limit)
    here = f"#e-{on}" if place + 1 == shown.pager.page else f"{asked.here(page=place + 1)}#e-{on}"
    when = day_words(entry.when) or f"told {day_words(entry.support.reported)}"
    ends = last if first else begin
    full = f"{when}: {spaced(entry.kind)}, {entry.factuality}: {entry.says}"
    return Mark(begin, ends or begin, "/" in entry.when, entry.factuality, full[:_SAID], here)


def _column(asked: Asked, kind: str, part: Period) -> Column:
    told = part.told[kind]
    ways = ", ".join(f"{number:,} {factuality}" for factuality, number in told.items())
    full = f"{part.name}, {spaced(kind)}: {ways}"
    return Column(part.first, part.last, told, full, asked.here(first=part.first, last=part.last, page=None))
