"""Search: entities by their names and acronyms, reports and claims by the words of their sentences, also as one types."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import AskedOf, Words, kept_of
from entente.apps.web.naming import names_in
from entente.questions.searching import Hit, entities_called, reports_with
from entente.views.namesakes import Namesake

router = APIRouter()
_ENTITIES = 12
_REPORTS = 10
_LAST = 1000


class Part(StrEnum):
    """What is looked for: everything, or entities alone, as one types a name."""

    ALL = "all"
    ENTITIES = "entities"


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What has the words: entities, and a page of reports; `more` tells whether there are others."""

    q: str
    entities: tuple[Namesake, ...]
    reports: tuple[Hit, ...]
    page_number: int
    more: bool
    names: Mapping[str, str]


@page(router, "/search", "search.html")
def search(
    asked: AskedOf,
    q: Annotated[Words, Query(description="Names, acronyms, words; a phrase in quotation marks.")] = "",
    part: Annotated[Part, Query(description="Entities alone, for who types a name.")] = Part.ALL,
    page: Annotated[int, Query(ge=1, le=_LAST, description="Which page of reports, counted from 1.")] = 1,
) -> SearchPage:
    """Find entities by any of their names, and reports with their claims by the words of their sentences."""
    index = kept_of(asked.request).index
    entities = entities_called(asked.desk, index, q, _ENTITIES) if page == 1 else ()
    sentences = part is Part.ALL and bool(q.strip())
    found = reports_with(asked.desk, q, (page - 1) * _REPORTS, _REPORTS + 1) if sentences else ()
    shown = found[:_REPORTS]
    return SearchPage(q, entities, shown, page, len(found) > _REPORTS, names_in(shown, asked.desk))
