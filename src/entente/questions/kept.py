"""Records that the register keeps, as values: a part of them, with the names that stand in them and their voices."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from entente.questions.desk import Desk
from entente.records.asked import Page, Part, place_of
from entente.records.shapes import from_shape
from entente.records.wording import named_in

if TYPE_CHECKING:
    from entente.register.found import FoundRecord, RecordQuery

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class KeptRecord(Generic[Value]):
    """A record's value, and the columns beside it that say what is asked on a day."""

    value: Value
    columns: Mapping[str, Any]


def kept_records(
    desk: Desk, query: "RecordQuery", kind: type[Value], page: Page
) -> tuple[tuple[KeptRecord[Value], ...], str, int | None]:
    """Give the records of a part, what to go on after with, and how many there are in all. Raises RegisterError, ValueError."""
    from entente.register.found import find_records

    with desk.seeing() as (connection, sight):
        found, total = find_records(connection, query, sight, page)
        shown = found if page.limit is None else found[: page.limit]
        follows = place_of(shown[-1].key) if len(shown) < len(found) and shown else ""
        return records_as(desk, shown, kind), follows, total


def part_of(desk: Desk, query: "RecordQuery", kind: type[Value], page: Page) -> Part[Value]:
    """Give the values of the records of a part, with their voices. Raises RegisterError, and ValueError for a page that is none."""
    with desk.seeing():
        rows, follows, total = kept_records(desk, query, kind, page)
        return Part(desk.voiced(tuple(row.value for row in rows)), follows, total)


def values_of(desk: Desk, query: "RecordQuery", kind: type[Value], page: Page) -> tuple[Value, ...]:
    """Give the values of the records of a part without their voices: for a view that gets its own in the end.

    Raises RegisterError, and ValueError for a page that is none.
    """
    return tuple(row.value for row in kept_records(desk, query, kind, page)[0])


def records_as(desk: Desk, found: "Sequence[FoundRecord]", kind: type[Value]) -> tuple[KeptRecord[Value], ...]:
    """Give records that were found as values, with the names that stand in them. Raises RegisterError."""
    shapes = [one.shape for one in found]
    named = {entity for shape in shapes for entity in named_in(shape)}
    wording = desk.wording(desk.named(named) if named else {})
    values = (from_shape(kind, json.loads(shape), wording) for shape in shapes)
    return tuple(KeptRecord(value, one.columns) for value, one in zip(values, found, strict=True))
