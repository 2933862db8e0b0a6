"""Claims as PLOVER event records, https://github.com/openeventdata/PLOVER ; classes and actors are data in kinds.yaml."""

from collections.abc import Iterable, Mapping
from typing import Any

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim
from entente.model.entity import code_of, kind_of

Row = dict[str, Any]
_NATIONAL_ROLES = ("noc", "npc", "nf", "athletes")


def plover_rows(claims: Iterable[Claim], knowledge: Knowledge) -> list[Row]:
    """Give the records of the claims that have a PLOVER class; actors are ISO 3166 alpha-3 codes, or acronyms of other bodies."""
    listed = list(claims)
    kinds = knowledge.rules["ontology/kinds"]
    codes = actor_codes(knowledge)
    codes = _codes_of_holders(listed, codes) | codes
    return [row for claim in listed if (row := _row(claim, kinds.get(claim.kind, {}), codes))]


def actor_codes(knowledge: Knowledge) -> dict[str, str]:
    """Give the code of each listed entity that has one: a state's ISO code, a body's country or acronym.

    Bodies of a country known by its IOC code only are found under `ioc:XXX`.
    """
    codes = {country.id: code_of(country.id) for country in knowledge.countries.values()}
    codes |= {f"ioc:{c.ioc}": code_of(c.id) for c in knowledge.countries.values() if c.ioc}
    for body in knowledge.bodies.values():
        acronym = body.acronyms[0] if body.acronyms else body.id.partition("/")[2].upper()
        codes[body.id] = code_of(body.country) if body.country else acronym
    return codes


def _codes_of_holders(claims: Iterable[Claim], codes: Mapping[str, str]) -> dict[str, str]:
    """Give persons the code of the body in which the same claims say that they hold a post."""
    posts = ((c.roles.get("holder", ()), c.roles.get("body", ())) for c in claims if c.kind == "office")
    return {holder: code for holders, bodies in posts for holder in holders for code in _codes(bodies, codes)[:1]}


def _row(claim: Claim, kind: Mapping[str, Any], codes: Mapping[str, str]) -> Row | None:
    coded: Mapping[str, Any] = next((r for r in kind.get("plover", ()) if _holds(r.get("if", {}), claim)), {})
    if "class" not in coded:
        return None
    source, target = _actors(claim, kind["actors"])
    return {
        "report": claim.report,
        "start": claim.passage.start,
        "end": claim.passage.end,
        "source": _codes(source, codes),
        "target": _codes(target, codes),
        "class": coded["class"],
        "mode": coded.get("mode"),
        "polarity": claim.polarity,
        "factuality": claim.factuality,
    }


def _holds(condition: Mapping[str, list[str]], claim: Claim) -> bool:
    own = {"factuality": claim.factuality, "polarity": claim.polarity}
    return all(own.get(name, claim.attributes.get(name, "")) in values for name, values in condition.items())


def _actors(claim: Claim, actors: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the fillers of the source and the target role; of one symmetric role the first is source, the others are target."""
    source = _fillers(claim, actors["source"])
    first = {actors[side].partition("|")[0] for side in ("source", "target")}
    if len(first) == 1 and any(claim.roles.get(role) for role in first):
        return source[:1], source[1:]
    return source, _fillers(claim, actors["target"])


def _fillers(claim: Claim, roles: str) -> tuple[str, ...]:
    return next((found for role in roles.split("|") if (found := claim.roles.get(role, ()))), ())


def _codes(entities: Iterable[str], codes: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(code for entity in entities if (code := _code(entity, codes))))


def _code(entity: str, codes: Mapping[str, str]) -> str:
    kind = kind_of(entity)
    if kind in _NATIONAL_ROLES:
        return codes.get(f"ioc:{code_of(entity)}", code_of(entity))
    if kind == "org":
        return codes.get(entity, entity.partition("/")[2].upper())
    return codes.get(entity, code_of(entity))
