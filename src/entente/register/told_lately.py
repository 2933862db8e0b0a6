"""Finds the latest claims that name some entities, and the latest that name somebody of each of two sides.

Claims are given as they were judged, without what they were read from: for views of many claims, of which few are shown.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Select, and_, func, literal, select

from entente.model.claim import Claim
from entente.records.asked import Key
from entente.register.cell_claims import Place, Sight
from entente.register.recent import Recent, named_since, nth_day, since_latest
from entente.register.tables import claim_entities
from entente.register.told import (
    ToldQuery,
    changed_told,
    claims_at,
    key_of,
    keys_naming,
    keys_of,
    known_then,
    told_key,
)

_NAMED = claim_entities.c
_PLACE = (_NAMED.day, _NAMED.report, _NAMED.claim)


def latest_told(connection: Connection, query: ToldQuery, sight: Sight, most: int) -> list[Claim]:
    """Give of each kind that is named at most so many claims, the latest, as they were judged.

    They name one of the entities of the one side that is asked for.
    """
    changed = changed_told(connection, query, sight)
    number = most + len(changed)
    named = sorted(sight.verdicts.identity.all_of(query.sides[0]))
    since = _since_by_kind(named, query.kinds, sight, number)
    keys = select(_NAMED.kind, *_PLACE).join(since, and_(_NAMED.kind == since.c.kind, _NAMED.day >= since.c.day))
    keys = keys.where(_NAMED.entity.in_(named), *_of(_NAMED, query.kinds), *known_then(_NAMED, sight)).distinct()
    rows = connection.execute(keys.order_by(_NAMED.kind, *(column.desc() for column in _PLACE)))
    latest = (row for _, some in groupby(rows, attrgetter("kind")) for row in list(some)[:number])
    return _as_judged(connection, _places(latest), changed, sight)


def shared_told(
    connection: Connection, query: ToldQuery, sight: Sight, most: int, among: int | None = None
) -> list[Claim]:
    """Give the claims that name somebody of each of two sides, the latest, at most so many, as they were judged.

    Of each entity of the first side only the latest so many claims are looked at (`among`; None: all).
    """
    changed = changed_told(connection, query, sight)
    latest = (_in_both(query, sight) if among is None else _among(query, sight, among)).limit(most + len(changed))
    return _as_judged(connection, _places(connection.execute(latest)), changed, sight)


def _in_both(query: ToldQuery, sight: Sight) -> Any:
    """Give the question for all claims of two sides: each side's are found by an index alone, and compared in order."""
    one, other = (keys_naming(side, query.kinds, sight) for side in query.sides)
    both = one.intersect(other)
    return both.order_by(*(both.selected_columns[column.name].desc() for column in _PLACE))


def _among(query: ToldQuery, sight: Sight, most: int) -> Select[Any]:
    """Give the question for those of the latest claims of each entity of the first side that name somebody of the other."""
    named = sight.verdicts.identity.all_of(query.sides[0])
    since = since_latest(named, Recent(query.kinds), sight, most - 1)
    keys = keys_of(query, sight).join(since, named_since(since))
    return keys.order_by(*(column.desc() for column in _PLACE))


def _places(rows: Iterable[Any]) -> dict[Place, Key]:
    return {(row.report, row.claim): key_of(row.day, row.report, row.claim) for row in rows}


def _since_by_kind(named: Collection[str], kinds: Collection[str], sight: Sight, most: int) -> Any:
    """Give for each kind a day from which some entities are named by so many claims of it, or by all that there are.

    What is older than so many of one of them is not among so many of all.
    """
    of_kind, entity = (_listed(values, name) for values, name in ((kinds, "kinds"), (named, "named")))
    beside = claim_entities.alias()
    nth = nth_day(beside, sight, most - 1).where(beside.c.entity == entity.c.key, beside.c.kind == of_kind.c.key)
    day = func.coalesce(func.max(nth.correlate(of_kind, entity).scalar_subquery()), literal(date.min))
    found = select(of_kind.c.key.label("kind"), day.label("day")).select_from(of_kind.join(entity, literal(True)))
    return found.group_by(of_kind.c.key).subquery()


def _listed(values: Collection[str], name: str) -> Any:
    """Give texts as the rows of a table: both databases take the names in a JSON object for rows."""
    return func.json_each(literal(dict.fromkeys(values), JSON)).table_valued("key", name=name)


def _of(table: Any, kinds: Collection[str]) -> Iterable[ColumnElement[bool]]:
    return [table.kind.in_(sorted(kinds))] if kinds else []


def _as_judged(
    connection: Connection, places: Mapping[Place, Key], changed: Mapping[Place, Claim | None], sight: Sight
) -> list[Claim]:
    kept = [place for place in places if place not in changed]
    stored = ((places[place], claim) for place, claim in claims_at(connection, kept, sight, bare=True).items())
    corrected = ((told_key(claim), claim) for claim in changed.values() if claim is not None)
    return [claim for _, claim in sorted([*stored, *corrected], key=itemgetter(0))]
