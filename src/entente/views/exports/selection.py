"""Which claims go into an export: the filters that every format takes, and what a format has no place for."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from entente.model.claim import FACTUALITIES, Claim
from entente.records.support import told_on

if TYPE_CHECKING:
    from entente.register.handle import Register

DENIED = "denied"
ASSERTED = frozenset({"asserted"})
WORDS = (*FACTUALITIES, DENIED)
"""How a claim may be told: its factuality, or "denied" where its polarity is negative, whatever its factuality."""
ALL = frozenset(WORDS)
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are asked for; what is empty or None asks for all.

    `entities` are ids, one of which a claim must name; `first` and `last` bound the days on which it may hold; `told` are words of
    WORDS; `known_on` is the day by which its report must have been published: one of no known date is not taken then; `recorded_by`
    that by which the register must have learnt of it (UTC).
    """

    entities: Collection[str] = ()
    kinds: Collection[str] = ()
    first: date | None = None
    last: date | None = None
    told: Collection[str] = ()
    known_on: date | None = None
    recorded_by: date | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims that go into an export, and how many were left out of it, by why."""

    claims: tuple[Claim, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)


def words_of(given: Iterable[str]) -> frozenset[str]:
    """Give words of WORDS, all of them for "all". Raises ValueError where one is none."""
    listed = frozenset(given)
    if unknown := listed - ALL - {EVERY}:
        raise ValueError(f"{', '.join(sorted(unknown))}: a claim is told as one of {', '.join(WORDS)}")
    return ALL if EVERY in listed else listed


def told_as(claim: Claim) -> str:
    """Give how a claim is told, a word of WORDS."""
    return claim.factuality if claim.polarity == "positive" else DENIED


def select(register: "Register", filters: Filters) -> tuple[Claim, ...]:
    """Give the claims of a register that pass the filters as they were judged, by their reports. Raises RegisterError."""
    from entente.register.queries import ClaimQuery  # SQLAlchemy is slow to import
    from entente.register.verdicts import find_judged

    days = (filters.first, filters.last, filters.known_on, filters.recorded_by)
    found = find_judged(register, ClaimQuery(filters.entities, filters.kinds, *days))
    return tuple(claim for claim in found if passes(claim, filters))


def passes(claim: Claim, filters: Filters) -> bool:
    """Tell whether a claim is told in a word asked for and was known on the day asked for."""
    if filters.told and told_as(claim) not in filters.told:
        return False
    return filters.known_on is None or told_on(claim) <= filters.known_on


def take(claims: Iterable[Claim], words: Collection[str]) -> Selection:
    """Give the claims told in one of the words, and the number of the others by their word."""
    listed = list(claims)
    out = Counter(told_as(claim) for claim in listed if told_as(claim) not in words)
    return Selection(tuple(c for c in listed if told_as(c) in words), {word: out[word] for word in WORDS if out[word]})
