"""What a calendar shows: the claims that tell of one happening brought together, with the days and the state told last."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.records.support import is_fact, told_on

State = Literal["tentative", "confirmed", "cancelled"]
KINDS = ("gathering", "meeting", "visit", "invitation", "participation", "agreement")
VAGUE_DAYS = 31
"""A day told less exactly than to the month is no day of a calendar; an interval of two days may be longer."""
_AHEAD = {"change": ("scheduled", "moved", "postponed", "awarded"), "stage": ("discussed", "planned")}
_OFF = {"change": ("cancelled",), "stage": ("ended",)}
_PUT_OFF = ("postponed", "moved")


def _at_once(_: Claim) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something with days of its own: its first and last day, its state, and what tells of it, in the order it was told.

    `identity` is what it is known by whatever is told later.
    """

    identity: tuple[str, ...]
    first: date
    last: date
    state: State
    claims: tuple[Claim, ...]

    @property
    def latest(self) -> Claim:
        """What was told last."""
        return self.claims[-1]


def happenings(claims: Iterable[Claim], recorded: Callable[[Claim], str] = _at_once) -> tuple[Happening, ...]:
    """Give the happenings that claims tell of, by their days; those of which no day is told, or none near a month, are left out.

    A gathering is known by its id, so that it stays itself when it is moved; all else by its kind, who takes part and the day that
    the register learnt of first: `recorded` gives the moment of each claim, so that an older report that comes later changes no
    identity.
    """
    groups: dict[tuple[str, ...], list[list[Claim]]] = defaultdict(list)
    for claim in sorted((c for c in claims if c.kind in KINDS), key=lambda c: (told_on(c), c.report, c.passage, c.id)):
        _join(claim, groups[_sides(claim)])
    found = [one for sides, lists in groups.items() for same in lists if (one := _happening(sides, same, recorded))]
    return tuple(sorted(found, key=lambda h: (h.first, h.last, h.identity)))


def _sides(claim: Claim) -> tuple[str, ...]:
    if claim.kind == "gathering":
        return (claim.kind, *claim.roles.get("gathering", ()))
    roles = sorted(
        (role, entity) for role, ids in claim.roles.items() for entity in ids if role not in ("cause", "against")
    )
    return (claim.kind, *(f"{role}={entity}" for role, entity in roles))


def _join(claim: Claim, lists: list[list[Claim]]) -> None:
    """Put a claim to those that tell of the same happening: of a gathering all, else those whose days may be the same."""
    same = next((told for told in reversed(lists) if claim.kind == "gathering" or _meet(claim, told)), None)
    if same is None:
        lists.append([claim])
    else:
        same.append(claim)


def _meet(claim: Claim, told: Sequence[Claim]) -> bool:
    first, last = days_of(claim.when)
    if first is None or last is None:
        return not claim.when and not is_fact(claim)  # "the signing is off": of the one told of before
    sides = [days_of(other.when) for other in told if other.when]
    return not sides or any(f and t and f <= last and first <= t for f, t in sides)


def _happening(sides: tuple[str, ...], told: Sequence[Claim], recorded: Callable[[Claim], str]) -> Happening | None:
    dated = [c for c in told if _is_exact(c.when)]
    if not dated or all(c.polarity == "negative" for c in told):
        return None
    first, last = days_of(dated[-1].when)
    if first is None:
        return None
    known_by = sides if sides[0] == "gathering" else (*sides, min(dated, key=recorded).when)
    return Happening(known_by, first, last or first, _state(told, dated[-1]), tuple(told))


def _is_exact(edtf: str) -> bool:
    first, last = days_of(edtf)
    if first is None:
        return False
    return "/" in edtf or (last is not None and (last - first).days < VAGUE_DAYS)


def _state(told: Sequence[Claim], dated: Claim) -> State:
    latest = told[-1]
    put_off = latest is not dated and latest.attributes.get("change") in _PUT_OFF
    denied = latest.polarity == "negative" and latest.factuality in ("asserted", "planned")
    if denied or (is_fact(latest) and (_says(latest, _OFF) or put_off)):
        return "cancelled"
    done = any(is_fact(c) and not _says(c, _AHEAD) and c.kind != "invitation" for c in told)
    return "confirmed" if done else "tentative"


def _says(claim: Claim, values: Mapping[str, tuple[str, ...]]) -> bool:
    return any(claim.attributes.get(name) in listed for name, listed in values.items())
