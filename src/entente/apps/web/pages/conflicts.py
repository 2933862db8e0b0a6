"""Conflicts: where reports contradict one another, both sides with their sentences; by what, and of whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import AskedOf, Words
from entente.apps.web.meaning import Unclear, meant_by
from entente.apps.web.naming import names_in
from entente.apps.web.paging import Pager, PagingOf, pager_of
from entente.questions.sides import conflicts_page
from entente.records.asked import Page, Part
from entente.records.conflicts import Conflict

router = APIRouter()


class Matter(StrEnum):
    """What reports contradict one another about."""

    VOTES = "votes"
    DATES = "dates"
    DENIAL = "denial"
    POST = "post"


@dataclass(frozen=True, slots=True)
class ConflictsPage:
    """Contradictions as asked for; `unclear` are names that mean several entities (id to name) or none."""

    about: tuple[Matter, ...]
    entity: str
    unclear: Unclear
    conflicts: tuple[Conflict, ...]
    pager: Pager
    names: Mapping[str, str]


@page(router, "/conflicts", "conflicts.html", rows="conflicts")
def conflicts(
    asked: AskedOf,
    paging: PagingOf,
    about: Annotated[
        Sequence[Matter], Query(description="Only about votes, dates, who did or did not, or posts.")
    ] = (),
    entity: Annotated[Words, Query(description="Only of that body or person, by name, acronym, code or id.")] = "",
) -> ConflictsPage:
    """List where reports contradict one another, with the sentences of every side."""
    meant = meant_by(asked, entity)
    part: Part[Conflict] = Part(())
    if not meant.unclear:
        wanted = Page(paging.limit, offset=paging.first)
        part = conflicts_page(asked.desk, meant.entities or None, about, wanted)
    names = names_in(part.rows, asked.desk)
    return ConflictsPage(tuple(about), entity, meant.unclear, part.rows, pager_of(paging, part), names)
