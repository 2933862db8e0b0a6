"""What waits for somebody's judgement: unsure claims, judged ones that read otherwise now, names that may be one, conflicts.

The least sure first; what was judged, and reads as it did then, does not wait.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from entente.model.claim import Claim
from entente.records.support import Names, factuality_of, label
from entente.records.wording import Wording, said
from entente.register.candidates import Candidate
from entente.register.identity import Conflict
from entente.register.judgements import ClaimSubject, Judgement

if TYPE_CHECKING:
    from entente.register.verdicts import Verdicts

What = Literal["claim", "pair", "conflict", "unattached"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: a claim, a pair of entities, a conflict of judgements on pairs, a judgement that finds no claim.

    `ids` are the claim's id, the two entities, or the judgements; `score` is the claim's confidence or how likely the two are one;
    `reasons` say why it waits.
    """

    what: What
    ids: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    says: str
    sentence: str = ""
    report: str = ""


def waiting_claims(claims: Iterable[Claim], verdicts: "Verdicts", wording: Wording) -> Iterator[Waiting]:
    """Give the claims, as they were read, that nobody judged, or that were judged on other words; the least sure first."""
    for claim in sorted(
        {claim.id: claim for claim in claims}.values(), key=lambda c: (c.confidence, c.report, c.passage)
    ):
        on = verdicts.attached.on.get(claim.id, ())
        if on and on[-1].id not in verdicts.attached.moved:
            continue
        reason = f"reads otherwise since it was judged: {told(on[-1])}" if on else f"confidence {claim.confidence:.2f}"
        yield of_claim(claim, reason, wording)


def of_claim(claim: Claim, reason: str, wording: Wording) -> Waiting:
    """Give a claim as something that waits, for a reason."""
    says = f"{said(claim, wording, day=True)} [{claim.kind}, {factuality_of(claim)}]"
    sentence = " ".join(claim.quote.split())
    return Waiting("claim", (claim.id,), claim.confidence, (reason,), says, sentence, claim.report)


def waiting_pairs(candidates: Iterable[Candidate], names: Names) -> Iterator[Waiting]:
    """Give pairs of entities that may be one, with the evidence for it (+) and against it (-)."""
    for candidate in candidates:
        pair = candidate.pair
        reasons = tuple(f"{piece.weight:+.2f} {piece.told}" for piece in candidate.evidence)
        says = f"{label(pair.first, names)} and {label(pair.second, names)} may be one"
        yield Waiting("pair", (pair.first, pair.second), candidate.score, reasons, says)


def waiting_conflicts(conflicts: Iterable[Conflict], names: Names) -> Iterator[Waiting]:
    """Give the pairs that were judged not the same and yet are one, with the judgements one of which is to be undone."""
    for conflict in conflicts:
        path = (conflict.apart, *conflict.path)
        says = f"{label(conflict.pair.first, names)} and {label(conflict.pair.second, names)}: judged apart, and yet joined"
        reasons = tuple(f"{judgement.id}: {told(judgement)}" for judgement in path)
        yield Waiting("conflict", tuple(judgement.id for judgement in path), 1.0, reasons, says)


def unattached(judgements: Iterable[Judgement]) -> Iterator[Waiting]:
    """Give the judgements whose claim is no more: its report was withdrawn, or a changed reader makes none of its words."""
    for judgement in judgements:
        subject = judgement.subject
        kind = subject.kind if isinstance(subject, ClaimSubject) else ""
        reason = f"{told(judgement)}; the register holds no such claim any more"
        sentence, report = (str(judgement.detail.get(name, "")) for name in ("sentence", "report"))
        yield Waiting("unattached", (judgement.id,), 1.0, (reason,), f"{kind}: {judgement.verdict}", sentence, report)


def told(judgement: Judgement) -> str:
    """Give a judgement in a few words: what, by whom, on which day (UTC), and the note."""
    note = f": {judgement.note}" if judgement.note else ""
    return f"{judgement.verdict.replace('_', ' ')} by {judgement.by}, {judgement.made[:10]}{note}"
