"""Editions of gatherings: that each has the dates which its status calls for, and lies in its host country."""

from collections.abc import Iterator

from entente.knowledge.lint.references import Rows
from entente.knowledge.lint.rows import Row
from entente.model.problem import Problem

_DATES = {"held": "actual", "moved": "actual", "scheduled": "planned", "postponed": "planned"}
"""Which date a status calls for."""


def check_gatherings(rows: Rows) -> Iterator[Problem]:
    """Check the gatherings among all rows, which are given by group and id."""
    for (group, _), row in rows.items():
        if group == "gatherings":
            status = row.cells.get("status", "")
            column = _DATES.get(status, "")
            if column and not row.cells.get(column) and not (status == "moved" and row.cells.get("planned")):
                yield row.problem(f"is {status} and has no date in {column}", "give the date, if only the year")
            yield from _check_hosts(row, rows)


def _check_hosts(row: Row, rows: Rows) -> Iterator[Problem]:
    countries = row.items("host_country")
    former = any(_status(country, rows) == "former" for country in countries)
    for city in row.items("host_city") if countries and not former else ():
        place = rows.get(("places", city))
        home = place.cells.get("country") if place else ""
        if home and home not in countries:
            yield row.problem(f"{city} lies in {home}, not in {'|'.join(countries)}", "correct the city or the country")


def _status(country: str, rows: Rows) -> str:
    found = rows.get(("countries", country))
    return found.cells.get("status", "") if found else ""
