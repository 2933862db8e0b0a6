"""What was promised, and did it happen: agreements with their signatories, and what is due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from entente.questions.desk import Desk
from entente.records.agreements import Agreement, agreements, expiring
from entente.views.due import Due, due
from entente.views.signatories import with_signatories

_DUE = ("agreement", "gathering", "meeting", "visit", "invitation", "participation")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which agreements are asked for: in one of some states, with a party of every side, ending within so many days.

    A side is the ids of all that one name means. What is empty, or None, asks for all.
    """

    states: Collection[str] = ()
    sides: Sequence[Collection[str]] = ()
    ends_within: int | None = None


def agreements_of(desk: Desk, wanted: Wanted | None = None) -> tuple[Agreement, ...]:
    """Give the agreements asked for, by the day they were first told, those that end soon by their end. Raises RegisterError."""
    asked = wanted or Wanted()
    found = agreements(desk.claims(kinds=["agreement"]), desk.today, desk.committees)
    found = tuple(a for a in found if all(set(side) & set(a.parties) for side in asked.sides))
    found = tuple(a for a in found if not asked.states or a.state in asked.states)
    found = expiring(found, desk.today, asked.ends_within) if asked.ends_within is not None else found
    return signed_agreements(desk, found)


def signed_agreements(desk: Desk, found: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    """Give agreements with those who signed them, as far as it was told, and with their voices. Raises RegisterError."""
    bodies = {party for agreement in found for party in agreement.parties}
    offices = desk.claims(tuple(bodies), ["office"]) if bodies else []
    return desk.voiced(with_signatories(found, offices, desk.kinds, desk.today))


def due_of(desk: Desk) -> tuple[Due, ...]:
    """Give what is overdue and what is coming up, by day. Raises RegisterError."""
    return desk.voiced(due(desk.claims(kinds=_DUE), desk.all_names, desk.today, desk.committees))
