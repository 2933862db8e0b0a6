"""Entities of FollowTheMoney as they are built up: values with the reports that they come from.

See https://followthemoney.tech/docs .
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.model.entity import code_of, kind_of
from entente.views.exports.letters import plain
from entente.views.exports.material import Material

DATASET = "entente"
LANGUAGE = "eng"
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
_SCHEMATA = {"person": "Person", "country": "PublicBody", "gathering": "Event", "place": "Address"}
_LONGEST = {"name": 384, "full": 250, "location": 250}
"""How long FollowTheMoney lets values of these properties be; any other text may have 1,024 characters or more."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: the key of a report, and the moment (UTC) at which it was recorded."""

    report: str
    recorded: str


@dataclass
class Thing:
    """One entity: its id, its schema, and the values of its properties, each with the first source that gave it."""

    id: str
    schema: str
    values: dict[tuple[str, str], Source] = field(default_factory=dict)

    def add(self, source: Source, values: Mapping[str, str | Iterable[str]]) -> None:
        """Add values of properties; empty ones and those known are passed over."""
        for name, given in values.items():
            for value in (given,) if isinstance(given, str) else given:
                if cut := plain(" ".join(value.split()))[: _LONGEST.get(name, 60_000)]:
                    self.values.setdefault((name, cut), source)

    def row(self) -> dict[str, Any]:
        """Give the entity as a JSON value: its properties, and beside them its statements, each with its origin."""
        properties: dict[str, list[str]] = {}
        for name, value in self.values:
            properties.setdefault(name, []).append(value)
        seen = [source.recorded for source in self.values.values()]
        return {
            "id": self.id,
            "caption": next((v for (name, v) in self.values if name in ("name", "title", "full")), self.schema),
            "schema": self.schema,
            "properties": properties,
            "datasets": [DATASET],
            "first_seen": min(seen, default=None),
            "last_seen": max(seen, default=None),
            "statements": [self._statement(name, value, source) for (name, value), source in self.values.items()],
        }

    def _statement(self, name: str, value: str, source: Source) -> dict[str, Any]:
        key = f"{DATASET}.{self.id}.{name}.{value}"  # as Statement.make_key of followthemoney does
        return {
            "id": hashlib.sha1(key.encode("utf-8"), usedforsecurity=False).hexdigest(),
            "entity_id": self.id,
            "canonical_id": self.id,
            "schema": self.schema,
            "prop": name,
            "value": value,
            "dataset": DATASET,
            "origin": plain(source.report),
            "first_seen": source.recorded,
            "last_seen": source.recorded,
            "external": False,
        }


def source_of(claim: Claim, material: Material) -> Source:
    """Give the source of what a claim says."""
    return Source(claim.report, material.recorded_at(claim))


def entity_id(entity: str) -> str:
    """Give the id of an entity in FollowTheMoney, whose ids hold letters, digits, dots and hyphens."""
    return f"{DATASET}-{entity.replace('/', '.')}"


def claim_thing_id(claim: Claim, number: int = 0) -> str:
    """Give the id of what is made of a claim."""
    return f"{DATASET}-claim-{claim.id}-{number}"


def report_id(key: str) -> str:
    """Give the id of a report."""
    return f"{DATASET}-report-{hashlib.sha256(key.encode('utf-8', 'backslashreplace')).hexdigest()[:32]}"


def schema_of(entity: str, material: Material) -> str:
    """Give the schema of an entity: states, governments and ministries are public bodies."""
    body = material.knowledge.bodies.get(entity)
    if (body is not None and body.level == "government") or "-ministry-of-" in entity:
        return "PublicBody"
    return _SCHEMATA.get(kind_of(entity), "Organization")


def country_of(entity: str, material: Material) -> str:
    """Give the code of an entity's country as FollowTheMoney has it, "" where it has none or that is not known."""
    code = code_of(entity)
    if kind_of(entity) != "country":
        known = material.knowledge.countries
        code = next((code_of(c.id) for c in known.values() if code and c.ioc == code), "")
    return _country_codes().get(code, "")


def dates(edtf: str) -> dict[str, str]:
    """Give a date as `date`, or the days between which it lies as `startDate` and `endDate`."""
    if _DATE.fullmatch(edtf):
        return {"date": edtf}
    start, slash, end = edtf.partition("/")
    first, last = days_of(edtf)
    if slash:
        return {"startDate": _side(start, first), "endDate": _side(end, last)}
    return {"startDate": first.isoformat() if first else "", "endDate": last.isoformat() if last else ""}


def _side(told: str, day: date | None) -> str:
    """Give one side of an interval, no more exactly than it is told."""
    return told if _DATE.fullmatch(told) else day.isoformat() if day else ""


def each_row(things: Iterable[Thing]) -> Iterator[dict[str, Any]]:
    """Give entities as JSON values, by their ids."""
    return (thing.row() for thing in sorted(things, key=lambda thing: thing.id))


@cache
def _country_codes() -> dict[str, str]:
    text = (files("entente.views.exports") / "country_codes.csv").read_text(encoding="utf-8")
    return {row["alpha3"]: row["code"] for row in csv.DictReader(text.splitlines())}
