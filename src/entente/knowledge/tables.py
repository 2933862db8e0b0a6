"""The rows of the knowledge tables as frozen values; the columns of the CSV files are the fields here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name and the years (EDTF) within which it was in use; an open side is ""."""

    name: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A committee, federation, umbrella body, agency, court, organ or other body (committees, federations, bodies)."""

    id: str
    name: str
    source: tuple[str, ...]
    name_fr: str = ""
    acronyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    former_names: tuple[DatedName, ...] = ()
    country: str = ""
    continental: str = ""
    recognised: str = ""
    status: str = ""
    sport: str = ""
    level: str = ""
    parent: str = ""
    seat: str = ""
    founded: str = ""

    @property
    def owner(self) -> str:
        """The body that an organ belongs to, "" where this is no organ."""
        return self.parent if self.level == "organ" else ""


@dataclass(frozen=True, slots=True)
class Country:
    """A state: its names, its demonyms (adjectives and nouns), its capital, its IOC code."""

    id: str
    name: str
    source: tuple[str, ...]
    official_name: str = ""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    plural_demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    ioc: str = ""
    continent: str = ""
    status: str = ""
    government: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A city, region, venue or continent; `caution` is "word" or "name" where its name is also one of those."""

    id: str
    name: str
    source: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    country: str = ""
    kind: str = ""
    population: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Sport:
    """A sport or discipline, the words for its athletes, and its international federation."""

    id: str
    name: str
    source: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    athletes: tuple[str, ...] = ()
    parent: str = ""
    federation: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A series of gatherings: Games, assemblies, sessions, forums, championships."""

    id: str
    name: str
    source: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    organiser: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Gathering:
    """One edition of a series, with planned and actual dates (EDTF) and its host."""

    id: str
    series: str
    name: str
    source: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    edition: str = ""
    planned: str = ""
    actual: str = ""
    host_city: str = ""
    host_country: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """An alias that several rows claim, declared as such."""

    alias: str
    ids: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts of rows are from."""

    key: str
    title: str
    address: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Knowledge:
    """All that the reader knows before it reads: tables by id, and the rule files (YAML documents) by name.

    `rules` maps a file's path under the knowledge folder without its suffix ("english/posts") to its document;
    `version` is a hash over all files, so that a reading can say which knowledge it used.
    """

    bodies: Mapping[str, Body]
    countries: Mapping[str, Country]
    places: Mapping[str, Place]
    sports: Mapping[str, Sport]
    series: Mapping[str, Series]
    gatherings: Mapping[str, Gathering]
    ambiguous: Mapping[str, Ambiguity]
    sources: Mapping[str, Source]
    rules: Mapping[str, Any]
    version: str

    @cached_property
    def countries_by_code(self) -> Mapping[str, str]:
        """The ids of the countries in being by their IOC codes."""
        return {c.ioc: c.id for c in self.countries.values() if c.ioc and c.status != "former"}
