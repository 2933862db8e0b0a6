"""A claim: its sentence, what filled its roles, who says so, each decision on the way to it, and what was judged of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, HTTPException
from fastapi import Path as InPath

from entente.apps.web.answers import page
from entente.apps.web.asked import AskedOf
from entente.apps.web.marking import Line, Part, marked_lines
from entente.apps.web.shown import ShownClaim, shown_claim
from entente.model.claim import Claim
from entente.model.report import Block, BlockKind
from entente.model.span import Span
from entente.questions.claims import ClaimTold, claim_told, claims_called
from entente.questions.desk import Desk
from entente.records.support import factuality_of
from entente.records.wording import Wording, said
from entente.register.reports import kept_report
from entente.views.history import Event

if TYPE_CHECKING:
    from entente.register.queries import StoredClaim
    from entente.register.reports import KeptReport

router = APIRouter()
_OWN_ROLES = ("trigger", "when")  # evidence that fills no role with entities


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the report that something was decided by, and where they stand: a character offset into its text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Role:
    """A role, the entities that fill it (none: it is open), and the words that filled it."""

    role: str
    entities: tuple[str, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision on the way to the claim: the stage of reading, what it decided, and by which words ("" where by none)."""

    stage: str
    decision: str
    words: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """A report that has the claim, when it appeared (EDTF), and when the register learnt of it (UTC)."""

    key: str
    title: str
    publisher: str
    reported: str
    recorded: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim as it was read, and as it was judged: `now` is None where it was rejected, and is in no view then.

    `changed` says whether a judgement made it say something else; `reasons` are what `entente explain` prints.
    """

    claim: ShownClaim
    now: ShownClaim | None
    changed: bool
    reported: str
    reports: tuple[Bearer, ...]
    roles: tuple[Role, ...]
    reasons: tuple[Reason, ...]
    history: tuple[Event, ...]
    names: Mapping[str, str]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The sentence, with the claim marked in it."""
        start, end = self.claim.start, self.claim.end
        return marked_lines(Part(self.claim.quote, start), (Block(Span(start, end), BlockKind.BODY),), (self.claim,))


@page(router, "/claim/{claim}", "claim.html", rows="reasons")
def claim(
    asked: AskedOf,
    claim: Annotated[str, InPath(pattern="^[0-9a-f]{1,16}$", description="A claim's id, or its beginning.")],
) -> ClaimPage:
    """Tell why a claim is there: its words, its roles, each decision on the way, and what was judged of it."""
    return _page(asked, claim_told(asked.desk, stored_claim(asked.desk, claim)))


def stored_claim(desk: Desk, prefix: str) -> "list[StoredClaim]":
    """Give the one claim whose id begins so, as it stands in each report. Raises HTTPException (404) where there is none."""
    found = claims_called(desk, prefix)
    if len(found) > 1:
        raise HTTPException(404, f"Several claims begin with {prefix}: {', '.join(sorted(found)[:20])}.")
    if not found:
        raise HTTPException(404, "There is no such claim, or no longer: its report was withdrawn or read anew.")
    [stored] = found.values()
    return stored


def _page(asked: AskedOf, told: ClaimTold) -> ClaimPage:
    read, now = told.stored[0].claim, told.judged
    kept = [kept_report(asked.desk.register, one.claim.report) for one in told.stored]
    names = asked.desk.named_in([read, *([now] if now else [])])
    wording = asked.desk.wording(names)
    text = next((one.report.text for one in kept if one), "")
    return ClaimPage(
        claim=shown_claim(read, wording),
        now=shown_claim(now, wording) if now else None,
        changed=now is not None and _told(now, wording) != _told(read, wording),
        reported=read.reported,
        reports=tuple(_bearer(one, stored.recorded) for one, stored in zip(kept, told.stored, strict=True) if one),
        roles=tuple(_roles(read, text)),
        reasons=tuple(_reasons(read, text)),
        history=told.history,
        names=names,
    )


def _told(claim: Claim, wording: Wording) -> tuple[str, ...]:
    return said(claim, wording), factuality_of(claim), claim.when


def _bearer(kept: "KeptReport", recorded: str) -> Bearer:
    return Bearer(kept.report.key, kept.report.title, kept.report.publisher, kept.reported, recorded)


def _roles(claim: Claim, text: str) -> Sequence[Role]:
    filled = {**claim.roles, "where": claim.where, "attribution": claim.attribution}
    shown = [(role, tuple(ids)) for role, ids in filled.items() if ids or role in claim.roles]
    others = [(role, ()) for role in _OWN_ROLES if any(e.role == role for e in claim.evidence)]
    return [Role(role, ids, _words(claim, role, text)) for role, ids in (*shown, *others)]


def _words(claim: Claim, role: str, text: str) -> tuple[Words, ...]:
    return tuple(Words(e.span.of(text), e.span.start) for e in claim.evidence if e.role == role)


def _reasons(claim: Claim, text: str) -> list[Reason]:
    elsewhere = (None, claim.passage)
    return [
        Reason(step.stage, step.decision, "" if step.span in elsewhere or not step.span else step.span.of(text))
        for step in claim.steps
    ]
