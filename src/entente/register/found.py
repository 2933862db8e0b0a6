"""Finds records, part by part: those that the register keeps by an index, those of stale cells worked out when they are asked for.

As known on a day, or as the register knew then, cells are gone through in order, and those that were told of since, or recorded
since, are worked out from what was known.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, func, select, true, tuple_

from entente.records.asked import Key, Page
from entente.records.cells import CELLS
from entente.register.cell_claims import Cell, Sight, records_in
from entente.register.keeping import stale_cells
from entente.register.record_rows import record_row
from entente.register.tables import cells, chunks, record_entities, records

_FEW = 400  # cells that one question takes
_FIRST_CELLS = 8  # looked at together, as known on a day; then twice as many each time


@dataclass(frozen=True, slots=True)
class Test:
    """What has to hold of a record: as a condition on its row in the database, and on a row that is at hand."""

    in_database: ColumnElement[bool]
    at_hand: Callable[[Mapping[str, Any]], bool]


ANY = Test(true(), lambda _: True)


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records are asked for: of a kind, of one of the entities of each side, for which a test holds; `role` is theirs in it.

    No side asks for all, and no role for every one.
    """

    kind: str
    sides: Sequence[Collection[str]] = ()
    roles: Collection[str] = ()
    test: Test = ANY


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record's row, and where it stands."""

    key: Key
    row: Mapping[str, Any] = field(repr=False)


def find_records(
    connection: Connection, query: RecordQuery, sight: Sight, page: Page
) -> tuple[list[FoundRecord], int | None]:
    """Give the records of a part in their order, one more than its limit where others follow, and how many there are in all.

    The number is None as known on a day: cells would all have to be worked out.
    """
    live = _live(connection, query, sight)
    wanted = page.wanted
    if sight.as_of:
        found = list(islice(_as_known(connection, query, sight, page, live), wanted))
        return found[page.offset :], None
    worked_out = _worked_out(connection, query, sight, live)
    stored = _stored(connection, query, live.keys(), page)
    after = [one for one in worked_out if page.follows(one.key)]
    merged = sorted([*stored, *after], key=lambda one: one.key, reverse=page.backwards)[:wanted]
    return merged[page.offset :], _count(connection, query, live.keys()) + len(worked_out)


def cell_kinds(kind: str) -> tuple[str, ...]:
    """Give the kinds of cells that give records of a kind."""
    return tuple(name for name, cell in CELLS.items() if kind in cell.gives)


def _live(connection: Connection, query: RecordQuery, sight: Sight) -> dict[int, Cell]:
    """Give the cells whose records are to be worked out now: those that are stale, or of claims that were judged anew."""
    kinds = cell_kinds(query.kind)
    stale = stale_cells(connection, kinds=kinds)
    return stale | {n: cell for n, cell in sight.moved.touched.items() if cell[0] in kinds}


def _worked_out(
    connection: Connection, query: RecordQuery, sight: Sight, wanted: Mapping[int, Cell]
) -> list[FoundRecord]:
    """Give the records of cells for which the query holds, worked out from their claims, in order."""
    found: list[FoundRecord] = []
    for number, _, own in records_in(connection, wanted, sight):
        for place, record in enumerate(own):
            row = record_row(number, place, record)
            named = [set(record.entities.get(role, ())) for role in query.roles or record.entities]
            held = all(any(set(side) & ids for ids in named) for side in query.sides)
            if record.kind == query.kind and held and query.test.at_hand(row):
                found.append(FoundRecord((record.sort, number, place), row))
    return sorted(found, key=lambda one: one.key)


def _stored(connection: Connection, query: RecordQuery, live: Collection[int], page: Page) -> list[FoundRecord]:
    """Give the records that are kept, of cells that are not live, after where the part begins."""
    few = len(live) <= _FEW
    keys = _keys(query).where(records.c.cell.not_in(sorted(live))) if live and few else _keys(query)
    source = _order_of(query)
    order = (source.c.sort, source.c.cell, source.c.position)
    keys = after_key(keys, order, page).limit(page.wanted if few else None)
    one = keys.subquery()
    here = and_(records.c.cell == one.c.cell, records.c.position == one.c.position)
    rows = connection.execute(_ordered(select(records).join(one, here), (one.c.sort, one.c.cell, one.c.position), page))
    found = (_found(row) for row in rows.mappings() if few or row["cell"] not in live)
    return list(islice(found, page.wanted))


def after_key(wanted: Select[Any], order: Sequence[ColumnElement[Any]], page: Page) -> Select[Any]:
    """Give a question for the rows after where a part begins, in order; the first of the columns has an index."""
    first, key = order[0], page.key
    if page.after:
        near = first <= key[0] if page.backwards else first >= key[0]
        beyond = tuple_(*order) < tuple_(*key) if page.backwards else tuple_(*order) > tuple_(*key)
        wanted = wanted.where(near, beyond)
    return _ordered(wanted, order, page)


def _ordered(wanted: Select[Any], order: Sequence[ColumnElement[Any]], page: Page) -> Select[Any]:
    return wanted.order_by(*(column.desc() if page.backwards else column for column in order))


def _count(connection: Connection, query: RecordQuery, live: Collection[int]) -> int:
    """Give how many records are kept, without those of live cells."""

    def count(keys: Select[Any]) -> int:
        return connection.scalar(select(func.count()).select_from(keys.subquery())) or 0

    pieces = chunks(sorted(live))
    return count(_keys(query)) - sum(count(_keys(query).where(records.c.cell.in_(some))) for some in pieces)


def _found(row: Mapping[Any, Any]) -> FoundRecord:
    return FoundRecord((row["sort"], row["cell"], row["position"]), dict(row))


