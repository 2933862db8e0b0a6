"""One meeting, visit, invitation or gathering across reports: hoped, planned, then done, moved or denied, with its path."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from entente.model.claim import Claim, Roles
from entente.model.edtf import days_of
from entente.records.paths import Step, moment, path_of
from entente.records.support import NOT_KEPT, Support, is_fact, supports_of, told_on
from entente.records.wording import Wording, said

KINDS = ("meeting", "visit", "invitation", "gathering")
NEAR_DAYS = 31  # two days named for one act of the same parties lie no further apart
RETOLD_DAYS = 14  # what is told again without a day within that time is the same act
AHEAD_DAYS = 400  # what is hoped for without a day comes about within a year or so, or is another act
_TOGETHER = {"meeting": "meeting", "visit": "meeting"}  # a visit planned may be told as a meeting held
_ROLES = ("party", "visitor", "host", "inviter", "invitee")


@dataclass(frozen=True, slots=True)
class Act:
    """An act as it was last told: `says` in words, its `roles`, `state` its last step, `when` (EDTF) and `where`, and its path."""

    kind: str
    parties: tuple[str, ...]
    says: str
    state: str
    when: str
    where: tuple[str, ...]
    path: tuple[Step, ...]
    supports: tuple[Support, ...]
    roles: Roles = field(default_factory=dict, hash=False, metadata=NOT_KEPT)


@dataclass
class _Told:
    claims: list[Claim] = field(default_factory=list)


def acts(claims: Iterable[Claim], wording: Wording, stands_for: Mapping[str, str] | None = None) -> tuple[Act, ...]:
    """Give the acts of which claims tell, by day; undated ones by the day of their report.

    `stands_for` gives for whom a party counts: a president for his committee, a country for its committee. A president's talks are
    the meeting that his committee planned.
    """
    told = grouped(claims, stands_for or {})
    return tuple(act_of(same, wording) for same in sorted(told, key=lambda same: max(moment(c) for c in same)))


def grouped(claims: Iterable[Claim], stands_for: Mapping[str, str]) -> list[list[Claim]]:
    """Give the claims of each act together, see `acts`."""
    found: dict[object, list[_Told]] = defaultdict(list)
    for claim in sorted((c for c in claims if c.kind in KINDS), key=lambda c: (told_on(c), c.report, c.passage)):
        same = found[identity_of(claim, stands_for)]
        told = next((t for t in reversed(same) if _is_same(claim, t.claims)), None)
        if told is None:
            told = _Told()
            same.append(told)
        told.claims.append(claim)
    return [told.claims for same in found.values() for told in same]


def identity_of(claim: Claim, stands_for: Mapping[str, str]) -> tuple[Any, ...]:
    """Give what claims of one act have in common: its kind and its parties; only of these can claims tell of one act."""
    if claim.kind == "gathering":
        return claim.kind, claim.roles.get("gathering", ())
    parties = frozenset(stands_for.get(e, e) for role in _ROLES for e in claim.roles.get(role, ()))
    kind = _TOGETHER.get(claim.kind, claim.kind)
    whole = len(parties) > 1  # of what names one side only nothing is known to be the same
    return (kind, parties) if whole else (kind, parties, claim.report, claim.passage)


def _is_same(claim: Claim, told: Sequence[Claim]) -> bool:
    if claim.kind == "gathering":
        return True
    gatherings = {g for c in told for g in c.roles.get("gathering", ())}
    return bool(gatherings & set(claim.roles.get("gathering", ()))) or any(_near(claim, c) for c in told)


def _near(one: Claim, two: Claim) -> bool:
    """Tell whether a claim may be of the act that another one tells of, which was told before it."""
    if days_of(one.when) != (None, None) and days_of(two.when) != (None, None):
        return _gap(days_of(one.when), days_of(two.when)) <= NEAR_DAYS
    if is_fact(two) and not is_fact(one):  # what is planned after a meeting is the next
        return False
    return abs((told_on(one) - told_on(two)).days) <= (RETOLD_DAYS if is_fact(one) and is_fact(two) else AHEAD_DAYS)


def _gap(one: tuple[date | None, date | None], two: tuple[date | None, date | None]) -> int:
    (first, last), (start, end) = ((a or date.min, b or date.max) for a, b in (one, two))
    return max(0, (start - last).days, (first - end).days)


def act_of(told: Sequence[Claim], wording: Wording) -> Act:
    """Give the act of which claims tell together."""
    ordered = sorted(told, key=moment)
    last, path = ordered[-1], path_of(told)
    return Act(
        kind=last.kind,
        parties=tuple(dict.fromkeys(e for c in ordered for role in _ROLES for e in c.roles.get(role, ()))),
        says=said(last, wording),
        state=path[-1].how,
        when=next((c.when for c in reversed(ordered) if c.when), ""),
        where=tuple(dict.fromkeys(p for c in ordered for p in (*c.roles.get("gathering", ()), *c.where))),
        path=path,
        supports=supports_of(told),
        roles=last.roles,
    )
