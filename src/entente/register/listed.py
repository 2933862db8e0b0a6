"""Many texts as one value of a question, which then is the same whatever their number: the names in a JSON object.

Each as a value of its own has to be written into the question, and read there, which of hundreds takes longer than finding them.
Both databases make rows of such an object (https://www.sqlite.org/json1.html#jeach,
https://www.postgresql.org/docs/current/functions-json.html ).
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import JSON, ColumnElement, TableValuedAlias, func, literal, select


def listed(values: Iterable[str], name: str) -> TableValuedAlias:
    """Give texts, each once, as the rows of a table of a name: its column is `key`."""
    return func.json_each(literal(dict.fromkeys(values), JSON)).table_valued("key", name=name)


def among(column: ColumnElement[Any], values: Collection[str]) -> ColumnElement[bool]:
    """Give that a column holds one of some texts."""
    return column.in_(select(listed(values, "listed").c.key))
