"""Factuality through time: how one act went from hoped to planned to done, moved or denied, report by report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from entente.model.claim import Claim
from entente.records.support import factuality_of, holds_from, is_fact, told_on

_WORDS = ("stage", "change")  # the attributes that say what was done
_DONE = {"invitation": "invited"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way of an act: what it was then (hoped, planned, signed, asserted not …), and the day (EDTF, "" unknown).

    What is not yet a fact stands at the day of its report, with the day that was named for it; a fact at its own day where that
    is told.
    """

    how: str
    day: str
    named: str


def moment(claim: Claim) -> date:
    """Give the day to which a claim belongs in an act's life: a plan to the day it was told, a fact to its own day."""
    return holds_from(claim) if is_fact(claim) else told_on(claim)


def path_of(claims: Iterable[Claim]) -> tuple[Step, ...]:
    """Give the way of one act through the claims that tell of it; what is told again without a change makes no step."""
    steps: list[Step] = []
    for claim in sorted(claims, key=moment):
        step = _step(claim)
        if not steps or steps[-1].how != step.how or (step.named and step.named != steps[-1].named):
            steps.append(step)
    return tuple(steps)


def _step(claim: Claim) -> Step:
    if is_fact(claim) and claim.attributes.get(_WORDS[0]) != "planned":
        return Step(_how(claim), claim.when or claim.reported, "")
    return Step(_how(claim), claim.reported, claim.when)


def _how(claim: Claim) -> str:
    if not is_fact(claim):
        return factuality_of(claim)
    done = _DONE.get(claim.kind, "done")
    return next((claim.attributes[word] for word in _WORDS if claim.attributes.get(word)), done)
