"""Which cells claims belong to, and which cells are stale: rows kept in the transaction that changes the claims."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from entente.model.claim import Claim
from entente.records.cells import cell_id, cells_of, numbers_beside
from entente.records.rules import Rules
from entente.register.bulk import columns_of, in_order, run_columns
from entente.register.tables import cells, chunks, claim_cells, claims, stale
from entente.register.unindexed import unindexed

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
Place = tuple[str, str]
"""Where a claim stands: the key of its report, and its id."""


@dataclass(frozen=True, slots=True)
class Placed:
    """In which cells claims are: the cells by their numbers, and the number, the report and the id of each claim in one."""

    cells: dict[int, tuple[str, str]] = field(default_factory=dict)
    links: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, place: Place, judged: Claim | None, rules: Rules) -> None:
        """Put a claim, as it was judged, into its cells; None is one that was rejected."""
        if judged is not None:
            own = {cell_id(*cell): cell for cell in cells_of(judged, rules)}
            self.cells.update(own)
            self.links.extend((number, *place) for number in (*own, *numbers_beside(judged)))


def put_cells(connection: Connection, placed: Iterable[tuple[Place, Claim | None]], rules: Rules) -> None:
    """Put claims, as they were judged, into their cells, and mark these stale; None is a claim that was rejected."""
    found = Placed()
    for place, judged in placed:
        found.add(place, judged, rules)
    put_placed(connection, found)


def put_placed(connection: Connection, found: Placed) -> None:
    """Put claims into the cells that were found for them, in the order of the index, and mark these stale."""
    if found.links:
        run_columns(connection, insert(claim_cells), columns_of(("cell", "report", "claim"), in_order(found.links)))
        behind = in_order([(number, *cell) for number, cell in found.cells.items()])
        insert_stale = _INSERTS[connection.dialect.name](stale).on_conflict_do_nothing()
        run_columns(connection, insert_stale, columns_of(("id", "kind", "key"), behind))
        _mark_awaiting(connection, {number for number, *_ in found.links} - found.cells.keys())


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
    """Mark cells stale; numbers that are no cell's, or of one that never had records, are passed over."""
    for some in chunks(sorted(numbers)):
        _mark(connection, cells.c.id.in_(some))


def _mark_awaiting(connection: Connection, numbers: Collection[int]) -> None:
    """Mark the cells of what awaits something that is told as done under one of some numbers."""
    one, other = claim_cells.alias(), claim_cells.alias()
    for some in chunks(sorted({number | 1 for number in numbers if not number & 1})):
        waiting = select(other.c.cell).where(
            one.c.cell.in_(some), one.c.report == other.c.report, one.c.claim == other.c.claim
        )
        _mark(connection, and_(unindexed(cells.c.kind) == "due", cells.c.id.in_(waiting)))  # by the few numbers


def _mark(connection: Connection, where: ColumnElement[bool]) -> None:
    found = select(cells.c.id, cells.c.kind, cells.c.key).where(where)
    made = _INSERTS[connection.dialect.name](stale).from_select(["id", "kind", "key"], found)
    connection.execute(made.on_conflict_do_nothing())
