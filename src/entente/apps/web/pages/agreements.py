"""Agreements: what was promised, and did it happen; filtered, sorted, in pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query

from entente.apps.web.answers import page
from entente.apps.web.asked import Asked, AskedOf, Words
from entente.apps.web.meaning import Unclear, meant_by
from entente.apps.web.naming import names_in
from entente.apps.web.paging import Pager, Paging, PagingOf, pager_of
from entente.questions.promises import Wanted, agreements_page
from entente.records.agreements import Agreement
from entente.records.asked import Page, Part

router = APIRouter()
_SORTED = 500  # agreements that are sorted otherwise than the register keeps them


class State(StrEnum):
    """How an agreement stands."""

    OVERDUE = "overdue"
    PLANNED = "planned"
    DISCUSSED = "discussed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    ENDED = "ended"
    REFUSED = "refused"


class Order(StrEnum):
    """By what agreements are sorted: by when they were first told, or, where they are not more than some hundreds, by others."""

    TOLD = "told"
    LATEST = "latest"
    PLANNED = "planned"
    PARTIES = "parties"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """Agreements as asked for: the filters as they were understood, the rows of one page, and the names of who is in them.

    `unclear` are names of parties that mean several entities (id to name) or none.
    """

    today: date
    state: tuple[State, ...]
    party: tuple[str, ...]
    sort: Order
    unclear: Unclear
    agreements: tuple[Agreement, ...]
    pager: Pager
    names: Mapping[str, str]


@page(router, "/agreements", "agreements.html", rows="agreements")
def agreements(
    asked: AskedOf,
    paging: PagingOf,
    state: Annotated[Sequence[State], Query(description="Only agreements that stand so.")] = (),
    party: Annotated[
        Sequence[Words],
        Query(description="Only agreements of that party, by name, acronym, code or id; several: of all."),
    ] = (),
    sort: Annotated[
        Order,
        Query(
            description="By when first told (first or last), or, of some hundreds, the day planned, the parties or the state."
        ),
    ] = Order.LATEST,
) -> AgreementsPage:
    """List agreements with their stages, each with its sentences: what was promised, and whether it happened."""
    named = [text for text in party if text.strip()]
    sides = [meant_by(asked, text) for text in named]
    unclear = tuple(one for meant in sides for one in meant.unclear)
    wanted = Wanted(tuple(state), [meant.entities for meant in sides])
    part = Part(()) if unclear else _part(asked, wanted, sort, paging)
    return AgreementsPage(
        today=asked.desk.today,
        state=tuple(state),
        party=tuple(named),
        sort=sort,
        unclear=unclear,
        agreements=part.rows,
        pager=pager_of(paging, part),
        names=names_in(part.rows, asked.desk),
    )


def _part(asked: Asked, wanted: Wanted, sort: Order, paging: Paging) -> Part[Agreement]:
    """Give the agreements of a page, by the order of their first telling, else sorted where they are not too many."""
    part = agreements_page(asked.desk, wanted, Page(paging.limit, offset=paging.first, backwards=sort is Order.LATEST))
    if sort in (Order.TOLD, Order.LATEST) or part.total is None or part.total > _SORTED:
        return part
    rows = _sorted(agreements_page(asked.desk, wanted, Page(_SORTED)).rows, sort, asked)
    return Part(tuple(paging.part(rows)), "", len(rows))


def _sorted(rows: Sequence[Agreement], sort: Order, asked: Asked) -> Sequence[Agreement]:
    names = names_in(rows, asked.desk)
    keys = {
        Order.PLANNED: lambda a: a.planned or "9",
        Order.PARTIES: lambda a: [names.get(party, party) for party in a.parties],
        Order.STATE: lambda a: list(State).index(State(a.state)),
    }
    return sorted(rows, key=keys[sort])