def _order_of(query: RecordQuery) -> FromClause:
    """Give the table by whose index records are found in order: that of entities where such are asked for."""
    return record_entities if query.sides else records


def _keys(query: RecordQuery) -> Select[Any]:
    """Give the keys of the records for which a query holds."""
    source = _order_of(query)
    keys = select(source.c.sort, source.c.cell, source.c.position).where(query.test.in_database)
    if not query.sides:
        return keys.where(records.c.kind == query.kind)
    here = and_(records.c.cell == source.c.cell, records.c.position == source.c.position)
    keys = keys.join(records, here).where(*_named(record_entities, query, query.sides[0]))
    for side in query.sides[1:]:
        beside = record_entities.alias()
        same = (beside.c.cell == source.c.cell, beside.c.position == source.c.position)
        keys = keys.where(exists().where(*same, *_named(beside, query, side)))
    return keys if len(query.sides[0]) == 1 else keys.distinct()


def _named(table: Any, query: RecordQuery, side: Collection[str]) -> list[ColumnElement[bool]]:
    named = [table.c.entity.in_(sorted(side)), table.c.kind == query.kind]
    return [*named, table.c.role.in_(sorted(query.roles))] if query.roles else named


def _as_known(
    connection: Connection, query: RecordQuery, sight: Sight, page: Page, live: Mapping[int, Cell]
) -> Iterator[FoundRecord]:
    """Give the records that were known then, cell by cell."""
    worked_out: dict[int, list[FoundRecord]] = defaultdict(list)
    for one in _worked_out(connection, query, sight, live):
        worked_out[one.key[1]].append(one)
    turned = page.backwards
    own = sorted(((found[0].key[0], n, found) for n, found in worked_out.items()), key=itemgetter(0, 1), reverse=turned)
    kept = _cells_as_known(connection, query, sight, page, live)
    for sort, number, found in heapq.merge(own, kept, key=itemgetter(0, 1), reverse=turned):
        places = list(enumerate(found))
        for place, one in reversed(places) if turned else places:
            if page.follows((sort, number, place)):
                yield FoundRecord((sort, number, place), one.row)


def _cells_as_known(
    connection: Connection, query: RecordQuery, sight: Sight, page: Page, live: Collection[int]
) -> Iterator[tuple[str, int, list[FoundRecord]]]:
    """Give cells in order with their records as they were known, more of them each time."""
    (sort, number, _), together, turned = page.key, _FIRST_CELLS, page.backwards
    order = (cells.c.sort, cells.c.id)
    wanted = _ordered(_cells_of(query, sight), order, page)
    while True:
        near = cells.c.sort <= sort if turned else cells.c.sort >= sort
        at = tuple_(*order) <= tuple_(sort, number) if turned else tuple_(*order) >= tuple_(sort, number)
        rows = connection.execute(wanted.where(near, at).limit(together)).all()
        here = [row for row in rows if row.id not in live]
        then = {row.id: (row.kind, row.key) for row in here if has_more(row, sight)}
        known = _by_cell(connection, query, [row.id for row in here if row.id not in then])
        for one in _worked_out(connection, query, sight, then):
            known[one.key[1]].append(one)
        yield from ((row.sort, row.id, known[row.id]) for row in here)
        if len(rows) < together:
            return
        sort, number = rows[-1].sort, rows[-1].id + (-1 if turned else 1)
        together = min(2 * together, _FEW)


def _cells_of(query: RecordQuery, sight: Sight) -> Select[Any]:
    wanted = select(cells).where(cells.c.kind.in_(cell_kinds(query.kind)), cells.c.sort.is_not(None))
    if sight.as_of.known_on is not None:
        wanted = wanted.where(cells.c.first_told <= sight.as_of.known_on)
    for side in query.sides:
        named: ColumnElement[bool] = record_entities.c.entity.in_(sorted(side))
        if query.roles:  # those of a cell without records stand in no role
            named = and_(named, record_entities.c.role.in_(["", *sorted(query.roles)]))
        wanted = wanted.where(cells.c.id.in_(select(record_entities.c.cell).where(named)))
    return wanted


def has_more(row: Any, sight: Sight) -> bool:
    """Tell whether a cell has claims that were told, or recorded, later."""
    known_on, recorded_by = sight.as_of.known_on, sight.as_of.recorded_by
    later = known_on is not None and row.last_told > known_on
    return later or (recorded_by is not None and row.recorded >= (recorded_by + timedelta(days=1)).isoformat())


def _by_cell(connection: Connection, query: RecordQuery, numbers: Sequence[int]) -> dict[int, list[FoundRecord]]:
    """Give the records of some cells for which a query holds, as they are kept."""
    found: dict[int, list[FoundRecord]] = defaultdict(list)
    for some in chunks(numbers):
        named = _named_in(connection, query, some) if query.sides else None
        rows = connection.execute(select(records).where(records.c.cell.in_(some)).order_by(*records.primary_key))
        for row in map(dict, rows.mappings()):
            held = named is None or (row["cell"], row["position"]) in named
            if held and row["kind"] == query.kind and query.test.at_hand(row):
                found[row["cell"]].append(_found(row))
    return found


def _named_in(connection: Connection, query: RecordQuery, numbers: Sequence[int]) -> set[tuple[int, int]]:
    """Give which records of some cells are of an entity of each side."""
    own = record_entities.c
    parts = [
        select(own.cell, own.position).where(own.cell.in_(numbers), *_named(record_entities, query, side))
        for side in query.sides
    ]
    return set.intersection(*({(row.cell, row.position) for row in connection.execute(part)} for part in parts))
