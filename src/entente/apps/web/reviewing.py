"""What is looked at in a review: one of what waits, by a key that an address can hold, and the claim as it was judged so far."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fastapi import HTTPException

from entente.apps.web.asked import Asked
from entente.model.claim import Claim
from entente.questions.desk import Desk
from entente.questions.waiting import named_claims, named_pair
from entente.records.support import factuality_of, support_of
from entente.register.errors import RegisterError
from entente.register.verdicts import claims_by_id, decided
from entente.views.review import Waiting, told

_KEY = re.compile(
    r"(claim:[0-9A-Fa-f]{1,64}|pair:([A-Za-z0-9/-]+),([A-Za-z0-9/-]+)|judgement:[0-9a-f]{1,64})", re.ASCII
)


class Show(StrEnum):
    """Which of what waits is gone through."""

    ALL = "all"
    CLAIMS = "claims"
    NAMES = "names"
    JUDGEMENTS = "judgements"


OF = {
    Show.ALL: {"claim", "pair", "conflict", "unattached"},
    Show.CLAIMS: {"claim"},
    Show.NAMES: {"pair"},
    Show.JUDGEMENTS: {"conflict", "unattached"},
}
"""The kinds of what waits."""


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """The claim that is looked at, as it was judged so far: what it says, whether it is rejected, and who judged it how.

    `title` is that of its report.
    """

    id: str
    kind: str
    factuality: str
    roles: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, str]
    when: str
    when_unknown: str
    where: tuple[str, ...]
    attribution: tuple[str, ...]
    conditions: tuple[str, ...]
    report: str
    title: str
    reported: str
    sentence: str
    rule: str
    confidence: float
    rejected: bool
    judged: tuple[str, ...]


def key_of(waiting: Waiting) -> str:
    """Give the key of something that waits."""
    if waiting.what == "pair":
        return f"pair:{','.join(waiting.ids)}"
    return f"{'claim' if waiting.what == 'claim' else 'judgement'}:{waiting.ids[0]}"


def is_key(text: str) -> bool:
    """Tell whether a text has the form of a key."""
    return _KEY.fullmatch(text) is not None


def link_to(asked: Asked, show: Show, **query: Any) -> str:
    """Give an address of the review that goes through the same things."""
    return asked.link("/review", show="" if show is Show.ALL else show, **query)


def looked_at(key: str, queue: Sequence[Waiting], desk: Desk) -> Waiting | None:
    """Give what has a key, whether it waits or not; the first of the queue where it is gone, or no key is given.

    Raises HTTPException 404 where a claim or an entity is not there, and RegisterError.
    """
    found = next((one for one in queue if key_of(one) == key), None)
    match = _KEY.fullmatch(key)
    if found is None and key and match is None:
        raise HTTPException(404, "Nothing that waits is called so.")
    if found is None and key.startswith("claim:"):
        return _named_claim(key.partition(":")[2], desk)
    if found is None and match is not None and key.startswith("pair:"):
        return _named_pair(match[2], match[3], desk)
    return found or (queue[0] if queue else None)


def claim_in(waiting: Waiting | None, desk: Desk) -> tuple[Claim, bool] | None:
    """Give the claim that is looked at, as it was judged, and whether it stands; a rejected one as it was read."""
    if waiting is None or waiting.what != "claim":
        return None
    read = claims_by_id(desk.register, waiting.ids)[0]
    judged = decided(read, desk.verdicts)
    return (judged, True) if judged else (read, False)


def judged_claim(claim: Claim, stands: bool, desk: Desk) -> JudgedClaim:
    """Give a claim as the page shows it."""
    return JudgedClaim(
        id=claim.id,
        kind=claim.kind,
        factuality=factuality_of(claim),
        roles={role: ids for role, ids in claim.roles.items() if ids},
        attributes={name: value for name, value in claim.attributes.items() if value},
        when=claim.when,
        when_unknown=claim.when_unknown,
        where=claim.where,
        attribution=claim.attribution,
        conditions=claim.conditions,
        report=claim.report,
        title=desk.voiced(support_of(claim)).title,
        reported=claim.reported,
        sentence=" ".join(claim.quote.split()),
        rule=claim.rule,
        confidence=claim.confidence,
        rejected=not stands,
        judged=tuple(map(told, desk.verdicts.attached.on.get(claim.id, ()))),
    )


def _named_claim(prefix: str, desk: Desk) -> Waiting:
    try:
        return named_claims(desk, [prefix])[0]
    except RegisterError as error:
        raise HTTPException(404, f"The register {error.problem.message}.") from error


def _named_pair(first: str, second: str, desk: Desk) -> Waiting:
    unknown = [entity for entity in (first, second) if entity not in desk.names]
    if unknown or first == second:
        raise HTTPException(404, f"The register tells nothing of {', '.join(unknown) or 'a pair of one'}.")
    return named_pair(desk, first, second)
