"""What is coming up and what is overdue on a day: agreements, gatherings, meetings, visits and invitations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.records.agreements import Agreement, agreements
from entente.records.support import Names, Support, factuality_of, is_fact, said, supports_of, told_on

_AHEAD = ("gathering", "meeting", "visit", "invitation", "participation")
_BY_THEIR_DAY = ("gathering", "invitation")
_OFF = ("cancelled", "held")
_LastTold = dict[tuple[str, tuple[str, ...]], date]
_DONE_BY = {"visit": ("visit", "meeting"), "meeting": ("meeting",)}


@dataclass(frozen=True, slots=True)
class Due:
    """Something planned: its day (EDTF), the days left until its last day (below zero: past), what it is, and the sentences."""

    when: str
    days_left: int
    kind: str
    says: str
    factuality: str
    supports: tuple[Support, ...]

    @property
    def overdue(self) -> bool:
        """Tell whether its last day is past."""
        return self.days_left < 0


def due(
    claims: Iterable[Claim], names: Names, today: date, committees: Mapping[str, str] | None = None
) -> tuple[Due, ...]:
    """Give what is coming up on a day, and what was to have happened and of which nothing was told since; by day.

    `committees` gives the committee of a country, see `agreements`.
    """
    listed = list(claims)
    items = [*_acts(listed, names, today), *_of_agreements(agreements(listed, today, committees), names, today)]
    return tuple(sorted(items, key=lambda item: (item.days_left, item.kind, item.says)))


def _of_agreements(found: Iterable[Agreement], names: Names, today: date) -> Iterable[Due]:
    for agreement in found:
        parties = " and ".join(names.get(party, party) for party in agreement.parties)
        what = f"{agreement.instrument or 'agreement'} of {parties}"
        supports = tuple(support for stage in agreement.stages for support in stage.supports)
        if agreement.state in ("planned", "overdue") and (last := days_of(agreement.planned)[1]):
            yield Due(agreement.planned, (last - today).days, "agreement", what, "planned", supports)
        end = days_of(agreement.until)[1]
        if agreement.state in ("signed", "in_force", "extended") and end and end >= today:
            yield Due(agreement.until, (end - today).days, "agreement", f"{what} ends", "asserted", supports)


def _acts(claims: Sequence[Claim], names: Names, today: date) -> Iterable[Due]:
    groups: dict[object, list[Claim]] = defaultdict(list)
    done = _last_told(claims)
    for claim in sorted((c for c in claims if c.kind in _AHEAD), key=told_on):
        groups[_identity(claim)].append(claim)
    for same in groups.values():
        latest = _latest(same)
        last = days_of(latest.when)[1]
        if last is None or not _is_ahead(latest):
            continue
        if last >= today or (_was_planned(latest) and not _done(latest, done)):
            says = said(latest, names)
            yield Due(latest.when, (last - today).days, latest.kind, says, factuality_of(latest), supports_of(same))


def _latest(same: Sequence[Claim]) -> Claim:
    """Give what was told last, of what says something about the day: a gathering moved is due on its new day."""
    telling = [c for c in same if c.when or c.attributes.get("change") in _OFF]
    return (telling or list(same))[-1]


def _identity(claim: Claim) -> object:
    if claim.kind == "gathering":
        return claim.kind, claim.roles.get("gathering", ())
    return claim.kind, tuple(sorted((role, tuple(sorted(ids))) for role, ids in claim.roles.items())), claim.when


def _is_ahead(claim: Claim) -> bool:
    """Tell whether a claim tells of something to come: not called off or over, and an act only where it is not told as done."""
    if claim.polarity == "negative" or claim.attributes.get("change") in _OFF:
        return False
    return claim.kind in _BY_THEIR_DAY or claim.factuality != "asserted"


def _was_planned(claim: Claim) -> bool:
    return claim.kind in _DONE_BY and claim.factuality == "planned"


def _last_told(claims: Iterable[Claim]) -> _LastTold:
    """Give the day on which an act that has happened was last told of, by its kind and each two that it names."""
    last: _LastTold = {}
    for claim in claims:
        if claim.kind in _DONE_BY and is_fact(claim):
            for pair in combinations(sorted(claim.entities()), 2):
                last[claim.kind, pair] = max(last.get((claim.kind, pair), date.min), told_on(claim))
    return last


def _done(plan: Claim, done: _LastTold) -> bool:
    """Tell whether an act of two of those involved in a plan was told of since as done."""
    pairs = list(combinations(sorted(plan.entities()), 2))
    return any(done.get((kind, pair), date.min) >= told_on(plan) for kind in _DONE_BY[plan.kind] for pair in pairs)
