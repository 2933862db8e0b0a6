"""What a calendar shows: what is planned, was held or called off, and which agreements end, each with its days and sentences."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from entente.model.claim import Claim
from entente.model.edtf import as_interval, days_of
from entente.records.agreements import Agreement
from entente.records.due import end_of
from entente.records.support import Support, factuality_of, supports_of
from entente.records.wording import Wording, said
from entente.views.exports.happenings import Happening, happenings

State = Literal["planned", "held", "called_off", "ends"]
_BESIDE = ("gathering", "cause", "against")
_STATES: dict[str, State] = {"tentative": "planned", "confirmed": "held", "cancelled": "called_off"}


@dataclass(frozen=True, slots=True)
class Item:
    """Something of a calendar: its first and last day, its date as it was told (EDTF), its state, and what was told last.

    `who` are the names of those who take part. `ends` is the end of an agreement. `overdue` says that its day is past and nothing
    was told of it since.
    """

    first: date
    last: date
    when: str
    state: State
    kind: str
    who: str
    says: str
    factuality: str
    overdue: bool
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A period: its first and last day, both included."""

    first: date
    last: date

    def holds(self, first: date, last: date) -> bool:
        """Tell whether some days lie in the period, or reach into it."""
        return first <= self.last and last >= self.first


def calendar(claims: Iterable[Claim], span: Span, wording: Wording, overdue: Collection[str]) -> tuple[Item, ...]:
    """Give what claims tell of within a period, by day; `overdue` are the ids of claims that tell of what is overdue."""
    found = [one for one in happenings(claims) if span.holds(one.first, one.last)]
    return tuple(_item(one, wording, overdue) for one in found)


def _item(one: Happening, wording: Wording, overdue: Collection[str]) -> Item:
    state = _STATES[one.state]
    late = state == "planned" and any(claim.id in overdue for claim in one.claims)
    latest = one.latest
    supports = supports_of(one.claims)[::-1]
    told = [claim.when for claim in one.claims if days_of(claim.when) == (one.first, one.last)]
    return Item(
        first=one.first,
        last=one.last,
        when=told[-1] if told else as_interval(one.first, one.last),
        state=state,
        kind=latest.kind,
        who=" and ".join(map(wording.called, _parties(latest))),
        says=said(latest, wording),
        factuality=factuality_of(latest),
        overdue=late,
        supports=supports,
    )


def _parties(claim: Claim) -> tuple[str, ...]:
    """Give who takes part, each once: of a gathering itself, of all else those of its roles but the gathering."""
    if claim.kind == "gathering":
        return claim.roles.get("gathering", ())
    return tuple(dict.fromkeys(e for role, ids in claim.roles.items() if role not in _BESIDE for e in ids))


def endings(agreements: Iterable[Agreement], span: Span, wording: Wording) -> tuple[Item, ...]:
    """Give the ends of agreements within a period."""
    return tuple(item for one in agreements if (item := _ending(one, span, wording)))


def _ending(one: Agreement, span: Span, wording: Wording) -> Item | None:
    first, last = days_of(one.until)
    if first is None or last is None or not span.holds(first, last):
        return None
    parties = " and ".join(map(wording.called, one.parties))
    supports = tuple(support for stage in one.stages for support in stage.supports)[::-1]
    return Item(
        first=first,
        last=last,
        when=one.until,
        state="ends",
        kind="agreement",
        who=parties,
        says=wording.says(end_of(one)),
        factuality="asserted",
        overdue=False,
        supports=supports,
    )
