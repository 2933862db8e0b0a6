"""Who stands where on a day: for each subject, authority and scope, the intervals that decisions open and close."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from entente.model.claim import Claim
from entente.views.support import Support, days_of, factuality_of, holds_from, is_fact, support_of, supports_of

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a subject stands with an authority in a scope ("" for all), from a first to a last day, None where not known.

    `decided` is False for what is only planned, hoped, alleged or denied: that opens and closes nothing. `by_report` says that
    the first day is the report's, since no day of the decision is told.
    """

    subject: str
    authority: str
    scope: str
    status: str
    factuality: str
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
    for key in [key for key in groups if not key[1]]:
        groups[key] = [claim for claim in groups[key] if not _join(claim, key, found)]
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


def _join(claim: Claim, key: _Key, found: list[Standing]) -> bool:
    """Add a claim of no named authority to the latest standing in `found` that it fits; False where it fits none."""
    day, status = _day(claim), claim.attributes.get("status", "")
    if not is_fact(claim) or day is None:
        return False
    same = [
        n for n, s in enumerate(found) if (s.subject, s.scope, s.status) == (key[0], key[2], status) and s.covers(day)
    ]
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
    return intervals + [_undecided(key, claim) for claim in others]


def _intervals(key: _Key, facts: Sequence[Claim]) -> list[Standing]:
    runs: list[list[Claim]] = []
    for claim in facts:
        if runs and runs[-1][0].attributes.get("status") == claim.attributes.get("status"):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    ends = (_day(run[0]) for run in runs[1:])
    return [_interval(key, run, end) for run, end in zip_longest(runs, ends)]


def _interval(key: _Key, run: Sequence[Claim], next_from: date | None) -> Standing:
    told_end = next((end for c in run if (end := _own_end(c))), None)
    ends = [day for day in (told_end, next_from - timedelta(days=1) if next_from else None) if day]
    conditions = tuple(dict.fromkeys(condition for c in run for condition in c.conditions))
    first = _day(run[0])
    last = min(ends, default=None)
    if first and last and last < first:  # two decisions of one day
        last = first
    status = run[0].attributes.get("status", "")
    return Standing(*key, status, "asserted", True, first, last, not run[0].when, conditions, supports_of(run))


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


def _undecided(key: _Key, claim: Claim) -> Standing:
    status = claim.attributes.get("status", "")
    first, last = days_of(claim.when)
    support = (support_of(claim),)
    return Standing(*key, status, factuality_of(claim), False, first, last, not claim.when, claim.conditions, support)
