"""Names that several rows claim: each must be declared in ambiguous.csv, with exactly those rows."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from entente.knowledge.lint.rows import Row, Table
from entente.model.problem import Problem

_ALIKE = str.maketrans({"-": " ", "–": " ", "’": "'", "‘": "'"})


def name_key(name: str) -> str:
    """Give what two spellings of a name share: letters without diacritics, hyphens as spaces; capitals count."""
    plain = unicodedata.normalize("NFKD", name.translate(_ALIKE).removeprefix("The ").removeprefix("the "))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def check_names(rows: Iterable[Row], schema: Mapping[str, Table]) -> Iterator[Problem]:
    """Check that each name which two rows or more claim is declared with their ids, and that no declaration is out of date."""
    claims: dict[str, dict[str, tuple[str, Row]]] = defaultdict(dict)
    declared: dict[str, Row] = {}
    for row in rows:
        if row.table == "ambiguous":
            declared[name_key(row.id)] = row
        for column in schema[row.table].names:
            for name in row.items(column):
                claims[name_key(name)].setdefault(row.id, (name, row))
    for key, found in claims.items():
        if len(found) > 1 or key in declared:
            yield from _compare(found, declared.get(key))
    for key in declared.keys() - claims.keys():
        yield declared[key].problem("no row claims this name", "take the line out, or give the name to the rows")


def _compare(found: Mapping[str, tuple[str, Row]], declaration: Row | None) -> Iterator[Problem]:
    ids = "|".join(sorted(found))
    name, row = list(found.values())[-1]  # the last to claim it: of two folders, one's own
    if declaration is None:
        yield row.problem(
            f"{name!r} is also a name of {', '.join(sorted(found.keys() - {row.id}))}",
            f"drop it from one of them, or declare it in ambiguous.csv: {name},{ids},…",
        )
    elif sorted(declaration.items("ids")) != sorted(found):
        remedy = f"its ids are {ids}" if len(found) > 1 else "take the line out"
        yield declaration.problem("does not name the rows that claim it", remedy)
