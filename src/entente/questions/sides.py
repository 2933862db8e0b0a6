"""What there is of an entity, between two, and where reports contradict one another."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.questions.kept import part_of
from entente.questions.latest import latest_between, latest_dossier, names_very_many, setting_of
from entente.records.asked import ALL, Page, Part, place_of
from entente.records.conflicts import Conflict
from entente.records.support import distinct
from entente.views.counterpart import Counterpart, counterpart, gatherings_of, people_of
from entente.views.dossier import CONTACT, Dossier, dossier
from entente.views.timeline import Entry, paths_of, timeline

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.register.told import Tally, ToldQuery


def dossier_of(desk: Desk, entities: Sequence[str]) -> Dossier:
    """Give all that is known of some entities, in sections. Raises RegisterError."""
    with desk.seeing():
        return desk.voiced(_dossier(desk, entities))


def _dossier(desk: Desk, entities: Sequence[str]) -> Dossier:
    if names_very_many(desk, entities):
        return latest_dossier(desk, entities)
    claims = desk.claims(entities) if entities else []
    people = tuple(people_of(entities, claims))
    if names_very_many(desk, people):
        return latest_dossier(desk, entities)
    met = desk.claims(people, CONTACT) if people else []
    told = distinct([*claims, *met])
    return dossier(entities, told, setting_of(desk, told))


def timeline_of(desk: Desk, entities: Sequence[str]) -> tuple[Entry, ...]:
    """Give all that was told of some entities in the order of time, with the paths of the acts told of. Raises RegisterError."""
    claims = desk.claims(entities) if entities else []
    wording = desk.wording(desk.named({entity for claim in claims for entity in claim.entities()}))
    return desk.voiced(timeline(claims, wording, paths_of(claims, desk.committees) if claims else None))


def between_sides(desk: Desk, one: Sequence[str], other: Sequence[str]) -> Counterpart:
    """Give what there is between two sides, each the ids of all that a name means. Raises RegisterError."""
    both = tuple({*one, *other})
    with desk.seeing():
        claims = None if names_very_many(desk, both) else _all_of(both, desk)
        if claims is None:
            return desk.voiced(latest_between(desk, one, other))
        return desk.voiced(counterpart((one, other), claims, setting_of(desk, claims)))


def timeline_page(
    desk: Desk, entities: Sequence[str], page: Page | None = None, kinds: Collection[str] = ()
) -> Part[Entry]:
    """Give a part of what was told of some entities, by the day from which it holds, with the paths of the acts told of.

    Raises RegisterError, and ValueError where the page is none.
    """
    from entente.register.told import ToldQuery
    from entente.register.told_paths import paths_at

    page = page or Page()
    with desk.seeing() as (connection, sight):
        found, follows, total = told_page(desk, ToldQuery([entities], kinds), page)
        wording = desk.wording(desk.named({entity for claim in found for entity in claim.entities()}))
        paths = paths_at(connection, [(claim.report, claim.id) for claim in found], sight)
        return Part(desk.voiced(tuple(e for claim in found for e in timeline([claim], wording, paths))), follows, total)


def timeline_counts(
    desk: Desk,
    entities: Sequence[str],
    kinds: Collection[str] = (),
    first: date | None = None,
    last: date | None = None,
) -> "dict[Tally, int]":
    """Give how much was told of some entities by day, kind and how it was told; within a period only what is dated.

    Raises RegisterError.
    """
    from entente.register.told import ToldQuery, tally_told

    if not entities:
        return {}
    with desk.seeing() as (connection, sight):
        return tally_told(connection, ToldQuery([entities], kinds, first, last), sight)


def told_page(desk: Desk, query: "ToldQuery", page: Page) -> "tuple[list[Claim], str, int]":
    """Give the claims of a part, where the next part begins ("": nowhere), and how many claims there are.

    Raises RegisterError, and ValueError where the page is none.
    """
    from entente.register.told import find_told, told_key

    if not all(query.sides):
        return [], "", 0
    with desk.seeing() as (connection, sight):
        found, total = find_told(connection, query, sight, page)
    shown = found if page.limit is None else found[: page.limit]
    return shown, place_of(told_key(shown[-1])) if shown and len(shown) < len(found) else "", total


def conflicts_of(
    desk: Desk, entities: Sequence[str] | None = None, about: Collection[str] = ()
) -> tuple[Conflict, ...]:
    """Give where reports contradict one another about some entities, all for None, and about some things. Raises RegisterError."""
    found = conflicts_page(desk, entities, about, ALL).rows
    return tuple(sorted(found, key=lambda c: (c.about, c.what)))


def conflicts_page(
    desk: Desk, entities: Collection[str] | None = None, about: Collection[str] = (), page: Page | None = None
) -> Part[Conflict]:
    """Give a part of where reports contradict one another, see `conflicts_of`: by what it is about.

    Raises RegisterError, and ValueError where the page is none.
    """
    from entente.register.asking import in_state
    from entente.register.found import ANY, RecordQuery

    if entities is not None and not entities:
        return Part((), "", 0)
    query = RecordQuery("conflict", [entities] if entities else (), (), in_state(about) if about else ANY)
    return part_of(desk, query, Conflict, page or Page())


def _all_of(entities: Sequence[str], desk: Desk) -> "list[Claim] | None":
    """Give the claims that name the entities, their people, or tell when the gatherings of these are; None if very many do."""
    if not entities:
        return []
    own = desk.claims(entities)
    people, gatherings = tuple(people_of(entities, own)), tuple(gatherings_of(own))
    if names_very_many(desk, people) or names_very_many(desk, gatherings):
        return None
    told = desk.claims(people) if people else []
    when = desk.claims(gatherings, ["gathering"]) if gatherings else []
    return distinct([*own, *told, *when])
