"""Which cells claims belong to, and which cells are stale: rows kept in the transaction that changes the claims."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from entente.model.claim import Claim
from entente.records.cells import cell_id, cells_of, numbers_beside
from entente.records.rules import Rules
from entente.register.bulk import insert_rows, run_rows
from entente.register.tables import cells, chunks, claim_cells, claims

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
Place = tuple[str, str]
"""Where a claim stands: the key of its report, and its id."""


def put_cells(connection: Connection, placed: Iterable[tuple[Place, Claim | None]], rules: Rules) -> None:
    """Put claims, as they were judged, into their cells, and mark these stale; None is a claim that was rejected."""
    found: dict[int, tuple[str, str]] = {}
    links: list[dict[str, Any]] = []
    for (report, claim), judged in placed:
        if judged is None:
            continue
        own = {cell_id(*cell): cell for cell in cells_of(judged, rules)}
        found |= own
        numbers = (*own, *numbers_beside(judged))
        links += [{"cell": number, "report": report, "claim": claim, "position": None} for number in numbers]
    if links:
        insert_rows(connection, claim_cells, links)
        _put_stale(connection, found)
        _mark_awaiting(connection, {link["cell"] for link in links} - found.keys())


def drop_all_cells(connection: Connection, where: ColumnElement[bool]) -> None:
    """Take the claims for which a condition holds out of their cells, and mark these stale."""
    of_claims = select(claims.c.report, claims.c.id).where(where).subquery()
    here = and_(claim_cells.c.report == of_claims.c.report, claim_cells.c.claim == of_claims.c.id)
    numbers = connection.scalars(select(claim_cells.c.cell).join(of_claims, here).distinct()).all()
    mark_stale(connection, numbers)
    _mark_awaiting(connection, numbers)
    connection.execute(delete(claim_cells).where(select(of_claims).where(here).exists()))


def drop_cells(connection: Connection, report: str, ids: Collection[str] | None = None) -> None:
    """Take claims of a report, all for None, out of their cells, and mark these stale."""
    own = claim_cells.c.report == report
    for some in [None] if ids is None else chunks(sorted(ids)):
        here = own if some is None else own & claim_cells.c.claim.in_(some)
        numbers = connection.scalars(select(claim_cells.c.cell).where(here).distinct()).all()
        mark_stale(connection, numbers)
        _mark_awaiting(connection, numbers)
        connection.execute(delete(claim_cells).where(here))


def mark_stale(connection: Connection, numbers: Iterable[int]) -> None:
    """Mark cells stale; numbers that are no cell's are passed over."""
    for some in chunks(sorted(numbers)):
        connection.execute(update(cells).where(cells.c.id.in_(some), ~cells.c.stale).values(stale=True))


def _put_stale(connection: Connection, found: dict[int, tuple[str, str]]) -> None:
    made = _INSERTS[connection.dialect.name](cells)
    upsert = made.on_conflict_do_update(index_elements=["id"], set_={"stale": True}, where=~cells.c.stale)
    rows = [{"id": n, "kind": kind, "key": key, "stale": True, "recorded": ""} for n, (kind, key) in found.items()]
    run_rows(connection, upsert, rows)


def _mark_awaiting(connection: Connection, numbers: Collection[int]) -> None:
    """Mark the cells of what awaits something that is told as done under one of some numbers."""
    one, other = claim_cells.alias(), claim_cells.alias()
    for some in chunks(sorted({number | 1 for number in numbers if not number & 1})):
        waiting = select(other.c.cell).where(
            one.c.cell.in_(some), one.c.report == other.c.report, one.c.claim == other.c.claim
        )
        due = (cells.c.kind == "due", ~cells.c.stale, cells.c.id.in_(waiting))
        connection.execute(update(cells).where(*due).values(stale=True))
