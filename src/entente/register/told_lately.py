"""Finds the latest claims that name some entities, and the latest that name somebody of each of two sides.

Claims are given as they were judged, without what they were read from: for views of many claims, of which few are shown.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, select

from entente.model.claim import Claim
from entente.records.asked import Key
from entente.register.cell_claims import Place, Sight
from entente.register.recent import claims_at
from entente.register.tables import claim_entities, entities
from entente.register.told import ToldQuery, changed_told, key_of, keys_of, known_then, told_key

_NAMED = claim_entities.c


def latest_told(connection: Connection, query: ToldQuery, sight: Sight, most: int) -> list[Claim]:
    """Give of each kind named, or of all together, at most so many claims, the latest, as they were judged.

    They name one of the entities of the one side that is asked for.
    """
    changed = changed_told(connection, query, sight)
    number, places = most + len(changed), dict[Place, Key]()
    together: list[tuple[str, ...]] = [(kind,) for kind in query.kinds]
    for kinds in together or [()]:
        own = ToldQuery(query.sides, kinds)
        keys = keys_of(own, sight)
        if len(query.sides[0]) > 1:  # what is older than the latest of one of them is not the latest of all
            since = _since(own, sight, number)
            keys = keys.where(
                _NAMED.day >= select(func.coalesce(func.max(since.c.day), literal(date.min))).scalar_subquery()
            )
        places |= _latest(connection, keys, number)
    return _as_judged(connection, places, changed, sight)


def shared_told(
    connection: Connection, query: ToldQuery, sight: Sight, most: int, among: int | None = None
) -> list[Claim]:
    """Give the claims that name somebody of each of two sides, the latest, at most so many, as they were judged.

    Of each entity of the first side only the latest so many claims are looked at (`among`; None: all).
    """
    changed, keys = changed_told(connection, query, sight), keys_of(query, sight)
    if among is not None:
        since = _since(query, sight, among)
        first = func.coalesce(since.c.day, literal(date.min))
        keys = keys.join(since, and_(since.c.id == _NAMED.entity, _NAMED.day >= first))
    return _as_judged(connection, _latest(connection, keys, most + len(changed)), changed, sight)


def number_naming(connection: Connection, query: ToldQuery) -> int:
    """Give how often claims of some kinds name one of the entities of the first side."""
    named = _NAMED.entity.in_(sorted(query.sides[0])), _NAMED.kind.in_(sorted(query.kinds))
    return connection.scalar(select(func.count()).select_from(claim_entities).where(*named)) or 0


def _latest(connection: Connection, keys: Select[Any], most: int) -> dict[Place, Key]:
    order = (_NAMED.day, _NAMED.report, _NAMED.claim)
    rows = connection.execute(keys.order_by(*(column.desc() for column in order)).limit(most))
    return {(row.report, row.claim): key_of(row.day, row.report, row.claim) for row in rows}


def _since(query: ToldQuery, sight: Sight, most: int) -> Any:
    """Give the day of the so-manieth of the latest claims of each entity of the first side, null where it has fewer."""
    named = sorted(sight.verdicts.identity.all_of(query.sides[0]))
    beside = claim_entities.alias()
    place = (beside.c.day, beside.c.report, beside.c.claim)
    nth = select(beside.c.day).where(
        beside.c.entity == entities.c.id, *_of(beside.c, query.kinds), *known_then(beside.c, sight)
    )
    nth = nth.group_by(*place).order_by(*(column.desc() for column in place)).limit(1).offset(most - 1)
    day = nth.correlate(entities).scalar_subquery()
    found = select(entities.c.id, day.label("day")).where(entities.c.id.in_(named))
    return found.limit(len(named)).subquery()  # with a limit it is worked out once, not for each claim


def _of(table: Any, kinds: Collection[str]) -> Iterable[ColumnElement[bool]]:
    return [table.kind.in_(sorted(kinds))] if kinds else []


def _as_judged(
    connection: Connection, places: Mapping[Place, Key], changed: Mapping[Place, Claim | None], sight: Sight
) -> list[Claim]:
    kept = [place for place in places if place not in changed]
    stored = ((places[claim.report, claim.id], claim) for claim in claims_at(connection, kept, sight))
    corrected = ((told_key(claim), claim) for claim in changed.values() if claim is not None)
    return [claim for _, claim in sorted([*stored, *corrected], key=itemgetter(0))]
