"""Asks the register: its reports, its claims by entity, kind and period, and what entities are called."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal, or_, select

from entente.model.claim import Claim
from entente.model.entity import slug
from entente.model.rows import claim_from_row
from entente.register.handle import Register
from entente.register.listed import among
from entente.register.tables import chunks, claim_entities, claims, entities, reports

_BY_FORM = ("npc", "nf", "athletes")  # kinds of entities (naming.py)
_LAST = "g"  # after every letter of an id, which is hexadecimal


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as the register knows it: what it is called, when it appeared (EDTF) and was recorded (UTC), its claims' number."""

    key: str
    digest: str
    title: str
    publisher: str
    reported: str
    recorded: str
    claims: int


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim and the moment (UTC, ISO 8601) at which the register learnt of it."""

    claim: Claim
    recorded: str


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Which claims are asked for: naming one of `entities`, of one of `kinds`, `ids` and `reports`, of a time between two days.

    An empty collection, and None for a day, ask for all. A claim without a date of its own lies where its report does.
    `known_on` takes what was published by that day (an inferred date counts by its last day, an undated report is never known),
    `recorded_by` what the register had learnt by the end of that day, UTC.
    """

    entities: Collection[str] = ()
    kinds: Collection[str] = ()
    first: date | None = None
    last: date | None = None
    known_on: date | None = None
    recorded_by: date | None = None
    ids: Collection[str] = ()
    reports: Collection[str] = ()


def find_claims(register: Register, query: ClaimQuery | None = None) -> list[Claim]:
    """Give the claims that answer a query, in the order of their reports' keys and texts. Raises RegisterError."""
    with register.reading() as connection:
        found = connection.execute(_matching(query or ClaimQuery())).all()
    return [claim_from_row(row, digest, steps) for row, digest, steps in found]


def find_stored(register: Register, query: ClaimQuery) -> list[StoredClaim]:
    """Give the claims that answer a query with the moments at which they were recorded, as `find_claims`. Raises RegisterError."""
    with register.reading() as connection:
        found = connection.execute(_matching(query).add_columns(claims.c.recorded)).all()
    return [StoredClaim(claim_from_row(row, digest, steps), recorded) for row, digest, steps, recorded in found]


def find_by_id(register: Register, prefix: str) -> list[StoredClaim]:
    """Give the claims whose id begins with a prefix, one for each report that bears it. Raises RegisterError."""
    wanted = select(claims.c.row, reports.c.digest, claims.c.steps, claims.c.recorded).join(reports)
    wanted = wanted.where(claims.c.id >= prefix, claims.c.id < f"{prefix}{_LAST}").order_by(
        claims.c.id, claims.c.report
    )
    with register.reading() as connection:
        found = connection.execute(wanted).all()
    return [StoredClaim(claim_from_row(row, digest, steps), recorded) for row, digest, steps, recorded in found]


def list_reports(register: Register) -> list[StoredReport]:
    """Give the reports by the day they appeared, undated ones last. Raises RegisterError."""
    counted = select(func.count()).where(claims.c.report == reports.c.key).scalar_subquery()
    columns = (
        reports.c.key,
        reports.c.digest,
        reports.c.title,
        reports.c.publisher,
        reports.c.reported,
        reports.c.recorded,
    )
    wanted = select(*columns, counted).order_by(reports.c.reported == "", reports.c.reported_first, reports.c.key)
    with register.reading() as connection:
        return [StoredReport(*row) for row in connection.execute(wanted)]


def find_report(register: Register, text: str) -> list[str]:
    """Give the keys of the reports that a text means: the key itself, else the source, else a whole title. Raises RegisterError."""
    with register.reading() as connection:
        for column in (reports.c.key, reports.c.source, reports.c.title):
            if found := connection.scalars(select(reports.c.key).where(column == text).order_by(reports.c.key)).all():
                return list(found)
    return []


def report_text(register: Register, key: str) -> str:
    """Give the text of a report, "" where there is none of that key. Raises RegisterError."""
    with register.reading() as connection:
        return connection.scalar(select(reports.c.text).where(reports.c.key == key)) or ""


def entity_names(register: Register) -> dict[str, str]:
    """Give the names of all entities that the register's claims name. Raises RegisterError."""
    with register.reading() as connection:
        return dict(connection.execute(select(entities.c.id, entities.c.name)).all())


def names_of(register: Register, ids: Collection[str]) -> dict[str, str]:
    """Give the names of those of some entities that the register's claims name. Raises RegisterError."""
    wanted = select(entities.c.id, entities.c.name).where(among(entities.c.id, ids))
    with register.reading() as connection:
        return dict(connection.execute(wanted).all()) if ids else {}


def names_like(register: Register, text: str) -> dict[str, str]:
    """Give the names of entities that a text may mean, without looking at those of others. Raises RegisterError.

    An id holds the words of its name: these are found by them, a person by any of them, and by a country's code. What is named
    by its form ("Mali boxing federation") has other words than its id, and is given whole.
    """
    wanted = slug(text)
    if not wanted:
        return {}
    words = literal("-") + func.replace(entities.c.id, "/", "-") + "-"
    parts = [
        words.contains(f"-{word}-", autoescape=True) for word in sorted(set(wanted.split("-")), key=len, reverse=True)
    ]
    found: list[ColumnElement[bool]] = [entities.c.kind.in_(_BY_FORM), and_(entities.c.kind == "person", *parts)]
    found.append(entities.c.id.endswith(f"/{wanted}", autoescape=True))
    if re.fullmatch("[A-Z]{3}", text):
        found.append(entities.c.id.contains(f"/{text}"))
    with register.reading() as connection:
        return dict(connection.execute(select(entities.c.id, entities.c.name).where(or_(*found))).all())


def _matching(query: ClaimQuery) -> Select[Any]:
    wanted = select(claims.c.row, reports.c.digest, claims.c.steps).join(reports)
    if query.ids:
        wanted = wanted.where(or_(*(claims.c.id.in_(chunk) for chunk in chunks(sorted(query.ids)))))
    if query.reports:
        wanted = wanted.where(or_(*(claims.c.report.in_(chunk) for chunk in chunks(sorted(query.reports)))))
        if query.kinds:  # as words and not as a column: the claims of a few reports are found by their keys
            wanted = wanted.where((claims.c.kind + "").in_(query.kinds))
    if query.entities:
        named = _naming(query)
        wanted = wanted.join(named, and_(named.c.report == claims.c.report, named.c.claim == claims.c.id))
    elif query.kinds and not query.reports:
        wanted = wanted.where(claims.c.kind.in_(query.kinds))
    first = func.coalesce(claims.c.when_first, claims.c.reported_first)
    last = func.coalesce(claims.c.when_last, claims.c.reported_last)
    if query.first:
        wanted = wanted.where(or_(last.is_(None), last >= query.first))
    if query.last:
        wanted = wanted.where(or_(first.is_(None), first <= query.last))
    if query.known_on:
        wanted = wanted.where(claims.c.reported_last <= query.known_on)
    if query.recorded_by:
        wanted = wanted.where(claims.c.recorded < (query.recorded_by + timedelta(days=1)).isoformat())
    return wanted.order_by(claims.c.report, claims.c.position)


def _naming(query: ClaimQuery) -> Subquery:
    """Give which claims name an entity, each once: found by the index of claim_entities alone."""
    named = select(claim_entities.c.report, claim_entities.c.claim).where(
        or_(*(claim_entities.c.entity.in_(chunk) for chunk in chunks(sorted(query.entities))))
    )
    if query.kinds:
        named = named.where(claim_entities.c.kind.in_(query.kinds))
    return named.distinct().subquery()
