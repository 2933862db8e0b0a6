"""What was said, recorded, judged and undone."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.views.history import Event, concerning, history
from entente.views.judgements import Made, made_of

if TYPE_CHECKING:
    from entente.register.queries import StoredClaim


def all_judgements(desk: Desk) -> tuple[Event, ...]:
    """Give all that was judged and undone, in the order in which it was. Raises RegisterError."""
    return history((), desk.verdicts.judgements, desk.verdicts.in_force.undone, desk.wording(desk.names))


def judgements_made(desk: Desk) -> tuple[Made, ...]:
    """Give who judged and undid what, the latest first. Raises RegisterError."""
    return made_of(desk.verdicts.judgements, desk.verdicts.in_force.undone)


def history_of_entities(desk: Desk, entities: Collection[str]) -> tuple[Event, ...]:
    """Give what was told of some entities, and what was judged of them, whatever they are merged with. Raises RegisterError."""
    from entente.register.queries import ClaimQuery, find_stored

    members = desk.verdicts.identity.all_of(entities)
    stored = find_stored(desk.register, ClaimQuery(members)) if members else []
    return _history(desk, stored, members)


def history_of_claims(desk: Desk, stored: "Sequence[StoredClaim]") -> tuple[Event, ...]:
    """Give what was said in some claims, when it was recorded, and what was judged of them. Raises RegisterError."""
    return _history(desk, stored, ())


def _history(desk: Desk, stored: "Sequence[StoredClaim]", entities: Collection[str]) -> tuple[Event, ...]:
    from entente.register.verdicts import attached_all

    judgements, ids = desk.verdicts.judgements, {one.claim.id for one in stored}
    on = attached_all(desk.register, judgements).on
    told = concerning(judgements, on, ids, entities)
    return history(stored, told, desk.verdicts.in_force.undone, desk.wording(desk.names))
