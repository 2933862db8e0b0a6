"""Every name of every row of the knowledge tables that may stand in a text, with its spelling variants."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from entente.knowledge.tables import Body, Country, Gathering, Knowledge
from entente.model.entity import kind_of, slug

_SPELLINGS = (
    (re.compile(r"([Oo]rgani)([sz])(ation|ing|er)"), {"s": "z", "z": "s"}),
    (re.compile(r"([Cc]ent)(re|er)(\b)"), {"re": "er", "er": "re"}),
    (re.compile(r"( )(&|and)( )"), {"&": "and", "and": "&"}),
    (re.compile(r"(\b)(National Olympic Committees)(\b)"), {"National Olympic Committees": "NOCs"}),
    (re.compile(r"(^|\s)(St\.?|Saint)(\s)"), {"St.": "Saint", "St": "Saint", "Saint": "St"}),
    (re.compile(r"(^|\s)(Saint)(\s)"), {"Saint": "St."}),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one row: the entity (a sport or a series by its slug), the type of name, and the name as the table has it."""

    entity: str
    type: str
    name: str


def entries_of(knowledge: Knowledge) -> Iterator[Entry]:
    """Give every name of every row of the tables, and the phrases of the rules that block one."""
    for body in knowledge.bodies.values():
        yield from _names_of_body(body)
    for country in knowledge.countries.values():
        yield from _names_of_country(country, knowledge)
    for place in knowledge.places.values():
        yield from _named(place.id, "place", (place.name, *place.aliases))
    for sport in knowledge.sports.values():
        yield from _named(sport.id, "sport", (sport.name, *sport.aliases))
        yield from _named(sport.id, "athletes", sport.athletes)
    for series in knowledge.series.values():
        yield from _named(series.id, "series", (series.name, *series.aliases))
    for gathering in knowledge.gatherings.values():
        yield from _named(gathering.id, "gathering", (gathering.name, *gathering.aliases))
    yield from _declared(knowledge)
    yield from _city_years(knowledge)
    yield from _named("", "blocked", _rules(knowledge, "linking").get("blocked", ()))


def variants(name: str) -> set[str]:
    """Give a name with its other spellings: British and American, & and "and", St and Saint, NOCs."""
    found = {name}
    for pattern, swap in _SPELLINGS:
        for known in tuple(found):
            if match := pattern.search(known):
                found.add(known[: match.start(2)] + swap[match[2]] + known[match.end(2) :])
    return found


def is_acronym(name: str) -> bool:
    """Tell whether a name is written as an acronym: one word, all its letters capitals."""
    return name.isupper() and " " not in name.strip()


def _rules(knowledge: Knowledge, key: str) -> Any:
    return knowledge.rules.get("english/forms", {}).get(key, {})


def _named(entity: str, kind: str, names: Iterable[str]) -> Iterator[Entry]:
    for name in names:
        bare = name.removeprefix("The ").removeprefix("the ").strip()
        if len(bare) > 1:
            yield Entry(entity, kind, bare)


def _names_of_body(body: Body) -> Iterator[Entry]:
    for name in (body.name, body.name_fr, *body.aliases, *(dated.name for dated in body.former_names)):
        yield from _named(body.id, "acronym" if is_acronym(name) else "body", (name,))
    yield from _named(body.id, "acronym", body.acronyms)


def _names_of_country(country: Country, knowledge: Knowledge) -> Iterator[Entry]:
    yield from _named(country.id, "country", (country.name, country.official_name, *country.aliases))
    yield from _named(country.id, "demonym", country.demonyms)
    yield from _named(country.id, "people", country.plural_demonyms)
    yield from _named(country.id, "government", country.government)
    capital = f"place/{slug(country.capital[0])}" if country.capital else ""
    if capital and capital not in knowledge.places:
        yield from _named(capital, "place", country.capital)


def _declared(knowledge: Knowledge) -> Iterator[Entry]:
    """Give the aliases that are declared ambiguous, once for each of their ids."""
    for row in knowledge.ambiguous.values():
        body = "acronym" if is_acronym(row.alias) else "body"
        for entity in row.ids:
            kind = {"country": "country", "place": "place", "gathering": "gathering"}.get(kind_of(entity), body)
            yield from _named(entity, kind if "/" in entity else "series", (row.alias,))


def _city_years(knowledge: Knowledge) -> Iterator[Entry]:
    """Name Games by their city and the year in their official name ("Tokyo 2020"); the greater Games count."""
    chosen: dict[str, str] = {}
    for series in reversed(_rules(knowledge, "gatherings").get("main_series", ())):
        for gathering in (g for g in knowledge.gatherings.values() if g.series == series):
            year = gathering.id.rpartition("-")[2]
            chosen |= {f"{city} {year}": gathering.id for city in _cities(gathering, knowledge)}
    for name, entity in chosen.items():
        yield Entry(entity, "gathering", name)


def _cities(gathering: Gathering, knowledge: Knowledge) -> Iterator[str]:
    for city in filter(None, gathering.host_city.split("|")):
        place = knowledge.places.get(city)
        yield from (place.name, *place.aliases) if place else (city.removeprefix("place/").replace("-", " ").title(),)
