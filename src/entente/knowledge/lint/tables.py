"""The form of rows: ids, cells, lists, dates and closed vocabularies, as ontology/tables.yaml asks for them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from entente.knowledge.lint.rows import Column, Row, Table
from entente.model.edtf import bounds, is_edtf
from entente.model.problem import Problem


def check_rows(rows: Sequence[Row], schema: Mapping[str, Table]) -> Iterator[Problem]:
    """Check the rows of one folder, each by itself, and that ids are sorted in their file and stand once."""
    for row in rows:
        for name, text in row.cells.items():
            if column := schema[row.table].columns.get(name):
                yield from _check_cell(row, name, text, column)
    yield from _check_order(rows)
    yield from _check_unique(rows, schema)


def _check_cell(row: Row, name: str, text: str, column: Column) -> Iterator[Problem]:
    if text != text.strip() or "\n" in text:
        yield row.problem(f"{name} has spaces or a line break around its text", "take them out")
    if not text.strip():
        if column.required:
            yield row.problem(f"{name} is empty", column.about)
        return
    items = [item.strip() for item in text.split("|")] if column.list else [text.strip()]
    if "" in items:
        yield row.problem(f"{name} has an empty item", "no | at the ends, none twice in a row")
    for item in sorted({item for item in items if items.count(item) > 1} - {""}):
        yield row.problem(f"{name} names {item!r} twice", "keep one")
    for item in filter(None, items):
        yield from _check_item(row, name, item, column)


def _check_item(row: Row, name: str, item: str, column: Column) -> Iterator[Problem]:
    if column.period:
        item, at, period = item.partition("@")
        if at and not _is_period(period):
            yield row.problem(
                f"{name}: {period!r} is no period", "write Name@1913..2013 or, with an open side, Name@2019.."
            )
    elif "@" in item and not column.pattern:
        yield row.problem(f"{name} takes no period: {item!r}", "put a name that is no longer used into former_names")
    if column.pattern and not re.fullmatch(column.pattern, item):
        yield row.problem(f"{name} {item!r} is not of its form", column.about)
    if column.one_of and item not in column.one_of:
        yield row.problem(f"{name} {item!r} is none of its values", f"one of {', '.join(column.one_of)}")
    if column.date and not is_edtf(item):
        yield row.problem(
            f"{name} {item!r} is no date", "write 2023, 2023-06, 2023-06-01 or 2023-06-01/2023-06-05 (EDTF)"
        )
    if not column.list and "|" in item:
        yield row.problem(f"{name} holds one item, no list", "keep one")


def _is_period(period: str) -> bool:
    start, dots, end = period.partition("..")
    if not dots or not (start or end) or not all(is_edtf(side) for side in (start, end) if side):
        return False
    first, last = bounds(start)[0], bounds(end)[1]
    return not (first and last and first > last)


def _check_order(rows: Sequence[Row]) -> Iterator[Problem]:
    by_file = defaultdict[object, list[Row]](list)
    for row in rows:
        by_file[row.file].append(row)
    for found in by_file.values():
        for before, row in pairwise(found):
            if row.id < before.id:
                yield row.problem(f"stands behind {before.id}", "sort the rows by their first column")


def _check_unique(rows: Sequence[Row], schema: Mapping[str, Table]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        seen = first.setdefault((schema[row.table].group, row.id), row)
        if seen is not row:
            yield row.problem(
                f"stands twice, first in {seen.file.name}:{seen.line}",
                "keep one row, or give this one an id of its own",
            )
