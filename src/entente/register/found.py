"""Finds records, part by part: those that the register keeps by an index, those of stale cells worked out when they are asked for.

As known on a day, or as the register knew then, those of cells of which nothing was told, or recorded, since are found so too.
The other cells are gone through in order, and worked out from what was known, only as far as the part reaches.
"""

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    true,
    tuple_,
)

from entente.records.asked import Key, Page
from entente.records.cells import CELLS, Record
from entente.register.cell_claims import Cell, Sight, known_in
from entente.register.keeping import stale_cells
from entente.register.record_rows import AFTER, columns_of, shape_of
from entente.register.tables import cells, chunks, claim_cells, record_entities, records
from entente.register.unindexed import unindexed

_FEW = 400  # cells that one question takes
_SHOWN = [column for column in records.c if column is not records.c.path]  # that is long, and asked for by itself
_BESIDE = record_entities.alias("beside")
_SEVERAL = 8  # entities whose records are found one after the other
_KEPT: Mapping[str, Any] = {"kept": True}  # the columns of a record that are not read yet
_START, _END = -(2**31), 2**31  # before, and after, the positions of all records of a cell
# How many contradictions there are: posts that many are told to hold have very many, so that only their cells are looked at
_CONFLICTS = select(
    func.sum(select(func.max(records.c.position) + 1).where(records.c.cell == cells.c.id).scalar_subquery())
).where(cells.c.kind.in_([name for name, cell in CELLS.items() if cell.gives == ("conflict",)]), cells.c.sort < AFTER)
_SOME_CELLS = 64  # looked at together, as known on a day
_FEW_CLAIMS = 200  # of which cells are worked out together


@dataclass(frozen=True, slots=True)
class Test:
    """What has to hold of a record: as a condition on its row in the database, and on a row that is at hand."""

    in_database: ColumnElement[bool]
    at_hand: Callable[[Mapping[str, Any]], bool]


ANY = Test(true(), lambda _: True)


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records are asked for: of a kind, of one of the entities of each side, for which a test holds; `role` is theirs in it.

    No side asks for all, no role for every one, and no `cells` (by their numbers) for those of any cell.
    """

    kind: str
    sides: Sequence[Collection[str]] = ()
    roles: Collection[str] = ()
    test: Test = ANY
    cells: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record, where it stands, and its columns; none at the place before which nothing has to be worked out.

    One that was worked out is put into the words of its row when these are asked for.
    """

    key: Key
    columns: Mapping[str, Any] = field(repr=False)
    record: Record | None = field(default=None, repr=False)

    @property
    def shape(self) -> str:
        """The record's value as JSON (records/shapes.py)."""
        return shape_of(self.record) if self.record else str(self.columns["row"])


def find_records(
    connection: Connection, query: RecordQuery, sight: Sight, page: Page
) -> tuple[list[FoundRecord], int | None]:
    """Give the records of a part in their order, one more than its limit where others follow, and how many there are in all.

    The number is None where it is not asked for, or more than it is asked to, and as known on a day: all cells would have to be
    worked out.
    """
    live = _live(connection, query, sight)
    worked_out = _worked_out(connection, query, sight, live)
    parts = _as_known(connection, query, sight, page, live) if sight.as_of else []
    kept = parts or [_stored(connection, query, live, page)]
    after = (
        one for one in _turned(_by_cells(worked_out) if sight.as_of else worked_out, page) if page.follows(one.key)
    )
    merged = heapq.merge(after, *kept, key=attrgetter("key"), reverse=page.backwards)
    found = _read(connection, islice((one for one in merged if one.columns), page.offset, page.wanted))
    if not page.counted or sight.as_of:
        return found, None
    kept_too = _count(connection, query, live.keys(), page.count_to)
    return found, None if kept_too is None else kept_too + len(worked_out)


def cell_kinds(kind: str) -> tuple[str, ...]:
    """Give the kinds of cells that give records of a kind."""
    return tuple(name for name, cell in CELLS.items() if kind in cell.gives)


