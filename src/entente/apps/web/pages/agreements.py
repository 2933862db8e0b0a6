"""Agreements: what was promised, and did it happen; filtered, sorted, in pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query

from entente.apps.web.answers import names_in, page
from entente.apps.web.asked import Asked, AskedOf, Words
from entente.apps.web.paging import Pager, PagingOf, pager
from entente.questions.promises import Wanted, agreements_of
from entente.records.agreements import Agreement
from entente.views.lookup import Found

router = APIRouter()


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
    """By what agreements are sorted."""

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
    unclear: tuple[tuple[str, Mapping[str, str]], ...]
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
        Order, Query(description="By when first told, last told, the day planned, the parties or the state.")
    ] = Order.LATEST,
) -> AgreementsPage:
    """List agreements with their stages, each with its sentences: what was promised, and whether it happened."""
    named = [text for text in party if text.strip()]
    sides = [(text, asked.desk.meant(text)) for text in named]
    unclear = tuple((text, dict(found.candidates or {})) for text, found in sides if not found.entities)
    rows = () if unclear else _sorted(_found(asked, [found for _, found in sides], state), sort, asked)
    shown = tuple(paging.part(rows))
    return AgreementsPage(
        today=asked.desk.today,
        state=tuple(state),
        party=tuple(named),
        sort=sort,
        unclear=unclear,
        agreements=shown,
        pager=pager(paging, len(rows)),
        names=names_in(shown, asked.desk.all_names),
    )


def _found(asked: Asked, sides: Sequence[Found], state: Sequence[State]) -> tuple[Agreement, ...]:
    return agreements_of(asked.desk, Wanted(tuple(state), [found.entities for found in sides]))


def _sorted(rows: Sequence[Agreement], sort: Order, asked: Asked) -> Sequence[Agreement]:
    if sort is Order.TOLD:
        return rows
    if sort is Order.LATEST:
        return sorted(rows, key=_last_told, reverse=True)
    names = asked.desk.all_names
    keys = {
        Order.PLANNED: lambda a: a.planned or "9",
        Order.PARTIES: lambda a: [names.get(party, party) for party in a.parties],
        Order.STATE: lambda a: list(State).index(State(a.state)),
    }
    return sorted(rows, key=keys[sort])


def _last_told(agreement: Agreement) -> str:
    return max(support.reported for stage in agreement.stages for support in stage.supports)
