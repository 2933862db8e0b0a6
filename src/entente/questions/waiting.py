"""What waits for a judgement: unsure claims, names that may be one, judgements that contradict one another or find no claim."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from entente.model.problem import Problem
from entente.questions.desk import Desk
from entente.records.support import label
from entente.views.review import (
    Waiting,
    of_claim,
    told,
    unattached,
    waiting_claims,
    waiting_conflicts,
    waiting_pairs,
)

if TYPE_CHECKING:
    from entente.model.claim import Claim

UNSURE = 0.75
"""Claims of less confidence than this wait."""


def waiting_of(desk: Desk, below: float = UNSURE, limit: int = 100, *, pairs: bool = True) -> list[Waiting]:
    """Give what waits: of claims less sure than `below` at most so many, the least sure first. Raises RegisterError.

    Names that may be one are looked for among all names, which takes seconds for the first time where there are very many, and a
    part of one later: `pairs` leaves them out.
    """
    from entente.register.proposing import unsure_claims
    from entente.register.verdicts import claims_by_id

    verdicts, names = desk.verdicts, desk.names
    moved = [claim for claim, on in verdicts.attached.on.items() if on[-1].id in verdicts.attached.moved]
    judged = sum(len(decided) for decided in verdicts.decisions.values())
    unsure = unsure_claims(desk.register, below, limit + judged)
    claims = list(waiting_claims([*claims_by_id(desk.register, moved), *unsure], verdicts, desk.wording(names)))
    return [
        *unattached(verdicts.attached.unattached),
        *waiting_conflicts(verdicts.identity.conflicts, names),
        *claims[:limit],
        *(_pairs(desk) if pairs else ()),
    ]


def _pairs(desk: Desk) -> list[Waiting]:
    from entente.register.proposing import proposed_pairs

    names = desk.names.loaded()
    return list(waiting_pairs(proposed_pairs(desk.register, desk.knowledge, names, desk.verdicts), names))


def named_claims(desk: Desk, ids: Sequence[str]) -> list[Waiting]:
    """Give the claims of some ids, or beginnings of them, as what waits. Raises RegisterError."""
    from entente.register.errors import RegisterError
    from entente.register.queries import find_by_id

    found: list[Waiting] = []
    for prefix in ids:
        stored = {one.claim.id: one.claim for one in find_by_id(desk.register, prefix.lower())}
        if len(stored) != 1:
            message = f"holds {'several claims that begin' if stored else 'no claim that begins'} with {prefix!r}"
            raise RegisterError(Problem(str(desk.settings.register), message, "ids stand beside every sentence"))
        found.extend(of_claim(claim, _asked_for(claim, desk), desk.wording(desk.names)) for claim in stored.values())
    return found


def named_pair(desk: Desk, first: str, second: str) -> Waiting:
    """Give two entities as what waits, whether anybody has judged them or not. Raises RegisterError; ValueError for one alone."""
    from entente.register.judgements import pair_of

    pair = pair_of(first, second)
    on = desk.verdicts.in_force.on_pairs.get(pair)
    reason = f"judged before: {told(on)}" if on else "you asked for them"
    says = f"{label(pair.first, desk.names)} and {label(pair.second, desk.names)} may be one"
    return Waiting("pair", (pair.first, pair.second), 0.0, (reason,), says)


def _asked_for(claim: "Claim", desk: Desk) -> str:
    on = desk.verdicts.attached.on.get(claim.id, ())
    return f"you asked for it; judged before: {'; '.join(map(told, on))}" if on else "you asked for it"
