"""Why a claim is there: as it was read and as it was judged, in which reports, with all that was said and judged of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.questions.past import history_of_claims
from entente.views.history import Event

if TYPE_CHECKING:
    from entente.model.claim import Claim
    from entente.register.queries import StoredClaim


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A claim, in each report that bears it, as it was read; as it was judged (None: rejected, or put aside); and its history."""

    stored: "tuple[StoredClaim, ...]"
    judged: "Claim | None"
    history: tuple[Event, ...]


def claims_called(desk: Desk, prefix: str) -> "dict[str, list[StoredClaim]]":
    """Give the claims, as they were read, whose id begins with a prefix, by id, one for each report. Raises RegisterError."""
    from entente.register.queries import find_by_id

    found: dict[str, list[StoredClaim]] = {}
    for stored in find_by_id(desk.register, prefix):
        found.setdefault(stored.claim.id, []).append(stored)
    return found


def claim_told(desk: Desk, stored: "list[StoredClaim]") -> ClaimTold:
    """Give all there is of a claim; `stored` is the claim as it stands in each report, one at least. Raises RegisterError."""
    from entente.register.verdicts import decided

    return ClaimTold(tuple(stored), decided(stored[0].claim, desk.verdicts), history_of_claims(desk, stored))
