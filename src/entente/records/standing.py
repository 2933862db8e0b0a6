"""Who stands where on a day: for each subject, authority and scope, the intervals that decisions open and close."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.model.entity import kind_of
from entente.records.support import (
    Support,
    factuality_of,
    holds_from,
    is_fact,
    support_of,
    supports_of,
    told_on,
)

_Key = tuple[str, str, str]
_SAME_NEWS_DAYS = 31  # what is not decided and told alike within that time is one threat, one plan, one recommendation


@dataclass(frozen=True, slots=True)
class Standing:
    """How a subject stands with an authority in a scope ("" for all), from a first to a last day, None where not known.

    `basis` is `decision`, or what else it was told as: `recommendation` (of `adviser`), `planned`, `conditional`, `possible`,
    `hoped`, `alleged`, `denied`; only a decision is `decided`, opens and closes. `by_report` says that the first day is the
    report's, since no day of the decision is told.
    """

    subject: str
    authority: str
    scope: str
    status: str
    factuality: str
    basis: str
    adviser: tuple[str, ...]
    decided: bool
    first: date | None
    last: date | None
    by_report: bool
    conditions: tuple[str, ...]
    supports: tuple[Support, ...]

    def covers(self, day: date) -> bool:
        """Tell whether this is decided and holds on a day."""
        return self.decided and (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def standings(claims: Iterable[Claim], kinds: Mapping[str, Any]) -> tuple[Standing, ...]:
    """Give the standings that claims tell of, by subject, authority, scope and day; `kinds` is the document of kinds.yaml.

    A decision holds until the next one of the same authority on the same subject and scope; one that closes (reinstated,
    recognised, eligible) without a scope ends what holds in every scope. What is told without its authority supports the decision
    of a named one that it fits, and stands for itself where there is none.
    """
    closing = frozenset(kinds["standing"]["closes"])
    groups = _grouped(claims)
    found = [standing for key in groups if key[1] for standing in _of_one(key, groups, closing)]
    places: dict[_Key, list[int]] = defaultdict(list)
    for place, standing in enumerate(found):
        places[standing.subject, standing.scope, standing.status].append(place)
    for key in [key for key in groups if not key[1]]:
        groups[key] = [claim for claim in groups[key] if not _join(claim, key, found, places)]
        found += _of_one(key, groups, closing)
    return tuple(sorted(found, key=lambda s: (s.subject, s.authority, s.scope)))


def _grouped(claims: Iterable[Claim]) -> dict[_Key, list[Claim]]:
    groups: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "standing":
            for subject in claim.roles.get("subject", ()):
                authority = " + ".join(claim.roles.get("authority", ()))
                groups[subject, authority, claim.attributes.get("scope", "")].append(claim)
    return groups


def on_day(found: Iterable[Standing], day: date) -> tuple[Standing, ...]:
    """Give the standings that hold on a day."""
    return tuple(standing for standing in found if standing.covers(day))


def _join(claim: Claim, key: _Key, found: list[Standing], places: Mapping[_Key, Sequence[int]]) -> bool:
    """Add a claim of no named authority to the latest standing in `found` that it fits; False where it fits none.

    `places` says where in `found` those of a subject, a scope and a status are.
    """
    day, status = _day(claim), claim.attributes.get("status", "")
    if not is_fact(claim) or day is None:
        return False
    same = [n for n in places.get((key[0], key[2], status), ()) if found[n].covers(day)]
    if not same:
        return False
    place = max(same, key=lambda n: found[n].first or date.min)
    found[place] = replace(found[place], supports=(*found[place].supports, support_of(claim)))
    return True


def _of_one(key: _Key, groups: Mapping[_Key, Sequence[Claim]], closing: frozenset[str]) -> list[Standing]:
    facts = sorted((c for c in groups[key] if is_fact(c)), key=holds_from)
    others = [c for c in groups[key] if not is_fact(c)]
    intervals = _intervals(key, facts)
    subject, authority, scope = key
    if scope:
        general = [
            c for c in groups.get((subject, authority, ""), ()) if is_fact(c) and c.attributes.get("status") in closing
        ]
        intervals = [_ended_by(interval, general) for interval in intervals]
    return intervals + [_undecided(key, told) for told in _alike(others)]


def _intervals(key: _Key, facts: Sequence[Claim]) -> list[Standing]:
    runs: list[list[Claim]] = []
    for claim in facts:
        if runs and runs[-1][0].attributes.get("status") == claim.attributes.get("status"):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    ends = (_start(run) for run in runs[1:])
    return [_interval(key, run, end) for run, end in zip_longest(runs, ends)]


def _interval(key: _Key, run: Sequence[Claim], next_from: date | None) -> Standing:
    told_end = next((end for c in run if (end := _own_end(c))), None)
    ends = [day for day in (told_end, next_from - timedelta(days=1) if next_from else None) if day]
    conditions = tuple(dict.fromkeys(condition for c in run for condition in c.conditions))
    first = _start(run)
    last = min(ends, default=None)
    if first and last and last < first:  # two decisions of one day
        last = first
    status = run[0].attributes.get("status", "")
    by_report, supports = not run[0].when, supports_of(run)
    return Standing(*key, status, "asserted", "decision", (), True, first, last, by_report, conditions, supports)


def _start(run: Sequence[Claim]) -> date | None:
    """Give the day from which a run holds: that of the telling which names it most exactly, "October 12" rather than "October"."""
    first, last = days_of(run[0].when.partition("/")[0])
    if first is None or last is None:
        return _day(run[0])
    named = [days_of(c.when.partition("/")[0]) for c in run]
    within = [(b - a, a) for a, b in named if a and b and first <= a <= b <= last]
    return min(within)[1]


def _own_end(claim: Claim) -> date | None:
    """Give the day on which a claim itself says that the standing ends: the end of its interval."""
    _, slash, _ = claim.when.partition("/")
    return days_of(claim.when)[1] if slash else None


def _day(claim: Claim) -> date | None:
    day = holds_from(claim)
    return None if day == date.max else day


def _ended_by(interval: Standing, general: Sequence[Claim]) -> Standing:
    start = interval.first or date.min
    days = [
        day for c in general if (day := _day(c)) and day > start and (interval.last is None or day <= interval.last)
    ]
    return replace(interval, last=min(days) - timedelta(days=1)) if days else interval


def _undecided(key: _Key, told: Sequence[Claim]) -> Standing:
    """Give what one or more reports tell of that is not decided: a recommendation, a threat, a plan, a denial."""
    claim = told[0]
    status, basis = claim.attributes.get("status", ""), _basis(claim)
    first, last = days_of(next((c.when for c in told if c.when), ""))
    adviser = claim.attribution if basis == "recommendation" else ()
    conditions = tuple(dict.fromkeys(condition for c in told for condition in c.conditions))
    by_report, supports = not any(c.when for c in told), supports_of(told)
    return Standing(
        *key, status, factuality_of(claim), basis, adviser, False, first, last, by_report, conditions, supports
    )


def _basis(claim: Claim) -> str:
    if claim.polarity == "negative":
        return "denied" if claim.factuality == "asserted" else factuality_of(claim)
    if claim.factuality == "hoped" and any(kind_of(who) not in ("person", "place") for who in claim.attribution):
        return "recommendation"
    return claim.factuality


def _alike(others: Iterable[Claim]) -> list[list[Claim]]:
    """Put together what reports of about one time tell of alike."""
    groups: dict[object, list[list[Claim]]] = defaultdict(list)
    for claim in sorted(others, key=told_on):
        same = groups[claim.attributes.get("status"), factuality_of(claim), claim.attribution, claim.when]
        if same and (told_on(claim) - told_on(same[-1][0])).days <= _SAME_NEWS_DAYS:
            same[-1].append(claim)
        else:
            same.append([claim])
    return [told for same in groups.values() for told in same]
