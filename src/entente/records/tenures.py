"""Who holds which post of which body: since when, until when, who came before and who after, each with its sentences."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from entente.model.claim import Claim
from entente.model.edtf import days_of
from entente.records.support import Support, holds_from, is_fact, supports_of, told_on

_Key = tuple[str, str, str]  # holder, body, post


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one post of one body, as far as it was told.

    `since` and `until` are EDTF, "" where no day was told; `began` is the first day on which the person is known to have held the
    post (None: undated), `ended` the last (None: no end was told). `start` and `end` are the changes told (elected, resigned …);
    `end` is `succeeded` where only the successor is told of. `last_told` is the day of the last report that has the person in
    the post.
    """

    holder: str
    body: str
    post: str
    acting: bool
    since: str
    until: str
    began: date | None
    ended: date | None
    start: str
    end: str
    last_told: date | None
    predecessor: str
    successor: str
    supports: tuple[Support, ...]

    def covers(self, day: date) -> bool:
        """Tell whether the person held the post on a day, as far as it was told."""
        return (self.began is None or self.began <= day) and (self.ended is None or day <= self.ended)


def tenures(claims: Iterable[Claim], kinds: Mapping[str, Any]) -> tuple[Tenure, ...]:
    """Give the tenures that claims of offices tell of, by body, post and day; `kinds` is the document of kinds.yaml.

    Only what is asserted counts. Of a post that one person holds at a time (`single` there) the next holder ends the tenure before.
    """
    rules = kinds["office"]
    groups: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "office" and is_fact(claim):
            for key in posts_of(claim):
                groups[key].append(claim)
    of_post: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for key, told in groups.items():
        of_post[key[1:]] += [_tenure(key, run, rules["tenure"]) for run in _runs(told, rules["tenure"])]
    single = frozenset(rules.get("single", ()))
    return tuple(t for key in sorted(of_post) for t in _in_turn(of_post[key], single=key[1] in single))


def posts_of(claim: Claim) -> Iterable[_Key]:
    """Give who holds which post of which body by a claim."""
    post = claim.attributes.get("post", "")
    return (
        (holder, body, post) for holder in claim.roles.get("holder", ()) for body in claim.roles.get("body", ()) if post
    )


def days_to_the_next(found: Sequence[Tenure], holder: str) -> tuple[date, date] | None:
    """Give the days between which a tenure would come right after the last one of a person in which he was told to be.

    None where there is none. `found` are tenures of one post, in time, see `tenures`.
    """
    last = max((n for n, t in enumerate(found) if t.holder == holder and t.last_told), default=None)
    if last is None:
        return None
    return _stands(found[last])[0], _stands(found[last + 1])[0] if last + 1 < len(found) else date.max


def _phase(claim: Claim, phases: Mapping[str, str]) -> str:
    return phases.get(claim.attributes.get("change", "holds"), "in")


def _runs(told: Sequence[Claim], phases: Mapping[str, str]) -> list[list[Claim]]:
    """Cut one person's claims of one post into tenures: what tells an end closes one, what comes in after it opens the next."""
    runs: list[list[Claim]] = []
    closed = True
    for claim in sorted(told, key=lambda c: (holds_from(c), told_on(c), c.report, c.passage)):
        is_out = _phase(claim, phases) == "out"
        if not runs or (closed and not is_out):
            runs.append([])
        runs[-1].append(claim)
        closed = is_out
    return runs


def _tenure(key: _Key, run: Sequence[Claim], phases: Mapping[str, str]) -> Tenure:
    into = [c for c in run if _phase(c, phases) != "out"]
    out = [c for c in run if _phase(c, phases) == "out"]
    since = next((c.when.partition("/")[0] for c in run if _tells_start(c, phases)), "")
    until = next((end for c in out if (end := _end_of(c))), "")
    limit = next((c.attributes["until"] for c in into if c.attributes.get("until")), "")
    began = days_of(since)[0] or min(_days_told(into), default=None)
    return Tenure(
        *key,
        acting=any(c.attributes.get("acting") == "yes" for c in run),
        since=since,
        until=until or ("" if out else limit),
        began=began,
        ended=_ended(until, out, limit),
        start=next((c.attributes["change"] for c in into if _phase(c, phases) == "starts"), ""),
        end=next((c.attributes["change"] for c in out), ""),
        last_told=max(_days_told(into), default=None),
        predecessor=next((p for c in run for p in c.roles.get("predecessor", ())), ""),
        successor="",
        supports=supports_of(run),
    )


def _days_told(claims: Iterable[Claim]) -> list[date]:
    return [day for c in claims if (day := told_on(c)) != date.max]


def _tells_start(claim: Claim, phases: Mapping[str, str]) -> bool:
    """Tell whether a claim says when a tenure began: a start on a day, or an interval in the post."""
    first, slash, _ = claim.when.partition("/")
    return bool(first) and first != ".." and (bool(slash) or _phase(claim, phases) == "starts")


def _end_of(claim: Claim) -> str:
    last = claim.when.rpartition("/")[2]
    return last if last != ".." else ""


def _ended(until: str, out: Sequence[Claim], limit: str) -> date | None:
    return days_of(until)[1] or min(_days_told(out), default=None) or days_of(limit)[1]


def _in_turn(found: Sequence[Tenure], *, single: bool) -> list[Tenure]:
    """Give the tenures of one post in time; in a post for one, each but the last ends with the next, and they know each other."""
    ordered = sorted(found, key=_stands)
    if not single:
        return ordered
    beside = zip([None, *ordered], ordered, [*ordered[1:], None], strict=False)
    return [_between(before, one, after) for before, one, after in beside]


def _stands(tenure: Tenure) -> tuple[date, str]:
    return tenure.began or tenure.ended or date.max, tenure.holder


def _between(before: Tenure | None, one: Tenure, after: Tenure | None) -> Tenure:
    known: dict[str, Any] = {}
    if before and before.holder != one.holder and not one.predecessor:
        known["predecessor"] = before.holder
    if after and after.holder != one.holder:
        known["successor"] = after.holder
        contested = one.last_told and after.began and one.last_told > after.began
        if not (one.end or one.ended or after.began is None or contested):
            known |= {"end": "succeeded", "ended": after.began - timedelta(days=1)}
    return replace(one, **known) if known else one
