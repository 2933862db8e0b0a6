"""Many rows at once: both databases hold what SQLAlchemy itself would have put there."""

import gc
from datetime import date
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, text, update

from entente.register.bulk import insert_rows, run_columns, run_rows, without_collection
from entente.register.handle import Register
from entente.register.tables import cells, judgements


def _cell(number: int, *, first: date | None) -> dict[str, Any]:
    told = {"sort": None if first is None else first.isoformat(), "first_told": first, "last_told": first}
    return {"id": number, "kind": "act", "key": f"k\t{number}", **told, "recorded": ""}


ROWS = [_cell(1, first=None), _cell(-(2**63), first=date(2026, 2, 28))]


def test_rows_come_back_as_they_were_put(register: Register) -> None:
    with register.writing() as connection:
        insert_rows(connection, cells, ROWS)
        found = connection.execute(select(cells).order_by(cells.c.id.desc())).mappings().all()
    assert [dict(row) for row in found] == ROWS


def test_values_are_those_that_sqlalchemy_puts(register: Register) -> None:
    row = {"made": "m", "by": "b", "verdict": "confirm", "note": 'é "', "recorded": "r"}
    rows = [{"id": i, "subject": {"é": [1, None]}, "detail": {}, **row} for i in ("one", "two")]
    stored = text("SELECT CAST(subject AS TEXT), note FROM judgements ORDER BY id")
    with register.writing() as connection:
        connection.execute(insert(judgements), rows[0])
        insert_rows(connection, judgements, rows[1:])
        one, two = connection.execute(stored).all()
    assert one == two


def test_an_update_takes_its_parameters_from_rows_and_its_own_values_from_itself(register: Register) -> None:
    changed = update(cells).where(cells.c.id == bindparam("number")).values(sort="last", key=bindparam("new"))
    with register.writing() as connection:
        insert_rows(connection, cells, ROWS)
        run_rows(connection, changed, [{"number": row["id"], "new": f"new {row['id']}"} for row in ROWS])
        found = connection.execute(select(cells.c.id, cells.c.key, cells.c.sort)).all()
    assert set(found) == {(row["id"], f"new {row['id']}", "last") for row in ROWS}


@pytest.mark.parametrize("columns", [{}, {"id": [], "kind": []}])
def test_no_rows_are_no_question(register: Register, columns: dict[str, list[Any]]) -> None:
    with register.writing() as connection:
        insert_rows(connection, cells, [])
        run_columns(connection, insert(cells), columns)
        assert connection.execute(select(cells)).all() == []


def test_garbage_is_looked_for_again_afterwards() -> None:
    assert gc.isenabled()
    with without_collection():
        assert not gc.isenabled()
    assert gc.isenabled()
