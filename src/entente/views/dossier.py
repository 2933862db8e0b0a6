"""All that the register knows of some entities, in sections: offices, meetings, agreements, standing, statements, and the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from entente.model.claim import Claim
from entente.views.agreements import Agreement, agreements
from entente.views.standing import Standing, standings
from entente.views.support import Names, told_on
from entente.views.timeline import Entry, timeline

_CONTACT = ("meeting", "visit", "invitation")
_POSTS = ("office", "membership")
_SPEECH = ("statement", "criticism", "endorsement", "demand", "threat")
_APART = (*_CONTACT, *_POSTS, *_SPEECH, "agreement", "standing")


@dataclass(frozen=True, slots=True)
class Dossier:
    """The sections on some entities; contacts, statements and the rest are the latest told first."""

    entities: tuple[str, ...]
    reports: int
    offices: tuple[Entry, ...]
    contacts: tuple[Entry, ...]
    agreements: tuple[Agreement, ...]
    standings: tuple[Standing, ...]
    statements: tuple[Entry, ...]
    others: tuple[Entry, ...]


def dossier(
    entities: Sequence[str],
    claims: Iterable[Claim],
    names: Names,
    kinds: Mapping[str, Any],
    today: date,
    committees: Mapping[str, str] | None = None,
) -> Dossier:
    """Give the dossier on entities from the claims that name one of them; `kinds` is the document of kinds.yaml.

    `committees` gives the committee of a country, see `agreements`.
    """
    wanted = set(entities)
    listed = [claim for claim in claims if wanted & claim.entities()]
    subjects = [c for c in listed if wanted & {*c.roles.get("subject", ()), *c.roles.get("authority", ())}]
    return Dossier(
        entities=tuple(entities),
        reports=len({claim.report for claim in listed}),
        offices=timeline((c for c in listed if c.kind in _POSTS), names),
        contacts=_latest_first(listed, _CONTACT, names),
        agreements=agreements((c for c in listed if wanted & set(c.roles.get("party", ()))), today, committees),
        standings=standings(subjects, kinds),
        statements=_latest_first([c for c in listed if wanted & _speakers(c)], _SPEECH, names),
        others=timeline((c for c in listed if c.kind not in _APART), names),
    )


def _speakers(claim: Claim) -> set[str]:
    return {entity for ids in claim.roles.values() for entity in ids}


def _latest_first(claims: Iterable[Claim], kinds: Sequence[str], names: Names) -> tuple[Entry, ...]:
    chosen = sorted((c for c in claims if c.kind in kinds), key=told_on)
    return tuple(entry for c in reversed(chosen) for entry in timeline([c], names))
