"""What people judge: a claim confirmed, rejected or corrected; two names the same, not the same or left open; any of it undone.

A judgement is a signed and dated row that is never changed. To undo one is a judgement too, which can be undone in its turn.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any, Literal, get_args

from entente.model.claim import Attributes, Claim, Roles
from entente.model.span import Span

Verdict = Literal["confirm", "reject", "correct", "same", "not_same", "unsure", "undo"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
ON_CLAIMS = frozenset({"confirm", "reject", "correct"})
ON_PAIRS = frozenset({"same", "not_same", "unsure"})


@dataclass(frozen=True, slots=True)
class ClaimSubject:
    """What was judged: what a claim says (`kind`, `roles`, `attributes`) of which text (`text`: its digest) and where.

    `words` gives the stretches of text that filled each role, `beside` the ids of the other claims that were read then in the same
    passage: none of these is the judged claim in a new form. `claim` is the id that it had.
    """

    claim: str
    text: str
    kind: str
    passage: Span
    roles: Roles
    attributes: Attributes = field(default_factory=dict)
    words: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two entities, the smaller id first; make it by `pair_of`."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Undone:
    """The judgement that an undo takes back, by its id."""

    judgement: str


Subject = ClaimSubject | Pair | Undone


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement: what was decided of what, by whom, and when (`made`: UTC, ISO 8601 with microseconds and a final Z).

    `detail` holds what a verdict needs besides: `changes` of a correction, `sentence` and `report` of what was judged, `known`
    (which ids of a pair the knowledge files hold). `recorded` is the moment at which the register learnt of it, `kept_as` the id
    under which it keeps it.
    """

    verdict: Verdict
    by: str
    made: str
    subject: Subject
    detail: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    recorded: str = ""
    kept_as: str = field(default="", repr=False, compare=False)

    @property
    def id(self) -> str:
        """Hash of its content, without the moment at which it was recorded: it is the same in every register."""
        return self.kept_as or self.content_id()

    def content_id(self) -> str:
        """Give the id that the content has, whatever it is kept as: another one where a row was tampered with."""
        row = {name: value for name, value in judgement_to_row(self, with_id=False).items() if name != "recorded"}
        return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds of a set of judgements: those on claims in the order of their making, the latest on each pair, what is undone."""

    on_claims: tuple[Judgement, ...] = ()
    on_pairs: Mapping[Pair, Judgement] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()


def pair_of(one: str, other: str) -> Pair:
    """Give two entities as a pair. Raises ValueError where they are one."""
    if one == other:
        raise ValueError(f"{one} is one entity: a pair has two")
    return Pair(*sorted((one, other)))


def subject_of(claim: Claim, beside: Iterable[Claim] = ()) -> ClaimSubject:
    """Give a claim, as it was read, as the subject of a judgement; `beside` are the claims of its text."""
    words: dict[str, list[Span]] = {}
    for piece in claim.evidence:
        words.setdefault(piece.role, []).append(piece.span)
    others = {other.id for other in beside if other.kind == claim.kind and other.passage.overlaps(claim.passage)}
    return ClaimSubject(
        claim=claim.id,
        text=claim.digest,
        kind=claim.kind,
        passage=claim.passage,
        roles={name: tuple(ids) for name, ids in claim.roles.items()},
        attributes=dict(claim.attributes),
        words={role: tuple(sorted(set(spans))) for role, spans in words.items()},
        beside=tuple(sorted(others - {claim.id})),
    )


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Give judgements by the moment of their making; the id decides between two of one moment. One told twice counts once."""
    return sorted({j.id: j for j in judgements}.values(), key=lambda j: (j.made, j.id))


def effective(judgements: Iterable[Judgement]) -> InForce:
    """Give what holds of judgements, in whatever order they come: one that an undo in force takes back does not hold."""
    ordered = in_order(judgements)
    undone = _undone(ordered)
    holding = [judgement for judgement in ordered if judgement.id not in undone]
    return InForce(
        on_claims=tuple(j for j in holding if isinstance(j.subject, ClaimSubject)),
        on_pairs={j.subject: j for j in holding if isinstance(j.subject, Pair)},
        undone=frozenset(undone),
    )


def _undone(ordered: Iterable[Judgement]) -> set[str]:
    """Give the ids of what is undone. An undo names what it takes back by a hash of it, so that no two can name each other."""
    undos: dict[str, list[str]] = {}
    for judgement in ordered:
        if isinstance(judgement.subject, Undone):
            undos.setdefault(judgement.subject.judgement, []).append(judgement.id)
    undone: set[str] = set()
    for judgement_id in TopologicalSorter(undos).static_order():
        if any(undo not in undone for undo in undos.get(judgement_id, ())):
            undone.add(judgement_id)
    return undone


def judgement_to_row(judgement: Judgement, *, with_id: bool = True) -> dict[str, Any]:
    """Give a judgement as the JSON object that the register keeps."""
    row = {
        "made": judgement.made,
        "by": judgement.by,
        "verdict": judgement.verdict,
        "subject": _subject_row(judgement.subject),
        "detail": dict(judgement.detail),
        "note": judgement.note,
        "recorded": judgement.recorded,
    }
    return {"id": judgement.id, **row} if with_id else row


def judgement_from_row(row: Mapping[str, Any]) -> Judgement:
    """Make a judgement from its JSON object. Raises KeyError or ValueError where it is none."""
    if row["verdict"] not in VERDICTS:
        raise ValueError(f"{row['verdict']!r} is no verdict: {', '.join(VERDICTS)}")
    return Judgement(
        verdict=row["verdict"],
        by=row["by"],
        made=row["made"],
        subject=_subject_from(row["subject"]),
        detail=dict(row["detail"]),
        note=row["note"],
        recorded=row["recorded"],
        kept_as=row.get("id", ""),
    )


def _subject_row(subject: Subject) -> dict[str, Any]:
    if isinstance(subject, Pair):
        return {"pair": [subject.first, subject.second]}
    if isinstance(subject, Undone):
        return {"judgement": subject.judgement}
    return {
        "claim": subject.claim,
        "text": subject.text,
        "kind": subject.kind,
        "passage": [subject.passage.start, subject.passage.end],
        "roles": {name: list(ids) for name, ids in subject.roles.items()},
        "attributes": dict(subject.attributes),
        "words": {role: [[span.start, span.end] for span in spans] for role, spans in subject.words.items()},
        "beside": list(subject.beside),
    }


def _subject_from(row: Mapping[str, Any]) -> Subject:
    if "pair" in row:
        return pair_of(*row["pair"])
    if "judgement" in row:
        return Undone(row["judgement"])
    return ClaimSubject(
        claim=row["claim"],
        text=row["text"],
        kind=row["kind"],
        passage=Span(*row["passage"]),
        roles={name: tuple(ids) for name, ids in row["roles"].items()},
        attributes=dict(row.get("attributes", {})),
        words={role: tuple(Span(*s) for s in spans) for role, spans in row.get("words", {}).items()},
        beside=tuple(row.get("beside", ())),
    )
