"""Asks the register for reports: one with its claims as they were read, and lists of them, the newest first, in parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select

from entente.intake.fetching import is_address
from entente.model.report import Block, BlockKind, Report
from entente.model.rows import claim_from_row
from entente.model.span import Span
from entente.register.handle import Register
from entente.register.queries import StoredClaim, StoredReport
from entente.register.searching import keys_with
from entente.register.tables import claims, reports

_SHOWN = 500  # characters of a title or publisher in a list: whoever wants all of it opens the report


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as the register keeps it: when it appeared (EDTF), when it was recorded (UTC), by which reader and knowledge.

    `voice` is the key of the earliest report of which it is a copy, its own where it is none.
    """

    report: Report
    reported: str
    recorded: str
    reader: str
    knowledge: str
    voice: str


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Which reports are asked for: with all `words` in title or text, of a publisher whose name has `publisher` in it.

    Where `words` are an address, reports whose key begins so are asked for.
    `known_on` takes what was published by that day (an undated report never was), `recorded_by` what the register had by the end
    of that day, UTC. None and "" ask for all.
    """

    words: str = ""
    publisher: str = ""
    known_on: date | None = None
    recorded_by: date | None = None


def kept_report(register: Register, key: str) -> KeptReport | None:
    """Give the report of a key, None where there is none. Raises RegisterError."""
    with register.reading() as connection:
        row = connection.execute(select(reports).where(reports.c.key == key)).mappings().first()
    if row is None:
        return None
    blocks = tuple(Block(Span(start, end), BlockKind(kind)) for start, end, kind in row["blocks"])
    url = row["key"] if row["key"] != row["source"] else ""
    report = Report(row["text"], row["source"], url, row["title"], row["publisher"], row["published"], blocks)
    return KeptReport(report, row["reported"], row["recorded"], row["reader"], row["knowledge"], row["voice"])


def claims_of_report(register: Register, key: str) -> list[StoredClaim]:
    """Give the claims of a report as they were read, in the order of its text. Raises RegisterError."""
    columns = (claims.c.row, reports.c.digest, claims.c.steps, claims.c.recorded)
    wanted = select(*columns).join(reports).where(claims.c.report == key).order_by(claims.c.position)
    with register.reading() as connection:
        found = connection.execute(wanted).all()
    return [StoredClaim(claim_from_row(row, digest, steps), recorded) for row, digest, steps, recorded in found]


def same_voice(register: Register, key: str, limit: int) -> list[StoredReport]:
    """Give the other reports that are one voice with a report, the earliest first, at most so many. Raises RegisterError."""
    voice = select(reports.c.voice).where(reports.c.key == key).scalar_subquery()
    wanted = _rows().where(reports.c.voice == voice, reports.c.voice != "", reports.c.key != key)
    earliest = (reports.c.reported == "", reports.c.reported_first, reports.c.key)
    with register.reading() as connection:
        return [_stored(row) for row in connection.execute(wanted.order_by(*earliest).limit(limit))]


def find_reports(register: Register, query: ReportQuery, offset: int = 0, limit: int = 50) -> list[StoredReport]:
    """Give a part of the reports that answer a query, those recorded last first. Raises RegisterError."""
    newest = (reports.c.recorded.desc(), reports.c.reported_first.desc(), reports.c.key.desc())
    wanted = _rows().where(*_conditions(register, query)).order_by(*newest).offset(offset).limit(limit)
    with register.reading() as connection:
        return [_stored(row) for row in connection.execute(wanted)]


def count_reports(register: Register, query: ReportQuery) -> int:
    """Give the number of the reports that answer a query. Raises RegisterError."""
    with register.reading() as connection:
        return connection.scalar(select(func.count()).select_from(reports).where(*_conditions(register, query))) or 0


def same_text(register: Register, digest: str) -> list[str]:
    """Give the keys of the reports with a text, by its digest. Raises RegisterError."""
    with register.reading() as connection:
        return list(connection.scalars(select(reports.c.key).where(reports.c.digest == digest).order_by(reports.c.key)))


def _rows() -> Select[Any]:
    number = select(func.count()).where(claims.c.report == reports.c.key).scalar_subquery()
    short = (func.substr(column, 1, _SHOWN) for column in (reports.c.title, reports.c.publisher))
    return select(reports.c.key, reports.c.digest, *short, reports.c.reported, reports.c.recorded, number)


def _stored(row: Sequence[Any]) -> StoredReport:
    return StoredReport(*row)


def _conditions(register: Register, query: ReportQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    words = query.words.strip()
    if is_address(words):
        found.append(reports.c.key.startswith(words, autoescape=True))
    elif (keys := keys_with(register, words)) is not None:
        found.append(reports.c.key.in_(keys))
    elif words:
        found.append(false())
    if query.publisher.strip():
        found.append(reports.c.publisher.icontains(query.publisher.strip(), autoescape=True))
    if query.known_on:
        found.append(reports.c.reported_last <= query.known_on)
    if query.recorded_by:
        found.append(reports.c.recorded < (query.recorded_by + timedelta(days=1)).isoformat())
    return found
