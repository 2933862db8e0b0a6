"""Brings the records of a register up to date: those of the cells whose claims changed, some at a time, each time in a transaction.

Whoever stores, withdraws or judges does it afterwards. Until then questions work the stale cells out by themselves (found.py): what
is answered is right, only later.
"""

from itertools import islice

from sqlalchemy import ColumnElement, Connection, select

from entente.records.rules import Rules
from entente.register.cell_claims import Cell, Sight, judged_anew, placed, records_in
from entente.register.cell_rows import drop_all_cells, put_cells
from entente.register.handle import Register
from entente.register.kept import kept_by, load_kept, load_rules, save_kept
from entente.register.latest import latest_verdicts
from entente.register.record_rows import put_rows, rows_of
from entente.register.tables import stale
from entente.register.verdicts import Verdicts

TOGETHER = 2000
"""Cells brought up to date in one transaction; some are of thousands of claims."""
_CLAIMS = 2000  # put into cells together


def refresh(register: Register) -> int:
    """Bring all records of a register up to date, and give the number of the cells that were stale. Raises RegisterError.

    A register that keeps no rules keeps no records: it was upgraded, and nothing was stored since; `rebuild` makes them.
    """
    done = 0
    while some := _refresh_some(register):
        done += some
    return done


def _refresh_some(register: Register) -> int:
    verdicts = latest_verdicts(register)
    with register.reading() as connection:  # most often nothing is to be done, and no one has to wait
        rules = load_rules(connection)
        if rules is None or not _is_behind(connection, verdicts):
            return 0
    with register.writing() as connection:
        put_judged_anew(connection, verdicts, rules)
        sight = Sight(rules, verdicts)
        behind = stale_cells(connection, TOGETHER)
        put_rows(
            connection,
            {n: rows_of(n, behind[n], told, found) for n, told, found in records_in(connection, behind, sight)},
        )
        return len(behind)


def stale_cells(connection: Connection, most: int | None = None, kinds: tuple[str, ...] = ()) -> dict[int, Cell]:
    """Give stale cells, of some kinds or all, by their numbers; at most so many."""
    wanted = select(stale).order_by(stale.c.id).limit(most)
    if kinds:
        wanted = wanted.where(stale.c.kind.in_(kinds))
    return {row.id: (row.kind, row.key) for row in connection.execute(wanted)}


def put_judged_anew(connection: Connection, verdicts: Verdicts, rules: Rules) -> None:
    """Find the cells of claims anew that were judged since, or all where the rules are other ones, and mark these cells stale."""
    kept = load_kept(connection)
    where = judged_anew(kept, verdicts)
    if where is not None:
        drop_all_cells(connection, where)
        _put_all(connection, Sight(rules, verdicts), where)
    now = kept_by(verdicts, rules)
    if now != kept:
        save_kept(connection, now)


def _put_all(connection: Connection, sight: Sight, where: ColumnElement[bool]) -> None:
    found = ((place, told.claim if told else None) for place, told in placed(connection, sight, where))
    while some := list(islice(found, _CLAIMS)):
        put_cells(connection, some, sight.rules)


def _is_behind(connection: Connection, verdicts: Verdicts) -> bool:
    if connection.execute(select(stale.c.id).limit(1)).first() is not None:
        return True
    return judged_anew(load_kept(connection), verdicts) is not None
