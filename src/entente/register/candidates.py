"""Which entities may be one: pairs of like names (likenames.py), scored by what the claims tell of both, with the evidence listed.

Nothing is merged here: a pair is proposed, and a person judges. Two entities of the knowledge files are never proposed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.model.entity import code_of, kind_of
from entente.register.evidence import Evidence
from entente.register.judgements import Pair

LIKELY = 0.75
"""The least score at which a pair is proposed."""

# What evidence adds to the likeness of the names, or takes from it.
_SAME_POST = 0.15
_SAME_POST_ELSEWHEN = 0.08
_SAME_BODY = 0.1
_SAME_COUNTRY = 0.05
_SAME_PEOPLE = 0.1
_OTHER_COUNTRY = -0.15
_BESIDE = -0.25
_OTHER_POST = -0.05
_LONG_APART = -0.1
_NEAR_YEARS = 1  # a post that both are told to have within so many years is one post
_MANY_YEARS = 25  # who is told of so long before the other is hardly he


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one; `score` runs from 0 to 1, and is the sum of the evidence's weights within these bounds."""

    pair: Pair
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What claims of offices and seats tell of an entity: its posts, bodies and people, and the countries it belongs to.

    `posts` are bodies with the title of the post, `years` those in which each post is told of.
    """

    posts: frozenset[tuple[str, str]] = frozenset()
    years: Mapping[tuple[str, str], frozenset[int]] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


def profiles_of(entities: Collection[str], claims: Iterable[Claim]) -> dict[str, Profile]:
    """Give what claims, those of kind `office` and `membership`, tell of each of some entities."""
    told: dict[str, dict[str, set[Any]]] = {entity: defaultdict(set) for entity in entities}
    years: dict[str, dict[tuple[str, str], set[int]]] = {entity: defaultdict(set) for entity in entities}
    for claim in claims:
        for entity in claim.entities() & told.keys():
            told[entity]["countries"] |= _countries(claim, entity)
            for name, value in _held(claim, entity):
                told[entity][name].add(value)
                if name == "posts" and (year := _year(claim)):
                    years[entity][value].add(year)
    return {
        entity: Profile(
            **{name: frozenset(values) for name, values in parts.items()},
            years={post: frozenset(known) for post, known in years[entity].items()},
        )
        for entity, parts in told.items()
    }


def _year(claim: Claim) -> int | None:
    """Give the year in which a claim lies: that of its day, else of its report; None where neither is known."""
    for edtf in (claim.when, claim.reported):
        first, last = days_of(edtf)
        if day := first or last:
            return day.year
    return None


def evidence_of(
    like: Mapping[Pair, Evidence], profiles: Mapping[str, Profile], together: Mapping[Pair, Collection[str]]
) -> dict[Pair, tuple[Evidence, ...]]:
    """Give all the evidence of each pair, that of its names first.

    `together` gives the reports that name both of a pair: who is named beside the other by another name is hardly the same.
    """
    return {pair: (name, *_evidence(pair, profiles), *_beside(together.get(pair, ()))) for pair, name in like.items()}


def candidates(told: Mapping[Pair, tuple[Evidence, ...]]) -> tuple[Candidate, ...]:
    """Give the pairs that are likely enough to be asked about, the likeliest first, with all their evidence."""
    scored = (_scored(pair, evidence) for pair, evidence in told.items())
    return tuple(sorted((c for c in scored if c.score >= LIKELY), key=lambda c: (-c.score, c.pair)))


def _scored(pair: Pair, evidence: tuple[Evidence, ...]) -> Candidate:
    score = min(max(sum(piece.weight for piece in evidence), 0.0), 1.0)
    return Candidate(pair, round(score, 3), evidence)


def _beside(reports: Collection[str]) -> Iterator[Evidence]:
    if reports:
        yield Evidence(f"named beside each other in {_listed(reports)}", _BESIDE)


def _evidence(pair: Pair, profiles: Mapping[str, Profile]) -> Iterator[Evidence]:
    one, other = profiles.get(pair.first, Profile()), profiles.get(pair.second, Profile())
    if posts := one.posts & other.posts:
        yield _same_posts(posts, one, other)
    elif bodies := one.bodies & other.bodies:
        yield Evidence(f"both have a post in {_listed(bodies)}", _SAME_BODY)
    elif one.posts and other.posts:
        yield Evidence("their posts are in different bodies", _OTHER_POST)
    if (years := _years_between(one, other)) >= _MANY_YEARS:
        yield Evidence(f"{years} years lie between what is told of them", _LONG_APART)
    if people := one.people & other.people:
        yield Evidence(f"{_listed(people)} has a post in both", _SAME_PEOPLE)
    if countries := one.countries & other.countries:
        yield Evidence(f"both belong to {_listed(countries)}", _SAME_COUNTRY)
    elif one.countries and other.countries:
        yield Evidence(
            f"{_listed(one.countries)} and {_listed(other.countries)} are different countries", _OTHER_COUNTRY
        )


def _same_posts(posts: Collection[tuple[str, str]], one: Profile, other: Profile) -> Evidence:
    """Give what it says that two have had the same posts: more where they are told to have had them in the same years."""
    titles = _listed(f"{post} of {body}" for body, post in posts)
    near = any(abs(a - b) <= _NEAR_YEARS for p in posts for a in one.years.get(p, ()) for b in other.years.get(p, ()))
    dated = all(p in profile.years for p in posts for profile in (one, other))
    if near or not dated:
        return Evidence(f"both are told of as {titles}{' in the same years' if near else ''}", _SAME_POST)
    return Evidence(f"both are told of as {titles}, in other years", _SAME_POST_ELSEWHEN)


def _years_between(one: Profile, other: Profile) -> int:
    mine, theirs = ({year for years in p.years.values() for year in years} for p in (one, other))
    if not mine or not theirs:
        return 0
    return max(min(theirs) - max(mine), min(mine) - max(theirs), 0)


def _listed(values: Iterable[str]) -> str:
    ordered = sorted(values)
    return ", ".join(ordered[:3]) + (f" and {len(ordered) - 3} more" if len(ordered) > 3 else "")  # noqa: PLR2004


def _held(claim: Claim, entity: str) -> Iterator[tuple[str, Any]]:
    """Give what an office or a seat tells of its holder and of its body."""
    holders = claim.roles.get("holder", ()) + claim.roles.get("member", ())
    bodies = claim.roles.get("body", ())
    if claim.polarity == "negative":
        return
    if entity in holders:
        yield from (("bodies", body) for body in bodies)
        yield from (("posts", (body, claim.attributes["post"])) for body in bodies if claim.attributes.get("post"))
    if entity in bodies:
        yield from (("people", holder) for holder in holders if kind_of(holder) == "person")


def _countries(claim: Claim, entity: str) -> set[str]:
    """Give the countries (their codes) that an entity belongs to: its own, or those of the bodies in which a person has a post."""
    if code := code_of(entity):
        return {code}
    if entity in claim.roles.get("holder", ()) + claim.roles.get("member", ()):
        return {code for body in claim.roles.get("body", ()) if (code := code_of(body))}
    return set()
