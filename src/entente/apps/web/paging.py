"""Pages of rows: which part is asked for, and the links to the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query

from entente.records.asked import Part

MOST = 1000
FEW = 6
"""So many rows of a section are shown where all sections are."""
_USUAL = 50
_LAST = 1_000_000

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which rows are asked for: a page, counted from 1, and how many rows one has."""

    page: int = 1
    limit: int = _USUAL

    @property
    def first(self) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * self.limit

    def part(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Give the rows of the page."""
        return rows[self.first : self.first + self.limit]


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page is shown, of how many, and how many rows there are in all."""

    page: int
    pages: int
    limit: int
    rows: int

    @property
    def first(self) -> int:
        """The number of the first row shown, counted from 1."""
        return (self.page - 1) * self.limit + 1

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(self.page * self.limit, self.rows)

    @property
    def near(self) -> tuple[int, ...]:
        """The pages to link to: the first, the last, and those about this one."""
        about = {1, self.pages, *range(self.page - 1, self.page + 2)}
        return tuple(sorted(page for page in about if 1 <= page <= self.pages))


def section_part(rows: Sequence[Row], section: str, wanted: str | None, paging: Paging) -> tuple[Row, ...]:
    """Give the rows of a section that are shown: the first few, or, where one section is wanted, the page of that one alone."""
    if wanted is None:
        return tuple(rows[:FEW])
    return tuple(paging.part(rows)) if wanted == section else ()


def pager(paging: Paging, rows: int) -> Pager:
    """Give the pager of so many rows."""
    return Pager(paging.page, max(1, -(-rows // paging.limit)), paging.limit, rows)


def pager_of(paging: Paging, part: Part[Any]) -> Pager:
    """Give the pager of a part of a list; where it is not known how many rows there are, of those that are known to be there."""
    known = paging.first + len(part.rows) + (1 if part.next else 0)
    return pager(paging, known if part.total is None else part.total)


def paging_of(
    page: Annotated[int, Query(ge=1, le=_LAST, description="Which page, counted from 1.")] = 1,
    limit: Annotated[int, Query(ge=1, le=MOST, description="How many rows a page has.")] = _USUAL,
) -> Paging:
    """Give which rows a request asks for."""
    return Paging(page, limit)


PagingOf = Annotated[Paging, Depends(paging_of)]
