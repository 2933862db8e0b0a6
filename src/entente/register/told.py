"""Finds the claims that name some entities by the day from which they hold, part by part, and counts them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, tuple_

from entente.model.claim import Claim
from entente.model.rows import bare_claim, claim_from_row
from entente.records.asked import AsOf, Key, Page
from entente.records.support import factuality_of, holds_from
from entente.register.cell_claims import Place, Sight, as_judged, digests_of_judged, knowable
from entente.register.judged import as_decided
from entente.register.listed import among
from entente.register.tables import chunks, claim_entities, claims, reports

Tally = tuple[date, str, str]
"""A day from which claims hold (the latest there is where none is known), their kind, and how they are told."""

BESIDE = claim_entities.alias("beside")
"""Whom the claims name beside those that are asked for: made once, for its columns take longer to list than to find."""
_NAMES = 4  # so many times a claim names somebody of a side, at most, as a rule


@dataclass(frozen=True, slots=True)
class ToldQuery:
    """Which claims are asked for: that name one of the entities of each side, of one of some kinds (none given: of all).

    Those that are counted (`tally_told`) hold from a day of a period, None for an open side; without one undated ones count too.
    """

    sides: Sequence[Collection[str]]
    kinds: Collection[str] = ()
    first: date | None = None
    last: date | None = None

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day from which a claim may hold that counts."""
        open_end = date.max - timedelta(days=1) if self.first else date.max
        return self.first or date.min, self.last or open_end


def find_told(connection: Connection, query: ToldQuery, sight: Sight, page: Page) -> tuple[list[Claim], int]:
    """Give the claims of a part, as they were judged, one more than its limit where others follow, and how many there are in all.

    They stand by the day from which they hold, then by their reports and ids (`told_key`).
    """
    changed = changed_told(connection, query, sight)
    numbers = sorted({claim for _, claim in changed})
    keys = keys_of(query, sight)
    rows = connection.execute(_after(keys, page).limit(None if page.wanted is None else page.wanted + len(changed)))
    here = islice((row for row in rows if (row.report, row.claim) not in changed), page.wanted)
    places = {(row.report, row.claim): key_of(row.day, row.report, row.claim) for row in here}
    stored = [(places[place], claim) for place, claim in claims_at(connection, places, sight).items()]
    keyed = ((told_key(claim), claim) for claim in changed.values() if claim is not None)
    corrected = [(key, claim) for key, claim in keyed if page.follows(key)]
    ordered = sorted([*stored, *corrected], key=itemgetter(0), reverse=page.backwards)
    found = [claim for _, claim in ordered[: page.wanted]]
    total = _count(connection, keys)
    without = sum(_count(connection, keys.where(claim_entities.c.claim.in_(some))) for some in chunks(numbers))
    return found[page.offset :], total - without + sum(claim is not None for claim in changed.values())


def named_more(connection: Connection, side: Collection[str], sight: Sight, most: int) -> bool:
    """Tell whether more claims than so many, as they were read, name one of some entities; no more are looked at than need be."""
    some = _NAMES * (most + 1)
    named = keys_naming(side, (), sight).limit(some).subquery()
    each = select(func.count().label("times")).select_from(named).group_by(named.c.report, named.c.claim).subquery()
    different, rows = connection.execute(select(func.count(), func.sum(each.c.times)).select_from(each)).one()
    if different > most or (rows or 0) < some:
        return bool(different > most)
    return _count(connection, keys_of(ToldQuery([side]), sight)) > most


def count_reports(connection: Connection, side: Collection[str], sight: Sight) -> int:
    """Give of how many reports claims, as they were read, name one of some entities."""
    number = func.count(claim_entities.c.report.distinct())
    return connection.scalar(keys_naming(side, (), sight).with_only_columns(number)) or 0


def tally_told(connection: Connection, query: ToldQuery, sight: Sight) -> dict[Tally, int]:
    """Give how many claims, as they were judged, hold from each day, by their kinds and how they are told."""
    changed = changed_told(connection, query, sight)
    first, last = query.days
    keys = keys_of(query, sight)
    keys = keys.where(claim_entities.c.day.between(first, last)) if query.first or query.last else keys
    counts: Counter[Tally] = Counter(dict(_tallies(connection, keys)))
    if not changed:
        return counts
    for some in chunks(sorted({claim for _, claim in changed})):
        counts.subtract(dict(_tallies(connection, keys.where(claim_entities.c.claim.in_(some)))))
    counts.update((holds_from(c), c.kind, factuality_of(c)) for c in changed.values() if c is not None)
    return {tally: number for tally, number in counts.items() if number > 0 and first <= tally[0] <= last}


