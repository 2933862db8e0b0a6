"""Who did what: every judgement and every undo, by day and person, each to be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import AskedOf, Words
from entente.apps.web.naming import names_in
from entente.apps.web.paging import Pager, PagingOf, pager
from entente.questions.past import judgements_made
from entente.records.asked import AsOf
from entente.views.judgements import Made

router = APIRouter()
What = Literal["confirm", "reject", "correct", "same", "not_same", "unsure", "undo"]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What was judged and undone, the latest first: the filters, one page of it, who there is to choose among, what was just done.

    `past` says that the page is asked for as of another day, where nothing can be undone.
    """

    by: str
    verdict: tuple[What, ...]
    entity: str
    holds: bool
    people: tuple[str, ...]
    judgements: tuple[Made, ...]
    pager: Pager
    done: Made | None
    past: bool
    names: Mapping[str, str]


@page(router, "/history", "history.html", rows="judgements", personal=True)
def history(  # noqa: PLR0913, PLR0917 - one parameter a filter
    asked: AskedOf,
    paging: PagingOf,
    by: Annotated[Words, Query(description="Only what that person judged.")] = "",
    verdict: Annotated[Sequence[What], Query(description="Only judgements of that kind.")] = (),
    entity: Annotated[Words, Query(description="Only what was judged of the names of that entity, by its id.")] = "",
    holds: Annotated[bool, Query(description="Only what holds: neither what was undone, nor undos.")] = False,
    done: Annotated[Words, Query(description="The judgement that was just made, by its id.")] = "",
) -> HistoryPage:
    """List who judged and undid what, the latest first."""
    desk = asked.desk
    made = judgements_made(desk)
    found = [
        one
        for one in made
        if (not by or one.by == by)
        and (not verdict or one.verdict in verdict)
        and (not entity or entity in one.pair)
        and (not holds or (one.holds and one.verdict != "undo"))
    ]
    rows = tuple(paging.part(found))
    latest = next((one for one in made if one.id == done), None)
    return HistoryPage(
        by=by,
        verdict=tuple(verdict),
        entity=entity,
        holds=holds,
        people=tuple(sorted({one.by for one in made})),
        judgements=rows,
        pager=pager(paging, len(found)),
        done=latest,
        past=desk.as_of != AsOf(),
        names=names_in((rows, latest), desk),
    )
