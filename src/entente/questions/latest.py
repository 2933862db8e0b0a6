"""Dossiers on entities that very many claims name: sections from the records that are kept, and from the latest claims.

They come without voices: the question gives them theirs.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.questions.kept import values_of
from entente.questions.positions import standing_query, tenure_query
from entente.questions.promises import Wanted, kept_agreements, kept_due
from entente.records.asked import Page
from entente.records.standing import Standing
from entente.records.support import distinct
from entente.records.tenures import Tenure
from entente.views.counterpart import EXPECTED, Counterpart, Setting, counterpart, gatherings_of
from entente.views.dossier import CONTACT, Dossier, dossier

if TYPE_CHECKING:
    from entente.model.claim import Claim

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
    people = _people(desk, entities)
    claims = [*_latest(desk, entities, tuple(desk.kinds)), *_latest(desk, people, CONTACT)]
    shown = dossier(entities, distinct(claims), setting_of(desk, claims), people)
    return replace(
        shown,
        reports=_reports(desk, entities),
        posts=_tenures(desk, entities, _PART),
        agreements=kept_agreements(desk, Wanted(sides=[entities]), replace(_PART, backwards=True))[::-1],
        due=kept_due(desk, entities, _PART),
        standings=_standings(desk, entities),
        latest=LATEST,
    )


def _reports(desk: Desk, entities: Collection[str]) -> int:
    from entente.register.told import count_reports

    with desk.seeing() as (connection, sight):
        return count_reports(connection, entities, sight)


def latest_between(desk: Desk, one: Sequence[str], other: Sequence[str]) -> Counterpart:
    """Give what there is between two sides, from the latest of each kind. Raises RegisterError."""
    both = tuple({*one, *other})
    held = [_people(desk, side) for side in (one, other)]
    sides = [Side(side, tuple(people)) for side, people in zip((one, other), held, strict=True)]
    shared = _shared(desk, *sides)
    own = [claim for side in sides for claim in _latest(desk, side.all, EXPECTED)]
    when = _latest(desk, gatherings_of([*shared, *own]), ["gathering"])
    claims = distinct([*shared, *own, *when])
    return replace(
        counterpart((one, other), claims, setting_of(desk, claims), held[0] | held[1]),
        agreements=kept_agreements(desk, Wanted(sides=[one, other]), replace(_PART, backwards=True))[::-1],
        posts=tuple(t for t in _tenures(desk, both, _PART) if t.body in both),
        standings=values_of(desk, standing_query(both, desk.today), Standing, _PART),
        latest=LATEST,
    )


def _people(desk: Desk, entities: Collection[str]) -> dict[str, str]:
    """Give those who hold the posts of some entities, each with the entity."""
    held = _tenures(desk, entities, replace(_PART, limit=_HOLDERS))
    return {tenure.holder: tenure.body for tenure in held if tenure.body in entities}


def _latest(desk: Desk, side: Collection[str], kinds: Collection[str]) -> "list[Claim]":
    from entente.register.told import ToldQuery
    from entente.register.told_lately import latest_told

    if not side:
        return []
    with desk.seeing() as (connection, sight):
        return latest_told(connection, ToldQuery([tuple(side)], kinds), sight, LATEST)


def _shared(desk: Desk, one: Side, other: Side) -> "list[Claim]":
    """Give the latest claims that name somebody of each side: of what they do together, and of what is said and told beside.

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
        found = [
            shared_told(connection, ToldQuery([driver, beside_it], kinds), sight, _SHARED, among)
            for driver, beside_it, kinds, among in asked
            if driver and beside_it
        ]
    return distinct(claim for claims in found for claim in claims)


def setting_of(desk: Desk, claims: "Iterable[Claim]") -> Setting:
    """Give what a dossier is made with, with the names in its claims. Raises RegisterError."""
    named = {entity for claim in claims for entity in claim.entities()}
    names = desk.named(named | {desk.committees[entity] for entity in named if entity in desk.committees})
    return Setting(desk.wording(names), desk.kinds, desk.today, desk.committees)


def _tenures(desk: Desk, entities: Collection[str], page: Page) -> tuple[Tenure, ...]:
    return values_of(desk, tenure_query(entities, desk.today), Tenure, page)


def _standings(desk: Desk, entities: Collection[str]) -> tuple[Standing, ...]:
    from entente.register.found import RecordQuery

    return values_of(desk, RecordQuery("standing", [entities]), Standing, _PART)
