"""Finds the latest claims that name some entities, or two of them, by the index of their days: it takes no longer of many.

Claims are given as they were judged, without what they were read from: for views of many claims, of which few are shown.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, func, literal, select

from entente.model.claim import Claim
from entente.records.support import holds_from
from entente.register.cell_claims import Place, Sight, knowable
from entente.register.tables import chunks, claim_entities, claims, entities
from entente.register.told import BESIDE, claims_at, keys_naming, known_then

_NAMED = claim_entities.c


@dataclass(frozen=True, slots=True)
class Recent:
    """Which claims are asked for: of some kinds (none given: of all), that hold from a day of a period (None: an open side)."""

    kinds: Collection[str] = ()
    first: date | None = None
    last: date | None = None

    def holds(self, claim: Claim) -> bool:
        """Tell whether a claim is asked for."""
        day = holds_from(claim)
        of_kind = not self.kinds or claim.kind in self.kinds
        return of_kind and (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def latest_naming(
    connection: Connection, named: Collection[str], asked: Recent, sight: Sight, most: int
) -> tuple[list[Claim], bool]:
    """Give the latest claims that name one of some entities, and whether older ones were left out."""
    order = (_NAMED.day, _NAMED.report, _NAMED.claim)
    places: dict[Place, tuple[date, str, str]] = {}
    for some in chunks(sorted(named)):
        keys = keys_naming(some, (), sight).where(*_asked(asked)).distinct()
        latest = keys.order_by(*(column.desc() for column in order)).limit(most + 1)
        places |= {(row.report, row.claim): (row.day, row.report, row.claim) for row in connection.execute(latest)}
    kept = sorted(places, key=lambda place: places[place])[-most:]
    return _judged(connection, kept, named, asked, sight, 1), len(places) > most


def latest_naming_two(
    connection: Connection, named: Collection[str], asked: Recent, sight: Sight, most: int
) -> tuple[list[Claim], bool]:
    """Give the claims that name two of some entities, among the latest of each, about so many; and whether there are older ones.

    Of each entity the claims are looked at that hold from the day of the so-manieth of its latest, or later.
    """
    every = sorted(sight.verdicts.identity.all_of(named))
    places: list[Place] = []
    older = False
    for some in chunks(every):
        since = since_latest(some, asked, sight, most)
        both = select(_NAMED.report, _NAMED.claim).join(since, named_since(since))
        both = both.where(*_asked(asked), *known_then(_NAMED, sight))
        both = both.group_by(_NAMED.report, _NAMED.claim).having(func.count(_NAMED.entity.distinct()) > 1)
        places += [(row.report, row.claim) for row in connection.execute(both)]
        older = older or connection.scalar(select(func.count(since.c.day))) != 0
    return _judged(connection, places, named, asked, sight, 2), older


def latest_of_each(
    connection: Connection, named: Collection[str], asked: Recent, sight: Sight, most: int
) -> list[Claim]:
    """Give about so many of the latest claims of each of some entities."""
    places: list[Place] = []
    for some in chunks(sorted(named)):
        since = since_latest(some, asked, sight, most - 1)
        keys = select(_NAMED.report, _NAMED.claim).join(since, named_since(since))
        keys = keys.where(*_asked(asked), *known_then(_NAMED, sight)).distinct()
        places += [(row.report, row.claim) for row in connection.execute(keys)]
    return list(claims_at(connection, sorted(set(places)), sight).values())


def since_latest(named: Collection[str], asked: Recent, sight: Sight, most: int) -> Subquery:
    """Give the day of the claim after so many of the latest of each entity, null where it has no more than these."""
    nth = nth_day(sight, most).where(BESIDE.c.entity == entities.c.id, *_asked(asked, BESIDE.c))
    day = nth.correlate(entities).scalar_subquery()
    found = select(entities.c.id, day.label("day")).where(entities.c.id.in_(sorted(named)))
    return found.limit(len(named)).subquery()  # with a limit it is worked out once, not for each claim


def nth_day(sight: Sight, most: int) -> Select[Any]:
    """Give the question for the day of the claim after so many of the latest; whom they name (`BESIDE`) is still to be said."""
    place = (BESIDE.c.day, BESIDE.c.report, BESIDE.c.claim)
    nth = select(BESIDE.c.day).where(*known_then(BESIDE.c, sight)).group_by(*place)
    return nth.order_by(*(column.desc() for column in place)).limit(1).offset(most)


def named_since(since: Any) -> ColumnElement[bool]:
    """Give what holds of rows that name an entity from its day on: that of `since_latest`, or any where it has none."""
    return and_(_NAMED.entity == since.c.id, _NAMED.day >= func.coalesce(since.c.day, literal(date.min)))


def _asked(asked: Recent, table: Any = _NAMED) -> Iterator[ColumnElement[bool]]:
    if asked.kinds:
        yield table.kind.in_(sorted(asked.kinds))
    if asked.first:
        yield table.day >= asked.first
    if asked.last:
        yield table.day <= asked.last


def _judged(
    connection: Connection, places: Iterable[Place], named: Collection[str], asked: Recent, sight: Sight, least: int
) -> list[Claim]:
    """Give the claims at some places, and corrected ones, as judged, as far as they name so many of the entities."""
    wanted = frozenset(sight.verdicts.identity.to_canonical(named))
    found = claims_at(connection, [*places, *corrected_places(connection, wanted, sight)], sight)
    return [claim for claim in found.values() if len(claim.entities() & wanted) >= least and asked.holds(claim)]


def corrected_places(connection: Connection, wanted: Collection[str], sight: Sight) -> list[Place]:
    """Give the claims that name one of some entities only since they were corrected, or are of another day since."""
    changed = [
        claim
        for by_claim in sight.verdicts.decisions.values()
        for claim, decision in by_claim.items()
        if decision.changes and not decision.rejected and _may_name(decision.changes, wanted, sight)
    ]
    if not changed:
        return []
    rows = select(claims.c.report, claims.c.id).where(claims.c.id.in_(sorted(changed)), knowable(sight.as_of))
    return [(row.report, row.id) for row in connection.execute(rows)]


def _may_name(changes: Any, wanted: Collection[str], sight: Sight) -> bool:
    fillers = (*changes.get("roles", {}).values(), changes.get("where", ()), changes.get("attribution", ()))
    of = sight.verdicts.identity.of
    return "when" in changes or any(of(entity) in wanted for ids in fillers for entity in ids)
