"""Dossiers on entities that very many claims name: sections from the records that are kept, and from the latest claims.

They come without voices: the question gives them theirs.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.questions.kept import records_as, values_of
from entente.questions.positions import standing_query, tenure_query
from entente.questions.promises import Wanted, kept_agreements, kept_due
from entente.records.asked import Page
from entente.records.shapes import parts_of
from entente.records.standing import Standing
from entente.records.support import distinct
from entente.records.tenures import Tenure
from entente.views.counterpart import EXPECTED, Counterpart, Setting, dealings, gatherings_of
from entente.views.dossier import CONTACT, Dossier, dossier

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.register.found import FoundRecord
    from entente.register.told_lately import Found

ALL_OF = 400
"""Of entities that more claims name than these, not all are looked at."""
LATEST = 20
"""How many of each kind, and of each section, are shown of such entities."""
_PART = Page(LATEST, counted=False)
_HOLDERS = 40  # people whose meetings count for a body
_SHARED = 100  # claims that name both sides
_OF_A_BODY, _OF_A_PERSON = 2000, 100  # the latest claims among which those are looked for that name the other side too


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sides: what a name means, and the people who hold posts of these."""

    bodies: Sequence[str]
    people: Sequence[str]

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.bodies, *self.people)


def names_very_many(desk: Desk, entities: Collection[str]) -> bool:
    """Tell whether very many claims name some entities. Raises RegisterError."""
    from entente.register.told import named_more

    if not entities:
        return False
    with desk.seeing() as (connection, sight):
        return named_more(connection, entities, sight, ALL_OF)


def latest_dossier(desk: Desk, entities: Sequence[str]) -> Dossier:
    """Give the dossier on some entities with at most the latest of each kind. Raises RegisterError."""
    held = _held(desk, entities)
    people = _people(held, entities)
    claims = distinct(claim for some in _latest(desk, entities, people) for claim in some)
    shown = dossier(entities, claims, setting_of(desk, claims), people)
    return replace(
        shown,
        reports=_reports(desk, entities),
        posts=_posts(desk, held),
        agreements=kept_agreements(desk, Wanted(sides=[entities]), replace(_PART, backwards=True))[::-1],
        due=kept_due(desk, entities, _PART),
        standings=_standings(desk, entities),
        latest=LATEST,
    )


def _latest(desk: Desk, entities: Sequence[str], people: Collection[str]) -> "list[list[Claim]]":
    """Give the latest claims of each kind of some entities, and the contacts of their people."""
    from entente.register.told import ToldQuery
    from entente.register.told_lately import claims_found, latest_told

    asked = [ToldQuery([side], kinds) for side, kinds in ((entities, tuple(desk.kinds)), (people, CONTACT)) if side]
    with desk.seeing() as (connection, sight):
        return claims_found(connection, [latest_told(connection, one, sight, LATEST) for one in asked], sight)


def _reports(desk: Desk, entities: Collection[str]) -> int:
    from entente.register.told import count_reports

    with desk.seeing() as (connection, sight):
        return count_reports(connection, entities, sight)


def latest_between(desk: Desk, one: Sequence[str], other: Sequence[str]) -> Counterpart:
    """Give what there is between two sides, from the latest of each kind. Raises RegisterError."""
    both = tuple({*one, *other})
    held = [_held(desk, side) for side in (one, other)]
    people = [_people(found, side) for found, side in zip(held, (one, other), strict=True)]
    claims = _between(desk, Side(one, tuple(people[0])), Side(other, tuple(people[1])))
    posts = sorted({found.key: found for some in held for found in some}.values(), key=attrgetter("key"))
    return replace(
        dealings((one, other), claims, setting_of(desk, claims), people[0] | people[1]),
        agreements=kept_agreements(desk, Wanted(sides=[one, other]), replace(_PART, backwards=True))[::-1],
        posts=tuple(t for t in _posts(desk, posts) if t.body in both),
        standings=values_of(desk, standing_query(both, desk.today), Standing, _PART),
        latest=LATEST,
    )


def _held(desk: Desk, entities: Collection[str]) -> "list[FoundRecord]":
    """Give the records of the posts that some entities hold, or that somebody holds in them: the first, in order."""
    from entente.register.found import find_records

    page = replace(_PART, limit=_HOLDERS)
    with desk.seeing() as (connection, sight):
        return find_records(connection, tenure_query(entities, desk.today), sight, page)[0][:_HOLDERS]


def _people(held: "Iterable[FoundRecord]", entities: Collection[str]) -> dict[str, str]:
    """Give those who hold the posts of some entities, each with the entity."""
    told = (parts_of(Tenure, json.loads(found.shape), ("holder", "body")) for found in held)
    return {holder: body for holder, body in told if body in entities}


def _posts(desk: Desk, held: "Sequence[FoundRecord]") -> tuple[Tenure, ...]:
    return tuple(row.value for row in records_as(desk, held[:LATEST], Tenure))


def _between(desk: Desk, one: Side, other: Side) -> "list[Claim]":
    """Give the claims that tell what there is between two sides.

    Those that name somebody of each side, the latest of either of where it is expected, and of when that is.
    """
    from entente.register.told import ToldQuery
    from entente.register.told_lately import claims_found, latest_told

    with desk.seeing() as (connection, sight):
        own = [latest_told(connection, ToldQuery([side.all], EXPECTED), sight, LATEST) for side in (one, other)]
        found = claims_found(connection, [*_shared(desk, one, other), *own], sight)
        told = distinct(claim for claims in found for claim in claims)
        when = ToldQuery([gatherings_of(told)], ["gathering"])
        days = [latest_told(connection, when, sight, LATEST)] if when.sides[0] else []
        return distinct([*told, *(claim for claims in claims_found(connection, days, sight) for claim in claims)])


def _shared(desk: Desk, one: Side, other: Side) -> "list[Found]":
    """Find the latest claims that name somebody of each side: of what they do together, and of what is said and told beside.

    Of the latter, of which there is most, the latest of each body and of each person are looked at.
    """
    from entente.register.told import ToldQuery
    from entente.register.told_lately import shared_told

    beside = tuple(kind for kind in desk.kinds if kind not in EXPECTED)
    asked = [
        (one.all, other.all, EXPECTED, None),
        (one.bodies, other.all, beside, _OF_A_BODY),
        (other.bodies, one.people, beside, _OF_A_BODY),
        (one.people, other.people, beside, _OF_A_PERSON),
    ]
    with desk.seeing() as (connection, sight):
        return [
            shared_told(connection, ToldQuery([driver, beside_it], kinds), sight, _SHARED, among)
            for driver, beside_it, kinds, among in asked
            if driver and beside_it
        ]


def setting_of(desk: Desk, claims: "Iterable[Claim]") -> Setting:
    """Give what a dossier is made with, with the names in its claims. Raises RegisterError."""
    named = {entity for claim in claims for entity in claim.entities()}
    names = desk.named(named | {desk.committees[entity] for entity in named if entity in desk.committees})
    return Setting(desk.wording(names), desk.kinds, desk.today, desk.committees)


def _standings(desk: Desk, entities: Collection[str]) -> tuple[Standing, ...]:
    from entente.register.found import RecordQuery

    return values_of(desk, RecordQuery("standing", [entities]), Standing, _PART)
