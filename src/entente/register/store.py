"""Puts reports with their claims into the register, or takes one out: all or nothing each time, so that a crash loses nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from itertools import islice
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.report import Report
from entente.register.bulk import columns_of, insert_rows, insert_together, run_columns, without_collection
from entente.register.cell_rows import Placed, drop_cells, put_placed
from entente.register.entity_rows import add_entities, drop_unnamed, forget_names, named_by
from entente.register.entries import Entry, Mention, Occasion, entry_of
from entente.register.handle import Register
from entente.register.kept import Kept, kept_with
from entente.register.tables import chunks, claim_entities, claims, report_names, reports
from entente.register.voices import forget_bands, hear, hear_new, unhear

_CIRCUMSTANCES = ("recorded", "reader", "knowledge", "source", "voice")  # alone they do not make a report another one
_TOGETHER = 1000  # reports whose rows are in memory together
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

    They are all stored, or none. Of very many some ten thousand at a time are best: fewer write the pages of a large register again
    and again; but others who write wait until it is done. What is put into indexes is held in memory meanwhile.
    """
    occasion = Occasion(knowledge, _now(), version("entente"))
    changes: list[Change] = []
    arriving = iter(readings)
    with without_collection():
        entries = _entries(arriving, occasion)
        with register.writing(adds=True) as connection:
            later = _Later(connection, kept_with(connection, knowledge))
            while entries:
                changes += _store(connection, entries, later)
                entries = _entries(arriving, occasion)
            later.put()
    return tuple(changes)


@dataclass
class _Later:
    """What is put in when all reports are there, in the order of the indexes: each of their pages is then changed once.

    `kept` is by what claims are found in cells, None where all records are to be made anew.
    """

    connection: Connection
    kept: Kept | None
    mentioned: list[Mention] = field(default_factory=list)
    placed: Placed = field(default_factory=Placed)
    texts: dict[str, str] = field(default_factory=dict)

    def put(self) -> None:
        """Put it in, and forget it."""
        in_order = sorted(map(tuple, self.mentioned))  # those without names of their fields compare faster
        run_columns(self.connection, insert(claim_entities), columns_of(Mention._fields, in_order))
        put_placed(self.connection, self.placed)
        hear_new(self.connection, self.texts)
        self.mentioned, self.placed, self.texts = [], Placed(), {}


def _entries(arriving: Iterator[tuple[Report, Sequence[Claim]]], occasion: Occasion) -> list[Entry]:
    return [entry_of(report, found, occasion) for report, found in islice(arriving, _TOGETHER)]


def _store(connection: Connection, entries: Sequence[Entry], later: _Later) -> Iterator[Change]:
    known = _known(connection, entries)
    first = {entry.key: entry for entry in reversed(entries) if entry.key not in known}
    _add(connection, list(first.values()), later)
    if len(first) < len(entries):
        later.put()
    for entry in entries:
        yield Change.NEW if first.get(entry.key) is entry else _replace(connection, entry, later)


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


def _add(connection: Connection, entries: Sequence[Entry], later: _Later) -> None:
    insert_together(connection, reports, [entry.report for entry in entries])
    _put_claims(connection, entries, [list(entry.claims) for entry in entries], later)
    later.texts.update((entry.key, entry.report["text"]) for entry in entries)


def _replace(connection: Connection, entry: Entry, later: _Later) -> Change:
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
    if moved & _VOICED:
        forget_bands(connection, key)
    _renew_report(connection, entry)
    named = named_by(connection, key)
    forget_names(connection, key)
    drop_cells(connection, key, stale)
    for some in chunks(stale):
        ours = and_(claim_entities.c.report == key, claim_entities.c.claim.in_(some))
        connection.execute(delete(claim_entities).where(ours))  # SQLite does not by itself where it `adds`
        connection.execute(delete(claims).where(claims.c.report == key, claims.c.id.in_(some)))
    _put_claims(connection, [entry], [fresh], later)
    later.put()
    drop_unnamed(connection, named)
    if moved & _VOICED:
        hear(connection, key)
    return Change.CHANGED


def _renew_report(connection: Connection, entry: Entry) -> None:
    news = {name: value for name, value in entry.report.items() if name not in ("recorded", "voice")}
    connection.execute(update(reports).where(reports.c.key == entry.key).values(**news))


def _differ(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return any(old[name] != value for name, value in new.items() if name != "recorded")


def _put_claims(connection: Connection, entries: Sequence[Entry], ids: Sequence[Sequence[str]], later: _Later) -> None:
    rows = [entry.claims[i] for entry, own in zip(entries, ids, strict=True) for i in own]
    insert_rows(connection, claims, rows)
    add_entities(connection, entries)
    insert_rows(connection, report_names, [row for entry in entries for row in entry.printed])
    for entry, own in zip(entries, map(set, ids), strict=True):
        later.mentioned += [mention for mention in entry.mentioned if mention.claim in own]
        if later.kept is not None:  # else all records are made anew
            for i in own:
                later.placed.add((entry.key, i), later.kept.judged(entry.found[i]), later.kept.rules)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
