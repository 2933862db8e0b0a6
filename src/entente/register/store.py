"""Puts a report with its claims into the register, or takes it out: one transaction each, so that a crash loses nothing before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.edtf import Bounds, bounds, is_edtf
from entente.model.entity import kind_of
from entente.model.report import Report
from entente.model.rows import claim_to_row, steps_to_row
from entente.register.naming import name_of, names_in
from entente.register.opening import Register
from entente.register.tables import claim_entities, claims, entities, reports

_CHUNK = 400  # values of one IN list; SQLite takes 999 in all
_CIRCUMSTANCES = ("recorded", "reader", "knowledge", "source")  # alone they do not make a report another one


class Change(StrEnum):
    """What storing a report did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is to stand in the register for one report: its row, its claims by id, its entities' names."""

    report: dict[str, Any]
    claims: dict[str, dict[str, Any]]
    mentioned: frozenset[tuple[str, str, str]]  # claim, role, entity
    names: dict[str, str]


def store(register: Register, report: Report, found: Sequence[Claim], knowledge: Knowledge) -> Change:
    """Store a report and its claims under the report's key, and tell what that changed.

    The same report again changes nothing; a changed one, or the same one read by a better reader, replaces its own claims, and
    those that stay keep the moment at which they were recorded. Raises RegisterError where the database fails.
    """
    entry = _entry(report, found, knowledge)
    with register.writing() as connection:
        known = connection.execute(select(reports).where(reports.c.key == report.key)).mappings().first()
        if known is None:
            connection.execute(
                insert(reports).values(**entry.report, voice=report.key)
            )  # its own, until it is judged a copy
            _put_claims(connection, entry, tuple(entry.claims))
            return Change.NEW
        return _replace(connection, entry, dict(known))


def withdraw(register: Register, key: str) -> bool:
    """Take a report and its own claims out, and entities that nothing names any more; give False where there is no such report.

    Raises RegisterError where the database fails.
    """
    with register.writing() as connection:
        gone = connection.execute(delete(reports).where(reports.c.key == key)).rowcount
        _drop_orphans(connection)
        return bool(gone)


def _replace(connection: Connection, entry: _Entry, known: dict[str, Any]) -> Change:
    key = entry.report["key"]
    old = {row["id"]: dict(row) for row in connection.execute(select(claims).where(claims.c.report == key)).mappings()}
    moved = {name for name, value in entry.report.items() if name not in _CIRCUMSTANCES and known[name] != value}
    stale = [i for i, row in old.items() if i not in entry.claims or _differ(row, entry.claims[i])]
    fresh = [i for i, row in entry.claims.items() if i not in old or _differ(old[i], row)]
    if not moved and not stale and not fresh:
        return Change.UNCHANGED
    for i in set(stale) & set(fresh):
        entry.claims[i]["recorded"] = old[i]["recorded"]
    news = {name: value for name, value in entry.report.items() if name != "recorded"}
    connection.execute(update(reports).where(reports.c.key == key).values(**news))
    for chunk in _chunks(stale):
        connection.execute(delete(claims).where(claims.c.report == key, claims.c.id.in_(chunk)))
    _put_claims(connection, entry, fresh)
    _drop_orphans(connection)
    return Change.CHANGED


def _differ(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return any(old[name] != value for name, value in new.items() if name != "recorded")


def _put_claims(connection: Connection, entry: _Entry, ids: Sequence[str]) -> None:
    if not ids:
        return
    wanted = set(ids)
    connection.execute(insert(claims), [entry.claims[i] for i in ids])
    named = sorted({entity for claim, _, entity in entry.mentioned if claim in wanted})
    known = {
        e for chunk in _chunks(named) for e in connection.scalars(select(entities.c.id).where(entities.c.id.in_(chunk)))
    }
    new = [{"id": e, "kind": kind_of(e), "name": entry.names[e]} for e in named if e not in known]
    if new:
        connection.execute(insert(entities), new)
    key = entry.report["key"]
    links = [
        {"report": key, "claim": claim, "role": role, "entity": entity}
        for claim, role, entity in sorted(entry.mentioned)
        if claim in wanted
    ]
    if links:
        connection.execute(insert(claim_entities), links)


def _drop_orphans(connection: Connection) -> None:
    named = select(claim_entities.c.entity).where(claim_entities.c.entity == entities.c.id)
    connection.execute(delete(entities).where(~named.exists()))


def _entry(report: Report, found: Sequence[Claim], knowledge: Knowledge) -> _Entry:
    now = _now()
    reported = next((claim.reported for claim in found if claim.reported), report.published)
    printed = names_in(found, report.text)
    mentioned = frozenset((claim.id, role, entity) for claim in found for role, entity in _fillers(claim))
    return _Entry(
        report=_report_row(report, reported, knowledge.version, now),
        claims={
            claim.id: _claim_row(claim, report.key, place, now) for place, claim in reversed(list(enumerate(found)))
        },
        mentioned=mentioned,
        names={entity: name_of(entity, knowledge, printed) for _, _, entity in mentioned},
    )


def _fillers(claim: Claim) -> Iterable[tuple[str, str]]:
    for role, ids in (*claim.roles.items(), ("where", claim.where), ("attribution", claim.attribution)):
        for entity in ids:
            yield role, entity


def _report_row(report: Report, reported: str, knowledge_version: str, now: str) -> dict[str, Any]:
    first, last = _days(reported)
    return {
        "key": report.key,
        "digest": report.digest,
        "source": report.source,
        "title": report.title,
        "publisher": report.publisher,
        "published": report.published,
        "reported": reported,
        "reported_first": first,
        "reported_last": last,
        "text": report.text,
        "blocks": [[block.span.start, block.span.end, str(block.kind)] for block in report.blocks],
        "reader": version("entente"),
        "knowledge": knowledge_version,
        "recorded": now,
    }


def _claim_row(claim: Claim, key: str, position: int, now: str) -> dict[str, Any]:
    when, reported = _days(claim.when), _days(claim.reported)
    return {
        "report": key,
        "id": claim.id,
        "position": position,
        "kind": claim.kind,
        "polarity": claim.polarity,
        "factuality": claim.factuality,
        "when_first": when[0],
        "when_last": when[1],
        "reported_first": reported[0],
        "reported_last": reported[1],
        "rule": claim.rule,
        "confidence": claim.confidence,
        "row": {**claim_to_row(claim), "report": key},
        "steps": steps_to_row(claim.steps),
        "recorded": now,
    }


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _days(edtf: str) -> Bounds:
    return bounds(edtf) if is_edtf(edtf) else (None, None)


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[n : n + _CHUNK] for n in range(0, len(values), _CHUNK))
