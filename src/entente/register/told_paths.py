"""Finds the paths of the acts of which claims tell: how each went from hoped to planned to done or denied."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import dropwhile

import orjson
from sqlalchemy import Connection, case, select

from entente.records.cells import ways_of
from entente.records.paths import Step, moment
from entente.records.shapes import from_shape
from entente.records.wording import Wording
from entente.register.cell_claims import Cell, Place, Sight, cells_told_of, told_in
from entente.register.found import has_more
from entente.register.recent import corrected_places
from entente.register.record_rows import STEPS
from entente.register.remembering import Memory
from entente.register.tables import chunks, claim_entities, records
from entente.register.told import claims_at, keys_naming

_WITH_PATHS = ("agreement", "act")  # the kinds of cells
_LIGHTER = 8  # than the records of as many claims
_LATEST = 3 * STEPS  # claims of a gathering, that as a rule make its last steps
_Paths = dict[Place, tuple[Step, ...]]


def paths_at(connection: Connection, places: Iterable[Place], sight: Sight) -> dict[Place, tuple[Step, ...]]:
    """Give the paths of the acts of which the claims at some places tell; of what was told once there is none."""
    wanted, found = set(places), dict[Place, tuple[Step, ...]]()
    live = {n: cell for n, cell in sight.moved.touched.items() if cell[0] in _WITH_PATHS}
    kept: dict[tuple[int, int], list[Place]] = defaultdict(list)
    later: dict[tuple[int, Cell], list[Place]] = defaultdict(list)
    for row in cells_told_of(connection, wanted, _WITH_PATHS):
        if row.stale or row.cell in live:
            live[row.cell] = (row.kind, row.key)
        elif has_more(row, sight):
            later[row.cell, (row.kind, row.key)].append((row.report, row.claim))
        elif row.position is not None:
            kept[row.cell, row.position].append((row.report, row.claim))
    for record, path in _kept_paths(connection, kept.keys()).items():
        found |= dict.fromkeys(kept[record], path)
    for (number, cell), told in later.items():
        last = _last_steps(connection, number, cell, sight)
        if last is None:
            live[number] = cell
        elif last:
            found |= dict.fromkeys(told, last)
    for paths in _paths_in(connection, live, sight):
        found |= paths
    return {place: path for place, path in found.items() if place in wanted}


def _last_steps(connection: Connection, number: int, cell: Cell, sight: Sight) -> tuple[Step, ...] | None:
    """Give the last steps of a gathering as it was known on a day, worked out from what was told of it latest, or from memory.

    None where these do not make enough steps, or the cell is no gathering's: all of its claims have to be looked at.
    """
    memory = sight.memory or Memory()
    kept = memory.kept  # others may let it go meanwhile
    if ("steps", number) not in kept:
        kept = {("steps", number): _steps_of_latest(connection, cell, sight)}
        memory.keep(("steps", number), kept["steps", number], _LATEST // _LIGHTER)
    steps: tuple[Step, ...] | None = kept["steps", number]
    return steps


def _steps_of_latest(connection: Connection, cell: Cell, sight: Sight) -> tuple[Step, ...] | None:
    act, *gatherings = cell[1].split("\t")
    if act != "gathering" or len(gatherings) != 1 or sight.as_of.known_on is None:
        return None
    named = claim_entities.c
    last = case((named.known > named.day, named.known), else_=named.day).label("last")  # no claim's moment is later
    keys = keys_naming(gatherings, ["gathering"], sight).with_only_columns(named.report, named.claim, last)
    rows = connection.execute(keys.order_by(last.desc()).limit(_LATEST + 1)).all()
    since = rows[-1].last if len(rows) > _LATEST else date.min
    places = [*((row.report, row.claim) for row in rows), *corrected_places(connection, gatherings, sight)]
    found = claims_at(connection, places, sight)
    told = (claim for claim in found.values() if moment(claim) > since)
    own = [c for c in told if c.kind == act and list(c.roles.get("gathering", ())) == gatherings]
    path = next((path for _, path in ways_of("act", own, sight.rules)), ())
    if since > date.min:  # the first steps are no new ones, where what was told before says the same
        path = tuple(dropwhile(lambda step: step.how == path[0].how, path))
        return path[-STEPS:] if len(path) >= STEPS else None
    return path[-STEPS:] if len(path) > 1 else ()


def _paths_in(connection: Connection, wanted: Mapping[int, Cell], sight: Sight) -> Iterator[_Paths]:
    """Give the paths of the claims of cells, worked out from these, or from memory."""
    memory = sight.memory or Memory()
    kept = memory.kept  # others may let it go meanwhile
    fresh = {number: cell for number, cell in wanted.items() if ("paths", number) not in kept}
    yield from (kept["paths", number] for number in wanted if number not in fresh)
    for number, told in (told_in(connection, fresh, sight) if fresh else {}).items():
        ways = ways_of(fresh[number][0], [one.claim for one in told], sight.rules)
        paths = {(claim.report, claim.id): path[-STEPS:] for same, path in ways if len(path) > 1 for claim in same}
        memory.keep(("paths", number), paths, len(told) // _LIGHTER)
        yield paths


def _kept_paths(connection: Connection, wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], tuple[Step, ...]]:
    """Give the paths of records by their cells and positions."""
    found = {}
    for some in chunks(sorted({cell for cell, _ in wanted})):
        rows = select(records.c.cell, records.c.position, records.c.path).where(records.c.cell.in_(some))
        for row in connection.execute(rows):
            if row.path and (row.cell, row.position) in wanted:
                found[row.cell, row.position] = _steps(row.path)
    return found


def _steps(text: str) -> tuple[Step, ...]:
    return tuple(from_shape(Step, step, Wording({})) for step in orjson.loads(text))
