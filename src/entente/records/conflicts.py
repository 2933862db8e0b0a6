"""Where reports contradict one another: votes, days of one act, who did or did not, who holds a post; with their sentences."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from entente.model.claim import Claim
from entente.model.edtf import Bounds, days_of
from entente.records.support import Support, holds_from, is_fact, supports_of, told_on
from entente.records.tenures import Tenure, tenures
from entente.records.wording import Wording, said

ONE_ACT_DAYS = 60  # tellings of one decision, election or signing name days no further apart; else it was done twice
_ONCE = {  # what of a kind is done once on one day: the attribute that says so, and its values
    "agreement": ("stage", ("signed", "ended")),
    "office": ("change", ("elected", "re_elected", "appointed", "left", "resigned", "dismissed", "died")),
    "standing": ("status", ()),
    "gathering": ("change", ("held",)),
    "ruling": ("outcome", ()),
    "bid": ("outcome", ("wins", "loses")),
}
_AUTHORITY = ("authority",)  # who denies a suspension need not name who decided it
_Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction: what it says, and the sentences that say so."""

    says: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction `about` votes, dates, a denial or a post: in words, and its sides, the earliest told first."""

    about: str
    kind: str
    entities: tuple[str, ...]
    what: str
    sides: tuple[Side, ...]


def conflicts(claims: Iterable[Claim], wording: Wording, kinds: Mapping[str, Any]) -> tuple[Conflict, ...]:
    """Give the contradictions among claims, by what they are about; `kinds` is the document of kinds.yaml.

    Only what is asserted contradicts; a plan that came to nothing is a path (`paths.py`), no contradiction.
    """
    listed = _asserted(claims)
    found = [*conflicts_of_acts(listed, wording, kinds), *conflicts_of_posts(tenures(listed, kinds), wording, kinds)]
    return tuple(sorted(found, key=lambda c: (c.about, c.what)))


def conflicts_of_acts(claims: Iterable[Claim], wording: Wording, kinds: Mapping[str, Any]) -> Iterator[Conflict]:
    """Give the contradictions about votes, dates and denials."""
    listed = _asserted(claims)
    told_exactly = [c for c in listed if c.attributes.get("votes") or _is_dated(c)]  # few: keys take time to make
    for told in _grouped(told_exactly, lambda c: _key(c, kinds)).values():
        yield from _of_votes(told, wording)
        yield from _of_dates(told, wording)
    if any(c.polarity == "negative" for c in listed):
        for told in _grouped(listed, lambda c: told_of(c, kinds)).values():
            yield from _of_denials(told, wording)


def conflicts_of_posts(found: Iterable[Tenure], wording: Wording, kinds: Mapping[str, Any]) -> Iterator[Conflict]:
    """Give the contradictions about who holds a post, of those that one person holds at a time."""
    single = kinds["office"].get("single", ())
    posts: dict[_Key, list[Tenure]] = defaultdict(list)
    for tenure in found:
        if tenure.post in single:
            posts[tenure.body, tenure.post].append(tenure)
    for held in posts.values():
        yield from _of_posts(held, wording)


def told_of(claim: Claim, kinds: Mapping[str, Any]) -> _Key:
    """Give what makes claims tell of one act, whoever is said to have decided it: contradictions lie among claims of one act."""
    return _key(claim, kinds, but=_AUTHORITY)


def only_denied(kind: str, kinds: Mapping[str, Any]) -> bool:
    """Tell whether claims of a kind contradict one another only where one denies what another says: no votes, nothing done once."""
    return kind in kinds and kind not in _ONCE and "votes" not in kinds[kind].get("attributes", {})


def _asserted(claims: Iterable[Claim]) -> list[Claim]:
    return sorted((c for c in claims if c.factuality == "asserted"), key=lambda c: (told_on(c), c.report, c.passage))


def _key(claim: Claim, kinds: Mapping[str, Any], but: Sequence[str] = ()) -> _Key:
    """Give what makes claims tell of one act: the kind, its core roles and attributes; an election's change too."""
    kind = kinds.get(claim.kind, {})
    core = [role for role in kind.get("roles", ()) if role in kind["core"] and role not in but]
    roles = tuple((role, frozenset(claim.roles.get(role, ()))) for role in core)
    gathering = frozenset(claim.roles.get("gathering", ())) if claim.kind == "gathering" else frozenset()
    names = {*kind.get("core", ()), *(_ONCE[claim.kind][:1] if claim.kind in _ONCE else ()), "scope"}
    attributes = tuple((name, claim.attributes[name]) for name in sorted(names) if claim.attributes.get(name))
    return claim.kind, roles, gathering, attributes


def _of_votes(told: Sequence[Claim], wording: Wording) -> Iterator[Conflict]:
    counted = [c for c in told if c.attributes.get("votes") and c.polarity == "positive"]
    for near in _near(counted):
        sides = _grouped(near, lambda c: _votes(c.attributes["votes"]))
        if any(not _agree(one, two) for one, two in combinations(sides, 2)):
            what = replace(near[0], attributes={k: v for k, v in near[0].attributes.items() if k != "votes"})
            yield from _between("votes", what, {"-".join(votes): c for votes, c in sides.items()}, wording)


def _votes(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("–", "-").split("-"))


