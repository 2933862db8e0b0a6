"""The claims of cells, as they were judged and as far as they may be known: what records are made of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, true

from entente.model.claim import Claim
from entente.model.rows import bare_claim
from entente.records.asked import AsOf
from entente.records.cells import (
    Material,
    Record,
    cell_id,
    cells_of,
    done_id,
    needs_denial,
    numbers_beside,
    records_of,
)
from entente.records.due import LastTold, awaited_by
from entente.records.rules import Rules
from entente.records.support import told_on
from entente.register.bulk import without_collection
from entente.register.judged import as_decided
from entente.register.kept import Kept, kept_by, load_kept, load_rules
from entente.register.remembering import Memory
from entente.register.tables import cells, chunks, claim_cells, claim_entities, claims, reports, stale
from entente.register.unindexed import unindexed
from entente.register.verdicts import Verdicts

Cell = tuple[str, str]
"""The kind and the key of a cell."""
Place = tuple[str, str]
"""The report's key and the id of a claim."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it was judged, with its place and when it was recorded."""

    place: Place
    position: int
    recorded: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Moved:
    """Claims that were judged anew since their cells were found: in which cells they are now, and what they are now.

    `numbers` are the numbers of cells, and those of what they tell as done; `touched` the cells in which they were, or are.
    """

    told: Mapping[Place, Told | None] = field(default_factory=dict)
    numbers: Mapping[int, Sequence[Place]] = field(default_factory=dict)
    touched: Mapping[int, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sight:
    """By what records are made: the rules, the verdicts, what may be known, and what was judged anew.

    `memory` keeps what cells came to, None where it is not known of which state of the register that is.
    """

    rules: Rules
    verdicts: Verdicts
    as_of: AsOf = field(default_factory=AsOf)
    moved: Moved = field(default_factory=Moved)
    memory: Memory | None = None

    @property
    def digests(self) -> Collection[str]:
        """The digests of the judged texts."""
        return self.verdicts.decisions.keys()


def sight_of(connection: Connection, verdicts: Verdicts, rules: Rules, as_of: AsOf | None = None) -> Sight:
    """Give by what records are made now; `rules` hold where the register keeps none."""
    kept = load_kept(connection)
    held = kept.rules if kept else load_rules(connection) or rules
    sight = Sight(held, verdicts, as_of or AsOf())
    where = judged_anew(kept, verdicts)
    return sight if where is None else Sight(held, verdicts, sight.as_of, _moved(connection, sight, where))


def judged_anew(kept: Kept | None, verdicts: Verdicts) -> ColumnElement[bool] | None:
    """Give which claims may have to be found in cells anew: None for none of them."""
    if kept is None:
        return true()
    now = kept_by(verdicts, kept.rules)
    if now == kept:
        return None
    texts = {t for t in now.decided.keys() | kept.decided.keys() if now.decided.get(t) != kept.decided.get(t)}
    merged = now.canonical.keys() | kept.canonical.keys()
    entities = {e for e in merged if now.canonical.get(e) != kept.canonical.get(e)}
    if entities:  # corrections may name them
        texts |= now.decided.keys()
    naming = select(claim_entities.c.report).where(claim_entities.c.entity.in_(sorted(entities)))
    of_texts = select(reports.c.key).where(reports.c.digest.in_(sorted(texts)))
    return or_(claims.c.report.in_(naming), claims.c.report.in_(of_texts))


def placed(connection: Connection, sight: Sight, where: ColumnElement[bool]) -> Iterator[tuple[Place, Told | None]]:
    """Give claims with their places as they were judged, None where they were rejected."""
    digests = digests_of_judged(connection, sight)
    wanted = _told_columns().where(where).order_by(claims.c.report, claims.c.position)
    for row in connection.execute(wanted.execution_options(yield_per=2000)):
        yield (row.report, row.id), _told(row, digests, sight)


def told_in(connection: Connection, wanted: Collection[int], sight: Sight) -> dict[int, list[Told]]:
    """Give the claims of cells, by the cells' numbers, in the order of their reports and texts."""
    digests, moved = digests_of_judged(connection, sight), sight.moved
    found: dict[int, list[Told]] = defaultdict(list)
    made: dict[Place, Told | None] = dict.fromkeys(moved.told)  # most claims are in several cells
    with without_collection():
        for some in chunks(sorted(wanted)):
            rows = _told_columns(claim_cells.c.cell).join(claim_cells, _same_claim())
            for row in connection.execute(rows.where(claim_cells.c.cell.in_(some), knowable(sight.as_of))):
                place = (row.report, row.id)
                if place not in made:
                    made[place] = _told(row, digests, sight)
                if told := made[place]:
                    found[row.cell].append(told)
    for number in wanted:
        found[number] += [told for place in moved.numbers.get(number, ()) if (told := moved.told[place])]
        found[number].sort(key=lambda told: (told.place[0], told.position))
    return found


def told_at(connection: Connection, places: Collection[Place], sight: Sight) -> list[Told]:
    """Give the claims at some places, none of which was judged anew since."""
    digests, wanted = digests_of_judged(connection, sight), set(places)
    rows = (
        row
        for some in chunks(sorted({claim for _, claim in wanted}))
        for row in connection.execute(_told_columns().where(claims.c.id.in_(some)))
    )
    return [told for row in rows if (row.report, row.id) in wanted and (told := _told(row, digests, sight))]


def records_in(
    connection: Connection, wanted: Mapping[int, Cell], sight: Sight
) -> Iterator[tuple[int, list[Told], list[Record]]]:
    """Give the claims of cells, and the records that they come to; of some that come to nothing, no claims."""
    told = told_in(connection, wanted.keys() - _undenied(connection, wanted, sight), sight)
    done = _done(connection, [c.claim for n, (kind, _) in wanted.items() if kind == "due" for c in told[n]], sight)
    for number, (kind, key) in wanted.items():
        own = told.get(number, [])
        yield number, own, records_of(kind, Material(key, [one.claim for one in own], sight.rules, done)) if own else []


def _undenied(connection: Connection, wanted: Mapping[int, Cell], sight: Sight) -> set[int]:
    """Give the cells that come to nothing because no claim in them denies anything: very many need not be read so."""
    quiet = {n for n, cell in wanted.items() if needs_denial(*cell, sight.rules)} - sight.moved.numbers.keys()
    if not quiet:  # most often, and questions are asked of few cells at a time
        return quiet
    decisions = (pair for of_text in sight.verdicts.decisions.values() for pair in of_text.items())
    turned = sorted({claim for claim, decision in decisions if "polarity" in (decision.changes or {})})
    denies = or_(claims.c.polarity == "negative", unindexed(claims.c.id).in_(turned))
    rows = select(claim_cells.c.cell).join(claims, _same_claim()).where(denies).distinct()
    for some in chunks(sorted(quiet)):
        quiet = quiet.difference(connection.scalars(rows.where(claim_cells.c.cell.in_(some))))
    return quiet


def known_in(
    connection: Connection, wanted: Mapping[int, Cell], sight: Sight
) -> Iterator[tuple[int, Sequence[Record]]]:
    """Give the records that cells come to, from memory as far as they are there."""
    memory = sight.memory or Memory()
    kept = memory.kept  # others may let it go meanwhile
    known = {number: kept["records", number] for number in wanted if ("records", number) in kept}
    yield from known.items()
    fresh = {number: cell for number, cell in wanted.items() if number not in known}
    if not fresh:
        return
    for number, told, found in records_in(connection, fresh, sight):
        memory.keep(("records", number), found, len(told))
        yield number, found


def _moved(connection: Connection, sight: Sight, where: ColumnElement[bool]) -> Moved:
    found = dict(placed(connection, sight, and_(where, knowable(sight.as_of))))
    numbers: dict[int, list[Place]] = defaultdict(list)
    touched: dict[int, Cell] = {}
    for place, told in found.items():
        if told is not None:
            own = {cell_id(*cell): cell for cell in cells_of(told.claim, sight.rules)}
            touched |= own
            for number in (*own, *numbers_beside(told.claim)):
                numbers[number].append(place)
    old = connection.execute(
        select(cells.c.id, cells.c.kind, cells.c.key)
        .join(claim_cells, claim_cells.c.cell == cells.c.id)
        .join(claims, _same_claim())
        .where(where)
    )
    touched |= {row.id: (row.kind, row.key) for row in old}
    return Moved(found, numbers, touched)


def knowable(as_of: AsOf) -> ColumnElement[bool]:
    """Give what has to hold of the row of a claim that may be known."""
    published = true() if as_of.known_on is None else claims.c.reported_last <= as_of.known_on
    if as_of.recorded_by is None:
        return published
    return and_(published, claims.c.recorded < (as_of.recorded_by + timedelta(days=1)).isoformat())


def cells_told_of(connection: Connection, places: Collection[Place], kinds: Collection[str]) -> Iterator[Any]:
    """Give in which cells of some kinds claims are: rows of `claim_cells`, with what is known of the cell, stale or not."""
    kind = func.coalesce(cells.c.kind, stale.c.kind)
    own = (
        kind.label("kind"),
        func.coalesce(cells.c.key, stale.c.key).label("key"),
        stale.c.id.is_not(None).label("stale"),
    )
    rows = select(claim_cells, *own, cells.c.last_told, cells.c.recorded).where(kind.in_(sorted(kinds)))
    rows = rows.outerjoin(cells, cells.c.id == claim_cells.c.cell).outerjoin(stale, stale.c.id == claim_cells.c.cell)
    wanted = set(places)
    for some in chunks(sorted(wanted)):
        of_reports = claim_cells.c.report.in_(sorted({report for report, _ in some}))
        of_claims = unindexed(claim_cells.c.claim).in_(sorted({claim for _, claim in some}))  # of other reports too
        found = connection.execute(rows.where(of_reports, of_claims))
        yield from (row for row in found if (row.report, row.claim) in wanted)


def _same_claim() -> ColumnElement[bool]:
    return and_(claim_cells.c.report == claims.c.report, claim_cells.c.claim == claims.c.id)


def _told_columns(*more: ColumnElement[Any]) -> Select[Any]:
    return select(claims.c.report, claims.c.id, claims.c.position, claims.c.recorded, claims.c.row, *more)


def _told(row: Any, digests: Mapping[str, str], sight: Sight) -> Told | None:
    try:
        claim = bare_claim(row.row, digests.get(row.report, ""))
    except (KeyError, ValueError, TypeError, AttributeError):  # a broken row: `check` says what to do
        return None
    judged = as_judged(claim, sight)
    return Told((row.report, row.id), row.position, row.recorded, judged) if judged else None


def as_judged(claim: Claim, sight: Sight) -> Claim | None:
    """Give a claim as it was judged, None where it was rejected."""
    if not sight.digests and not sight.verdicts.identity.canonical:
        return claim
    return next(iter(as_decided([claim], sight.verdicts.decisions, sight.verdicts.identity)), None)


def digests_of_judged(connection: Connection, sight: Sight) -> dict[str, str]:
    """Give the digests of the reports whose text was judged; others are not needed."""
    wanted = select(reports.c.key, reports.c.digest)
    return {
        key: digest
        for some in chunks(sorted(sight.digests))
        for key, digest in connection.execute(wanted.where(reports.c.digest.in_(some)))
    }


def _done(connection: Connection, plans: Iterable[Claim], sight: Sight) -> LastTold:
    """Give when what some claims await was last told as done."""
    pairs = {done_id(pair): pair for claim in plans for pair in awaited_by(claim)}
    told = [
        (pairs[number], told_on(one.claim))
        for number in pairs
        for place in sight.moved.numbers.get(number, ())
        if (one := sight.moved.told[place])
    ]
    columns = select(claim_cells.c.cell, claims.c.report, claims.c.id, claims.c.reported_first, claims.c.reported_last)
    rows = columns.join(claims, _same_claim())
    for some in chunks(sorted(pairs)):
        found = connection.execute(rows.where(claim_cells.c.cell.in_(some), knowable(sight.as_of)))
        here = (row for row in found if (row.report, row.id) not in sight.moved.told)
        told += [(pairs[row.cell], row.reported_last or row.reported_first or date.max) for row in here]
    days: LastTold = {}
    for pair, day in told:
        days[pair] = max(days.get(pair, day), day)
    return days
