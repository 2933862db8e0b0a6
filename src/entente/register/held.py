"""Finds who held some posts as known on a day, and who came next: of a post with very many claims, only those that tell of these.

A person's tenures depend on the claims that have him in the post, and on when the next holder of a post for one came. Who that was
is looked for among the claims from then on, in the order of their days, which stand in an index, a few at a time.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, extract, or_, select

from entente.model.edtf import vaguest_end
from entente.records.cells import cell_of_post
from entente.records.tenures import Tenure, days_to_the_next, tenures
from entente.register.cell_claims import Place, Sight, Told, told_at
from entente.register.tables import chunks, claim_cells, claim_entities
from entente.register.told import known_then

_AT_A_TIME = 4  # claims of others looked at together
_NAMED = claim_entities.c


@dataclass(frozen=True, slots=True)
class _Post:
    """A post of a body, with the claims that were read of it: all of its `holders`, and no others.

    `judged` are those of its claims that no index tells of, see `_judged`.
    """

    connection: Connection = field(repr=False)
    sight: Sight = field(repr=False)
    body: str
    post: str
    judged: list[Told] = field(default_factory=list)
    holders: set[str] = field(default_factory=set)
    told: dict[Place, Told] = field(default_factory=dict)

    @property
    def cell(self) -> int:
        return cell_of_post(self.body, self.post)

    def tenures(self) -> list[Tenure]:
        """Give the tenures of the holders."""
        ordered = sorted(self.told.values(), key=lambda one: (one.place[0], one.position))
        found = tenures([one.claim for one in ordered], self.sight.rules.kinds)
        return [t for t in found if (t.body, t.post) == (self.body, self.post) and t.holder in self.holders]


def tenures_then(connection: Connection, posts: Iterable[tuple[str, str, str]], sight: Sight) -> list[Tenure]:
    """Give the tenures of persons in posts of bodies, as known then; who came before them is told only as far as they tell it.

    `posts` are the person, the body and the post. Of the tenures of one person, only the last in which he was told to be knows the
    next holder.
    """
    asked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person, body, post in posts:
        asked[body, post].add(person)
    found: list[Tenure] = []
    for (body, post), persons in asked.items():
        held = _Post(connection, sight, body, post)
        held.judged.extend(_judged(held))
        _read_all_of(held, persons | _holders(held.judged))
        if post in sight.rules.kinds["office"].get("single", ()):
            _read_those_who_followed(held, persons)
        found += [t for t in held.tenures() if t.holder in persons]
    return found


def _read_all_of(held: _Post, persons: Iterable[str]) -> None:
    """Read all claims that have some persons in the post, and those of others whom these name in it beside them."""
    new = set(persons) - held.holders
    while new:
        held.holders.update(new)
        told = [*told_at(held.connection, _places(held, new), held.sight), *held.judged]
        named = [one for one in told if held.holders.intersection(one.claim.roles.get("holder", ()))]
        held.told.update((one.place, one) for one in named)
        new = _holders(named) - held.holders


def _read_those_who_followed(held: _Post, persons: Iterable[str]) -> None:
    for person in persons:
        between = days_to_the_next(held.tenures(), person)
        waiting = deque(_from_then_on(held, between[0]) if between else ())
        while between and waiting and waiting[0][0] <= between[1]:
            nearest = {waiting.popleft()[1] for _ in range(min(_AT_A_TIME, len(waiting)))}
            if new := nearest - held.told.keys():
                _read_all_of(held, _holders(told_at(held.connection, new, held.sight)))
                between = days_to_the_next(held.tenures(), person)


def _from_then_on(held: _Post, first: date) -> list[tuple[date, Place]]:
    """Give where the claims are of which tenures may begin from a day on, by the first day on which they may."""
    from_then = or_(_NAMED.day >= first, _NAMED.known >= first, _NAMED.known.is_(None))
    is_vague = extract("day", _NAMED.day) == 1
    days = _places(held, [held.body], or_(from_then, is_vague))
    return sorted((day, place) for place, told in days.items() if (day := _may_begin(*told, first)))


def _may_begin(day: date, known: date | None, first: date) -> date | None:
    """Give the first day, of those from one on, on which a tenure may begin of which a claim tells that is found by two days.

    They are that from which it holds, of a date that may be vague, and that by which it was told, None where nobody knows.
    """
    if known is None or day < first <= vaguest_end(day):
        return first
    return min((told for told in (day, known) if told >= first), default=None)


def _holders(told: Iterable[Told]) -> set[str]:
    return {holder for one in told for holder in one.claim.roles.get("holder", ())}


def _places(
    held: _Post, named: Collection[str], *conditions: ColumnElement[bool]
) -> Mapping[Place, tuple[date, date | None]]:
    """Give where the claims of the post are that name somebody, as far as they may be known, with their days: by indexes alone."""
    same = and_(claim_cells.c.report == _NAMED.report, claim_cells.c.claim == _NAMED.claim)
    found: dict[Place, tuple[date, date | None]] = {}
    for some in chunks(sorted(held.sight.verdicts.identity.all_of(named))):
        keys = select(_NAMED.report, _NAMED.claim, _NAMED.day, _NAMED.known)
        keys = keys.where(
            _NAMED.entity.in_(some), _NAMED.kind == "office", *known_then(_NAMED, held.sight), *conditions
        )
        rows = held.connection.execute(
            keys.where(select(claim_cells.c.cell).where(claim_cells.c.cell == held.cell, same).exists())
        )
        found |= {(row.report, row.claim): (row.day, row.known) for row in rows}
    return {place: days for place, days in found.items() if place not in held.sight.moved.told}


def _judged(held: _Post) -> list[Told]:
    """Give the claims of the post that were corrected, or are in it only since: no index tells what they say now."""
    decisions, moved = held.sight.verdicts.decisions.values(), held.sight.moved
    ids = sorted(claim for by_claim in decisions for claim, decision in by_claim.items() if decision.changes)
    here = select(claim_cells.c.report, claim_cells.c.claim).where(claim_cells.c.cell == held.cell)
    found = [held.connection.execute(here.where(claim_cells.c.claim.in_(some))) for some in chunks(ids)]
    places = {(row.report, row.claim) for rows in found for row in rows} - moved.told.keys()
    now = [told for place in moved.numbers.get(held.cell, ()) if (told := moved.told[place])]
    return [*told_at(held.connection, places, held.sight), *now]
