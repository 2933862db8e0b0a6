"""All that the register knows of some entities: posts, contacts, invitations, agreements, standing, statements and the rest."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from entente.model.claim import Claim
from entente.records.acts import Act, acts
from entente.records.agreements import Agreement, agreements
from entente.records.due import Due, due
from entente.records.standing import Standing, standings
from entente.records.support import told_on
from entente.records.tenures import Tenure, tenures
from entente.records.wording import Wording
from entente.views.counterpart import Setting, open_invitations, people_of
from entente.views.timeline import Entry, timeline

CONTACT = ("meeting", "visit", "invitation")
_POSTS = ("office", "membership")
_SPEECH = ("statement", "criticism", "endorsement", "demand", "threat")
_APART = (*CONTACT, *_POSTS, *_SPEECH, "agreement", "standing")


@dataclass(frozen=True, slots=True)
class Dossier:
    """The sections on some entities. Posts by body and time; contacts, statements and the rest the latest told first.

    Of entities that very many claims name, the sections hold at most `latest` of each; 0: all there are.
    """

    entities: tuple[str, ...]
    reports: int
    posts: tuple[Tenure, ...]
    seats: tuple[Entry, ...]
    contacts: tuple[Act, ...]
    invitations: tuple[Act, ...]
    agreements: tuple[Agreement, ...]
    due: tuple[Due, ...]
    standings: tuple[Standing, ...]
    statements: tuple[Entry, ...]
    others: tuple[Entry, ...]
    latest: int = 0


def dossier(
    entities: Collection[str], claims: Iterable[Claim], setting: Setting, holders: Mapping[str, str] | None = None
) -> Dossier:
    """Give the dossier on entities from the claims that name one of them, or the people who hold their posts.

    Of what names the people alone, meetings, visits and invitations are the entities' own contacts; the rest is theirs. `holders`
    gives the people, each with his body, where the claims do not tell them all.
    """
    wanted, listed = set(entities), list(claims)
    people = {**people_of(wanted, listed), **(holders or {})}
    own = [claim for claim in listed if wanted & claim.entities()]
    met = [c for c in listed if c.kind in CONTACT and (wanted | set(people)) & claim_roles(c)]
    subjects = [c for c in own if wanted & {*c.roles.get("subject", ()), *c.roles.get("authority", ())}]
    stands_for = {**setting.committees, **people}
    told = acts((c for c in met if c.kind != "invitation"), setting.wording, stands_for)
    return Dossier(
        entities=tuple(entities),
        reports=len({claim.report for claim in own}),
        posts=tuple(t for t in tenures(own, setting.kinds) if {t.body, t.holder} & wanted),
        seats=timeline((c for c in own if c.kind == "membership"), setting.wording),
        contacts=tuple(reversed(told)),
        invitations=open_invitations([*met, *own], setting, stands_for),
        agreements=agreements(
            (c for c in own if wanted & set(c.roles.get("party", ()))), setting.today, setting.committees
        ),
        due=due(own, setting.wording, setting.today, setting.committees),
        standings=standings(subjects, setting.kinds),
        statements=_latest_first([c for c in own if wanted & claim_roles(c)], _SPEECH, setting.wording),
        others=timeline((c for c in own if c.kind not in _APART), setting.wording),
    )


def claim_roles(claim: Claim) -> set[str]:
    """Give the entities that fill a role of a claim."""
    return {entity for ids in claim.roles.values() for entity in ids}


def _latest_first(claims: Iterable[Claim], kinds: Sequence[str], wording: Wording) -> tuple[Entry, ...]:
    chosen = sorted((c for c in claims if c.kind in kinds), key=told_on)
    return tuple(entry for c in reversed(chosen) for entry in timeline([c], wording))
