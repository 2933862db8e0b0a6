"""How well claims found agree with claims expected: the comparison of docs/claims.md, "How two claims compare".

An expected file (YAML) names its report and lists claims, each with the `line` it stands in; a value `a|b` takes either,
`a & b` takes both together, "" takes nothing, and a list of values is a set of parties, one filler each.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from entente.model.claim import Claim

Expected = Mapping[str, Any]
Kinds = Mapping[str, Any]

DETAILS = ("when", "where", "gathering", "attribution", "instrument", "mode", "scope", "votes", "predecessor")
"""What is counted beside the score, on the claims that matched."""
FREE_REPEATS = 2
"""How often an expected claim may be found again in other paragraphs at no cost."""
UNANNOTATED = frozenset(("bid", "vote", "refusal", "concession", "coercion"))
"""Kinds that count as too much only in files that expect one of them."""

_ONE_SIDED = ("initiator", "partner")  # the parties of a claim in which only one side reaches out
_ONE_FACTUALITY = {"possible": "possible", "hoped": "possible", "planned": "planned", "conditional": "planned"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim found, and the line (from 1) in which its passage starts."""

    claim: Claim
    line: int


@dataclass
class Score:
    """What was found, missed and found too much, and how often details agreed: (asked, right) for each."""

    found: list[Expected] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    extra: list[Placed] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    dates_beyond: int = 0

    def add(self, other: "Score") -> None:
        """Add the counts of another file."""
        for mine, more in ((self.found, other.found), (self.missed, other.missed)):
            mine.extend(more)
        self.extra.extend(other.extra)
        self.asked.update(other.asked)
        self.right.update(other.right)
        self.dates_beyond += other.dates_beyond

    @property
    def precision(self) -> float:
        """The share of claims found that were expected; 0 where none was found."""
        return _share(len(self.found), len(self.found) + len(self.extra))

    @property
    def recall(self) -> float:
        """The share of claims expected that were found; 0 where none was expected."""
        return _share(len(self.found), len(self.found) + len(self.missed))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)


def place(claims: Iterable[Claim], text: str) -> list[Placed]:
    """Give claims with their lines in the text, those that say the same in one line once (statements: in one sentence)."""
    placed: dict[object, Placed] = {}
    for claim in claims:
        line = text.count("\n", 0, claim.passage.start) + 1
        placed.setdefault(_identity(claim, line), Placed(claim, line))
    return list(placed.values())


def score(expected: Sequence[Expected], found: Sequence[Placed], kinds: Kinds) -> Score:
    """Compare the claims found in one report with those expected; `kinds` is the document of kinds.yaml."""
    result, left = Score(), list(found)
    for wanted in sorted(expected, key=_is_optional):
        hit = next((p for p in left if p.line == wanted["line"] and agrees(wanted, p.claim, kinds)), None)
        if hit is not None:
            left.remove(hit)
            _count_details(wanted, hit.claim, result)
        if not _is_optional(wanted):
            (result.missed if hit is None else result.found).append(wanted)
    result.extra = _too_much(left, expected, kinds)
    return result


def agrees(expected: Expected, claim: Claim, kinds: Kinds) -> bool:
    """Tell whether a claim says what is expected: kind, polarity, factuality, core roles and attributes."""
    if expected["kind"] != claim.kind or expected.get("polarity", "positive") != claim.polarity:
        return False
    kind = kinds[claim.kind]
    return (
        _same_factuality(str(expected.get("factuality", "asserted")), claim.factuality)
        and all(_core_agrees(name, expected, claim) for name in kind["core"])
        and _tenure_agrees(expected, claim, kind)
        and _any_agrees(expected, claim, kind)
    )


def _same_factuality(expected: str, found: str) -> bool:
    wanted = expected.split("|")
    return found in wanted or _ONE_FACTUALITY.get(found, found) in {_ONE_FACTUALITY.get(w, w) for w in wanted}


