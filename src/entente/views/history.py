"""What was said, recorded, judged and undone, in the order in which it came to be."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from entente.model.edtf import days_of
from entente.records.support import Names, factuality_of, label
from entente.records.wording import Wording, said
from entente.register.judgements import ClaimSubject, Judgement, Pair, Undone
from entente.views.review import told

if TYPE_CHECKING:
    from entente.register.queries import StoredClaim

What = Literal["said", "recorded", "judged", "undone"]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a history: when (a day, or a moment in UTC), what, and of which claim, judgement or report it is told.

    `holds` is False for a judgement that was undone.
    """

    at: str
    what: What
    id: str
    says: str
    sentence: str = ""
    report: str = ""
    holds: bool = True


def history(
    stored: Iterable["StoredClaim"],
    judgements: Iterable[Judgement],
    undone: Collection[str],
    wording: Wording,
) -> tuple[Event, ...]:
    """Give what was said in some claims as they were read, when that was recorded, and what was judged, undos among it.

    What was said on an unknown day stands where it was recorded.
    """
    events = [event for one in stored for event in _of_claim(one, wording)]
    events += [_of_judgement(judgement, undone, wording.names) for judgement in judgements]
    return tuple(sorted(events, key=lambda e: (e.at.rstrip("Z"), e.what != "said", e.id)))


def concerning(
    judgements: Iterable[Judgement],
    on: Mapping[str, Iterable[Judgement]],
    claims: Collection[str],
    entities: Collection[str],
) -> tuple[Judgement, ...]:
    """Give the judgements on some claims or entities, and all that undo one of them, in the order given.

    `on` are the judgements on each claim by its id, whether they are in force or not.
    """
    wanted = {judgement.id for claim in claims for judgement in on.get(claim, ())}
    listed = list(judgements)
    wanted |= {judgement.id for judgement in listed if _named(judgement) & set(entities)}
    undos = {j.id: j.subject.judgement for j in listed if isinstance(j.subject, Undone)}
    while fresh := {undo for undo, of in undos.items() if of in wanted and undo not in wanted}:
        wanted |= fresh
    return tuple(judgement for judgement in listed if judgement.id in wanted)


def _named(judgement: Judgement) -> set[str]:
    """Give the entities that a judgement is on, or that it names."""
    subject, named = judgement.subject, set(judgement.detail.get("names", {}))
    if isinstance(subject, Pair):
        return named | {subject.first, subject.second}
    if isinstance(subject, ClaimSubject):
        return named | {entity for ids in subject.roles.values() for entity in ids}
    return named


def _of_claim(stored: "StoredClaim", wording: Wording) -> Iterator[Event]:
    claim = stored.claim
    first, last = days_of(claim.reported)
    day = last or first
    says = f"{said(claim, wording, day=True)} [{claim.kind}, {factuality_of(claim)}]"
    sentence = " ".join(claim.quote.split())
    yield Event(day.isoformat() if day else stored.recorded, "said", claim.id, says, sentence, claim.report)
    yield Event(stored.recorded, "recorded", claim.id, f"read by {claim.rule}", "", claim.report)


def _of_judgement(judgement: Judgement, undone: Collection[str], names: Names) -> Event:
    subject = judgement.subject
    holds = judgement.id not in undone
    says, sentence, report = (
        told(judgement),
        str(judgement.detail.get("sentence", "")),
        str(judgement.detail.get("report", "")),
    )
    if isinstance(subject, Pair):
        says = f"{label(subject.first, names)}, {label(subject.second, names)}: {says}"
    elif isinstance(subject, Undone):
        says = f"{subject.judgement}: {says}"
    else:
        says = f"{subject.kind} {subject.claim}: {says}{_changes(judgement)}"
    return Event(
        judgement.made,
        "undone" if isinstance(subject, Undone) else "judged",
        judgement.id,
        says,
        sentence,
        report,
        holds,
    )


def _changes(judgement: Judgement) -> str:
    changes = judgement.detail.get("changes", {})
    flat = {**{k: v for k, v in changes.items() if k not in {"roles", "attributes"}}}
    flat |= changes.get("roles", {}) | changes.get("attributes", {})
    told_as = (f"{name}={','.join(value) if isinstance(value, list) else value}" for name, value in flat.items())
    return f" ({' '.join(told_as)})" if flat else ""
