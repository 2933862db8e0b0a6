"""How much was told in a period, and in each of its parts, by kind and by how it was told."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from entente.apps.web.periods import Part
from entente.register.told import Tally

Told = dict[str, dict[str, int]]
"""How much was told by kind, the most frequent first, and then by factuality."""


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the time shown: its first and last day, its name, and how much was told of it by kind and then by factuality."""

    first: date
    last: date
    name: str
    told: Mapping[str, Mapping[str, int]]

    @property
    def number(self) -> int:
        """How much was told of it in all."""
        return number_of(self.told)


@dataclass(frozen=True, slots=True)
class Tallies:
    """Of each kind and factuality the days of which something was told so, in order, and how much until the end of each."""

    ways: Mapping[tuple[str, str], tuple[list[date], list[int]]]

    @property
    def days(self) -> set[date]:
        """All days of which something was told; the last day that there is stands for none."""
        return set().union(*(days for days, _ in self.ways.values())) - {date.max}

    def told(self, first: date = date.min, last: date = date.max) -> Told:
        """Give how much was told of a day, a later one, and those between."""
        kinds: Told = {}
        for (kind, factuality), (days, until) in self.ways.items():
            before, end = bisect_left(days, first), bisect_right(days, last)
            if before < end:
                kinds.setdefault(kind, {})[factuality] = until[end - 1] - (until[before - 1] if before else 0)
        often = sorted(kinds.items(), key=lambda item: (-sum(item[1].values()), item[0]))
        return {kind: dict(sorted(by.items(), key=lambda told: (-told[1], told[0]))) for kind, by in often}

    def periods(self, parts: Sequence[Part]) -> tuple[Period, ...]:
        """Give parts of the time of which something was told, with how much."""
        counted = ((part, self.told(part.first, part.last)) for part in parts)
        return tuple(Period(part.first, part.last, part.name, told) for part, told in counted if told)


def tallies_of(counts: Mapping[Tally, int]) -> Tallies:
    """Give what was counted by day, kind and factuality, in order."""
    ways: defaultdict[tuple[str, str], tuple[list[date], list[int]]] = defaultdict(lambda: ([], []))
    for (day, kind, factuality), number in sorted(counts.items(), key=lambda counted: counted[0][0]):
        days, until = ways[kind, factuality]
        days.append(day)
        until.append(number + (until[-1] if until else 0))
    return Tallies(ways)


def number_of(told: Mapping[str, Mapping[str, int]]) -> int:
    """Give how much was told in all."""
    return sum(sum(by.values()) for by in told.values())
