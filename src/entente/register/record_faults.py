"""Are the records those that the claims come to? Compares the cells of every claim, and the rows of every cell, with these."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, Table, delete, select, true

from entente.records.cells import cell_id, cells_of, numbers_beside
from entente.register.cell_claims import Cell, Place, Sight, Told, placed, records_in
from entente.register.cell_rows import drop_cells, mark_stale, put_cells
from entente.register.record_rows import CellRows, rows_of
from entente.register.tables import cells, chunks, claim_cells, claims, record_entities, records, stale

_TOGETHER = 200
_IS_CURRENT = cells.c.id.not_in(select(stale.c.id))
_Listed = Sequence[tuple[Place, Told | None]]


def wrongly_placed(connection: Connection, sight: Sight) -> Iterator[tuple[str, _Listed]]:
    """Give the reports, with their claims, of which one lies in other cells than it should; a report that is gone has none."""
    found = groupby(placed(connection, sight, true()), key=lambda one: one[0][0])
    reports = ((key, list(told)) for key, told in found)
    while some := list(islice(reports, _TOGETHER)):
        stored = _numbers_by_place(connection, [key for key, _ in some])
        for key, told in some:
            own = {place: stored.get(place, set()) for place, _ in told}
            if own != {place: _numbers(one, sight) for place, one in told}:
                yield key, told
    here = (claim_cells.c.report == claims.c.report, claim_cells.c.claim == claims.c.id)
    gone = select(claim_cells.c.report).where(~select(claims.c.id).where(*here).exists()).distinct()
    yield from ((key, []) for key in connection.scalars(gone).all())


def wrong_cells(connection: Connection, sight: Sight) -> Iterator[int]:
    """Give the numbers of the cells, but for stale ones, whose rows are other ones than they should be."""
    numbers = connection.scalars(select(cells.c.id).where(_IS_CURRENT).order_by(cells.c.id)).all()
    for some in chunks(numbers):
        rows = connection.execute(select(cells.c.id, cells.c.kind, cells.c.key).where(cells.c.id.in_(some)))
        wanted: dict[int, Cell] = {row.id: (row.kind, row.key) for row in rows}
        stored = _stored(connection, some)
        for number, told, found in records_in(connection, wanted, sight):
            if stored[number] != _as_compared(rows_of(number, wanted[number], told, found)):
                yield number
    for table in (records, record_entities):
        lost = select(table.c.cell).where(~select(cells.c.id).where(cells.c.id == table.c.cell).exists())
        yield from connection.scalars(lost.distinct()).all()


def mend_records(connection: Connection, sight: Sight) -> int:
    """Put claims into the right cells, and mark those stale whose records are wrong; give how many reports and cells that were."""
    misplaced = list(wrongly_placed(connection, sight))
    for key, told in misplaced:
        drop_cells(connection, key)
        put_cells(connection, ((place, one.claim if one else None) for place, one in told), sight.rules)
    wrong = list(wrong_cells(connection, sight))
    mark_stale(connection, wrong)
    known = set(connection.scalars(select(cells.c.id)).all()) if wrong else set()
    for some in chunks([number for number in wrong if number not in known]):
        for table in (records, record_entities):
            connection.execute(delete(table).where(table.c.cell.in_(some)))
    return len(misplaced) + len(wrong)


def _numbers(told: Told | None, sight: Sight) -> set[int]:
    if told is None:
        return set()
    return {*(cell_id(*cell) for cell in cells_of(told.claim, sight.rules)), *numbers_beside(told.claim)}


def _numbers_by_place(connection: Connection, keys: Sequence[str]) -> dict[Place, set[int]]:
    found: dict[Place, set[int]] = defaultdict(set)
    for row in connection.execute(select(claim_cells).where(claim_cells.c.report.in_(keys))):
        found[row.report, row.claim].add(row.cell)
    return found


def _as_compared(rows: CellRows) -> tuple[Any, ...]:
    positions = sorted((*place, position) for place, position in rows.positions.items())
    return (
        rows.cell,
        sorted(_items(rows.records)),
        sorted(_items(rows.entities)),
        positions,
    )


def _items(rows: Iterable[Any]) -> list[str]:
    return [repr(sorted(dict(row).items())) for row in rows]


def _stored(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """Give the rows of cells as they are stored."""
    own = {row["id"]: dict(row) for row in _rows(connection, cells, cells.c.id.in_(numbers))}
    parts = {t: _by_cell(connection, t, numbers) for t in (records, record_entities, claim_cells)}
    found = {}
    for number in numbers:
        told = [
            (r["report"], r["claim"], r["position"]) for r in parts[claim_cells][number] if r["position"] is not None
        ]
        rows = (sorted(_items(parts[table][number])) for table in (records, record_entities))
        found[number] = (own.get(number), *rows, sorted(told))
    return found


def _by_cell(connection: Connection, table: Table, numbers: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _rows(connection, table, table.c.cell.in_(numbers)):
        found[row["cell"]].append(row)
    return found


def _rows(connection: Connection, table: Table, where: Any) -> Sequence[Any]:
    return connection.execute(select(table).where(where)).mappings().all()
