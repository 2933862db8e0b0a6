"""What follows from a report's text and its claims, derived again from what is stored, and where the register holds otherwise."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, select

from entente.model.claim import Claim
from entente.model.report import Block, BlockKind, Report
from entente.model.rows import claim_from_row
from entente.model.span import Span
from entente.register.entries import Entry, Mention, Occasion, Row, entry_of
from entente.register.tables import claim_entities, claims, report_names, reports
from entente.register.voices import bands_noted

_TOGETHER = 200  # reports looked at together
_SAID_ONCE = frozenset({"recorded", "reader", "knowledge", "source", "voice", "position"})  # known from storing alone


@dataclass(frozen=True, slots=True)
class Stored:
    """The rows that the register holds of one report, and what they should be: `entry`, None where a claim's row is broken.

    Its text's signature has so many `bands`, of which so many are `noted`.
    """

    report: Row
    claims: dict[str, Row]
    mentioned: frozenset[Mention]
    printed: tuple[Row, ...]
    bands: int
    noted: int
    entry: Entry | None
    misquoted: tuple[str, ...]

    def moved_claims(self) -> list[str]:
        """Give the claims whose columns say otherwise than their rows."""
        derived = self.entry.claims if self.entry else {}
        return [i for i, row in self.claims.items() if i in derived and moved(row, derived[i])]

    def strange_claims(self) -> list[str]:
        """Give the claims that are not what their ids say: the hash of the text and of what is claimed."""
        return sorted(self.claims.keys() - self.entry.claims.keys()) if self.entry else sorted(self.claims)


def moved(old: Row, new: Row) -> dict[str, Any]:
    """Give the columns that differ, with their new values, save those that are known from storing alone."""
    return {name: value for name, value in new.items() if name not in _SAID_ONCE and old[name] != value}


def stored_reports(connection: Connection, occasion: Occasion) -> Iterator[Stored]:
    """Give what is stored of each report, by key, with what should be. Raises RegisterError where the database fails."""
    keys = iter(connection.scalars(select(reports.c.key).order_by(reports.c.key)).all())
    while some := list(islice(keys, _TOGETHER)):
        rows = connection.execute(select(reports).where(reports.c.key.in_(some)).order_by(reports.c.key)).mappings()
        own = [_by_report(connection, table, some) for table in (claims, claim_entities, report_names)]
        listed = rows.all()
        heard = bands_noted(connection, {row["key"]: row["text"] for row in listed})
        for row in listed:
            key = row["key"]
            yield _stored(dict(row), [found[key] for found in own], heard[key], occasion)


def _by_report(connection: Connection, table: Table, keys: Sequence[str]) -> dict[str, list[Row]]:
    order = [table.c.position] if table is claims else list(table.primary_key)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.report.in_(keys)).order_by(*order)).mappings():
        found[row["report"]].append(dict(row))
    return found


def _stored(row: Row, parts: Sequence[list[Row]], heard: tuple[int, int], occasion: Occasion) -> Stored:
    own, mentioned, printed = parts
    report = _report_of(row)
    try:
        found = [claim_from_row(claim["row"], report.digest, claim["steps"]) for claim in own]
        entry = entry_of(report, found, occasion)
    except (KeyError, ValueError, TypeError, AttributeError):
        found, entry = [], None
    misquoted = tuple(claim.id for claim in found if not _is_quoted(claim, report))
    by_id = {claim["id"]: claim for claim in own}
    named = frozenset(Mention(**one) for one in mentioned)
    return Stored(row, by_id, named, tuple(printed), *heard, entry, misquoted)


def _is_quoted(claim: Claim, report: Report) -> bool:
    return claim.passage.of(report.text) == claim.quote


def _report_of(row: Row) -> Report:
    blocks = tuple(Block(Span(start, end), BlockKind(kind)) for start, end, kind in row["blocks"])
    url = "" if row["key"] == row["source"] else row["key"]
    return Report(row["text"], row["source"], url, row["title"], row["publisher"], row["published"], blocks)


def same_rows(one: Sequence[Row], two: Sequence[Row]) -> bool:
    """Tell whether two lists hold the same rows, in whatever order."""
    if len(one) != len(two):
        return False
    return {tuple(sorted(row.items())) for row in one} == {tuple(sorted(row.items())) for row in two}
