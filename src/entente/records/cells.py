"""Cells: the smallest groups of claims on which a record depends alone. A claim that changes, changes the records of its cells.

An agreement depends on the claims of its parties, a standing on those of its subject, a tenure on those of its body and post,
an act on those of the same identity, what is due on those of the same thing, a contradiction on those of the same act.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.records import acts, agreements, conflicts, due, standing, tenures
from entente.records.paths import Step, moment, path_of
from entente.records.rules import Rules
from entente.records.support import is_fact, told_on
from entente.records.wording import Wording, later

_BETWEEN = "\t"  # before every printed character, so that keys stand in the order of their parts
_LONG = 240  # characters of a sort key: an index holds no long ones


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a kind: its value, and what it is found and put in order by.

    `sort` puts records of a kind in order. `entities` are those it is a record of, by their role in it. `state`, `first`, `last`
    and `lapses` (days, None where there is none) say what is asked on a day. `claims` are those whose path `path` is.
    """

    kind: str
    sort: str
    value: Any
    entities: Mapping[str, tuple[str, ...]]
    supports: int
    state: str = ""
    first: date | None = None
    last: date | None = None
    lapses: date | None = None
    path: tuple[Step, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What the records of a cell are made of: its key, its claims by report and place, the rules.

    `done` is when acts that its plans await were last told as done.
    """

    key: str
    claims: Sequence[Claim]
    rules: Rules
    done: due.LastTold = field(default_factory=dict)


Make = Callable[[Material], Iterable[Record]]
Keys = Callable[[Claim, Rules], Iterable[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class CellKind:
    """A kind of cells: which cells a claim belongs to, what records they give.

    `alone` is False where claims of one report give no record. `may_have_had` tells of the claims of a cell without records whether
    some of them alone may give one.
    """

    keys: Keys
    make: Make
    gives: tuple[str, ...]
    alone: bool = True
    may_have_had: Callable[[Sequence[Claim]], bool] = lambda _: True


def cells_of(claim: Claim, rules: Rules) -> list[tuple[str, str]]:
    """Give the cells that a claim belongs to, each as its kind and its key."""
    return [
        (kind, _BETWEEN.join(key)) for kind, cell in CELLS.items() for key in dict.fromkeys(cell.keys(claim, rules))
    ]


def cell_id(kind: str, key: str) -> int:
    """Give the number of a cell: 64 bits of a hash, with a sign."""
    return int.from_bytes(blake2b(f"{kind}\n{key}".encode(), digest_size=8).digest(), "big", signed=True)


def cell_of_post(body: str, post: str) -> int:
    """Give the number of the cell of those who hold a post of a body."""
    return cell_id("office", _BETWEEN.join((body, post)))


def done_id(pair: due.Pair) -> int:
    """Give the number, an even one, of what a claim tells as done of two entities; the number after it is that of awaiting it."""
    kind, both = pair
    return cell_id("done", _BETWEEN.join((kind, *both))) & ~1


def numbers_beside(claim: Claim) -> list[int]:
    """Give the numbers of what a claim tells as done, and of what it awaits."""
    awaited = [done_id(pair) | 1 for pair in due.awaited_by(claim)]
    return list(dict.fromkeys([*map(done_id, due.done_by(claim)), *awaited]))


def needs_denial(kind: str, key: str, rules: Rules) -> bool:
    """Tell of a cell, by its key, whether it has records only where one of its claims denies something."""
    return kind == "conflict" and conflicts.only_denied(key.split(_BETWEEN)[1], rules.kinds)


def records_of(kind: str, material: Material) -> list[Record]:
    """Give the records of a cell in their order."""
    if not CELLS[kind].alone and len({claim.report for claim in material.claims}) == 1:
        return []
    return sorted(CELLS[kind].make(material), key=lambda r: (r.kind, r.sort))


def ways_of(kind: str, claims: Sequence[Claim], rules: Rules) -> Iterator[tuple[list[Claim], tuple[Step, ...]]]:
    """Give the claims of each act of a cell of agreements or of acts, with its path: what its records say, in less time."""
    for told in (agreements if kind == "agreement" else acts).grouped(claims, rules.committees):
        yield told, path_of(told)


def _agreement_keys(claim: Claim, rules: Rules) -> Iterator[tuple[str, ...]]:
    if claim.kind == "agreement":
        parties = sorted(agreements.sides_of(claim, rules.committees))
        yield tuple(parties) or ("", claim.report, claim.id)


def _agreements(material: Material) -> Iterator[Record]:
    committees = material.rules.committees
    named = _named(material.claims)
    wording = later(named | {committees[entity] for entity in named if entity in committees})
    for settled in agreements.settled_agreements(material.claims, material.rules.committees):
        one, first = settled.agreement, settled.claims[0]
        yield Record(
            "agreement",
            sort=_sorted(told_on(first), first.report, f"{first.passage.start:09}", first.id),
            value=one,
            entities={"party": one.parties},
            supports=sum(len(stage.supports) for stage in one.stages),
            state=one.state,
            first=told_on(first),
            last=days_of(one.until)[1],
            lapses=settled.lapses,
            path=one.path,
            claims=settled.claims,
        )
        yield from map(_planned, due.plans_of_agreement(settled, wording))


def _standing_keys(claim: Claim, _: Rules) -> Iterator[tuple[str, ...]]:
    if claim.kind == "standing":
        yield from ((subject,) for subject in claim.roles.get("subject", ()))


def _standings(material: Material) -> Iterator[Record]:
    found = standing.standings(material.claims, material.rules.kinds)
    for place, one in enumerate(s for s in found if s.subject == material.key):
        yield Record(
            "standing",
            sort=_sorted("decided" if one.decided else "told", one.subject, one.authority, one.scope, f"{place:05}"),
            value=one,
            entities={"subject": (one.subject,), "authority": tuple(filter(None, one.authority.split(" + ")))},
            supports=len(one.supports),
            state="decided" if one.decided else "told",
            first=one.first,
            last=one.last,
        )


def _office_keys(claim: Claim, _: Rules) -> Iterator[tuple[str, ...]]:
    if claim.kind == "office" and is_fact(claim):
        yield from ((body, post) for _holder, body, post in tenures.posts_of(claim))


def _tenures(material: Material) -> Iterator[Record]:
    body, _, post = material.key.partition(_BETWEEN)
    found = [t for t in tenures.tenures(material.claims, material.rules.kinds) if (t.body, t.post) == (body, post)]
    for place, one in enumerate(found):
        yield Record(
            "tenure",
            sort=_sorted(one.body, one.post, f"{place:05}"),
            value=one,
            entities={"body": (one.body,), "holder": (one.holder,)},
            supports=len(one.supports),
            state="told" if one.last_told else "",
            first=one.began,
            last=one.ended,
        )


def _post_keys(claim: Claim, rules: Rules) -> Iterator[tuple[str, ...]]:
    single = rules.kinds["office"].get("single", ())
    return (key for key in _office_keys(claim, rules) if key[-1] in single)


def _posts(material: Material) -> Iterator[Record]:
    body, _, post = material.key.partition(_BETWEEN)
    found = (t for t in tenures.tenures(material.claims, material.rules.kinds) if (t.body, t.post) == (body, post))
    return map(_contradicted, conflicts.conflicts_of_posts(found, _later(material.claims), material.rules.kinds))


def _of_several(claims: Sequence[Claim]) -> bool:
    return len({holder for claim in claims for holder in claim.roles.get("holder", ())}) > 1


def _act_keys(claim: Claim, rules: Rules) -> Iterator[tuple[str, ...]]:
    if claim.kind in acts.KINDS:
        kind, parties, *alone = acts.identity_of(claim, rules.committees)
        yield (kind, *sorted(parties), *((claim.report, claim.id) if alone else ()))


def _acts(material: Material) -> Iterator[Record]:
    wording = _later(material.claims)
    for told in acts.grouped(material.claims, material.rules.committees):
        one = acts.act_of(told, wording)
        yield Record(
            "act",
            sort=_sorted(max(map(moment, told)), told[0].report, told[0].id),
            value=one,
            entities={"party": one.parties},
            supports=len(one.supports),
            state=one.state,
            last=days_of(one.when)[1],
            path=one.path,
            claims=tuple(told),
        )


def _due_keys(claim: Claim, _: Rules) -> Iterator[tuple[str, ...]]:
    if claim.kind in due.AHEAD:
        yield _flat(due.identity_of(claim))


def _due(material: Material) -> Iterator[Record]:
    return map(_planned, due.plans_of_acts(material.claims, _later(material.claims), material.done))


def _planned(plan: due.Plan) -> Record:
    item = plan.item
    return Record(
        "due",
        sort=_sorted(plan.last, item.kind, item.says, plan.stands),
        value=item,
        entities={"": plan.entities},
        supports=len(item.supports),
        state=plan.stands,
        last=plan.last,
        lapses=plan.lapses,
    )


def _conflict_keys(claim: Claim, rules: Rules) -> Iterator[tuple[str, ...]]:
    if claim.factuality == "asserted":
        yield _flat(conflicts.told_of(claim, rules.kinds))


def _conflicts(material: Material) -> Iterator[Record]:
    return map(
        _contradicted, conflicts.conflicts_of_acts(material.claims, _later(material.claims), material.rules.kinds)
    )


def _contradicted(one: conflicts.Conflict) -> Record:
    sort = _sorted(one.about, one.what, *(side.says for side in one.sides))
    supports = sum(len(side.supports) for side in one.sides)
    return Record("conflict", sort, one, {"": one.entities}, supports, state=one.about)


def _later(claims: Iterable[Claim]) -> Wording:
    return later(_named(claims))


def _named(claims: Iterable[Claim]) -> set[str]:
    return {entity for claim in claims for entity in claim.entities()}


def _sorted(*parts: object) -> str:
    text = _BETWEEN.join(map(str, parts))
    if len(text) <= _LONG:
        return text
    return f"{text[:_LONG]}{_BETWEEN}{blake2b(text.encode(), digest_size=8).hexdigest()}"


def _flat(value: object) -> tuple[str, ...]:
    """Give the texts in a value made of tuples and sets, with marks of where each begins and ends."""
    found: list[str] = []
    _flatten(value, found)
    return tuple(found)


def _flatten(value: object, found: list[str]) -> None:
    if not isinstance(value, (tuple, frozenset)):
        found.append(str(value))
        return
    found.append("(")
    for part in sorted(value) if isinstance(value, frozenset) else value:
        if type(part) is str:
            found.append(part)
        else:
            _flatten(part, found)
    found.append(")")


CELLS: Mapping[str, CellKind] = {
    "agreement": CellKind(_agreement_keys, _agreements, ("agreement", "due")),
    "standing": CellKind(_standing_keys, _standings, ("standing",)),
    "office": CellKind(_office_keys, _tenures, ("tenure",)),
    "post": CellKind(_post_keys, _posts, ("conflict",), may_have_had=_of_several),
    "act": CellKind(_act_keys, _acts, ("act",)),
    "due": CellKind(_due_keys, _due, ("due",)),
    "conflict": CellKind(_conflict_keys, _conflicts, ("conflict",), alone=False, may_have_had=lambda _: False),
}
