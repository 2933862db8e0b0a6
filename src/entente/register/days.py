"""Finds the claims of what lies within some days by an index of their days: of very many, a few of each day, or the first ones.

Claims are given as they were judged, without their evidence and steps.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, or_, select

from entente.model.claim import Claim
from entente.model.edtf import days_of, moved
from entente.register.cell_claims import Place, Sight, cells_told_of, knowable
from entente.register.recent import Recent, corrected_places, named_since, since_latest
from entente.register.tables import chunks, claim_cells, claim_entities, claims
from entente.register.told import claims_at

VAGUE = timedelta(days=31)
"""What is dated less exactly is no day, unless it is an interval."""
_LONG = timedelta(days=400)  # before which nothing began that still goes on
_GOING_ON = 50  # so many of those that began before, and go on
_OF_A_DAY = 5  # where not all are given
_GATHERING = (20, 3)  # of a gathering: so many of the latest are looked at, so many of those told last are taken
_NAMED, _OWN = claim_entities.c, claims.c


@dataclass(frozen=True, slots=True)
class DayQuery:
    """Which claims are asked for: of some days and kinds, that name one of some entities, and are told in some ways, or denied.

    No entities, and no ways, ask for all.
    """

    first: date
    last: date
    kinds: Collection[str]
    entities: Collection[str] = ()
    told: Collection[str] = ()

    def holds(self, claim: Claim, sight: Sight) -> bool:
        """Tell whether a claim, as it was judged, is asked for."""
        begin, end = days_of(claim.when)
        begin = begin or end
        within = begin is not None and begin <= self.last and (end or begin) >= self.first
        named = not self.entities or bool(claim.entities() & set(sight.verdicts.identity.to_canonical(self.entities)))
        told = not self.told or claim.polarity == "negative" or claim.factuality in self.told
        return within and named and told and claim.kind in self.kinds


@dataclass(frozen=True, slots=True)
class OnDays:
    """The claims of some days, and, where not all are among them, how many there are from each day; else nothing."""

    claims: tuple[Claim, ...]
    counts: dict[date, int]


def claims_on_days(connection: Connection, query: DayQuery, sight: Sight, most: int, *, each_day: bool) -> OnDays:
    """Give the claims of some days; where they are more than `most`, a few of each day, or so many of the first days."""
    counts = _counted(connection, query, sight)
    every = sum(counts.values()) <= most
    keys = _within(query, sight)
    if not every and each_day:
        keys = _few_of_each(keys, _OF_A_DAY)
    wanted = keys if every or each_day else keys.order_by(_OWN.when_first, _OWN.report, _OWN.id).limit(most)
    before = _before(query, sight).order_by(_OWN.when_first.desc(), _OWN.report, _OWN.id).limit(_GOING_ON)
    places = [(row.report, row.id) for keys in (wanted, before) for row in connection.execute(keys)]
    found = claims_at(connection, [*places, *corrected_places(connection, query.entities, sight)], sight)
    held = tuple(claim for claim in found.values() if query.holds(claim, sight))
    return OnDays(held, {} if every else counts)


def claims_beside(connection: Connection, told: Iterable[Claim], sight: Sight) -> list[Claim]:
    """Give what may move or call off what some claims tell of: of gatherings what was told last, of other acts what denies them."""
    listed = list(told)
    gatherings = {g for claim in listed if claim.kind == "gathering" for g in claim.roles.get("gathering", ())}
    others = [(c.report, c.as_read or c.id) for c in listed if c.kind != "gathering"]
    places = [*_told_last(connection, gatherings, sight), *_denying(connection, others, sight)]
    return list(claims_at(connection, places, sight).values())


def _source(query: DayQuery, sight: Sight, first: date, last: date) -> Select[Any]:
    """Give the question for claims of the kinds that name the entities, and begin between two days."""
    keys = select(_OWN.report, _OWN.id, _OWN.when_first)
    if query.entities:
        named = sorted(sight.verdicts.identity.all_of(query.entities))
        same = and_(_OWN.report == _NAMED.report, _OWN.id == _NAMED.claim)
        near = (_NAMED.entity.in_(named), _NAMED.kind.in_(sorted(query.kinds)), _NAMED.day.between(first, last))
        keys = keys.join(claim_entities, same).where(*near).distinct()
    else:
        keys = keys.where(_OWN.kind.in_(sorted(query.kinds)))
    if query.told:
        keys = keys.where(or_(_OWN.factuality.in_(sorted(query.told)), _OWN.polarity == "negative"))
    if sight.as_of:
        keys = keys.where(knowable(sight.as_of))
    return keys.where(_OWN.when_first.between(first, last))


def _within(query: DayQuery, sight: Sight) -> Select[Any]:
    near = _OWN.when_last <= moved(query.last, VAGUE)
    return _source(query, sight, query.first, query.last).where(or_(near, _is_interval()))


def _before(query: DayQuery, sight: Sight) -> Select[Any]:
    """Give the question for what began before, and goes on."""
    keys = _source(query, sight, moved(query.first, -_LONG), moved(query.first, -timedelta(days=1)))
    short = and_(_OWN.when_first >= moved(query.first, -VAGUE), _OWN.when_last <= moved(query.first, VAGUE))
    return keys.where(_OWN.when_last >= query.first, or_(short, _is_interval()))


def _is_interval() -> ColumnElement[bool]:
    found: ColumnElement[bool] = _OWN.row["when"].as_string().contains("/")
    return found


def _counted(connection: Connection, query: DayQuery, sight: Sight) -> dict[date, int]:
    keys = _within(query, sight).subquery()
    rows = connection.execute(select(keys.c.when_first, func.count()).group_by(keys.c.when_first))
    return {row[0]: row[1] for row in rows}


def _few_of_each(keys: Select[Any], most: int) -> Select[Any]:
    inner = keys.subquery()
    place = func.row_number().over(partition_by=inner.c.when_first, order_by=(inner.c.report, inner.c.id))
    ranked = select(inner.c.report, inner.c.id, place.label("place")).subquery()
    return select(ranked.c.report, ranked.c.id).where(ranked.c.place <= most)


def _told_last(connection: Connection, gatherings: Collection[str], sight: Sight) -> list[Place]:
    looked_at, taken = _GATHERING
    found: list[Place] = []
    for some in chunks(sorted(sight.verdicts.identity.all_of(gatherings))):
        since = since_latest(some, Recent(["gathering"]), sight, looked_at)
        told = func.coalesce(_OWN.reported_last, literal(date.max)).desc()
        order = (told, _OWN.report.desc(), _OWN.id)
        place = func.row_number().over(partition_by=_NAMED.entity, order_by=order).label("place")
        same = and_(_OWN.report == _NAMED.report, _OWN.id == _NAMED.claim)
        rows = (
            select(_OWN.report, _OWN.id, place)
            .select_from(claim_entities)
            .join(since, named_since(since))
            .join(claims, same)
        )
        ranked = rows.where(_NAMED.kind == "gathering", knowable(sight.as_of)).subquery()
        kept = select(ranked.c.report, ranked.c.id).where(ranked.c.place <= taken)
        found += [(row.report, row.id) for row in connection.execute(kept)]
    return found


def _denying(connection: Connection, places: Collection[Place], sight: Sight) -> list[Place]:
    """Give what denies the acts of which claims tell, or tells of them without a day and not as done."""
    own = {row.cell for row in cells_told_of(connection, places, ("act", "agreement"))}
    undated = and_(_OWN.when_first.is_(None), _OWN.factuality != "asserted")
    same = and_(_OWN.report == claim_cells.c.report, _OWN.id == claim_cells.c.claim)
    beside = select(_OWN.report, _OWN.id).select_from(claim_cells).join(claims, same)
    beside = beside.where(or_(undated, _OWN.polarity == "negative"), knowable(sight.as_of))
    rows_of = (connection.execute(beside.where(claim_cells.c.cell.in_(some))) for some in chunks(sorted(own)))
    return [(row.report, row.id) for rows in rows_of for row in rows]
