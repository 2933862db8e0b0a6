"""Who deals with whom around a body, in a period: of what is told of many, the latest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from entente.questions.desk import Desk
from entente.records.support import Heard, distinct
from entente.views.network import Around, Network, network_of, partners
from entente.views.voices import with_voices

if TYPE_CHECKING:
    from entente.model.claim import Claim

READ = 400
"""So many claims of the centre are looked at: the latest."""
EACH = 60
"""Among so many claims of each of those around it what they deal in with one another is looked for: the latest."""


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
    claims, around, partly = told_around(desk, entities, within or Within(), most)
    heard = _heard(desk, claims)
    return with_voices(network_of(claims, around, desk.kinds, heard.voices), heard), partly


def told_around(desk: Desk, entities: Sequence[str], within: Within, most: int) -> "tuple[list[Claim], Around, bool]":
    """Give the latest claims of some entities and between their partners, around whom that is, and whether there are older ones.

    Raises RegisterError.
    """
    from entente.register.recent import Recent, latest_naming, latest_naming_two

    asked, around = Recent(within.kinds, within.first, within.last), Around(entities, entities[0], most)
    with desk.seeing() as (connection, sight):
        own, older = latest_naming(connection, entities, asked, sight, READ)
        beside = partners(own, around, desk.kinds)[:most]
        theirs, theirs_older = latest_naming_two(connection, beside, asked, sight, EACH) if beside else ([], False)
    return distinct([*own, *theirs]), around, older or theirs_older


def _heard(desk: Desk, claims: "Sequence[Claim]") -> Heard:
    from entente.register.voices import heard_of

    with desk.register.reading() as connection:
        return heard_of(connection, {claim.report for claim in claims}, desk.as_of.known_on, desk.as_of.recorded_by)
