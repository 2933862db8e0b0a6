"""Entities by the beginnings of words of any of their names, as one types: those that the knowledge lists, acronyms first."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from entente.knowledge.tables import Body, Country, Knowledge


@dataclass(frozen=True, slots=True)
class Namesake:
    """An entity that a text may mean: its id and name, and the name by which it was found, "" where that is its own."""

    entity: str
    name: str
    called: str = ""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All names of the knowledge: folded, with a space before each word, and the entity, in the order of the tables."""

    names: tuple[tuple[str, Namesake], ...]


def folded(text: str) -> str:
    """Give a text in lower case without diacritics and punctuation, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’.")
    return " ".join(re.findall(r"[^\W_]+", letters))


def name_index(knowledge: Knowledge) -> NameIndex:
    """Give the index of the names of bodies, countries, gatherings and places."""
    tables = (knowledge.bodies, knowledge.countries, knowledge.gatherings, knowledge.places)
    rows = [row for table in tables for row in table.values()]
    return NameIndex(
        tuple((f" {folded(name)}", _namesake(row, name)) for row in rows for name in _names_of(row) if name)
    )


def find_names(index: NameIndex, text: str) -> list[Namesake]:
    """Give the entities of which one name has all words of a text as beginnings of its words, the nearest first, each once.

    A name that is the text comes before one that begins with it, and that before others; among these the shorter one.
    """
    words = [f" {word}" for word in folded(text).split()]
    found = list(index.names) if words else []
    for word in words:
        found = [pair for pair in found if word in pair[0]]
    wanted = "".join(words)
    found.sort(key=lambda pair: (pair[0] != wanted, not pair[0].startswith(wanted), len(pair[0])))
    return list({one.entity: one for _, one in reversed(found)}.values())[::-1]


def _namesake(row: Any, name: str) -> Namesake:
    return Namesake(row.id, row.name, "" if name == row.name else name)


def _names_of(row: Any) -> Iterator[str]:
    yield row.name
    yield from row.aliases
    if isinstance(row, Body):
        yield from _of_body(row)
    if isinstance(row, Country):
        yield from (row.official_name, row.ioc, row.id.rpartition("/")[2])


def _of_body(body: Body) -> Iterable[str]:
    return (body.name_fr, *body.acronyms, *(former.name for former in body.former_names))
