"""Dossiers on entities that very many claims name: sections from the records that are kept, and from the latest claims."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.questions.kept import part_of
from entente.questions.positions import standings_page, tenures_page
from entente.questions.promises import Wanted, due_page, kept_agreements
from entente.records.asked import Page
from entente.records.standing import Standing
from entente.records.support import distinct
from entente.views.counterpart import EXPECTED, Counterpart, Setting, counterpart, gatherings_of
from entente.views.dossier import CONTACT, Dossier, dossier

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.register.told import ToldQuery

ALL_OF = 400
"""Of entities that more claims name than these, not all are looked at."""
LATEST = 20
"""How many of each kind, and of each section, are shown of such entities."""
_HOLDERS = 60  # people whose meetings count for a body
_SHARED = 100  # claims that name both sides


def names_very_many(desk: Desk, entities: Collection[str]) -> int:
    """Give the number of reports whose claims name some entities, where they are very many claims; else 0. Raises RegisterError."""
    from entente.register.told import ToldQuery, count_told

    if not entities:
        return 0
    with desk.seeing() as (connection, sight):
        claims, reports = count_told(connection, ToldQuery([entities]), sight)
    return reports if claims > ALL_OF else 0


def latest_dossier(desk: Desk, entities: Sequence[str], reports: int) -> Dossier:
    """Give the dossier on some entities with at most the latest of each kind. Raises RegisterError."""
    people = _people(desk, entities)
    claims = [*_latest(desk, [entities], tuple(desk.kinds)), *_latest(desk, [people], CONTACT)]
    page = Page(LATEST)
    shown = dossier(entities, distinct(claims), setting_of(desk, claims), people)
    return replace(
        shown,
        reports=reports,
        posts=tenures_page(desk, entities, desk.today, page).rows,
        agreements=kept_agreements(desk, Wanted(sides=[entities]), replace(page, backwards=True))[::-1],
        due=due_page(desk, page, entities).rows,
        standings=_standings(desk, entities, page),
        latest=LATEST,
    )


def latest_between(desk: Desk, one: Sequence[str], other: Sequence[str]) -> Counterpart:
    """Give what there is between two sides, from the latest of each kind. Raises RegisterError."""
    from entente.register.told import ToldQuery

    both = tuple({*one, *other})
    people = _people(desk, both)
    sides = [[*side, *(person for person, body in people.items() if body in side)] for side in (one, other)]
    shared = _shared(desk, ToldQuery(sides))
    own = [claim for side in sides for claim in _latest(desk, [side], EXPECTED)]
    when = _latest(desk, [tuple(gatherings_of([*shared, *own]))], ["gathering"])
    claims = distinct([*shared, *own, *when])
    page = Page(LATEST)
    return replace(
        counterpart((one, other), claims, setting_of(desk, claims), people),
        agreements=kept_agreements(desk, Wanted(sides=[one, other]), replace(page, backwards=True))[::-1],
        posts=tuple(t for t in tenures_page(desk, both, desk.today, page).rows if t.body in both),
        standings=standings_page(desk, both, desk.today, page).rows,
        latest=LATEST,
    )


def _people(desk: Desk, entities: Collection[str]) -> dict[str, str]:
    """Give those who hold the posts of some entities, each with the entity."""
    held = tenures_page(desk, entities, desk.today, Page(_HOLDERS)).rows
    return {tenure.holder: tenure.body for tenure in held if tenure.body in entities}


def _latest(desk: Desk, sides: Sequence[Collection[str]], kinds: Collection[str]) -> "list[Claim]":
    from entente.register.told import ToldQuery, latest_told

    if not all(sides):
        return []
    with desk.seeing() as (connection, sight):
        return latest_told(connection, ToldQuery(sides, kinds), sight, LATEST)


def _shared(desk: Desk, query: "ToldQuery") -> "list[Claim]":
    from entente.register.told import latest_told

    with desk.seeing() as (connection, sight):
        return latest_told(connection, query, sight, _SHARED)


def setting_of(desk: Desk, claims: "Iterable[Claim]") -> Setting:
    """Give what a dossier is made with, with the names in its claims. Raises RegisterError."""
    named = {entity for claim in claims for entity in claim.entities()}
    names = desk.named(named | {desk.committees[entity] for entity in named if entity in desk.committees})
    return Setting(desk.wording(names), desk.kinds, desk.today, desk.committees)


def _standings(desk: Desk, entities: Collection[str], page: Page) -> tuple[Standing, ...]:
    from entente.register.found import RecordQuery

    return part_of(desk, RecordQuery("standing", [entities]), Standing, page).rows
