"""Claims as PLOVER event records, https://github.com/openeventdata/PLOVER ; classes and actors are data.

Classes and the roles of source and target stand in ontology/kinds.yaml, heads of states in ontology/leaders.yaml.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from entente.knowledge.tables import Country, Knowledge
from entente.model.claim import Claim
from entente.model.entity import code_of, kind_of, slug

Row = dict[str, Any]
_NATIONAL_ROLES = ("noc", "npc", "nf", "athletes")


def plover_rows(claims: Iterable[Claim], knowledge: Knowledge) -> list[Row]:
    """Give the records of the claims that have a PLOVER class; actors are ISO 3166 alpha-3 codes, or acronyms of other bodies."""
    return [row for _, row in coded(claims, knowledge)]


def coded(claims: Iterable[Claim], knowledge: Knowledge) -> list[tuple[Claim, Row]]:
    """Give the claims that have a PLOVER class, each with its record."""
    listed = list(claims)
    kinds = knowledge.rules["ontology/kinds"]
    codes = actor_codes(knowledge)
    # Whom a minister acts for may be a guess from the countries of the sentence: who is listed is known better.
    codes |= _codes_of_holders(listed, codes) | _codes_of_leaders(knowledge)
    return [(claim, row) for claim in listed if (row := _row(claim, kinds.get(claim.kind, {}), codes))]


def actor_codes(knowledge: Knowledge) -> dict[str, str]:
    """Give the code of each listed entity that has one: a state's or place's ISO code, a body's country or acronym.

    Bodies of a country known by its IOC code only are found under `ioc:XXX`, those named after one ("Sudanese rebels",
    org/sudanese-rebels) under `name:sudanese`.
    """
    codes = {place.id: code_of(place.country) for place in knowledge.places.values() if place.country}
    codes |= {
        f"name:{place.id.partition('/')[2]}": code_of(place.country)
        for place in knowledge.places.values()
        if place.country and not place.caution
    }
    states = {country.id: _state(country, knowledge) for country in knowledge.countries.values()}
    codes |= states
    codes |= {f"name:{name}": states[c.id] for c in knowledge.countries.values() for name in _names(c)}
    codes |= {f"ioc:{c.ioc}": states[c.id] for c in knowledge.countries.values() if c.ioc}
    for body in knowledge.bodies.values():
        acronym = body.acronyms[0] if body.acronyms else body.id.partition("/")[2].upper()
        codes[body.id] = code_of(body.country) if body.country else acronym
    return codes


def _state(country: Country, knowledge: Knowledge) -> str:
    """Give the ISO code of a state; a constituent country (Scotland) has none and is its capital's state."""
    capital = knowledge.places.get(f"place/{slug(country.capital[0])}") if country.capital else None
    return code_of(capital.country if country.status == "constituent" and capital else country.id)


def _names(country: Country) -> set[str]:
    """Give the slugs of a state's names, of its adjectives and of the possessive ("burundis-government")."""
    names = (country.name, *country.aliases, *country.demonyms, *country.plural_demonyms)
    slugs = {slug(name) for name in names}
    return slugs | {f"{name}s" for name in slugs}


def _codes_of_leaders(knowledge: Knowledge) -> dict[str, str]:
    """Give leaders (by full name and by surname alone) and movements the code of the state for or in which they act."""
    found: dict[str, str] = {}
    leaders = dict(knowledge.rules.get("ontology/leaders", {}))
    common = frozenset(leaders.pop("common", ()))
    for code, names in leaders.items():
        for name in names:
            found.setdefault(f"person/{slug(name)}", code)
            found.setdefault(f"org/{slug(name)}", code)
            if (surname := name.rpartition(" ")[2]) not in common:
                found.setdefault(f"person/{slug(surname)}", code)
    return found


def _codes_of_holders(claims: Iterable[Claim], codes: Mapping[str, str]) -> dict[str, str]:
    """Give persons the code of the body in which the same claims say that they hold a post."""
    posts = ((c.roles.get("holder", ()), c.roles.get("body", ())) for c in claims if c.kind == "office")
    return {holder: code for holders, bodies in posts for holder in holders for code in _codes(bodies, codes)[:1]}


def class_of(claim: Claim, kind: Mapping[str, Any]) -> str:
    """Give the PLOVER class of a claim by the document of its kind, "" where it has none."""
    found: str = _coding(claim, kind).get("class", "")
    return found


def _coding(claim: Claim, kind: Mapping[str, Any]) -> Mapping[str, Any]:
    rules = kind.get("plover", ())
    return next((rule for rule in rules if "if" not in rule or _holds(rule["if"], claim)), {})


def _row(claim: Claim, kind: Mapping[str, Any], codes: Mapping[str, str]) -> Row | None:
    coded = _coding(claim, kind)
    if "class" not in coded:
        return None
    source, target = _actors(claim, kind["actors"])
    target = target if target != source else _at_home(target, codes)
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
    """Tell whether a claim has one of the values that each name asks for; for a role they are kinds of entities."""
    own = {"factuality": claim.factuality, "polarity": claim.polarity, **claim.attributes}
    own |= {role: kind_of(fillers[0]) for role, fillers in claim.roles.items() if fillers}
    return all(own.get(name, "") in values for name, values in condition.items())


def _actors(claim: Claim, actors: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the fillers of the source and the target role; of one symmetric role the first is source, the others are target."""
    source = _fillers(claim, actors["source"])
    first = {actors[side].partition("|")[0] for side in ("source", "target")}
    if len(first) == 1 and any(claim.roles.get(role) for role in first):
        return source[:1], source[1:]
    return source, _fillers(claim, actors["target"])


def _fillers(claim: Claim, roles: str) -> tuple[str, ...]:
    return next((found for role in roles.split("|") if (found := claim.roles.get(role, ()))), ())


def _at_home(actors: tuple[str, ...], codes: Mapping[str, str]) -> tuple[str, ...]:
    """Give those actors whose act without a target is taken to be at home: states, and groups of their people."""
    return tuple(a for a in actors if kind_of(a) == "country" or (a not in codes and _code_in_name(a, codes)))


def _codes(entities: Iterable[str], codes: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(code for entity in entities if (code := _code(entity, codes))))


def _code(entity: str, codes: Mapping[str, str]) -> str:
    kind = kind_of(entity)
    if kind in _NATIONAL_ROLES:
        return codes.get(f"ioc:{code_of(entity)}", code_of(entity))
    if kind == "org":
        return codes.get(entity) or _code_in_name(entity, codes) or entity.partition("/")[2].upper()
    return codes.get(entity, code_of(entity))


def _code_in_name(entity: str, codes: Mapping[str, str]) -> str:
    """Give the code of the country that the name of a body begins with or holds after "of" ("party-of-kenya")."""
    words = entity.partition("/")[2].split("-")
    starts = [0, *(n + 1 for n, word in enumerate(words) if word == "of")]
    names = ("-".join(words[s:e]) for s in starts for e in range(min(len(words), s + 4), s, -1))
    return next((codes[f"name:{name}"] for name in names if f"name:{name}" in codes), "")
