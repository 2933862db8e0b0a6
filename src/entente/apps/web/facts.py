"""What the knowledge lists of an entity: what it is called, where it belongs, when it was founded or held."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entente.knowledge.phrases.dates import day_words
from entente.knowledge.tables import Body, Country, Gathering, Knowledge, Place


@dataclass(frozen=True, slots=True)
class Facts:
    """What the knowledge lists of an entity, empty where it lists nothing.

    `called` are its other names and acronyms. `belongs` are entities with the part they have (country, seat …), `told`
    words and dates (EDTF) with theirs.
    """

    name: str = ""
    called: tuple[str, ...] = ()
    belongs: Mapping[str, tuple[str, ...]] | None = None
    told: Mapping[str, str] | None = None


def facts_of(entity: str, knowledge: Knowledge) -> Facts:
    """Give what the knowledge lists of an entity."""
    if body := knowledge.bodies.get(entity):
        return _of_body(body)
    if country := knowledge.countries.get(entity):
        return _of_country(country, knowledge)
    if gathering := knowledge.gatherings.get(entity):
        return _of_gathering(gathering)
    place = knowledge.places.get(entity)
    return _of_place(place) if place else Facts()


def _of_body(body: Body) -> Facts:
    former = [
        f"{one.name} ({day_words(f'{one.start}/{one.end}')})" if one.start or one.end else one.name
        for one in body.former_names
    ]
    called = (*body.acronyms, body.name_fr, *body.aliases, *former)
    belongs = {"country": body.country, "continental body": body.continental, "part of": body.parent, "seat": body.seat}
    told = {"sport": body.sport, "status": body.status, "founded": body.founded, "recognised": body.recognised}
    return _facts(body.name, called, belongs, told)


def _of_country(country: Country, knowledge: Knowledge) -> Facts:
    committee = f"noc/{country.ioc}" if f"noc/{country.ioc}" in knowledge.bodies else ""
    called = (country.official_name, *country.aliases)
    return _facts(country.name, called, {"committee": committee}, {"IOC code": country.ioc, "status": country.status})


def _of_gathering(gathering: Gathering) -> Facts:
    belongs = {"host city": gathering.host_city, "host country": gathering.host_country}
    told = {"held": gathering.actual, "planned for": gathering.planned, "status": gathering.status}
    return _facts(gathering.name, gathering.aliases, belongs, told)


def _of_place(place: Place) -> Facts:
    return _facts(place.name, place.aliases, {"country": place.country}, {"kind": place.kind})


def _facts(name: str, called: Any, belongs: Mapping[str, str], told: Mapping[str, str]) -> Facts:
    others = tuple(dict.fromkeys(one for one in called if one and one != name))
    entities = {part: (entity,) for part, entity in belongs.items() if entity}
    return Facts(name, others, entities, {part: words for part, words in told.items() if words})


def listed_names(facts: Facts, knowledge: Knowledge) -> dict[str, str]:
    """Give the names of the entities in facts, as the knowledge lists them."""
    tables: tuple[Mapping[str, Any], ...] = (knowledge.bodies, knowledge.countries, knowledge.places)
    entities = [entity for ids in (facts.belongs or {}).values() for entity in ids]
    return {entity: table[entity].name for entity in entities for table in tables if entity in table}
