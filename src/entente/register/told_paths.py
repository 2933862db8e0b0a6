"""Finds the paths of the acts of which claims tell: how each went from hoped to planned to done or denied."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from entente.records.cells import ways_of
from entente.records.paths import Step
from entente.records.shapes import from_shape
from entente.records.wording import Wording
from entente.register.cell_claims import Cell, Place, Sight, told_in
from entente.register.found import has_more
from entente.register.record_rows import STEPS
from entente.register.remembering import Memory
from entente.register.tables import cells, chunks, claim_cells, records

_WITH_PATHS = ("agreement", "act")  # the kinds of cells
_LIGHTER = 8  # than the records of as many claims
_Paths = dict[Place, tuple[Step, ...]]


def paths_at(connection: Connection, places: Iterable[Place], sight: Sight) -> dict[Place, tuple[Step, ...]]:
    """Give the paths of the acts of which the claims at some places tell; of what was told once there is none."""
    wanted, found = set(places), dict[Place, tuple[Step, ...]]()
    live = {n: cell for n, cell in sight.moved.touched.items() if cell[0] in _WITH_PATHS}
    kept: dict[tuple[int, int], list[Place]] = defaultdict(list)
    columns = (claim_cells, cells.c.kind, cells.c.key, cells.c.stale, cells.c.last_told, cells.c.recorded)
    rows = select(*columns).join(cells, cells.c.id == claim_cells.c.cell)
    for some in chunks(sorted({report for report, _ in wanted})):
        for row in connection.execute(rows.where(claim_cells.c.report.in_(some))):
            if row.kind not in _WITH_PATHS or (row.report, row.claim) not in wanted:
                continue
            if row.stale or row.cell in live or has_more(row, sight):
                live[row.cell] = (row.kind, row.key)
            elif row.position is not None:
                kept[row.cell, row.position].append((row.report, row.claim))
    for record, path in _kept_paths(connection, kept.keys()).items():
        found |= dict.fromkeys(kept[record], path)
    for paths in _paths_in(connection, live, sight):
        found |= paths
    return {place: path for place, path in found.items() if place in wanted}


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
    return tuple(from_shape(Step, step, Wording({})) for step in json.loads(text))
