"""What is to stand in the register for one report: its row, its claims' rows, and which entities they name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.model.entity import kind_of
from entente.model.report import Report
from entente.model.rows import claim_to_row, steps_to_row
from entente.register.naming import is_listed, name_of, names_in

Row = dict[str, Any]


class Mention(NamedTuple):
    """A row of what a claim names, in the order of the index by which it is found: whom, of which kind, from which day on."""

    entity: str
    kind: str
    day: date
    report: str
    claim: str
    role: str
    known: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """The rows of one report: its own, its claims by id, which claim names which entity in which role, and the entities.

    `printed` are the names that the report prints of entities that the knowledge does not list, `found` the claims by id.
    """

    report: Row
    claims: dict[str, Row]
    mentioned: frozenset[Mention]
    entities: dict[str, Row]
    printed: tuple[Row, ...]
    found: dict[str, Claim]

    @property
    def key(self) -> str:
        """The report's key."""
        key: str = self.report["key"]
        return key


@dataclass(frozen=True)
class Occasion:
    """What one run of storing shares: the knowledge, the moment (UTC, ISO 8601) of recording, and the reader's version."""

    knowledge: Knowledge
    now: str
    reader: str

    @cached_property
    def entity_row(self) -> Callable[[str], Row]:
        """Gives the row of an entity that no report prints: called by the knowledge's name, else by one made of its id."""
        return cache(lambda entity: _entity_row(entity, name_of(entity, self.knowledge, {})))


def entry_of(report: Report, found: Sequence[Claim], occasion: Occasion) -> Entry:
    """Give the rows of a report and its claims; a claim told twice has one row."""
    claims: dict[str, Row] = {}
    own: dict[str, Claim] = {}
    mentioned: set[Mention] = set()
    for position, claim in enumerate(found):
        row = _claim_row(claim, report.key, position, occasion.now)
        if claims.setdefault(row["id"], row) is row:
            own[row["id"]] = claim
            day = _day_of(row)
            place = (report.key, row["id"])
            mentioned |= {
                Mention(entity, claim.kind, day, *place, role, row["reported_last"]) for role, entity in _fillers(claim)
            }
    named = sorted({mention.entity for mention in mentioned})
    reported = next((claim.reported for claim in found if claim.reported), report.published)
    return Entry(
        report=_report_row(report, reported, occasion),
        claims=claims,
        mentioned=frozenset(mentioned),
        entities={entity: occasion.entity_row(entity) for entity in named},
        printed=_printed_rows(report, found, frozenset(named), occasion.knowledge),
        found=own,
    )


def _entity_row(entity: str, plain: str) -> Row:
    return {"id": entity, "kind": kind_of(entity), "name": plain, "plain": plain, "printed": False}


def _printed_rows(
    report: Report, found: Sequence[Claim], named: frozenset[str], knowledge: Knowledge
) -> tuple[Row, ...]:
    printed = names_in(found, report.text)
    return tuple(
        {"report": report.key, "entity": entity, "name": printed[entity]}
        for entity in sorted(named & printed.keys())
        if not is_listed(entity, knowledge)
    )


def _day_of(claim: Row) -> date:
    """Give the day from which a claim holds, as `holds_from` does."""
    days = ("when_first", "when_last", "reported_last", "reported_first")
    return next((claim[day] for day in days if claim[day]), date.max)


def _fillers(claim: Claim) -> Iterable[tuple[str, str]]:
    for role, ids in (*claim.roles.items(), ("where", claim.where), ("attribution", claim.attribution)):
        for entity in ids:
            yield role, entity


def _report_row(report: Report, reported: str, occasion: Occasion) -> Row:
    first, last = days_of(reported)
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
        "reader": occasion.reader,
        "knowledge": occasion.knowledge.version,
        "recorded": occasion.now,
        "voice": report.key,  # its own, until it is found to be a copy
    }


def _claim_row(claim: Claim, key: str, position: int, now: str) -> Row:
    when, reported = days_of(claim.when), days_of(claim.reported)
    row = claim_to_row(claim)
    return {
        "report": key,
        "id": row["id"],
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
        "row": row | {"report": key},
        "steps": steps_to_row(claim.steps),
        "recorded": now,
    }
