"""Two sides before they meet: last contact, open invitations, agreements, posts, standing, what each said of the other."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.records.acts import AHEAD_DAYS, Act, acts
from entente.records.agreements import Agreement, agreements
from entente.records.due import Due, due
from entente.records.standing import Standing, on_day, standings
from entente.records.support import factuality_of, is_fact, told_on
from entente.records.tenures import Tenure, tenures
from entente.records.wording import Wording
from entente.views.timeline import Entry, timeline

SPEECH = ("statement", "criticism", "endorsement", "demand", "threat", "protest", "refusal", "concession")
_CONTACT = ("meeting", "visit")
EXPECTED = ("participation", "invitation", "gathering", "meeting", "visit", "agreement", "bid")


@dataclass(frozen=True, slots=True)
class Setting:
    """What views of sides are asked with: names and phrases, the document of kinds.yaml, today, and the countries' committees."""

    wording: Wording
    kinds: Mapping[str, Any]
    today: date
    committees: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What there is between two sides on a day. `contacts` that happened and those ahead, the latest first; `posts` held now.

    Of sides that very many claims name, at most the `latest` so many are looked at; 0: all there are.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]
    reports: int
    last_contact: Act | None
    contacts: tuple[Act, ...]
    invitations: tuple[Act, ...]
    agreements: tuple[Agreement, ...]
    due: tuple[Due, ...]
    posts: tuple[Tenure, ...]
    standings: tuple[Standing, ...]
    said: tuple[Entry, ...]
    gatherings: tuple[Act, ...]
    latest: int = 0


def people_of(entities: Collection[str], claims: Iterable[Claim]) -> dict[str, str]:
    """Give the persons who hold or held a post of one of the entities, each with the entity he stands for."""
    offices = [c for c in claims if c.kind == "office" and is_fact(c)]
    return {
        person: body
        for claim in offices
        for person in claim.roles.get("holder", ())
        for body in claim.roles.get("body", ())
        if body in entities
    }


def gatherings_of(claims: Iterable[Claim]) -> set[str]:
    """Give the gatherings that claims name."""
    return {gathering for claim in claims for gathering in claim.roles.get("gathering", ())}


def counterpart(
    both: tuple[Collection[str], Collection[str]], claims: Iterable[Claim], setting: Setting
) -> Counterpart:
    """Give what there is between two sides, each one or more entities, from the claims that name them and their people."""
    listed, bodies = list(claims), {*both[0], *both[1]}
    dealt, shared = _dealings(both, listed, setting, people_of(bodies, listed))
    return replace(
        dealt,
        agreements=agreements((c for c in shared if c.kind == "agreement"), setting.today, setting.committees),
        posts=posts_on(tenures(listed, setting.kinds), bodies, setting.today),
        standings=tuple(s for s in on_day(standings(listed, setting.kinds), setting.today) if s.subject in bodies),
    )


def dealings(
    both: tuple[Collection[str], Collection[str]],
    claims: Iterable[Claim],
    setting: Setting,
    holders: Mapping[str, str],
) -> Counterpart:
    """Give what there is between two sides as `counterpart`, without agreements, posts and standings: those are found otherwise.

    `holders` gives the people, each with his body, where the claims do not tell them all.
    """
    listed = list(claims)
    return _dealings(both, listed, setting, {**people_of({*both[0], *both[1]}, listed), **holders})[0]


def _dealings(
    both: tuple[Collection[str], Collection[str]], listed: Sequence[Claim], setting: Setting, people: Mapping[str, str]
) -> tuple[Counterpart, list[Claim]]:
    """Give what the claims of two sides tell, and those of them that name both.

    People count for the body whose post they hold or held. Claims of the gatherings that these name tell when those are.
    """
    one, other = both
    sides = tuple(_side(side, people) for side in both)
    shared = [c for c in listed if sides[0] & (named := _named(c)) and sides[1] & named]
    stands_for = {**setting.committees, **people}
    told = acts((c for c in shared if c.kind in _CONTACT), setting.wording, stands_for)
    contacts = tuple(reversed(told))
    found = Counterpart(
        one=tuple(one),
        other=tuple(other),
        reports=len({claim.report for claim in shared}),
        last_contact=next((act for act in contacts if _was(act, setting.today)), None),
        contacts=contacts,
        invitations=open_invitations(shared, setting, stands_for),
        agreements=(),
        due=due(shared, setting.wording, setting.today, setting.committees),
        posts=(),
        standings=(),
        said=_said(listed, sides, setting),
        gatherings=upcoming(listed, sides, setting),
    )
    return found, shared