def _tallies(connection: Connection, keys: Select[Any]) -> Iterator[tuple[Tally, int]]:
    named = keys.subquery()
    told = (named.c.day, claims.c.kind, claims.c.factuality, claims.c.polarity)
    same = and_(claims.c.report == named.c.report, claims.c.id == named.c.claim)
    for day, kind, factuality, polarity, number in connection.execute(
        select(*told, func.count()).join(named, same).group_by(*told)
    ):
        yield (day, kind, factuality if polarity == "positive" else f"{factuality} not"), number


def told_key(claim: Claim) -> Key:
    """Give what a claim stands at."""
    return key_of(holds_from(claim), claim.report, claim.id)


def key_of(day: date, report: str, claim: str) -> Key:
    """Give what a claim that holds from a day stands at."""
    return f"{day.isoformat()}\t{report}\t{claim}", 0, 0


def keys_of(query: ToldQuery, sight: Sight) -> Select[Any]:
    """Give the days and places of the claims that name an entity of each side, each once."""
    first, *others = query.sides
    keys = keys_naming(first, query.kinds, sight).distinct()
    return keys.where(*(names_one_of(side, sight) for side in others))


def names_one_of(side: Collection[str], sight: Sight, named: Any = claim_entities.c) -> ColumnElement[bool]:
    """Give that the claim at a row that says where it is names one of a side."""
    beside = BESIDE.c
    everyone = sorted(sight.verdicts.identity.all_of(side))
    same = (beside.report == named.report, beside.claim == named.claim, beside.entity.in_(everyone))
    return select(beside.role).where(*same).exists()


def keys_naming(side: Collection[str], kinds: Collection[str], sight: Sight) -> Select[Any]:
    """Give the days and places of the claims that name an entity of a side, once for each name: found by an index alone."""
    named = claim_entities.c
    keys = select(named.day, named.report, named.claim)
    keys = keys.where(named.entity.in_(sorted(sight.verdicts.identity.all_of(side))), *known_then(named, sight))
    return keys.where(named.kind.in_(sorted(kinds))) if kinds else keys


def known_then(named: Any, sight: Sight) -> Iterator[ColumnElement[bool]]:
    """Give what has to hold of a row that says whom a claim names, for the claim to be known; the day is told by the row itself."""
    known_on, recorded_by = sight.as_of.known_on, sight.as_of.recorded_by
    if known_on is not None:
        yield named.known <= known_on
    if recorded_by is not None:
        here = (claims.c.report == named.report, claims.c.id == named.claim)
        yield select(claims.c.id).where(*here, knowable(AsOf(recorded_by=recorded_by))).exists()


def _after(keys: Select[Any], page: Page) -> Select[Any]:
    order = (claim_entities.c.day, claim_entities.c.report, claim_entities.c.claim)
    if page.after:
        day, _, rest = page.key[0].partition("\t")
        report, _, claim = rest.rpartition("\t")
        at = tuple_(*order)
        start = (date.fromisoformat(day), report, claim)
        beyond = (order[0] <= start[0], at < start) if page.backwards else (order[0] >= start[0], at > start)
        keys = keys.where(*beyond)
    return keys.order_by(*(column.desc() if page.backwards else column for column in order))


def _count(connection: Connection, keys: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(keys.subquery())) or 0


def claims_at(connection: Connection, places: Iterable[Place], sight: Sight) -> dict[Place, Claim]:
    """Give the claims at some places, in their order, as they were judged, without their evidence and steps."""
    wanted, found = dict.fromkeys(places), dict[Place, Claim]()
    if not wanted:
        return found
    digests = digests_of_judged(connection, sight)
    rows = select(claims.c.report, claims.c.id, claims.c.row).where(among(claims.c.id, {claim for _, claim in wanted}))
    for report, claim, row in connection.execute(rows).all():
        place = (report, claim)
        if place in wanted and (judged := as_judged(bare_claim(row, digests.get(report, "")), sight)):
            found[place] = judged
    return {place: found[place] for place in wanted if place in found}


def changed_told(connection: Connection, query: ToldQuery, sight: Sight) -> Mapping[Place, Claim | None]:
    """Give the claims that were corrected or rejected, as they are now; None where they are not asked for."""
    decisions = sight.verdicts.decisions
    ids = sorted({i for by_claim in decisions.values() for i, d in by_claim.items() if d.rejected or d.changes})
    of = sight.verdicts.identity.to_canonical
    sides = [frozenset(of(side)) for side in query.sides]
    wanted = select(claims.c.row, reports.c.digest, claims.c.steps).join(reports).where(knowable(sight.as_of))
    found: dict[Place, Claim | None] = {}
    for some in chunks(ids):
        for row, digest, steps in connection.execute(wanted.where(claims.c.id.in_(some))):
            read = claim_from_row(row, digest, steps)
            claim = next(iter(as_decided([read], decisions, sight.verdicts.identity)), None)
            asked = claim is not None and all(claim.entities() & side for side in sides)
            of_kind = not query.kinds or read.kind in query.kinds
            found[read.report, read.id] = claim if asked and of_kind else None
    return found
