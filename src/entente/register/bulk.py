"""One statement for many rows at once: what SQLAlchemy does for each value of each row is done once for each column.

SQLAlchemy looks the column of every value up again, which for some thousand rows takes longer than the database does. The values
are made by the types of the statement's parameters, so that both databases get what SQLAlchemy gives them
(https://docs.sqlalchemy.org/en/20/core/type_api.html#sqlalchemy.types.TypeEngine.bind_processor ).
"""

import gc
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain, repeat
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Date,
    Table,
    any_,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase

Row = Mapping[str, Any]
Columns = Mapping[str, Sequence[Any]]
Numbered = TypeVar("Numbered", bound=tuple[Any, ...])
_TOGETHER = 50  # rows inserted by one statement


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


def insert_together(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows as `insert_rows`, but in SQLite some by one statement: for a table whose words are indexed.

    What a statement adds to that index is a piece of its own, and pieces have to be merged
    (https://www.sqlite.org/fts5.html#the_automerge_configuration_option ).
    """
    whole = len(rows) - len(rows) % _TOGETHER if connection.dialect.name == "sqlite" else 0
    if whole:
        statement, given = _prepared(connection, insert(table), _columns(rows[:whole]))
        one, _, values = statement.partition(" VALUES ")
        several = f"{one} VALUES {', '.join([values] * _TOGETHER)}"
        together = [iter(given)] * _TOGETHER
        connection.exec_driver_sql(several, [tuple(chain.from_iterable(some)) for some in zip(*together, strict=True)])
    insert_rows(connection, table, rows[whole:])


def run_rows(connection: Connection, statement: UpdateBase, rows: Sequence[Row]) -> None:
    """Run an insert or update once for each of some rows, all of which have the same columns or parameters."""
    run_columns(connection, statement, _columns(rows))


def run_columns(connection: Connection, statement: UpdateBase, columns: Columns) -> None:
    """Run an insert or update once for each of some rows, given as the values of each column or parameter, all of one length."""
    if any(columns.values()):
        connection.exec_driver_sql(*_prepared(connection, statement, columns))


def columns_of(names: Iterable[str], rows: Sequence[Sequence[Any]]) -> Columns:
    """Give the values of each column of rows that are tuples of them."""
    return dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}


def in_order(rows: Iterable[Numbered]) -> list[Numbered]:
    """Put rows in the order of their first numbers, of 64 bits: nearly that of an index, whose pages then change one after another.

    They are compared as numbers of 53 bits, which takes a third of the time.
    """
    return sorted(rows, key=lambda row: float(row[0]))


def is_among(connection: Connection, column: ColumnElement[int], numbers: Collection[int]) -> ColumnElement[bool]:
    """Give that a column holds one of very many numbers, which go to the database as one value."""
    if connection.dialect.name == "sqlite":
        return column.in_(select(func.json_each(json.dumps(list(numbers))).table_valued("value").c.value))
    return column == any_(literal(list(numbers), ARRAY(BigInteger)))


def _columns(rows: Sequence[Row]) -> Columns:
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def _prepared(connection: Connection, statement: UpdateBase, columns: Columns) -> tuple[str, list[Any]]:
    """Give a statement as the database takes it, and its parameters for each row."""
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(columns) if statement.is_insert else None)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(statement)
    names = compiled.positiontup or list(compiled.binds)
    rows = zip(*(_values(connection, compiled.binds[name], columns) for name in names), strict=False)
    given = list(rows) if compiled.positional else [dict(zip(names, row, strict=True)) for row in rows]
    return str(compiled), given


def _values(connection: Connection, parameter: BindParameter[Any], columns: Columns) -> Iterable[Any]:
    if parameter.key not in columns:  # the statement says it itself, the same for all
        return repeat(parameter.value)
    values = columns[parameter.key]
    process = parameter.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if process is not None and isinstance(parameter.type, Date):  # of many rows a few days
        process = cache(process)
    return values if process is None else list(map(process, values))
