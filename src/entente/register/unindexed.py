"""A column by whose index nothing is to be found: SQLite, which knows little of how rows are spread, would often take it."""

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Unindexed(FunctionElement[str]):
    type = String()
    inherit_cache = True


def unindexed(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Give a column of text as it is, for whose values SQLite takes no index (a sign before it, as SQLite's documents advise).

    See https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_ . PostgreSQL weighs what it takes.
    """
    return _Unindexed(column)


@compiles(_Unindexed)
def _plain(element: _Unindexed, compiler: SQLCompiler, **how: Any) -> str:
    return compiler.process(element.clauses, **how)


@compiles(_Unindexed, "sqlite")
def _signed(element: _Unindexed, compiler: SQLCompiler, **how: Any) -> str:
    return f"+{compiler.process(element.clauses, **how)}"
