"""Which entities are one: the connected components over what was judged the same, each under one canonical id.

As the resolver of nomenklatura does, https://github.com/opensanctions/nomenklatura .
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from entente.register.judgements import Judgement, Pair, pair_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two entities that were judged not the same, and yet are one by way of others: `path` are the judgements that join them."""

    pair: Pair
    apart: Judgement
    path: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Which entities are one. `canonical` gives, for each merged entity but the canonical one itself, the id that stands for it.

    `members` gives, for each canonical id, all the ids that it stands for, its own among them.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    def of(self, entity: str) -> str:
        """Give the id that stands for an entity: its own where it is merged with none."""
        return self.canonical.get(entity, entity)

    def all_of(self, entities: Iterable[str]) -> tuple[str, ...]:
        """Give entities with all that they are one with."""
        return tuple(dict.fromkeys(m for e in entities for m in self.members.get(self.of(e), (e,))))

    def to_canonical(self, entities: Iterable[str]) -> tuple[str, ...]:
        """Give the ids that stand for entities, each once."""
        return tuple(dict.fromkeys(map(self.of, entities)))


def merged_entities(pairs: Mapping[Pair, Judgement]) -> frozenset[str]:
    """Give the entities that were judged the same as another."""
    return frozenset(e for pair, j in pairs.items() if j.verdict == "same" for e in (pair.first, pair.second))


def identity_of(pairs: Mapping[Pair, Judgement], counts: Mapping[str, int]) -> Identity:
    """Give which entities are one by the latest judgement on each pair; `counts` is the number of claims that name each entity.

    Canonical is an entity that the knowledge files held when it was judged, else the one in most claims, else the smallest id.
    """
    same = {pair: judgement for pair, judgement in pairs.items() if judgement.verdict == "same"}
    known = {entity for judgement in same.values() for entity in judgement.detail.get("known", ())}
    canonical: dict[str, str] = {}
    members: dict[str, tuple[str, ...]] = {}
    for group in _components(same):
        first = min(group, key=lambda e: (e not in known, -counts.get(e, 0), e))
        members[first] = tuple(sorted(group))
        canonical.update({entity: first for entity in group if entity != first})
    apart = ((pair, judgement) for pair, judgement in sorted(pairs.items()) if judgement.verdict == "not_same")
    conflicts = (Conflict(pair, judgement, path_between(pair, same)) for pair, judgement in apart)
    return Identity(canonical, members, tuple(conflict for conflict in conflicts if conflict.path))


def path_between(pair: Pair, same: Mapping[Pair, Judgement]) -> tuple[Judgement, ...]:
    """Give the shortest chain of judgements by which the two entities of a pair are one; () where they are not."""
    beside = _neighbours(same)
    came: dict[str, str] = {pair.first: ""}
    waiting = deque([pair.first])
    while waiting and pair.second not in came:
        here = waiting.popleft()
        for there in sorted(beside.get(here, ())):
            if there not in came:
                came[there] = here
                waiting.append(there)
    path: list[Judgement] = []
    end = pair.second
    while came.get(end):
        path.append(same[pair_of(end, came[end])])
        end = came[end]
    return tuple(reversed(path))


def _components(same: Collection[Pair]) -> list[set[str]]:
    beside = _neighbours(same)
    groups: list[set[str]] = []
    seen: set[str] = set()
    for start in sorted(beside):
        if start not in seen:
            group, waiting = {start}, [start]
            while waiting:
                fresh = beside[waiting.pop()] - group
                group |= fresh
                waiting.extend(fresh)
            seen |= group
            groups.append(group)
    return groups


def _neighbours(same: Collection[Pair]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = {}
    for pair in same:
        beside.setdefault(pair.first, set()).add(pair.second)
        beside.setdefault(pair.second, set()).add(pair.first)
    return beside
