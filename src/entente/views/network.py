"""Who deals with whom around a body: the others that claims relate to it and to one another, weighted by voices."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.records.support import Support, factuality_of, support_of, told_on
from entente.views.exports.network import pairs_of
from entente.views.plover import class_of

COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
CONFLICT = frozenset(
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
"""The classes of PLOVER by what they are, as its quad classes have them, https://github.com/openeventdata/PLOVER ."""
_KEPT = 4

Told = Mapping[tuple[str, str], list[Claim]]


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the network: the voices that tell of dealings with the centre; those of the centre itself are all."""

    entity: str
    voices: int


@dataclass(frozen=True, slots=True)
class Dealing:
    """What two deal in: claims by kind and by factuality, of how many reports and voices, from the first to the last day.

    `cooperation` and `conflict` count the claims that are either by their PLOVER class. `supports` are the latest few.
    """

    one: str
    other: str
    voices: int
    reports: int
    kinds: Mapping[str, int]
    told: Mapping[str, int]
    cooperation: int
    conflict: int
    first: date | None
    last: date | None
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The network around some entities, which stand in it as one: `centre`. `left_out` is how many others have no place in it."""

    centre: str
    nodes: tuple[Node, ...]
    dealings: tuple[Dealing, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Around:
    """Around whom a network is, as which one of them, and how many others it holds."""

    entities: Collection[str]
    centre: str
    most: int = 60


def partners(claims: Iterable[Claim], around: Around, kinds: Mapping[str, Any]) -> tuple[str, ...]:
    """Give those whom claims relate to the centre, those of whom most reports tell first."""
    return _beside(_pairs(claims, around, kinds), around)


def _beside(told: Told, around: Around) -> tuple[str, ...]:
    reports = {
        _other(pair, around): len({c.report for c in same}) for pair, same in told.items() if around.centre in pair
    }
    return tuple(sorted(reports, key=lambda entity: (-reports[entity], entity)))


def network_of(claims: Iterable[Claim], around: Around, kinds: Mapping[str, Any], voices: Mapping[str, str]) -> Network:
    """Give the network that claims tell of; `voices` gives the report of which another is a copy, see `register.voices`."""
    told = _pairs(claims, around, kinds)
    named = _beside(told, around)
    kept = frozenset(named[: around.most]) | {around.centre}
    found = [_dealing(pair, same, kinds, voices) for pair, same in told.items() if kept.issuperset(pair)]
    dealings = tuple(sorted(found, key=lambda d: (around.centre not in (d.one, d.other), -d.voices, d.one, d.other)))
    weights = {_other((d.one, d.other), around): d.voices for d in dealings if around.centre in (d.one, d.other)}
    own = (Node(around.centre, sum(weights.values())),) if weights else ()
    nodes = own + tuple(Node(entity, weight) for entity, weight in weights.items())
    return Network(around.centre, nodes, dealings, max(len(named) - around.most, 0))


def _pairs(claims: Iterable[Claim], around: Around, kinds: Mapping[str, Any]) -> Told:
    """Give the claims by the two that they relate, in the order of their ids; who is of the centre counts as the centre."""
    told: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        _, pairs = pairs_of(claim, kinds)
        own = {tuple(sorted(around.centre if e in around.entities else e for e in pair)) for pair in pairs}
        for one, other in sorted(own):
            if one != other:
                told[one, other].append(claim)
    return told


def _other(pair: tuple[str, str], around: Around) -> str:
    return pair[1] if pair[0] == around.centre else pair[0]


def _dealing(pair: tuple[str, str], told: list[Claim], kinds: Mapping[str, Any], voices: Mapping[str, str]) -> Dealing:
    latest = sorted(told, key=lambda claim: (told_on(claim), claim.report, claim.passage, claim.id))
    classes = Counter(class_of(claim, kinds.get(claim.kind, {})) for claim in told)
    reports = {claim.report for claim in told}
    days = [days_of(claim.when or claim.reported) for claim in told]
    return Dealing(
        one=pair[0],
        other=pair[1],
        voices=len({voices.get(report, report) for report in reports}),
        reports=len(reports),
        kinds=dict(Counter(claim.kind for claim in told).most_common()),
        told=dict(Counter(factuality_of(claim) for claim in told).most_common()),
        cooperation=sum(classes[name] for name in COOPERATION),
        conflict=sum(classes[name] for name in CONFLICT),
        first=min((first for first, _ in days if first), default=None),
        last=max((last for _, last in days if last), default=None),
        supports=tuple(support_of(claim) for claim in latest[-_KEPT:][::-1]),
    )
