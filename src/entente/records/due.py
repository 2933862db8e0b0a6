"""What is coming up and what is overdue on a day: agreements, gatherings, meetings, visits and invitations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations

from entente.knowledge.phrases.saying import Told
from entente.model.claim import Claim, Roles
from entente.model.edtf import days_of
from entente.records.agreements import HOLDS, Agreement, Settled, settled_agreements
from entente.records.support import NOT_KEPT, Support, factuality_of, is_fact, supports_of, told_on
from entente.records.wording import Wording, roles_of, told_by

AHEAD = ("gathering", "meeting", "visit", "invitation", "participation")
_BY_THEIR_DAY = ("gathering", "invitation")
_OFF = ("cancelled", "held")
Pair = tuple[str, tuple[str, ...]]
LastTold = dict[Pair, date]
"""The day on which an act was last told as done, by its kind and two whom it names."""
_DONE_BY = {"visit": ("visit", "meeting"), "meeting": ("meeting",)}


@dataclass(frozen=True, slots=True)
class Due:
    """Something planned: its day (EDTF), the days left until its last day (below zero: past), what it is, and the sentences.

    `roles` are those of what it `says`, with ids.
    """

    when: str
    days_left: int
    kind: str
    says: str
    factuality: str
    supports: tuple[Support, ...]
    roles: Roles = field(default_factory=dict, hash=False, metadata=NOT_KEPT)

    @property
    def overdue(self) -> bool:
        """Tell whether its last day is past."""
        return self.days_left < 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due whatever day it is, and the entities concerned.

    `item` is the due thing without its days, `last` its last day. `stands` says when it is shown: `planned` whenever, until it is
    told as done; `ahead` while its last day is not past; `lapses` when the day `lapses` is past.
    """

    item: Due
    last: date
    stands: str
    lapses: date | None = None
    entities: tuple[str, ...] = ()

    def on(self, today: date) -> Due | None:
        """Give what is due on a day, None where it is not."""
        shown = {"planned": True, "ahead": self.last >= today, "lapses": bool(self.lapses and self.lapses < today)}
        return replace(self.item, days_left=(self.last - today).days) if shown[self.stands] else None


def due(
    claims: Iterable[Claim], wording: Wording, today: date, committees: Mapping[str, str] | None = None
) -> tuple[Due, ...]:
    """Give what is coming up on a day, and what was to have happened and of which nothing was told since; by day.

    `committees` gives the committee of a country, see `agreements`.
    """
    listed = list(claims)
    settled = settled_agreements(listed, committees or {})
    plans = [
        *plans_of_acts(listed, wording, last_told(listed)),
        *(p for s in settled for p in plans_of_agreement(s, wording)),
    ]
    items = [item for plan in plans if (item := plan.on(today))]
    return tuple(sorted(items, key=lambda item: (item.days_left, item.kind, item.says)))


def plans_of_agreement(settled: Settled, wording: Wording) -> Iterator[Plan]:
    """Give what an agreement makes due: its signing, and its end."""
    agreement = settled.agreement
    supports = tuple(support for stage in agreement.stages for support in stage.supports)
    stands = "planned" if agreement.state == "planned" else "lapses" if settled.lapses else ""
    if stands and (last := days_of(agreement.planned)[1]):
        item = _due(agreement.planned, signing_of(agreement), "planned", supports, wording)
        yield Plan(item, last, stands, settled.lapses, agreement.parties)
    if agreement.state in HOLDS and (end := days_of(agreement.until)[1]):
        item = _due(agreement.until, end_of(agreement), "asserted", supports, wording)
        yield Plan(item, end, "ahead", None, agreement.parties)


def _due(when: str, told: Told, factuality: str, supports: tuple[Support, ...], wording: Wording) -> Due:
    return Due(when, 0, told.kind, wording.says(told), factuality, supports, roles_of(told))


def signing_of(agreement: Agreement) -> Told:
    """Give what is told of the signing of an agreement to come."""
    venue = agreement.venue
    gatherings = tuple(place for place in venue if place.startswith("gathering/"))
    where = tuple(place for place in venue if place not in gatherings)
    attributes = {"stage": "planned", "instrument": agreement.instrument, "topic": agreement.topic}
    return Told("agreement", "planned", {"party": agreement.parties, "gathering": gatherings}, attributes, (), where)


def end_of(agreement: Agreement) -> Told:
    """Give what is told of the end of an agreement to come."""
    attributes = {"stage": "ended", "instrument": agreement.instrument, "topic": agreement.topic}
    return Told("agreement", "planned", {"party": agreement.parties}, attributes)


def plans_of_acts(claims: Iterable[Claim], wording: Wording, done: LastTold) -> Iterator[Plan]:
    """Give the gatherings, meetings, visits, invitations and participations to come; `done` is when acts were last told as done."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in sorted((c for c in claims if c.kind in AHEAD), key=told_on):
        groups[identity_of(claim)].append(claim)
    for same in groups.values():
        latest = _latest(same)
        last = days_of(latest.when)[1]
        if last is not None and _is_ahead(latest):
            stands = "planned" if _was_planned(latest) and not _done(latest, done) else "ahead"
            item = _due(latest.when, told_by(latest), factuality_of(latest), supports_of(same), wording)
            yield Plan(item, last, stands, None, tuple(sorted(latest.entities())))


def _latest(same: Sequence[Claim]) -> Claim:
    """Give what was told last, of what says something about the day: a gathering moved is due on its new day."""
    telling = [c for c in same if c.when or c.attributes.get("change") in _OFF]
    return (telling or list(same))[-1]


def identity_of(claim: Claim) -> tuple[object, ...]:
    """Give what makes claims tell of one thing that is due."""
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


def last_told(claims: Iterable[Claim]) -> LastTold:
    """Give the day on which an act that has happened was last told of, by its kind and each two that it names."""
    last: LastTold = {}
    for claim in claims:
        for key in done_by(claim):
            last[key] = max(last.get(key, date.min), told_on(claim))
    return last


def done_by(claim: Claim) -> list[Pair]:
    """Give what a claim tells as done: the kind of the act, with each two that it names."""
    return _pairs(claim, claim.kind) if claim.kind in _DONE_BY and is_fact(claim) else []


def awaited_by(claim: Claim) -> list[Pair]:
    """Give what would show that what a claim plans is done: acts of one of some kinds, of two of those that it names."""
    return [pair for kind in _DONE_BY[claim.kind] for pair in _pairs(claim, kind)] if _was_planned(claim) else []


def _pairs(claim: Claim, kind: str) -> list[Pair]:
    return [(kind, pair) for pair in combinations(sorted(claim.entities()), 2)]


def _done(plan: Claim, done: LastTold) -> bool:
    """Tell whether an act of two of those involved in a plan was told of since as done."""
    return any(done.get(pair, date.min) >= told_on(plan) for pair in awaited_by(plan))
