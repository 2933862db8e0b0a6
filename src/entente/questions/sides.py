"""What there is of an entity, between two, and where reports contradict one another."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.records.conflicts import Conflict, conflicts
from entente.records.support import distinct
from entente.views.counterpart import Counterpart, counterpart, gatherings_of, people_of
from entente.views.dossier import CONTACT, Dossier, dossier
from entente.views.timeline import Entry, paths_of, timeline

if TYPE_CHECKING:
    from entente.model.claim import Claim


def dossier_of(desk: Desk, entities: Sequence[str]) -> Dossier:
    """Give all that is known of some entities, in sections. Raises RegisterError."""
    claims = desk.claims(entities) if entities else []
    people = tuple(people_of(entities, claims))
    met = desk.claims(people, CONTACT) if people else []
    return desk.voiced(dossier(entities, distinct([*claims, *met]), desk.setting))


def timeline_of(desk: Desk, entities: Sequence[str]) -> tuple[Entry, ...]:
    """Give all that was told of some entities in the order of time, with the paths of the acts told of. Raises RegisterError."""
    claims = desk.claims(entities) if entities else []
    return desk.voiced(timeline(claims, desk.names, paths_of(claims, desk.committees) if claims else None))


def between_sides(desk: Desk, one: Sequence[str], other: Sequence[str]) -> Counterpart:
    """Give what there is between two sides, each the ids of all that a name means. Raises RegisterError."""
    both = tuple({*one, *other})
    return desk.voiced(counterpart(one, other, _all_of(both, desk), desk.setting))


def conflicts_of(
    desk: Desk, entities: Sequence[str] | None = None, about: Collection[str] = ()
) -> tuple[Conflict, ...]:
    """Give where reports contradict one another about some entities, all for None, and about some things. Raises RegisterError."""
    claims = desk.claims(entities or ()) if entities is None or entities else []
    found = conflicts(claims, desk.all_names, desk.kinds)
    found = tuple(c for c in found if not entities or set(entities) & set(c.entities))
    return desk.voiced(tuple(c for c in found if not about or c.about in about))


def _all_of(entities: Sequence[str], desk: Desk) -> "list[Claim]":
    """Give the claims that name the entities, their people, or tell when the gatherings of these are."""
    if not entities:
        return []
    own = desk.claims(entities)
    people, gatherings = tuple(people_of(entities, own)), tuple(gatherings_of(own))
    told = desk.claims(people) if people else []
    when = desk.claims(gatherings, ["gathering"]) if gatherings else []
    return distinct([*own, *told, *when])
