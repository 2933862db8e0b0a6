"""The gazetteer: one Aho-Corasick automaton over all names of the knowledge tables, matched with word borders and case.

Text and names are folded character by character (small letters, no diacritics, one apostrophe, hyphens as spaces), so that
offsets stay those of the report; what is a name's capital must be one in the text too. Method: A. V. Aho and M. J. Corasick,
"Efficient string matching", Communications of the ACM 18:6 (1975), by https://pyahocorasick.readthedocs.io/ .
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ahocorasick

from entente.knowledge.tables import Body, Country, Gathering, Knowledge
from entente.model.entity import slug

ORDER = ("blocked", "gathering", "series", "group", "body", "acronym", "country", "demonym", "people", "government", "place", "sport", "athletes")
"""Types of names ("group": a country's athletes); where one stretch of text is two of them, the earlier counts."""

_SPACES = "-‐‑‒–\u00a0\u2009\u202f"  # noqa: RUF001 - hyphens and spaces that names are written with
_APOSTROPHES = "’‘ʼ`´"  # noqa: RUF001
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
_MIN_TITLE_CASE = 4  # "Fifa" is FIFA, "Roc" is no ROC
_SPELLINGS = (
    (re.compile(r"([Oo]rgani)([sz])(ation|ing|er)"), {"s": "z", "z": "s"}),
    (re.compile(r"([Cc]ent)(re|er)(\b)"), {"re": "er", "er": "re"}),
    (re.compile(r"( )(&|and)( )"), {"&": "and", "and": "&"}),
    (re.compile(r"(\b)(National Olympic Committees)(\b)"), {"National Olympic Committees": "NOCs"}),
    (re.compile(r"(^|\s)(St\.?|Saint)(\s)"), {"St.": "Saint", "St": "Saint", "Saint": "St"}),
)


def _fold_table() -> dict[int, str]:
    table = {ord(c): " " for c in _SPACES} | {ord(c): "'" for c in _APOSTROPHES}
    for code in (*range(ord("A"), ord("Z") + 1), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code).lower()[:1]
        plain = _LETTERS.get(letter) or unicodedata.normalize("NFKD", letter)[:1]
        table[code] = plain if plain.isalpha() else chr(code)
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """Fold a text for matching, one character to one character: `fold(text)[i]` stands for `text[i]`."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one row: the entity (a sport or a series by its slug), the type of name, and the name as the table has it."""

    entity: str
    type: str
    name: str
    former: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that is a name: offsets, type, and the entities it may stand for, the likeliest type's first."""

    start: int
    end: int
    type: str
    entities: tuple[str, ...]
    how: str = "list"
    reason: str = ""
    unlisted: bool = False
    others: tuple[str, ...] = ()  # entities of other types that bear the same name


@dataclass(frozen=True)
class Gazetteer:
    """The automaton over folded names, and the knowledge it was built from."""

    automaton: Any
    knowledge: Knowledge

    def hits(self, text: str) -> list[Hit]:
        """Find the names in a text, longest first where they overlap; sorted by start."""
        return [hit for hit in longest(self._all(text)) if hit.type != "blocked"]

    def _all(self, text: str) -> Iterator[Hit]:
        folded = fold(text)
        for last, (length, entries) in self.automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if _bounded(folded, start, end) and (fitting := [e for e in entries if _cased(e, text[start:end])]):
                yield _hit(start, end, fitting)


@dataclass(frozen=True, slots=True)
class _Same:
    """A knowledge compared by identity: its tables are too large to compare by value."""

    knowledge: Knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.knowledge is self.knowledge


def gazetteer_of(knowledge: Knowledge) -> Gazetteer:
    """Give the gazetteer of a knowledge; it is built once for each."""
    return _build(_Same(knowledge))


@lru_cache(maxsize=4)
def _build(same: _Same) -> Gazetteer:
    names: dict[str, list[Entry]] = {}
    for entry in entries_of(same.knowledge):
        for variant in _variants(entry.name):
            names.setdefault(fold(variant), []).append(entry if variant == entry.name else _renamed(entry, variant))
    automaton = ahocorasick.Automaton()
    for key, entries in names.items():
        automaton.add_word(key, (len(key), entries))
    automaton.make_automaton()
    return Gazetteer(automaton, same.knowledge)


def _renamed(entry: Entry, name: str) -> Entry:
    return Entry(entry.entity, entry.type, name, entry.former)


def _variants(name: str) -> set[str]:
    found = {name}
    for pattern, swap in _SPELLINGS:
        for known in tuple(found):
            if match := pattern.search(known):
                found.add(known[: match.start(2)] + swap[match[2]] + known[match.end(2) :])
                if match[2] == "Saint":
                    found.add(known[: match.start(2)] + "St." + known[match.end(2) :])
    return found


def entries_of(knowledge: Knowledge) -> Iterator[Entry]:
    """Give every name of every row of the tables that may stand in a text."""
    for body in knowledge.bodies.values():
        yield from _names_of_body(body)
    for country in knowledge.countries.values():
        yield from _names_of_country(country)
    yield from _capitals(knowledge)
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
    rules = knowledge.rules.get("english/forms", {})
    yield from _named("", "blocked", rules.get("linking", {}).get("blocked", ()))


def _named(entity: str, kind: str, names: Iterable[str], *, former: bool = False) -> Iterator[Entry]:
    for name in names:
        bare = name.removeprefix("The ").removeprefix("the ").strip()
        if len(bare) > 1:
            yield Entry(entity, kind, bare, former)


def _names_of_body(body: Body) -> Iterator[Entry]:
    for name in (body.name, body.name_fr, *body.aliases):
        yield from _named(body.id, "acronym" if is_acronym(name) else "body", (name,))
    for dated in body.former_names:
        yield from _named(body.id, "acronym" if is_acronym(dated.name) else "body", (dated.name,), former=True)
    yield from _named(body.id, "acronym", body.acronyms)


def is_acronym(name: str) -> bool:
    """Tell whether a name is written as an acronym: one word, all its letters capitals."""
    return name.isupper() and " " not in name.strip()


def _names_of_country(country: Country) -> Iterator[Entry]:
    yield from _named(country.id, "country", (country.name, country.official_name, *country.aliases))
    yield from _named(country.id, "demonym", country.demonyms)
    yield from _named(country.id, "people", country.plural_demonyms)
    yield from _named(country.id, "government", country.government)


def _capitals(knowledge: Knowledge) -> Iterator[Entry]:
    for country in knowledge.countries.values():
        if country.capital and f"place/{slug(country.capital[0])}" not in knowledge.places:
            yield from _named(f"place/{slug(country.capital[0])}", "place", country.capital)


def _declared(knowledge: Knowledge) -> Iterator[Entry]:
    kinds = {"country": "country", "place": "place", "gathering": "gathering"}
    for row in knowledge.ambiguous.values():
        for entity in row.ids:
            kind = kinds.get(entity.partition("/")[0], "acronym" if is_acronym(row.alias) else "body")
            yield from _named(entity, kind if "/" in entity else "series", (row.alias,))


def _city_years(knowledge: Knowledge) -> Iterator[Entry]:
    """Name Games by their city and the year in their official name ("Tokyo 2020"); the greater Games count."""
    order = knowledge.rules.get("english/forms", {}).get("gatherings", {}).get("main_series", ())
    chosen: dict[str, str] = {}
    for series in reversed(order):
        for gathering in (g for g in knowledge.gatherings.values() if g.series == series):
            for city in _cities(gathering, knowledge):
                chosen[f"{city} {gathering.id.rpartition('-')[2]}"] = gathering.id
    for name, entity in chosen.items():
        yield Entry(entity, "gathering", name)


def _cities(gathering: Gathering, knowledge: Knowledge) -> Iterator[str]:
    for city in filter(None, gathering.host_city.split("|")):
        place = knowledge.places.get(city)
        yield from (place.name, *place.aliases) if place else (city.removeprefix("place/").replace("-", " ").title(),)


def _bounded(folded: str, start: int, end: int) -> bool:
    return not (start and folded[start - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum())


def _cased(entry: Entry, found: str) -> bool:
    """Tell whether the text has the capitals that the name needs; an acronym needs just its own."""
    if entry.type in ("sport", "athletes"):
        return True
    if entry.name.isupper():
        titled = entry.type == "acronym" and len(entry.name) >= _MIN_TITLE_CASE and found == entry.name.capitalize()
        return found == entry.name or titled
    return all(not own.isupper() or other.isupper() for own, other in zip(entry.name, found, strict=True))


def _hit(start: int, end: int, entries: list[Entry]) -> Hit:
    kind = min((e.type for e in entries), key=ORDER.index)
    chosen = tuple(dict.fromkeys(e.entity for e in entries if e.type == kind))
    others = tuple(dict.fromkeys(e.entity for e in entries if e.type != kind and e.entity not in chosen))
    return Hit(start, end, kind, chosen, others=others)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Keep, of hits that overlap, the one that begins first, then the longest; give them sorted by start."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