def _was(act: Act, today: date) -> bool:
    """Tell whether an act is told as done, on a day that is not ahead."""
    first = days_of(act.when)[0]
    return act.state == "done" and (first is None or first <= today)


def _side(entities: Collection[str], people: Mapping[str, str]) -> frozenset[str]:
    return frozenset({*entities, *(person for person, body in people.items() if body in entities)})


def _named(claim: Claim) -> set[str]:
    return {entity for ids in claim.roles.values() for entity in ids}


def posts_on(found: Iterable[Tenure], bodies: Collection[str], day: date) -> tuple[Tenure, ...]:
    """Give the posts of some bodies that are held on a day as far as it was told."""
    return tuple(t for t in found if t.body in bodies and t.covers(day) and t.last_told)


def open_invitations(claims: Iterable[Claim], setting: Setting, stands_for: Mapping[str, str]) -> tuple[Act, ...]:
    """Give the invitations that are neither past, nor followed, nor refused; one without a day is open for about a year."""
    listed = list(claims)
    when = {
        g: c.when for c in sorted(listed, key=told_on) if c.kind == "gathering" and c.when for g in gatherings_of([c])
    }
    invited = [c for c in listed if c.kind == "invitation" and is_fact(c) and _is_open(c, listed, when, setting.today)]
    return tuple(reversed(acts(invited, setting.wording, stands_for)))


def _is_open(claim: Claim, claims: Iterable[Claim], when: Mapping[str, str], today: date) -> bool:
    ends = [
        last for edtf in (claim.when, *(when.get(g, "") for g in gatherings_of([claim]))) if (last := days_of(edtf)[1])
    ]
    told = told_on(claim)
    if max(ends) < today if ends else told == date.max or (today - told).days > AHEAD_DAYS:
        return False
    guests = set(claim.roles.get("invitee", ()))
    return not any(_answers(c, claim, guests) for c in claims if told_on(c) > told)


def _answers(claim: Claim, invitation: Claim, guests: set[str]) -> bool:
    """Tell whether the guests came, or refused to."""
    if claim.kind == "visit":
        return is_fact(claim) and bool(guests & set(claim.roles.get("visitor", ())))
    if claim.kind == "participation":
        there = gatherings_of([claim]) & gatherings_of([invitation])
        return is_fact(claim) and bool(there) and bool(guests & set(claim.roles.get("participant", ())))
    return claim.kind == "refusal" and bool(guests & set(claim.roles.get("refuser", ())))


def _said(claims: Iterable[Claim], sides: Sequence[frozenset[str]], setting: Setting) -> tuple[Entry, ...]:
    one, other = sides
    spoken = [c for c in claims if c.kind in SPEECH and (_of(c, one, other, setting) or _of(c, other, one, setting))]
    return tuple(reversed(timeline(spoken, setting.wording)))


def _of(claim: Claim, speakers: frozenset[str], about: frozenset[str], setting: Setting) -> bool:
    first, *_ = setting.kinds[claim.kind]["roles"]
    others = {e for role, ids in claim.roles.items() if role != first for e in ids}
    return bool(speakers & {*claim.roles.get(first, ()), *claim.attribution}) and bool(about & others)


def upcoming(claims: Iterable[Claim], sides: Sequence[frozenset[str]], setting: Setting) -> tuple[Act, ...]:
    """Give the gatherings ahead at which each of the sides is expected: told to take part, invited, organising or hosting."""
    listed = list(claims)
    telling = [claim for claim in listed if "gathering" in claim.roles and _is_expected(claim)]
    expected = [gatherings_of(claim for claim in telling if side & _named(claim)) for side in sides]
    both = set.intersection(*expected) if expected else set()
    told = acts((c for c in listed if c.kind == "gathering" and gatherings_of([c]) & both), setting.wording)
    return tuple(act for act in told if (last := days_of(act.when)[1]) and last >= setting.today)


def _is_expected(claim: Claim) -> bool:
    return claim.kind in EXPECTED and claim.polarity == "positive" and "not" not in factuality_of(claim)
