"""The entities that claims name, and what they are called: whichever report came first, and after any is withdrawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, func, not_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from entente.register.bulk import run_rows
from entente.register.entries import Entry, Row
from entente.register.tables import chunks, claim_entities, entities, report_names

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class Entities:
    """Rows of entities by id, gathered from entries: of the names that reports print the longest stays, then the earlier one."""

    rows: dict[str, Row]

    def add(self, entry: Entry) -> None:
        """Take in what an entry names."""
        for entity, row in entry.entities.items():
            self.rows.setdefault(entity, row)
        for printed in entry.printed:
            self.rows[printed["entity"]] = _better(self.rows[printed["entity"]], printed["name"])


def add_entities(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add what claims name, and let a better name that a report prints take the place of another."""
    named = Entities({})
    for entry in entries:
        named.add(entry)
    run_rows(connection, _upsert(connection), [named.rows[entity] for entity in sorted(named.rows)])


def settle_entities(connection: Connection, named: Entities) -> int:
    """Make the entities those that are named, drop those that no claim names, and give how many were otherwise."""
    known = {row["id"]: dict(row) for row in connection.execute(select(entities)).mappings()}
    otherwise = [row for entity, row in named.rows.items() if known.get(entity) != row]
    for row in otherwise:
        connection.execute(update(entities).where(entities.c.id == row["id"]).values(**row))
    unnamed = sorted(known.keys() - named.rows.keys())
    drop_unnamed(connection, unnamed)
    left = connection.scalar(select(func.count()).select_from(entities)) or 0
    return len(otherwise) + len(known) - left


def named_by(connection: Connection, report: str) -> list[str]:
    """Give the entities that a report's claims name."""
    return list(connection.scalars(select(claim_entities.c.entity).where(claim_entities.c.report == report).distinct()))


def forget_names(connection: Connection, report: str) -> None:
    """Take back the names that a report prints; the next best are used."""
    printed = list(connection.execute(select(report_names).where(report_names.c.report == report)))
    connection.execute(delete(report_names).where(report_names.c.report == report))
    for row in printed:
        best = connection.scalar(
            select(report_names.c.name)
            .where(report_names.c.entity == row.entity)
            .order_by(func.length(report_names.c.name).desc(), report_names.c.name)
            .limit(1)
        )
        news = {"name": entities.c.plain, "printed": False} if best is None else {"name": best, "printed": True}
        connection.execute(update(entities).where(entities.c.id == row.entity).values(**news))


def drop_unnamed(connection: Connection, candidates: Sequence[str]) -> None:
    """Drop those of some entities that no claim names any more."""
    named = select(claim_entities.c.entity).where(claim_entities.c.entity == entities.c.id)
    for some in chunks(candidates):
        connection.execute(delete(entities).where(entities.c.id.in_(some), ~named.exists()))


def _better(row: Row, name: str) -> Row:
    if row["printed"] and (-len(row["name"]), row["name"]) <= (-len(name), name):
        return row
    return {**row, "name": name, "printed": True}


def _upsert(connection: Connection) -> Any:
    made = _INSERTS[connection.dialect.name](entities)
    new, known = made.excluded, entities.c
    longer = func.length(new.name) > func.length(known.name)
    first = and_(func.length(new.name) == func.length(known.name), new.name < known.name)
    better = and_(new.printed, or_(not_(known.printed), longer, first))
    return made.on_conflict_do_update(
        index_elements=["id"], set_={"name": new.name, "printed": new.printed}, where=better
    )