def _live(connection: Connection, query: RecordQuery, sight: Sight) -> dict[int, Cell]:
    """Give the cells whose records are to be worked out now: those that are stale, or of claims that were judged anew."""
    kinds = cell_kinds(query.kind)
    stale = stale_cells(connection, kinds=kinds)
    found = stale | {n: cell for n, cell in sight.moved.touched.items() if cell[0] in kinds}
    return {n: cell for n, cell in found.items() if n in query.cells} if query.cells else found


def _worked_out(
    connection: Connection, query: RecordQuery, sight: Sight, wanted: Mapping[int, Cell]
) -> list[FoundRecord]:
    """Give the records of cells for which the query holds, worked out from their claims, in order."""
    found = [
        FoundRecord((record.sort, number, place), columns, record)
        for number, own in known_in(connection, wanted, sight)
        for place, record in enumerate(own)
        if record.kind == query.kind
        and _is_of(record, query)
        and query.test.at_hand(columns := columns_of(number, place, record))
    ]
    return sorted(found, key=attrgetter("key"))


def _is_of(record: Record, query: RecordQuery) -> bool:
    """Tell whether a record is of an entity of each side."""
    named = [record.entities.get(role, ()) for role in query.roles or record.entities]
    return all(any(entity in side for ids in named for entity in ids) for side in query.sides)


def _stored(connection: Connection, query: RecordQuery, live: Collection[int], page: Page) -> Iterator[FoundRecord]:
    """Give the records that are kept, of cells that are not live, after where the part begins.

    Those of each of a few entities are found in order, as far as the part reaches: of all together they would have to be sorted.
    """
    source = _order_of(query)
    order = (source.c.sort, source.c.cell, source.c.position)
    first, *others = query.sides or [()]
    apart = page.limit is not None and 1 < len(first) <= _SEVERAL
    each = [replace(query, sides=[[entity], *others]) for entity in first] if apart else [query]
    found = [_rows_at(connection, _once(_keys(one), one), order, live, page) for one in each]
    merged = heapq.merge(*found, key=attrgetter("key"), reverse=page.backwards)
    return islice((next(same) for _, same in groupby(merged, attrgetter("key"))), page.wanted)


def _once(keys: Select[Any], query: RecordQuery) -> Select[Any]:
    """Give each key once: one may have two roles in a record, and a record be of several."""
    if not query.sides or (len(query.sides[0]) == len(query.roles) == 1):
        return keys
    return keys.where(_in_first_role(query)) if len(query.sides[0]) == 1 else keys.distinct()


def _in_first_role(query: RecordQuery) -> ColumnElement[bool]:
    """Give that a row of `record_entities` is the first that an entity has for a record."""
    same = (_BESIDE.c[name] == record_entities.c[name] for name in ("cell", "position", "entity"))
    return ~exists().where(*same, _BESIDE.c.role < record_entities.c.role, *_in_roles(_BESIDE, query))


def _rows_at(
    connection: Connection, keys: Select[Any], order: Sequence[ColumnElement[Any]], live: Collection[int], page: Page
) -> Iterator[FoundRecord]:
    """Give the records at keys, that are in an order, but for those of live cells: only their keys."""
    few = len(live) <= _FEW
    keys = keys.where(order[1].not_in(sorted(live))) if live and few else keys
    rows = connection.execute(after_key(keys, order, page).limit(page.wanted if few else None))
    found = (FoundRecord(tuple(row), _KEPT) for row in rows if few or row.cell not in live)
    return islice(found, page.wanted)


def _read(connection: Connection, found: Iterable[FoundRecord]) -> list[FoundRecord]:
    """Give records with their rows, where only the keys of those that are kept were looked for."""
    listed, rows = list(found), dict[Any, Mapping[str, Any]]()
    for some in chunks([one.key[1:] for one in listed if one.columns is _KEPT]):
        places, positions = {cell for cell, _ in some}, {position for _, position in some}  # both found by their index
        wanted = select(*_SHOWN).where(records.c.cell.in_(sorted(places)), records.c.position.in_(sorted(positions)))
        rows |= {(row["cell"], row["position"]): row for row in connection.execute(wanted).mappings()}
    return [replace(one, columns=rows[one.key[1:]]) if one.columns is _KEPT else one for one in listed]


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


