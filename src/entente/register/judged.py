"""Claims as they were judged: rejected ones gone, confirmed ones sure, corrected ones corrected, all with canonical entities.

A pure function of claims and judgements: the claims that are stored stay as they were read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from entente.model.claim import Claim, Judged, Step
from entente.register.attaching import Attached, attach
from entente.register.corrections import combined, corrected, what_was
from entente.register.identity import Identity, identity_of
from entente.register.judgements import ClaimSubject, InForce, Judgement, effective

Decisions = Mapping[str, Mapping[str, "Decision"]]
"""What is decided of claims: by the digest of the text, then by the id of the claim as it was read."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the judgements on one claim come to: whether it is rejected, its changes, and the last judgement that let it stand."""

    rejected: bool = False
    changes: Mapping[str, Any] | None = None
    last: Judgement | None = None


def judged(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[Claim]:
    """Give claims as judgements, in whatever order they come, leave them; `claims` are all that were read in the judged texts."""
    listed = list(claims)
    state = effective(judgements)
    decisions = decisions_of(attach(state.on_claims, listed))
    return as_decided(listed, decisions, identity_of(state.on_pairs, counts_of(listed, state)))


def decisions_of(attached: Attached) -> Decisions:
    """Give what the judgements on each claim come to."""
    decisions: dict[str, dict[str, Decision]] = {}
    for claim, on in attached.on.items():
        for judgement in on:
            if isinstance(judgement.subject, ClaimSubject):
                decisions.setdefault(judgement.subject.text, {})[claim] = decide(on)
    return decisions


def as_decided(claims: Iterable[Claim], decisions: Decisions, identity: Identity) -> list[Claim]:
    """Give claims as decided, without those rejected, with canonical entities."""
    return [with_canonical(claim, identity) for one in claims if (claim := _as_judged(one, decisions)) is not None]


def decision_on(claim: Claim, decisions: Decisions) -> Decision:
    """Give what is decided of a claim. The id of a claim takes time to compute: it is asked for in judged texts only."""
    return decisions[claim.digest].get(claim.id, Decision()) if claim.digest in decisions else Decision()


def decide(on: Iterable[Judgement]) -> Decision:
    """Give what judgements on one claim come to, in the order in which they were made: the last one decides.

    A correction adds to those before it; who confirms a claim that was corrected confirms it as corrected.
    """
    decision = Decision()
    for judgement in on:
        if judgement.verdict == "reject":
            decision = replace(decision, rejected=True, last=judgement)
        elif judgement.verdict == "correct":
            changes = combined(decision.changes or {}, judgement.detail.get("changes", {}))
            decision = Decision(changes=changes, last=judgement)
        else:
            decision = replace(decision, rejected=False, last=judgement)
    return decision


def counts_of(claims: Iterable[Claim], state: InForce) -> dict[str, int]:
    """Give the number of claims that name each entity that is merged with another."""
    counts = {entity: 0 for pair in state.on_pairs for entity in (pair.first, pair.second)}
    for claim in claims:
        for entity in claim.entities() & counts.keys():
            counts[entity] += 1
    return counts


def with_canonical(claim: Claim, identity: Identity) -> Claim:
    """Give a claim with the ids that stand for its entities; it keeps the id under which it was read."""
    if not identity.canonical or not claim.entities() & identity.canonical.keys():
        return claim
    roles = {role: identity.to_canonical(ids) for role, ids in claim.roles.items()}
    where, attribution = identity.to_canonical(claim.where), identity.to_canonical(claim.attribution)
    return replace(claim, roles=roles, where=where, attribution=attribution, as_read=claim.id)


def _as_judged(claim: Claim, decisions: Decisions) -> Claim | None:
    decision = decision_on(claim, decisions)
    if decision.rejected:
        return None
    if decision.last is None:
        return claim
    changes = decision.changes or {}
    by, made, note = decision.last.by, decision.last.made, decision.last.note
    verdict: Any = "corrected" if changes else "confirmed"
    told = Judged(verdict, by, made, note, what_was(claim, changes))
    step = Step("judgement", f"{verdict} by {by}, {made[:10]}{f': {note}' if note else ''}")
    return replace(corrected(claim, changes), confidence=1.0, judged=told, steps=(*claim.steps, step), as_read=claim.id)
