"""Codes of countries against those that CLDR knows."""

import logging
from collections.abc import Iterable, Iterator

from entente.knowledge.lint.rows import Row
from entente.model.problem import Problem

_LOG = logging.getLogger(__name__)
_OWN = frozenset(("XKX",))
"""Codes in use that ISO leaves to its users: Kosovo."""


def check_codes(rows: Iterable[Row]) -> Iterator[Problem]:
    """Check that the code of a country in being is an ISO 3166-1 code, by CLDR's list in Babel (https://babel.pocoo.org).

    Babel comes with the development tools; where it is not installed, nothing is checked, and the log says so.
    """
    try:
        from babel.core import get_global
    except ImportError:
        _LOG.info("codes of countries are not checked: Babel is not installed")
        return
    known = get_global("territory_aliases")
    for row in rows:
        if row.table == "countries" and row.cells.get("status") in ("current", "dependent"):
            code = row.id.partition("/")[2]
            if code not in known and code not in _OWN:
                yield row.problem(
                    f"{code} is no ISO 3166-1 code", "see https://www.iso.org/iso-3166-country-codes.html"
                )