def _core_agrees(name: str, expected: Expected, claim: Claim) -> bool:
    if name not in expected:
        return True
    wanted = expected[name]
    if not isinstance(wanted, list):
        return _takes(wanted, _values(claim, name))
    return _takes_parties(wanted, _values(claim, name) or [v for side in _ONE_SIDED for v in _values(claim, side)])


def _tenure_agrees(expected: Expected, claim: Claim, kind: Kinds) -> bool:
    """Compare what a change says of a post: that it is held, begins, or is no longer held."""
    if "tenure" not in kind or "change" not in expected:
        return True
    found = kind["tenure"].get(next(iter(_values(claim, "change")), "holds"))
    return any(kind["tenure"].get(change) == found for change in str(expected["change"]).split("|"))


def _any_agrees(expected: Expected, claim: Claim, kind: Kinds) -> bool:
    names = kind.get("any_of", ())
    return not names or any(name in expected and _takes(expected[name], _values(claim, name)) for name in names)


def _takes(expected: object, found: Sequence[str]) -> bool:
    """Tell whether the values found are just those that one of the alternatives `a|b` names, `a & b` naming several."""
    for option in str(expected).split("|"):
        wanted = {part.strip() for part in option.split("&")} - {""}
        if len(wanted) == len(set(found)) and all(any(_same(w, f) for f in found) for w in wanted):
            return True
    return False


def _takes_parties(expected: Sequence[object], found: Sequence[str]) -> bool:
    if len(expected) != len(found):
        return False
    return any(all(_takes(e, [f]) for e, f in zip(expected, order, strict=True)) for order in permutations(found))


def _same(one: str, other: str) -> bool:
    """Tell whether two values are one: equal, or a person's name and a shorter form of it with the same last part."""
    if one == other:
        return True
    if not (one.startswith("person/") and other.startswith("person/")):
        return False
    words, others = one.removeprefix("person/").split("-"), other.removeprefix("person/").split("-")
    nested = set(words) <= set(others) or set(others) <= set(words)
    return words[-1] == others[-1] and nested


def _values(claim: Claim, name: str) -> list[str]:
    """Give what a claim has under a name: a role's fillers as they are, an attribute in lower case."""
    if name in ("where", "attribution"):
        return list(getattr(claim, name))
    if name == "when":
        return [claim.when] if claim.when else []
    if name in claim.roles:
        return list(claim.roles[name])
    value = claim.attributes.get(name, "")
    return [value.lower()] if value else []


def _count_details(expected: Expected, claim: Claim, result: Score) -> None:
    for name in DETAILS:
        if name in expected:
            result.asked[name] += 1
            result.right[name] += _takes(expected[name], _values(claim, name))
        elif name == "when" and claim.when:
            result.dates_beyond += 1


def _too_much(left: Iterable[Placed], expected: Sequence[Expected], kinds: Kinds) -> list[Placed]:
    """Give the claims left over that no expected claim takes, a few repeats in other paragraphs aside."""
    counted = set(kinds) - UNANNOTATED | {e["kind"] for e in expected}
    repeats: Counter[int] = Counter()
    extra = []
    for placed in left:
        twin = next((n for n, e in enumerate(expected) if agrees(e, placed.claim, kinds)), None)
        if twin is not None and repeats[twin] < FREE_REPEATS:
            repeats[twin] += 1
        elif placed.claim.kind in counted:
            extra.append(placed)
    return extra


def _identity(claim: Claim, line: int) -> object:
    where = claim.passage.start if claim.kind == "statement" else line
    roles = tuple(sorted((role, tuple(sorted(ids))) for role, ids in claim.roles.items()))
    attributes = (tuple(sorted(claim.attributes.items())), claim.conditions)
    return claim.kind, where, claim.polarity, claim.factuality, roles, attributes


def _is_optional(expected: Expected) -> bool:
    return bool(expected.get("optional"))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
