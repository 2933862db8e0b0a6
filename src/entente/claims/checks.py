"""Last checks: what several rules found is one claim, and the weaker of two that contradict in one sentence goes."""

from collections.abc import Iterable

from entente.model.claim import Claim

_TOLD = ("post", "status", "stage", "change", "sport")


def without_doubles(claims: Iterable[Claim]) -> list[Claim]:
    """Give the claims without doubles: of those that say the same of one passage, the most confident stays."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        if not _is_sound(claim):
            continue
        key = _key(claim)
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    return sorted(_most_told(best.values()), key=lambda c: (c.passage.start, c.kind, c.id))


def _most_told(claims: Iterable[Claim]) -> list[Claim]:
    """Give the claims without those of standing that another of the same sentence says with who decided it."""
    kept = list(claims)
    told = {_standing(claim) for claim in kept if claim.kind == "standing" and claim.roles.get("authority")}
    return [c for c in kept if c.kind != "standing" or c.roles.get("authority") or _standing(c) not in told]


def _standing(claim: Claim) -> tuple[object, ...]:
    return claim.passage, claim.roles.get("subject"), claim.attributes.get("status"), claim.polarity, claim.factuality


def _key(claim: Claim) -> tuple[object, ...]:
    core = {
        role: tuple(sorted(ids))
        for role, ids in claim.roles.items()
        if role not in ("gathering", "predecessor", "opponent")
    }
    told = tuple(claim.attributes.get(name, "") for name in _TOLD)
    gathering = claim.roles.get("gathering", ()) if claim.kind in ("gathering", "participation") else ()
    return claim.kind, claim.passage, tuple(sorted(core.items())), told, claim.polarity, gathering


def _is_sound(claim: Claim) -> bool:
    """Tell whether no two roles are filled by one entity, and nobody agrees with himself."""
    fillers = [
        entity for role, ids in claim.roles.items() if role not in ("gathering", "host", "organiser") for entity in ids
    ]
    alone = claim.kind == "agreement" and len(fillers) == 1 and fillers[0].startswith("person/")
    return len(fillers) == len(set(fillers)) and bool(claim.roles) and not alone
