"""Which claim of a reading a judgement is on: the one it was made on, or what a changed reader makes of the same words.

A judgement keeps to what was said of which text. Its claim is the one of the same id; where a new reading has none of that id,
it is the claim of the same kind, in a passage of the same text that overlaps the judged one, whose roles are most like: `likeness`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from entente.model.claim import Claim
from entente.model.span import Span
from entente.register.judgements import ClaimSubject, Judgement

ALIKE = 0.5
"""The least likeness at which a claim counts as the judged one: of two roles, one may be filled otherwise."""

_Words = Mapping[str, Collection[Span]]


@dataclass(frozen=True, slots=True)
class Attached:
    """Judgements by the id of the claim that they are on, those that find none, and the ids of those whose claim has changed.

    Each list is in the order in which the judgements were made.
    """

    on: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    unattached: tuple[Judgement, ...] = ()
    moved: frozenset[str] = frozenset()


def attach(judgements: Iterable[Judgement], claims: Iterable[Claim], there: Collection[str] = frozenset()) -> Attached:
    """Find the claim of each judgement on a claim, among all the claims as they were read in the judged texts.

    `there` are ids of claims that are known to be read still: for a judgement on one of these, the claims need not be given.
    """
    read: dict[tuple[str, str], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        read[claim.digest, claim.kind][claim.id] = claim
    on: dict[str, list[Judgement]] = defaultdict(list)
    unattached: list[Judgement] = []
    moved: set[str] = set()
    for judgement in judgements:
        if not isinstance(judgement.subject, ClaimSubject):
            continue
        subject = judgement.subject
        found = subject.claim if subject.claim in there else claim_of(subject, read[subject.text, subject.kind])
        if found is None:
            unattached.append(judgement)
            continue
        on[found].append(judgement)
        if found != subject.claim:
            moved.add(judgement.id)
    return Attached({claim: tuple(listed) for claim, listed in on.items()}, tuple(unattached), frozenset(moved))


def claim_of(subject: ClaimSubject, read: Mapping[str, Claim]) -> str | None:
    """Give the id of the claim that a subject is now, among claims of its text and kind by their ids; None where it is none."""
    if subject.claim in read:
        return subject.claim
    scored = [
        (likeness(subject, claim), _shared(subject.attributes.items(), claim.attributes.items()), claim)
        for claim in read.values()
        if claim.id not in subject.beside and claim.passage.overlaps(subject.passage)
    ]
    alike = [row for row in scored if row[0] >= ALIKE]
    if not alike:
        return None
    return min(alike, key=lambda row: (-row[0], -row[1], abs(row[2].passage.start - subject.passage.start), row[2].id))[
        2
    ].id


def likeness(subject: ClaimSubject, claim: Claim) -> float:
    """Give how much of what was judged a claim still says, from 0 to 1.

    The mean, over the roles that either fills and the trigger, of the share of fillers that both have: the same entities, or
    entities read from the same words, whichever is more. 0 where they share no filler at all.
    """
    words = _words_of(claim)
    roles = {name for filled in (subject.roles, claim.roles) for name, ids in filled.items() if ids}
    shares = [
        max(_shared(subject.roles.get(r, ()), claim.roles.get(r, ())), _same_words(subject.words, words, r))
        for r in roles
    ]
    if roles and not any(shares):
        return 0.0
    if "trigger" in subject.words and "trigger" in words:
        shares.append(_same_words(subject.words, words, "trigger"))
    return sum(shares) / len(shares) if shares else 1.0


def _words_of(claim: Claim) -> _Words:
    words: dict[str, list[Span]] = defaultdict(list)
    for piece in claim.evidence:
        words[piece.role].append(piece.span)
    return words


def _same_words(one: _Words, other: _Words, role: str) -> float:
    """Give the share of a role's stretches of text that overlap one of the other's."""
    mine, theirs = list(one.get(role, ())), list(other.get(role, ()))
    if not mine or not theirs:
        return 0.0
    met = sum(any(a.overlaps(b) for b in theirs) for a in mine) + sum(any(a.overlaps(b) for a in mine) for b in theirs)
    return met / (len(mine) + len(theirs))


def _shared(one: Iterable[object], other: Iterable[object]) -> float:
    """Give the Jaccard index of two sets, 0 where both are empty."""
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
