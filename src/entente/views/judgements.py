"""Who judged what: every judgement and every undo, the latest first, each with what it was on and whether it holds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from entente.register.judgements import ClaimSubject, Judgement, Pair, Undone, Verdict


@dataclass(frozen=True, slots=True)
class Made:
    """One judgement as it was made: when (UTC), by whom, on what, and why; `holds` is False for one that was undone.

    On a claim, `claim` is the id that it had and `kind` its kind, `changes` are what a correction set; on names, `pair` are the two
    entities; of an undo, `undone` is the judgement that it takes back, `verdict_undone` and the other fields those of that one.
    """

    id: str
    at: str
    by: str
    verdict: Verdict
    holds: bool
    note: str = ""
    claim: str = ""
    kind: str = ""
    pair: tuple[str, ...] = ()
    changes: Mapping[str, str] | None = None
    sentence: str = ""
    report: str = ""
    undone: str = ""
    verdict_undone: str = ""

    @property
    def day(self) -> str:
        """The day on which it was made (UTC, ISO 8601)."""
        return self.at[:10]


def made_of(judgements: Iterable[Judgement], undone: Collection[str]) -> tuple[Made, ...]:
    """Give judgements as they were made, the latest first; `undone` are the ids of those that do not hold."""
    listed = list(judgements)
    by_id = {judgement.id: judgement for judgement in listed}
    return tuple(_made(judgement, by_id, undone) for judgement in reversed(listed))


def _made(judgement: Judgement, by_id: Mapping[str, Judgement], undone: Collection[str]) -> Made:
    back = judgement.subject.judgement if isinstance(judgement.subject, Undone) else ""
    on = _judged_first(judgement, by_id)
    of_claim = on.subject if isinstance(on.subject, ClaimSubject) else None
    taken_back = by_id.get(back)
    return Made(
        id=judgement.id,
        at=judgement.made,
        by=judgement.by,
        verdict=judgement.verdict,
        holds=judgement.id not in undone,
        note=judgement.note,
        claim=of_claim.claim if of_claim else "",
        kind=of_claim.kind if of_claim else "",
        pair=(on.subject.first, on.subject.second) if isinstance(on.subject, Pair) else (),
        changes=changed_to(on.detail.get("changes", {})),
        sentence=str(on.detail.get("sentence", "")),
        report=str(on.detail.get("report", "")),
        undone=back,
        verdict_undone=taken_back.verdict if taken_back else "",
    )


def _judged_first(judgement: Judgement, by_id: Mapping[str, Judgement]) -> Judgement:
    """Give the judgement on a claim or on names at the beginning of a chain of undos."""
    on = judgement
    while isinstance(on.subject, Undone) and on.subject.judgement in by_id:
        on = by_id[on.subject.judgement]
    return on


def changed_to(changes: Mapping[str, Any]) -> dict[str, str]:
    """Give the changes of a correction as fields with their new values in one text each, "" for what was taken away."""
    plain = {name: value for name, value in changes.items() if name not in ("roles", "attributes")}
    flat = {**changes.get("roles", {}), **changes.get("attributes", {}), **plain}
    return {name: ", ".join(value) if isinstance(value, (list, tuple)) else str(value) for name, value in flat.items()}
