"""What an entity is called: the name that the knowledge has for it, else the one that the report prints, else its slug."""

from collections.abc import Iterable, Mapping

from entente.knowledge.tables import Body, Country, Gathering, Knowledge, Place
from entente.model.claim import Claim
from entente.model.entity import code_of, kind_of, slug

_FORMS = {
    "npc": "{country} National Paralympic Committee",
    "nf": "{country} {sport} federation",
    "athletes": "{people} athletes",
}
_ACRONYM = 5  # letters: a body's id is its common acronym, where it has one
_SMALL = ("a", "and", "at", "by", "for", "in", "of", "on", "the", "to")
_PEOPLE = ("er", "man")  # ends of words for a person


def names_in(claims: Iterable[Claim], text: str) -> dict[str, str]:
    """Give the names of entities as the report prints them: evidence whose slug is the entity's own, the longest first."""
    names: dict[str, str] = {}
    for claim in claims:
        for evidence in claim.evidence:
            entities = claim.roles.get(evidence.role)
            printed = " ".join(evidence.span.of(text).split()) if entities else ""
            for entity in entities or ():
                if len(printed) > len(names.get(entity, "")) and slug(printed) == entity.partition("/")[2]:
                    names[entity] = printed
    return names


def name_of(entity: str, knowledge: Knowledge, printed: Mapping[str, str]) -> str:
    """Give the name of an entity; never empty."""
    for table in _tables(knowledge):
        if entity in table:
            return table[entity].name
    return printed.get(entity) or _by_form(entity, knowledge)


def is_listed(entity: str, knowledge: Knowledge) -> bool:
    """Tell whether the knowledge names an entity."""
    return any(entity in table for table in _tables(knowledge))


def _tables(knowledge: Knowledge) -> tuple[Mapping[str, Body | Country | Place | Gathering], ...]:
    return knowledge.bodies, knowledge.countries, knowledge.places, knowledge.gatherings


def _by_form(entity: str, knowledge: Knowledge) -> str:
    kind, code, rest = kind_of(entity), code_of(entity), entity.partition("/")[2]
    if kind in _FORMS:
        row = next((row for row in knowledge.countries.values() if row.ioc == code), None)
        country, people = (row.name, _adjective(row, knowledge)) if row else (code, code)
        sport = knowledge.sports.get(rest.partition("/")[2])
        field = sport.name if sport else rest.partition("/")[2]
        told = _FORMS[kind].format(country=country, people=people, sport=field)
        return f"{told} ({sport.name})" if kind == "athletes" and sport else told
    words = rest.replace("/", " ").replace("-", " ")
    if kind == "org" and words.isalpha() and len(words) <= _ACRONYM:
        return words.upper()
    return words.title() if kind == "person" else _titled(words)


def _titled(words: str) -> str:
    """Give the words of a slug as a name: "Ministry of Sport"."""
    return " ".join(word if n and word in _SMALL else word.title() for n, word in enumerate(words.split()))


def _adjective(country: Country, knowledge: Knowledge) -> str:
    """Give the adjective of a country ("Russian"), its name where none is known that is its own and no noun ("New Zealander")."""
    others = {word for row in knowledge.countries.values() if row.id != country.id for word in row.demonyms}
    own = (word for word in country.demonyms if word not in others and not word.endswith(_PEOPLE))
    return next(own, country.name)
