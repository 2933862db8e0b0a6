"""Who deals with whom around a body, in a period: of what is told of many, the latest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.questions.sides import told_page
from entente.records.asked import Page, place_of
from entente.records.support import distinct, holds_from
from entente.views.network import Around, Network, network_of, partners

if TYPE_CHECKING:
    from entente.model.claim import Claim

READ = 500
"""So many claims of the centre, and as many of those around it, are looked at: the latest."""


@dataclass(frozen=True, slots=True)
class Within:
    """Of which kinds claims are (none given: of all), and between which days they begin; None for an open side."""

    kinds: Collection[str] = ()
    first: date | None = None
    last: date | None = None


def network_around(
    desk: Desk, entities: Sequence[str], within: Within | None = None, most: int = 60
) -> tuple[Network, bool]:
    """Give the network around some entities, and whether older claims were left out of it, since they are too many.

    Raises RegisterError.
    """
    if not entities:
        return Network("", (), (), 0), False
    asked, around = within or Within(), Around(entities, entities[0], most)
    own, all_own = latest_told(desk, entities, asked)
    beside = partners(own, around, desk.kinds)[:most]
    theirs, all_theirs = latest_told(desk, beside, asked) if beside else ([], True)
    claims = distinct([*own, *theirs])
    found = network_of(claims, around, desk.kinds, _voices(desk, claims))
    return desk.voiced(found), not (all_own and all_theirs)


def latest_told(desk: Desk, entities: Sequence[str], within: Within) -> "tuple[list[Claim], bool]":
    """Give the latest claims of some entities in a period, and whether they are all. Raises RegisterError."""
    from entente.register.told import ToldQuery

    after = ""
    if within.last and within.last < date.max:
        after = place_of((f"{within.last + timedelta(days=1)}\t\t", 0, 0))
    page = Page(READ, after=after, backwards=True)
    found, follows, _ = told_page(desk, ToldQuery([entities], within.kinds), page)
    held = [claim for claim in found if within.first is None or holds_from(claim) >= within.first]
    return held, not follows or len(held) < len(found)


def _voices(desk: Desk, claims: "Sequence[Claim]") -> dict[str, str]:
    from entente.register.voices import voices_of

    with desk.register.reading() as connection:
        return voices_of(connection, {claim.report for claim in claims}, desk.as_of.known_on, desk.as_of.recorded_by)
