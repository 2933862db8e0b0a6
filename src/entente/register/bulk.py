"""One statement for many rows at once: what SQLAlchemy does for each value of each row is done once for each column.

SQLAlchemy looks the column of every value up again, which for some thousand rows takes longer than the database does. The values
are made by the types of the statement's parameters, so that both databases get what SQLAlchemy gives them
(https://docs.sqlalchemy.org/en/20/core/type_api.html#sqlalchemy.types.TypeEngine.bind_processor ).
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, insert
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase

Row = Mapping[str, Any]
Columns = Mapping[str, Sequence[Any]]


@contextmanager
def without_collection() -> Iterator[None]:
    """Have no garbage looked for meanwhile: there is none among rows made by the ten thousand, and looking takes a while.

    See https://docs.python.org/3/library/gc.html#gc.disable .
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns; where there are none nothing is done."""
    run_rows(connection, insert(table), rows)


def run_rows(connection: Connection, statement: UpdateBase, rows: Sequence[Row]) -> None:
    """Run an insert or update once for each of some rows, all of which have the same columns or parameters."""
    run_columns(connection, statement, {name: [row[name] for row in rows] for name in rows[0]} if rows else {})


def run_columns(connection: Connection, statement: UpdateBase, columns: Columns) -> None:
    """Run an insert or update once for each of some rows, given as the values of each column or parameter, all of one length."""
    if not any(columns.values()):
        return
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(columns) if statement.is_insert else None)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(statement)
    names = compiled.positiontup or list(compiled.binds)
    rows = zip(*(_values(connection, compiled.binds[name], columns) for name in names), strict=False)
    given = list(rows) if compiled.positional else [dict(zip(names, row, strict=True)) for row in rows]
    connection.exec_driver_sql(str(compiled), given)


def _values(connection: Connection, parameter: BindParameter[Any], columns: Columns) -> Iterable[Any]:
    if parameter.key not in columns:  # the statement says it itself, the same for all
        return repeat(parameter.value)
    values = columns[parameter.key]
    process = parameter.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return values if process is None else list(map(process, values))
