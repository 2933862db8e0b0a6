"""Puts reports with their claims into the register, or takes one out: all or nothing each time, so that a crash loses nothing."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, delete, select, update

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.register.bulk import insert_rows, without_collection
from entente.register.cell_rows import drop_cells, put_cells
from entente.register.entity_rows import add_entities, drop_unnamed, forget_names, named_by
from entente.register.entries import Entry, Occasion, entry_of
from entente.register.handle import Register
from entente.register.kept import Kept, kept_with
from entente.register.tables import chunks, claim_entities, claims, report_names, reports
from entente.register.voices import hear, hear_new, unhear

_CIRCUMSTANCES = ("recorded", "reader", "knowledge", "source", "voice")  # alone they do not make a report another one
_VOICED = frozenset(("digest", "reported_first", "reported_last"))  # what a report's voice follows from


class Change(StrEnum):
    """What storing a report did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"


def store(register: Register, report: Report, found: Sequence[Claim], knowledge: Knowledge) -> Change:
    """Store a report and its claims under the report's key, and tell what that changed.

    The same report again changes nothing; a changed one, or the same one read by a better reader, replaces its own claims, and
    those that stay keep the moment at which they were recorded. Raises RegisterError where the database fails.
    """
    return store_many(register, [(report, found)], knowledge)[0]


def store_many(
    register: Register, readings: Iterable[tuple[Report, Sequence[Claim]]], knowledge: Knowledge
) -> tuple[Change, ...]:
    """Store some reports with their claims in one transaction, which is much faster, and tell what each changed; see `store`.

    They are all stored, or none. Of very many some thousand at a time are best: fewer write the pages of a large register again and
    again; but others who write wait until it is done.
    """
    occasion = Occasion(knowledge, _now(), version("entente"))
    with without_collection():
        entries = [entry_of(report, found, occasion) for report, found in readings]
        with register.writing() as connection:
            kept = kept_with(connection, knowledge)
            known = _known(connection, entries)
            first = {entry.key: entry for entry in reversed(entries) if entry.key not in known}
            _add(connection, list(first.values()), kept)
            return tuple(Change.NEW if first.get(e.key) is e else _replace(connection, e, kept) for e in entries)


def withdraw(register: Register, key: str) -> bool:
    """Take a report and its own claims out, and entities that nothing names any more; give False where there is no such report.

    Raises RegisterError where the database fails.
    """
    with register.writing() as connection:
        unhear(connection, key)
        drop_cells(connection, key)
        named = named_by(connection, key)
        forget_names(connection, key)
        gone = connection.execute(delete(reports).where(reports.c.key == key)).rowcount
        drop_unnamed(connection, named)
        return bool(gone)


def _known(connection: Connection, entries: Sequence[Entry]) -> set[str]:
    keys = [entry.key for entry in entries]
    return {
        k for some in chunks(keys) for k in connection.scalars(select(reports.c.key).where(reports.c.key.in_(some)))
    }


def _add(connection: Connection, entries: Sequence[Entry], kept: Kept | None) -> None:
    if not entries:
        return
    insert_rows(connection, reports, [entry.report for entry in entries])
    _put_claims(connection, entries, [list(entry.claims) for entry in entries], kept)
    hear_new(connection, {entry.key: entry.report["text"] for entry in entries})


def _replace(connection: Connection, entry: Entry, kept: Kept | None) -> Change:
    key = entry.key
    known = dict(connection.execute(select(reports).where(reports.c.key == key)).mappings().one())
    old = {row["id"]: dict(row) for row in connection.execute(select(claims).where(claims.c.report == key)).mappings()}
    moved = {name for name, value in entry.report.items() if name not in _CIRCUMSTANCES and known[name] != value}
    stale = [i for i, row in old.items() if i not in entry.claims or _differ(row, entry.claims[i])]
    fresh = [i for i, row in entry.claims.items() if i not in old or _differ(old[i], row)]
    if not moved and not stale and not fresh:
        return Change.UNCHANGED
    for i in set(stale) & set(fresh):
        entry.claims[i]["recorded"] = old[i]["recorded"]
    _renew_report(connection, entry)
    named = named_by(connection, key)
    forget_names(connection, key)
    drop_cells(connection, key, stale)
    for some in chunks(stale):
        connection.execute(delete(claims).where(claims.c.report == key, claims.c.id.in_(some)))
    _put_claims(connection, [entry], [fresh], kept)
    drop_unnamed(connection, named)
    if moved & _VOICED:
        hear(connection, key)
    return Change.CHANGED


def _renew_report(connection: Connection, entry: Entry) -> None:
    news = {name: value for name, value in entry.report.items() if name not in ("recorded", "voice")}
    connection.execute(update(reports).where(reports.c.key == entry.key).values(**news))


def _differ(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return any(old[name] != value for name, value in new.items() if name != "recorded")


def _put_claims(
    connection: Connection, entries: Sequence[Entry], ids: Sequence[Sequence[str]], kept: Kept | None
) -> None:
    rows = [entry.claims[i] for entry, own in zip(entries, ids, strict=True) for i in own]
    insert_rows(connection, claims, rows)
    add_entities(connection, entries)
    wanted = [set(own) for own in ids]
    links = [row for e, own in zip(entries, wanted, strict=True) for row in e.mentioned if row["claim"] in own]
    insert_rows(connection, claim_entities, links)
    insert_rows(connection, report_names, [row for entry in entries for row in entry.printed])
    if kept is not None:  # else all records are made anew
        fresh = (((e.key, i), kept.judged(e.found[i])) for e, own in zip(entries, ids, strict=True) for i in own)
        put_cells(connection, fresh, kept.rules)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
