"""The rows of a cell and its records: made of what the cell's claims come to, written in place of those before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, update

from entente.model.edtf import days_of
from entente.records.cells import CELLS, Record
from entente.records.shapes import to_json
from entente.records.support import told_on
from entente.register.bulk import insert_rows, run_rows
from entente.register.cell_claims import Cell, Place, Told
from entente.register.tables import cells, chunks, claim_cells, record_entities, records, stale

Row = dict[str, Any]
STEPS = 40
"""How many steps of a path are kept, the last: what is told very often has very many."""
AFTER = "\ue000"
"""After every letter: cells without records come last."""
_NAMED = 50  # entities of a cell without records that are listed: they only help to find it


@dataclass(frozen=True, slots=True)
class CellRows:
    """The rows of one cell: its own, its records', whose they are, and which claim tells of which.

    None is of one in which no claim is, or that had no records at any time.
    """

    cell: Row | None
    records: tuple[Row, ...] = ()
    entities: tuple[Row, ...] = ()
    positions: Mapping[Place, int] = field(default_factory=dict)


def rows_of(number: int, cell: Cell, told: Sequence[Told], found: Sequence[Record]) -> CellRows:
    """Give the rows of a cell."""
    if not told:
        return CellRows(None)
    sort = min((record.sort for record in found), default=_sort_without_records(cell, told))
    if sort is None:
        return CellRows(None)
    days = [days_of(one.claim.reported)[1] or date.max for one in told]  # by which they may be known: `knowable`
    own = {
        "id": number,
        "kind": cell[0],
        "key": cell[1],
        "sort": sort,
        "first_told": min(days),
        "last_told": max(days),
        "recorded": max(one.recorded for one in told),
    }
    named = [row for place, record in enumerate(found) for row in _entity_rows(number, place, record)]
    named = named if found else _claims_entities(number, own, told)
    positions = {(c.report, c.id): place for place, record in enumerate(found) for c in record.claims}
    rows = tuple(record_row(number, place, record) for place, record in enumerate(found))
    return CellRows(own, rows, tuple(named), positions)


def record_row(number: int, place: int, record: Record) -> Row:
    """Give the row of a record, the so-manieth of a cell."""
    path = to_json(record.path[-STEPS:]) if len(record.path) > 1 else ""
    return columns_of(number, place, record) | {"row": shape_of(record), "path": path}


def columns_of(number: int, place: int, record: Record) -> Row:
    """Give what is asked of a record: its row without what it says."""
    return {
        "cell": number,
        "position": place,
        "kind": record.kind,
        "sort": record.sort,
        "state": record.state,
        "first": record.first,
        "last": record.last,
        "lapses": record.lapses,
        "supports": record.supports,
    }


def shape_of(record: Record) -> str:
    """Give what a record says as JSON (records/shapes.py)."""
    return to_json(record.value)


def put_rows(connection: Connection, rows: Mapping[int, CellRows]) -> None:
    """Put the rows of cells in place of those that are there."""
    for some in chunks(sorted(rows)):
        for table in (records, record_entities):
            connection.execute(delete(table).where(table.c.cell.in_(some)))
        for listing in (cells, stale):
            connection.execute(delete(listing).where(listing.c.id.in_(some)))
    insert_rows(connection, cells, [one.cell for one in rows.values() if one.cell])
    insert_rows(connection, records, [row for one in rows.values() for row in one.records])
    insert_rows(connection, record_entities, [row for one in rows.values() for row in one.entities])
    _place(connection, rows)


def _sort_without_records(cell: Cell, told: Sequence[Told]) -> str | None:
    """Give where a cell stands that has no records; None where it had none at any time."""
    if not CELLS[cell[0]].may_have_had([one.claim for one in told]):
        return None
    return f"{AFTER}{min(told_on(one.claim) for one in told).isoformat()}"


def _entity_rows(number: int, place: int, record: Record) -> Iterable[Row]:
    for role, ids in record.entities.items():
        for entity in dict.fromkeys(ids):
            yield _entity_row(number, place, role, entity, record.kind, record.sort)


def _claims_entities(number: int, own: Row, told: Sequence[Told]) -> list[Row]:
    named = sorted({entity for one in told for entity in one.claim.entities()})[:_NAMED]
    return [_entity_row(number, -1, "", entity, own["kind"], own["sort"]) for entity in named]


def _entity_row(number: int, place: int, role: str, entity: str, kind: str, sort: str) -> Row:
    return {"cell": number, "position": place, "role": role, "entity": entity, "kind": kind, "sort": sort}


def _place(connection: Connection, rows: Mapping[int, CellRows]) -> None:
    """Say which record of its cell each claim tells of."""
    placed = [
        {"in_cell": number, "of_report": report, "of_claim": claim, "place": place}
        for number, one in rows.items()
        for (report, claim), place in one.positions.items()
    ]
    own = (
        claim_cells.c.cell == bindparam("in_cell"),
        claim_cells.c.report == bindparam("of_report"),
        claim_cells.c.claim == bindparam("of_claim"),
    )
    run_rows(connection, update(claim_cells).where(*own).values(position=bindparam("place")), placed)
