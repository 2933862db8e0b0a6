"""Which entities a user means: an id, a bare country code, a name, an acronym, or a part of a person's name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from entente.knowledge.tables import Body, Country, Knowledge
from entente.model.entity import code_of, is_entity_id, slug
from entente.records.support import Names


@dataclass(frozen=True, slots=True)
class Found:
    """The entities that a text means; where it means several different ones, `candidates` lists them, id to name.

    `elsewhere` are entities of that name which the register says nothing about.
    """

    entities: tuple[str, ...] = ()
    candidates: Mapping[str, str] | None = None
    elsewhere: tuple[str, ...] = ()


def look_up(text: str, knowledge: Knowledge, names: Names) -> Found:
    """Give the entities that a text means, among those the register names (`names`) and those the knowledge lists.

    A code of three letters means all the entities of its country. Of several of one name those that the register says
    something about are taken first; where these are still several, or none is, all are candidates.
    """
    if is_entity_id(text):
        return Found((text,))
    if of_country := _of_country(text, knowledge, names):
        return Found(of_country)
    meant = dict(_named(text, knowledge, names))
    known = tuple(entity for entity in meant if entity in names)
    if len(known) == 1 or len(meant) == 1:
        chosen = known or tuple(meant)
        return Found(chosen, elsewhere=tuple(e for e in meant if e not in chosen))
    return Found(candidates=meant) if meant else Found()


def as_one(found: Found, standing_for: Callable[[Iterable[str]], tuple[str, ...]], names: Names) -> Found:
    """Give what a text means with the ids that stand for entities judged to be one; several that are one are no candidates."""
    entities = standing_for(found.entities)
    elsewhere = tuple(entity for entity in standing_for(found.elsewhere) if entity not in entities)
    if found.candidates is None:
        return Found(entities, elsewhere=elsewhere)
    listed = standing_for(found.candidates)
    if len(listed) == 1:
        return Found(listed)
    return Found(candidates={entity: found.candidates.get(entity) or names.get(entity, entity) for entity in listed})


def committees_of(knowledge: Knowledge) -> dict[str, str]:
    """Give the National Olympic Committee of each country, by the country's id."""
    return {country.id: f"noc/{country.ioc}" for country in knowledge.countries.values() if country.ioc}


def _of_country(text: str, knowledge: Knowledge, names: Names) -> tuple[str, ...]:
    if not re.fullmatch("[A-Z]{3}", text):
        return ()
    rows = [c for c in knowledge.countries.values() if text in (c.ioc, code_of(c.id)) and c.status != "former"]
    if not rows:
        return ()
    states, committees = {c.id for c in rows}, {c.ioc or code_of(c.id) for c in rows}
    belonging = {e for e in names if (e in states if e.startswith("country/") else code_of(e) in committees)}
    return tuple(sorted(belonging | states | {f"noc/{code}" for code in committees}))


def _named(text: str, knowledge: Knowledge, names: Names) -> Iterator[tuple[str, str]]:
    wanted = slug(text)
    if not wanted:
        return
    yield from listed_as(text, knowledge).items()
    for entity, name in names.items():
        if slug(name) == wanted or _is_part(wanted, entity):
            yield entity, name


def listed_as(text: str, knowledge: Knowledge) -> dict[str, str]:
    """Give the entities that the knowledge lists under a name, an acronym or an alias, each with its name."""
    wanted = slug(text)
    tables = (knowledge.bodies, knowledge.countries, knowledge.places, knowledge.gatherings)
    rows = (row for table in tables for row in table.values())
    return {row.id: row.name for row in rows if any(wanted == slug(name) for name in _names_of(row))}


def _names_of(row: object) -> Iterator[str]:
    yield getattr(row, "name", "")
    yield from getattr(row, "aliases", ())
    if isinstance(row, Body):
        yield from (row.name_fr, *row.acronyms, *(former.name for former in row.former_names))
    if isinstance(row, Country):
        yield row.official_name


def _is_part(wanted: str, entity: str) -> bool:
    """Tell whether the words are words of a person's name, or the whole slug of any other entity."""
    kind, _, rest = entity.partition("/")
    return set(wanted.split("-")) <= set(rest.split("-")) if kind == "person" else wanted == rest
