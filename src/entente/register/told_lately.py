"""Finds the latest claims that name some entities, and the latest that name somebody of each of two sides.

Claims are given as they were judged, without what they were read from: for views of many claims, of which few are shown. Where they
are is found first, by indexes alone; those that were found in several ways are read together (`claims_found`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, and_, func, literal, select

from entente.model.claim import Claim
from entente.records.support import holds_from
from entente.register.cell_claims import Place, Sight
from entente.register.listed import listed
from entente.register.recent import Recent, named_since, nth_day, since_latest
from entente.register.tables import claim_entities
from entente.register.told import (
    BESIDE,
    ToldQuery,
    changed_told,
    claims_at,
    keys_naming,
    known_then,
    names_one_of,
)

_NAMED = claim_entities.c
_PLACE = (_NAMED.day, _NAMED.report, _NAMED.claim)


@dataclass(frozen=True, slots=True)
class Found:
    """Where claims are, with the days from which they hold; `changed` were corrected or rejected, as `changed_told` gives them."""

    places: Mapping[Place, date]
    changed: Mapping[Place, Claim | None]

    def claims(self, read: Mapping[Place, Claim]) -> list[Claim]:
        """Give the claims in their order; `read` are those at the places."""
        here = ((place, day) for place, day in self.places.items() if place in read and place not in self.changed)
        stored = [((day, *place), read[place]) for place, day in here]
        corrected = [((holds_from(c), c.report, c.id), c) for c in self.changed.values() if c is not None]
        return [claim for _, claim in sorted([*stored, *corrected], key=itemgetter(0))]


def claims_found(connection: Connection, found: Sequence[Found], sight: Sight) -> list[list[Claim]]:
    """Give the claims that were found in each of some ways, in their order, as they were judged."""
    read = claims_at(connection, (place for one in found for place in one.places if place not in one.changed), sight)
    return [one.claims(read) for one in found]


def latest_told(connection: Connection, query: ToldQuery, sight: Sight, most: int) -> Found:
    """Find of each kind that is named at most so many claims, the latest, that name one of the entities of the one side."""
    changed = changed_told(connection, query, sight)
    number = most + len(changed)
    since = _since_by_kind(sight.verdicts.identity.all_of(query.sides[0]), query.kinds, sight, number)
    same = and_(_NAMED.kind == since.c.kind, _NAMED.entity == since.c.entity, _NAMED.day >= since.c.day)
    keys = select(_NAMED.kind, *_PLACE).join(since, same).where(*known_then(_NAMED, sight)).distinct()
    rows = connection.execute(keys.order_by(_NAMED.kind, *(column.desc() for column in _PLACE))).all()
    latest = (row[1:] for _, some in groupby(rows, itemgetter(0)) for row in islice(some, number))
    return Found(_places(latest), changed)


def shared_told(connection: Connection, query: ToldQuery, sight: Sight, most: int, among: int | None = None) -> Found:
    """Find the claims that name somebody of each of two sides, the latest, at most so many.

    Of each entity of the first side only the latest so many claims are looked at (`among`; None: all).
    """
    changed = changed_told(connection, query, sight)
    latest = (_in_both(query, sight) if among is None else _among(query, sight, among)).limit(most + len(changed))
    return Found(_places(connection.execute(latest).all()), changed)


def _in_both(query: ToldQuery, sight: Sight) -> Any:
    """Give the question for all claims of two sides: each side's are found by an index alone, and compared in order."""
    one, other = (keys_naming(side, query.kinds, sight) for side in query.sides)
    both = one.intersect(other)
    return both.order_by(*(both.selected_columns[column.name].desc() for column in _PLACE))


def _among(query: ToldQuery, sight: Sight, most: int) -> Select[Any]:
    """Give the question for those of the latest claims of each entity of the first side that name somebody of the other."""
    one, other = query.sides
    named = sight.verdicts.identity.all_of(one)
    since = since_latest(named, Recent(query.kinds), sight, most - 1)
    keys = select(*_PLACE).join(since, named_since(since)).where(*known_then(_NAMED, sight))
    if len(named) == 1:  # then they are found in their order, and no more than need be
        keys = keys.where(_NAMED.entity == named[0])
    keys = keys.where(_NAMED.kind.in_(sorted(query.kinds))) if query.kinds else keys
    # put in order first, PostgreSQL looks no further than need be who is named beside; SQLite takes it all for one question
    latest = keys.order_by(*(column.desc() for column in _PLACE)).subquery("latest")
    both = select(latest).where(names_one_of(other, sight, latest.c)).distinct()
    return both.order_by(*(latest.c[column.name].desc() for column in _PLACE))


def _places(rows: Iterable[Any]) -> dict[Place, date]:
    return {(report, claim): day for day, report, claim in rows}


def _since_by_kind(named: Collection[str], kinds: Collection[str], sight: Sight, most: int) -> Any:
    """Give for each kind, and each entity, a day from which they are named by so many claims of it, or by all that there are.

    What is older than so many of one of them is not among so many of all.
    """
    of_kind, entity = listed(kinds, "kinds"), listed(named, "named")
    nth = nth_day(sight, most - 1).where(BESIDE.c.entity == entity.c.key, BESIDE.c.kind == of_kind.c.key)
    latest = func.max(nth.correlate(of_kind, entity).scalar_subquery()).over(partition_by=of_kind.c.key)
    day = func.coalesce(latest, literal(date.min)).label("day")
    each = of_kind.join(entity, literal(True))
    return select(of_kind.c.key.label("kind"), entity.c.key.label("entity"), day).select_from(each).subquery()