def _count(connection: Connection, query: RecordQuery, live: Collection[int], most: int | None) -> int | None:
    """Give how many records are kept, without those of live cells; None where they are more than so many."""

    def count(keys: Select[Any]) -> int:
        return connection.scalar(select(func.count()).select_from(keys.subquery())) or 0

    of_all = query.test is ANY and not query.sides and not query.cells
    if most is None and of_all and query.kind == "conflict":
        every = connection.scalar(_CONFLICTS) or 0
    else:
        every = count(_every(query).limit(None if most is None else most + 1))
    if most is not None and every > most:
        return None
    return every - sum(count(_every(query).where(_order_of(query).c.cell.in_(some))) for some in chunks(sorted(live)))


def _every(query: RecordQuery) -> Select[Any]:
    """Give the keys of all records, each once."""
    return _keys(query).distinct() if query.sides else _keys(query)


def _order_of(query: RecordQuery) -> FromClause:
    """Give the table by whose index records are found in order: that of entities where such are asked for."""
    return record_entities if query.sides else records


def _keys(query: RecordQuery, by_cell: str = "") -> Select[Any]:
    """Give the keys of the records for which a query holds; `by_cell` is the kind of cells by which they are to be found."""
    source = _order_of(query)
    keys = select(cells.c.sort if by_cell else source.c.sort, source.c.cell, source.c.position)
    keys = keys.select_from(source)
    if query.cells:
        keys = keys.where(source.c.cell.in_(sorted(query.cells)))
    if not query.sides:
        return keys.where(_of_kind(query, by_cell), query.test.in_database)
    if query.test is not ANY:
        here = and_(records.c.cell == source.c.cell, records.c.position == source.c.position)
        keys = keys.join(records, here).where(query.test.in_database)
    keys = keys.where(*_named(source, query, query.sides[0]))
    for side in query.sides[1:]:
        same = (_BESIDE.c[name] == source.c[name] for name in ("sort", "cell", "position"))  # all of them in an index
        keys = keys.where(exists().where(*same, *_named(_BESIDE, query, side)))
    return keys


def _of_kind(query: RecordQuery, by_cell: str) -> ColumnElement[bool]:
    if by_cell and CELLS[by_cell].gives == (query.kind,):  # its cells have no others
        return true()
    return (unindexed(records.c.kind) if by_cell else records.c.kind) == query.kind


def _named(table: Any, query: RecordQuery, side: Collection[str]) -> list[ColumnElement[bool]]:
    return [table.c.entity.in_(sorted(side)), table.c.kind == query.kind, *_in_roles(table, query)]


def _in_roles(table: Any, query: RecordQuery) -> list[ColumnElement[bool]]:
    return [table.c.role.in_(sorted(query.roles))] if query.roles else []


def _as_known(
    connection: Connection, query: RecordQuery, sight: Sight, page: Page, live: Collection[int]
) -> list[Iterator[FoundRecord]]:
    """Give the records that were known then, where their cells stand: those that are kept, and those that were others then."""
    kinds = cell_kinds(query.kind)
    return [
        *(_settled(connection, query, sight, page, one, live) for one in kinds),
        *(_told_of_since(connection, query, sight, page, one, live) for one in kinds),
    ]


def _settled(
    connection: Connection, query: RecordQuery, sight: Sight, page: Page, kind: str, live: Collection[int]
) -> Iterator[FoundRecord]:
    """Give the records of the cells of a kind of which nothing was told since."""
    source = _order_of(query)
    keys = (
        _once(_keys(query, kind), query)
        .join(cells, cells.c.id == source.c.cell)
        .where(cells.c.kind == kind, cells.c.sort.is_not(None), ~_has_more(sight))
    )
    return _rows_at(connection, keys, (cells.c.sort, source.c.cell, source.c.position), live, page)


