"""What rows say of one another: ids that must be those of rows, and the committees that there are."""

from collections import Counter
from collections.abc import Iterator, Mapping

from entente.knowledge.lint.rows import Row, Table
from entente.model.problem import Problem

MEMBERS = {"org/anoca": 54, "org/panam-sports": 41, "org/oca": 44, "org/eoc": 50, "org/onoc": 17}
"""How many National Olympic Committees each continental association has: 206, https://www.olympics.com/ioc ."""

Rows = Mapping[tuple[str, str], Row]


def check_references(rows: Rows, schema: Mapping[str, Table]) -> Iterator[Problem]:
    """Check that every id a row names is the id of a row; `rows` are all rows by group and id."""
    for row in rows.values():
        for name, column in schema[row.table].columns.items():
            for item in row.items(name) if column.refers else ():
                if not any((table, item) in rows for table in column.refers):
                    where = ", ".join(f"{table}.csv" for table in _files(column.refers, schema))
                    yield row.problem(f"{name} {item!r} is the id of no row", f"correct it, or add its row to {where}")


def _files(groups: tuple[str, ...], schema: Mapping[str, Table]) -> list[str]:
    return [name for name, table in schema.items() if table.group in groups]


def check_committees(rows: Rows) -> Iterator[Problem]:
    """Check that the committees in being are as many as each continental association has, with their countries' codes."""
    committees = [row for (_, key), row in rows.items() if key.startswith("noc/")]
    for row in committees:
        yield from _check_code(row, rows)
    current = [row for row in committees if row.cells.get("status") == "current"]
    found = Counter(row.cells.get("continental", "") for row in current)
    for association in sorted(found.keys() | MEMBERS.keys()):
        if found[association] != MEMBERS.get(association, 0):
            message = f"{found[association]} current National Olympic Committees of {association or 'no association'}"
            source = str(committees[0].file) if committees else "committees.csv"
            yield Problem(
                source, message, f"there are {MEMBERS.get(association, 0)}: see the columns continental and status"
            )


def _check_code(row: Row, rows: Rows) -> Iterator[Problem]:
    country = rows.get(("countries", row.cells.get("country", "")))
    code = row.id.partition("/")[2]
    if country is not None and country.cells.get("ioc") not in ("", code):
        yield row.problem(
            f"its country {country.id} has the IOC code {country.cells.get('ioc')}", "the two codes must be the same"
        )
