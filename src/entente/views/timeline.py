"""What was told of some entities, in the order in which it happened, holds or is to happen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from entente.model.claim import Claim, Roles
from entente.records import acts, agreements
from entente.records.paths import Step, path_of
from entente.records.support import Support, factuality_of, holds_from, support_of
from entente.records.wording import Wording, said

Paths = Mapping[tuple[str, str], tuple[Step, ...]]
"""Report and id of a claim → the path of the act of which it tells."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: when (EDTF, "" where unknown), what, and the sentence.

    `roles` are the claim's, with ids;
    `path` is the way of the act that the line tells of, from hoped to planned to done or denied; () where it has one step only.
    """

    when: str
    kind: str
    says: str
    factuality: str
    support: Support
    path: tuple[Step, ...] = ()
    roles: Roles = field(default_factory=dict, hash=False)


def timeline(claims: Iterable[Claim], wording: Wording, paths: Paths | None = None) -> tuple[Entry, ...]:
    """Give claims as lines in time; one whose own date is unknown stands at the day of its report, undated ones last."""
    known = paths or {}
    ordered = sorted(claims, key=lambda c: (holds_from(c), c.reported or "9", c.report, c.passage))
    return tuple(
        Entry(
            c.when, c.kind, said(c, wording), factuality_of(c), support_of(c), known.get((c.report, c.id), ()), c.roles
        )
        for c in ordered
    )


def paths_of(claims: Iterable[Claim], committees: Mapping[str, str] | None = None) -> Paths:
    """Give the paths of the acts of which several claims tell: agreements, meetings, visits, invitations, gatherings."""
    listed = list(claims)
    told = [*agreements.grouped(listed, committees or {}), *acts.grouped(listed, committees or {})]
    ways = [(same, path_of(same)) for same in told]
    return {(c.report, c.id): path for same, path in ways if len(path) > 1 for c in same}
