"""What a calendar shows of some entities, or of all, in a period."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from entente.model.edtf import moved
from entente.questions.desk import Desk
from entente.questions.kept import values_of
from entente.records.agreements import HOLDS, Agreement
from entente.records.asked import Page
from entente.records.due import Due
from entente.records.shapes import parts_of
from entente.records.support import Support, distinct
from entente.views.calendar import Item, Span, calendar, endings
from entente.views.exports.happenings import KINDS
from entente.views.exports.material import Material
from entente.views.exports.selection import DENIED, told_as

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.register.found import RecordQuery, Test

MOST = 250
"""About so many claims of a period are looked at, and so many ends and overdue things: of more, a few of each day, or the first."""
_PART = Page(MOST, counted=False)
_MARGIN, _NEAR = timedelta(days=400), timedelta(days=31)
"""What is told within so many days before and after a period may move or call off what is in it: of some entities, of all."""


@dataclass(frozen=True, slots=True)
class Wished:
    """What a calendar is to show: what names one of some entities, of some kinds, told in some ways; empty asks for all.

    What was denied always counts: it calls off what was told before.
    """

    span: Span
    entities: Sequence[str] = ()
    kinds: Sequence[str] = ()
    told: Collection[str] = field(default_factory=frozenset)

    @property
    def claims_of(self) -> list[str]:
        """The kinds of claims that it shows."""
        return [kind for kind in self.kinds or KINDS if kind in KINDS]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a calendar shows, by day. Where very much lies in the period, `counts` tells how many claims are of each day."""

    items: tuple[Item, ...]
    counts: Mapping[date, int] = field(default_factory=dict)


def calendar_of(desk: Desk, wished: Wished, *, each_day: bool = False) -> Shown:
    """Give what a calendar shows; of very much a few things of each day, or those of the first days. Raises RegisterError."""
    claims, counts = _on_days(desk, wished, each_day=each_day)
    ends = _ending(desk, wished) if not wished.kinds or "agreement" in wished.kinds else ()
    named = {entity for claim in claims for entity in claim.entities()} | {p for one in ends for p in one.parties}
    wording = desk.wording(desk.named(named))
    items = (*calendar(claims, wished.span, wording, _overdue(desk, wished)), *endings(ends, wished.span, wording))
    ordered = tuple(sorted(items, key=lambda item: (item.first, item.last, item.kind, item.says)))
    return Shown(desk.voiced(ordered), counts)


def _on_days(desk: Desk, wished: Wished, *, each_day: bool) -> "tuple[list[Claim], Mapping[date, int]]":
    """Give the claims of what lies in the period, with those that may move it or call it off, and how many are of each day."""
    from entente.register.days import DayQuery, claims_beside, claims_on_days

    if not wished.claims_of:
        return [], {}
    told = frozenset(wished.told) - {DENIED}
    query = DayQuery(wished.span.first, wished.span.last, wished.claims_of, wished.entities, told)
    with desk.seeing() as (connection, sight):
        found = claims_on_days(connection, query, sight, MOST, each_day=each_day)
        beside = claims_beside(connection, found.claims, sight)
    also = [claim for claim in beside if not wished.told or told_as(claim) in {*wished.told, DENIED}]
    return distinct([*found.claims, *also]), found.counts


def calendar_material(desk: Desk, wished: Wished) -> Material:
    """Give what a file of the calendar is made of. Raises RegisterError."""
    from entente.register.queries import ClaimQuery, find_stored
    from entente.views.exports.happenings import happenings

    within = [h for h in happenings(_claims(desk, wished)) if wished.span.holds(h.first, h.last)]
    claims = [claim for happening in within for claim in happening.claims]
    ids = {claim.as_read or claim.id for claim in claims}
    stored = find_stored(desk.register, ClaimQuery(ids=ids)) if ids else []
    recorded = {(one.claim.report, one.claim.id): one.recorded for one in stored}
    moments = {(c.report, c.id): recorded[key] for c in claims if (key := (c.report, c.as_read or c.id)) in recorded}
    names = desk.named({entity for claim in claims for entity in (*claim.entities(), *claim.where, *claim.attribution)})
    return Material(tuple(claims), names, {}, moments, desk.knowledge)


def _claims(desk: Desk, wished: Wished) -> "list[Claim]":
    """Give the claims of what may happen, told about the period or of days near it."""
    from entente.register.queries import ClaimQuery
    from entente.register.verdicts import find_judged

    span, kinds = wished.span, wished.claims_of
    margin = _MARGIN if wished.entities else _NEAR
    days = (moved(span.first, -margin), moved(span.last, margin), desk.as_of.known_on, desk.as_of.recorded_by)
    found = find_judged(desk.register, ClaimQuery(wished.entities, kinds, *days), desk.verdicts) if kinds else []
    gatherings = {g for claim in found if claim.kind == "gathering" for g in claim.roles.get("gathering", ())}
    if gatherings and not wished.entities:
        found = distinct([*found, *desk.claims(sorted(gatherings), ["gathering"])])
    told = {*wished.told, DENIED}
    return [claim for claim in found if not wished.told or told_as(claim) in told]


def _ending(desk: Desk, wished: Wished) -> tuple[Agreement, ...]:
    from entente.register.asking import ending

    test = ending(HOLDS, wished.span.first, (wished.span.last - wished.span.first).days)
    return values_of(desk, _query("agreement", wished, test), Agreement, _PART)


def _overdue(desk: Desk, wished: Wished) -> frozenset[str]:
    """Give the ids of the claims that tell of what is overdue in the period."""
    from entente.register.asking import both, due_on, ending, past, sorted_within
    from entente.register.found import find_records

    span = wished.span
    within = both(
        ending(("planned", "lapses"), span.first, (span.last - span.first).days), sorted_within(span.first, span.last)
    )
    test = both(within, both(due_on(desk.today), past(desk.today, is_past=True)))
    with desk.seeing() as (connection, sight):
        found, _ = find_records(connection, _query("due", wished, test), sight, _PART)
    told = [parts_of(Due, json.loads(one.shape), ("supports",))[0] for one in found[:MOST]]
    return frozenset(parts_of(Support, support, ("claim",))[0] for supports in told for support in supports)


def _query(kind: str, wished: Wished, test: "Test") -> "RecordQuery":
    from entente.register.found import RecordQuery

    return RecordQuery(kind, [wished.entities] if wished.entities else (), (), test)