def _told_of_since(
    connection: Connection, query: RecordQuery, sight: Sight, page: Page, kind: str, live: Collection[int]
) -> Iterator[FoundRecord]:
    """Give the records, as they were known, of the cells of a kind of which something was told since."""
    sort = page.key[0]
    wanted = _ordered(_cells_of(query, sight, kind), (cells.c.sort, cells.c.id), page)
    wanted = wanted.where(cells.c.sort <= sort if page.backwards else cells.c.sort >= sort)
    rows = (row for row in connection.execute(wanted.execution_options(yield_per=_FEW)) if row.id not in live)
    for some in _together(connection, rows):
        stands = {row.id: row.sort for row in some}
        yield FoundRecord((some[0].sort, some[0].id, _END if page.backwards else _START), {})
        own = {row.id: (row.kind, row.key) for row in some}
        placed = (
            replace(one, key=(stands[one.key[1]], *one.key[1:])) for one in _worked_out(connection, query, sight, own)
        )
        yield from (one for one in _turned(sorted(placed, key=attrgetter("key")), page) if page.follows(one.key))


def _together(connection: Connection, rows: Iterator[Any]) -> Iterator[list[Any]]:
    """Cut cells into parts that are worked out together: of few claims, for most of them may not be reached."""
    number = select(func.count()).where(claim_cells.c.cell == cells.c.id).scalar_subquery().label("claims")
    wanted = select(cells.c.id, cells.c.kind, cells.c.key, cells.c.sort, number)
    while ids := [row.id for row in islice(rows, _SOME_CELLS)]:
        known = {row.id: row for row in connection.execute(wanted.where(cells.c.id.in_(ids)))}
        together: list[Any] = []
        claims = 0
        for cell in ids:
            together.append(known[cell])
            claims += known[cell].claims
            if claims >= _FEW_CLAIMS:
                yield together
                together, claims = [], 0
        if together:
            yield together


def _by_cells(found: Iterable[FoundRecord]) -> list[FoundRecord]:
    """Give records where their cells stand: at the first of the cell's."""
    first: dict[int, str] = {}
    for one in found:
        first[one.key[1]] = min(one.key[0], first.get(one.key[1], one.key[0]))
    return sorted((replace(one, key=(first[one.key[1]], *one.key[1:])) for one in found), key=attrgetter("key"))


def _turned(found: Sequence[FoundRecord], page: Page) -> Iterator[FoundRecord]:
    return reversed(found) if page.backwards else iter(found)


def _cells_of(query: RecordQuery, sight: Sight, kind: str) -> Select[Any]:
    """Give the cells of a kind of which something was told since, and something before: by an index alone."""
    column = unindexed(cells.c.kind) if query.sides or query.cells else cells.c.kind
    wanted = select(cells.c.id, cells.c.sort).where(column == kind)
    wanted = wanted.where(cells.c.sort.is_not(None), _has_more(sight))
    if sight.as_of.known_on is not None:
        wanted = wanted.where(cells.c.first_told <= sight.as_of.known_on)
    if query.cells:
        wanted = wanted.where(cells.c.id.in_(sorted(query.cells)))
    of_kind = record_entities.c.kind.in_(_told_as(kind))
    for side in query.sides:
        named = and_(record_entities.c.entity.in_(sorted(side)), of_kind)
        if query.roles:  # those of a cell without records stand in no role
            named = and_(named, record_entities.c.role.in_(["", *sorted(query.roles)]))
        wanted = wanted.where(cells.c.id.in_(select(record_entities.c.cell).where(named)))
    return wanted


def _told_as(kind: str) -> list[str]:
    """Give the kinds as which cells of a kind say whom they name: their own without records, and else that of a record of each."""
    return [kind] if kind in CELLS[kind].gives else sorted({kind, *CELLS[kind].gives})


def _has_more(sight: Sight) -> ColumnElement[bool]:
    """Give what holds of the row of a cell that has claims that were told, or recorded, later: as `has_more`."""
    known_on, end = sight.as_of.known_on, _recorded_before(sight)
    later = false() if known_on is None else cells.c.last_told > known_on
    return later if end is None else or_(later, cells.c.recorded >= end)


def has_more(row: Any, sight: Sight) -> bool:
    """Tell whether a cell has claims that were told, or recorded, later."""
    known_on, end = sight.as_of.known_on, _recorded_before(sight)
    later = known_on is not None and row.last_told > known_on
    return later or (end is not None and row.recorded >= end)


def _recorded_before(sight: Sight) -> str | None:
    day = sight.as_of.recorded_by
    return None if day is None else (day + timedelta(days=1)).isoformat()