def _agree(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether two counts may be one: one names the votes for, the other those against too."""
    return all(a == b for a, b in zip(one, two, strict=False))


def _of_dates(told: Sequence[Claim], wording: Wording) -> Iterator[Conflict]:
    dated = [c for c in told if _is_dated(c)]
    for near in _near(dated):
        sides = _grouped(near, lambda c: c.when)
        if apart := _apart(sides):
            yield from _between("dates", near[0], {w: c for w, c in sides.items() if w in apart}, wording)


def _apart(dates: Iterable[str]) -> set[str]:
    """Give the dates that do not overlap with another one: those that end before one begins, or begin after one ends."""
    found = {edtf: tuple(day for day in days_of(edtf) if day) for edtf in dates}
    begins = max((days[0] for days in found.values()), default=date.min)
    ends = min((days[-1] for days in found.values()), default=date.max)
    return {edtf for edtf, days in found.items() if days[-1] < begins or ends < days[0]}


def _is_dated(claim: Claim) -> bool:
    """Tell whether a claim tells on which day something was done that is done once."""
    return _is_once(claim) and is_fact(claim) and None not in days_of(claim.when)


def _is_once(claim: Claim) -> bool:
    attribute, values = _ONCE.get(claim.kind, ("", ()))
    return bool(attribute) and (not values or claim.attributes.get(attribute) in values)


def _overlap(one: Bounds, two: Bounds) -> bool:
    (first, last), (start, end) = ((a or date.min, b or date.max) for a, b in (one, two))
    return first <= end and start <= last


def _near(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Cut claims of one act into tellings that may be of one day; the others tell of another time it was done."""
    group: list[Claim] = []
    for claim in sorted(claims, key=holds_from):
        if group and (holds_from(claim) - holds_from(group[-1])).days > ONE_ACT_DAYS:
            yield group
            group = []
        group.append(claim)
    if group:
        yield group


def _grouped(claims: Iterable[Claim], by: Callable[[Claim], Any]) -> dict[Any, list[Claim]]:
    groups: dict[Any, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[by(claim)].append(claim)
    return groups


def _between(about: str, what: Claim, sides: Mapping[str, Sequence[Claim]], wording: Wording) -> Iterator[Conflict]:
    """Give the contradiction of some sides; none where one report alone tells all of them: it tells of several things then."""
    if len({c.report for told in sides.values() for c in told}) == 1:
        return
    ordered = sorted(sides.items(), key=lambda side: min(told_on(c) for c in side[1]))
    entities = tuple(sorted({e for told in sides.values() for c in told for ids in c.roles.values() for e in ids}))
    shown = tuple(Side(says, supports_of(told)) for says, told in ordered)
    yield Conflict(about, what.kind, entities, said(what, wording), shown)


def _of_denials(told: Sequence[Claim], wording: Wording) -> Iterator[Conflict]:
    done = [c for c in told if c.polarity == "positive"]
    denied = [c for c in told if c.polarity == "negative" and any(_contradicts(c, d) for d in done)]
    against = [d for d in done if any(_contradicts(c, d) for c in denied)]
    if denied:
        yield from _between("denial", against[0], {"asserted": against, "denied": denied}, wording)


def _contradicts(denial: Claim, act: Claim) -> bool:
    """Tell whether a denial is of an act that another report asserts, not of another time or of a plan before it was done."""
    if denial.report == act.report or not _one_authority(denial, act):
        return False
    if None not in (*days_of(denial.when), *days_of(act.when)):
        return _overlap(days_of(denial.when), days_of(act.when))
    days = (holds_from(denial) - holds_from(act)).days
    return abs(days) <= ONE_ACT_DAYS if denial.kind == "standing" else 0 <= days <= ONE_ACT_DAYS


def _one_authority(one: Claim, two: Claim) -> bool:
    first, second = one.roles.get("authority", ()), two.roles.get("authority", ())
    return not first or not second or set(first) == set(second)


def _of_posts(found: Sequence[Tenure], wording: Wording) -> Iterator[Conflict]:
    """Give the contradictions about one post: each tenure is held against those that begin before it ends."""
    ordered = sorted((t for t in found if t.began), key=lambda t: (t.began or date.min, t.holder))
    for place, one in enumerate(ordered):
        for two in ordered[place + 1 :]:
            if (two.began or date.max) >= (one.ended or one.last_told or date.min):
                break
            if one.holder != two.holder and _together(one, two):
                what = f"{wording.called(one.body)}: {one.post.replace('_', ' ')}"
                sides = tuple(Side(_holds(t, wording), t.supports) for t in (one, two))
                yield Conflict("post", "office", (one.body, one.holder, two.holder), what, sides)


def _together(one: Tenure, two: Tenure) -> bool:
    """Tell whether two are told to hold a post for one person on one day; of a post for many the tenures know no successor."""
    starts, ends = (one.began, two.began), (one.ended or one.last_told, two.ended or two.last_told)
    if None in starts or None in ends:
        return False
    return max(day for day in starts if day) < min(day for day in ends if day)


def _holds(tenure: Tenure, wording: Wording) -> str:
    acting = " (acting)" if tenure.acting else ""
    since = f" since {tenure.since}" if tenure.since else f", told {tenure.began}"
    return f"{wording.called(tenure.holder)}{acting}{since}"
