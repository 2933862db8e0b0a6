"""What was promised, and did it happen: the claims of one agreement brought together, as stages with their sentences."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.model.entity import kind_of
from entente.records.paths import Step, moment, path_of
from entente.records.support import Support, is_fact, supports_of, told_on

NEAR_DAYS = (
    400  # two tellings of one agreement lie within a year or so, the yearly gathering where it is signed in between
)
NEXT_DAYS = 31  # what is planned later than this after a signing is the next agreement of the same parties
CONCLUDED = ("signed", "in_force", "extended", "suspended", "ended")
HOLDS = ("signed", "in_force", "extended")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of an agreement: what is said of it, when (EDTF) and where, and the sentences that say so."""

    stage: str
    factuality: str
    when: str
    where: tuple[str, ...]
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who holds a post of a party and is named where the signing is told, and how he stands on a day.

    `beside` is True where he is named in the report that tells of the signing, but not in its sentence. `state` is `in post` (as
    `last_told`) or `left`: on a day (EDTF) or "", by a `change` (resigned, dismissed, succeeded …), with his `successor`.
    """

    person: str
    body: str
    post: str
    beside: bool
    state: str
    last_told: date | None
    left: str
    change: str
    successor: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement of some parties: its stages as they were told, and where it stands on a day.

    `state` is a stage, `refused`, or `overdue`: planned for a day that is past with no later report. `planned` is the day (EDTF)
    last named for it, `venue` the places and gatherings. `path` is the way from hoped to planned to done or denied.
    """

    parties: tuple[str, ...]
    instrument: str
    topic: str
    state: str
    planned: str
    venue: tuple[str, ...]
    until: str
    stages: tuple[Stage, ...]
    path: tuple[Step, ...] = ()
    signatories: tuple[Signatory, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """An agreement whatever day it is, with the claims that tell of it in the order of their telling.

    Its state is never `overdue`: where `lapses` is a day, it is overdue on every day after that.
    """

    agreement: Agreement
    lapses: date | None
    claims: tuple[Claim, ...]

    def on(self, today: date) -> Agreement:
        """Give the agreement as it stands on a day."""
        return on_day(self.agreement, self.lapses, today)


@dataclass
class _Group:
    parties: frozenset[str]
    claims: list[Claim] = field(default_factory=list)


def agreements(
    claims: Iterable[Claim], today: date, committees: Mapping[str, str] | None = None
) -> tuple[Agreement, ...]:
    """Give the agreements that claims tell of, by the day they were first told; `today` decides what is overdue.

    Where `committees` gives the committee of a country, "Mali" and its committee are one side of the same agreement, as long as
    the other side is the same: committees do not sign with states.
    """
    return tuple(settled.on(today) for settled in settled_agreements(claims, committees or {}))


def settled_agreements(claims: Iterable[Claim], committees: Mapping[str, str]) -> tuple[Settled, ...]:
    """Give the agreements that claims tell of, by the day they were first told, as far as no day is needed; see `agreements`."""
    return tuple(map(_settled, _groups(claims, committees)))


def on_day(agreement: Agreement, lapses: date | None, today: date) -> Agreement:
    """Give an agreement as it stands on a day: overdue where the day on which it lapses is past."""
    return replace(agreement, state="overdue") if lapses and lapses < today else agreement


def grouped(claims: Iterable[Claim], committees: Mapping[str, str]) -> list[list[Claim]]:
    """Give the claims of each agreement together, see `agreements`."""
    return [group.claims for group in _groups(claims, committees)]


def _groups(claims: Iterable[Claim], committees: Mapping[str, str]) -> list[_Group]:
    groups: list[_Group] = []
    by_parties: dict[frozenset[str], list[_Group]] = defaultdict(list)
    for claim in sorted((c for c in claims if c.kind == "agreement"), key=lambda c: (told_on(c), c.report, c.passage)):
        parties = sides_of(claim, committees)
        before = by_parties[parties] if parties else []
        same = next((group for group in reversed(before) if _continues(claim, group.claims)), None)
        if same is None:
            same = _Group(parties)
            groups.append(same)
            before.append(same)
        same.claims.append(claim)
    return groups


def expiring(found: Iterable[Agreement], today: date, days: int) -> tuple[Agreement, ...]:
    """Give the agreements that hold on a day and end within so many days after it, the first to end first."""
    ends = ((days_of(a.until)[1], a) for a in found if a.state in HOLDS)
    near = [(end, a) for end, a in ends if end and 0 <= (end - today).days <= days]
    return tuple(a for _, a in sorted(near, key=lambda pair: pair[0]))


def sides_of(claim: Claim, committees: Mapping[str, str]) -> frozenset[str]:
    """Give the parties of the agreement that a claim tells of; where one is a committee, countries count as theirs."""
    parties = claim.roles.get("party", ())
    if not any(kind_of(party) == "noc" for party in parties):
        return frozenset(parties)
    return frozenset(committees.get(party, party) for party in parties)


def _continues(claim: Claim, group: Sequence[Claim]) -> bool:
    return all(_may_be_one(claim, other) for other in group) and _near(claim, group) and not _comes_after(claim, group)


def _may_be_one(claim: Claim, other: Claim) -> bool:
    one, two = claim.attributes.get("instrument", ""), other.attributes.get("instrument", "")
    return not one or not two or one == two


def _near(claim: Claim, group: Sequence[Claim]) -> bool:
    gatherings = {g for c in group for g in c.roles.get("gathering", ())}
    if gatherings & set(claim.roles.get("gathering", ())):
        return True
    return any(_gap(claim, other) <= NEAR_DAYS for other in group)


def _gap(claim: Claim, other: Claim) -> int:
    """Give the days between the times of two claims, each reaching from its report to what it tells of."""
    (first, last), (start, end) = _extent(claim), _extent(other)
    return max(0, (start - last).days, (first - end).days)


def _extent(claim: Claim) -> tuple[date, date]:
    days = [day for day in (*days_of(claim.when), *days_of(claim.reported)) if day]
    return (min(days), max(days)) if days else (date.min, date.max)


def _comes_after(claim: Claim, group: Sequence[Claim]) -> bool:
    concluded = [_extent(c)[1] for c in group if is_fact(c) and c.attributes.get("stage") in CONCLUDED]
    ahead = not is_fact(claim) or claim.attributes.get("stage") in ("planned", "discussed")
    return ahead and bool(concluded) and told_on(claim) - min(concluded) > timedelta(days=NEXT_DAYS)


def _settled(group: _Group) -> Settled:
    plans = [c for c in group.claims if _is_plan(c)]
    state, lapses = _state(group.claims, plans)
    return Settled(_agreement(group, plans, state), lapses, tuple(group.claims))


def _agreement(group: _Group, plans: Sequence[Claim], state: str) -> Agreement:
    dated = [c for c in plans if c.when]
    return Agreement(
        parties=tuple(sorted(group.parties)),
        instrument=_last("instrument", group.claims),
        topic=_last("topic", group.claims),
        state=state,
        planned=dated[-1].when if dated else "",
        venue=tuple(dict.fromkeys(p for c in plans for p in (*c.roles.get("gathering", ()), *c.where))),
        until=_last("until", group.claims),
        stages=_stages(group.claims),
        path=path_of(group.claims),
    )


def _last(attribute: str, claims: Sequence[Claim]) -> str:
    return next((c.attributes[attribute] for c in reversed(claims) if c.attributes.get(attribute)), "")


def _is_plan(claim: Claim) -> bool:
    ahead = claim.attributes.get("stage") == "planned" or claim.factuality != "asserted"
    return ahead and claim.polarity == "positive"


def _state(claims: Sequence[Claim], plans: Sequence[Claim]) -> tuple[str, date | None]:
    """Give how an agreement stands, and the day after which it is overdue instead."""
    reached = [s for c in claims if is_fact(c) and (s := c.attributes.get("stage", "")) in CONCLUDED]
    if reached:
        return max(reached, key=CONCLUDED.index), None
    if any(c.polarity == "negative" and c.factuality == "asserted" for c in claims[-1:]):
        return "refused", None
    told = any(c.factuality in ("planned", "asserted") for c in plans)
    state = "planned" if told else _last("stage", claims) or "planned"
    return state, max((day for c in plans if (day := days_of(c.when)[1])), default=None)


def _stages(claims: Sequence[Claim]) -> tuple[Stage, ...]:
    def key(claim: Claim) -> tuple[str, str, str]:
        return claim.attributes.get("stage", ""), claim.factuality, claim.polarity

    listed: list[Stage] = []
    for _, same in groupby(sorted(claims, key=moment), key=key):
        told = list(same)
        first = told[0]
        negative = "" if first.polarity == "positive" else " not"
        when = next((c.when for c in reversed(told) if c.when), "")
        where = tuple(dict.fromkeys(p for c in told for p in (*c.roles.get("gathering", ()), *c.where)))
        stage = first.attributes.get("stage", "")
        listed.append(Stage(stage, first.factuality + negative, when, where, supports_of(told)))
    return tuple(listed)
