"""Federations that are told by their sport: "the handball federation" of a country, "football's governing body".

What such words look like is data (knowledge/english/forms.yaml: open_federation, governing_bodies).
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entente.annotation.names.forms import country_of
from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.shadow import ANY, Layer, Sparse, sparse
from entente.knowledge.tables import Country, Knowledge

_SPORT = ("sport", "athletes")
_NATION = ("country", "demonym", "people")
_NAME = 60  # characters in which a country's name before has room
_WORD_BEFORE = re.compile(rf"([A-Z{ANY}][\w'’{ANY}-]*)(?: |['’]s )$")
_CLEAR = 2  # a report that names a country so often, and no other as often, is about it


@dataclass(frozen=True)
class Federations:
    """The patterns for federations without a name, the words for continents, and the knowledge."""

    open: tuple[Sparse, ...]
    governing: tuple[Sparse, ...]
    continents: Mapping[str, str]
    knowledge: Knowledge
    of_the_sport: re.Pattern[str]
    strip: frozenset[str]  # words with a capital that are no part of a name behind them


def federations_of(knowledge: Knowledge) -> Federations:
    """Read the rules for them (rules "english/forms"); raises re.error or KeyError where a pattern is none."""
    rules: Mapping[str, Any] = knowledge.rules.get("english/forms", {})
    governing = rules.get("governing_bodies", {})
    unnamed = rules.get("open_federation", {})
    patterns = [p for p in (unnamed.get("pattern"), unnamed.get("bare"), unnamed.get("governing")) if p]
    strip = (*rules.get("bodies", {}).get("strip", ()), *rules.get("bodies", {}).get("not_called", ()))
    return Federations(
        tuple(sparse(pattern, "ederation", "ssociation", "nion", "body") for pattern in patterns),
        (
            *(sparse(pattern, "body") for pattern in governing.get("patterns", ())),
            *(sparse(pattern, "[Ww]orld ") for pattern in (governing.get("heads"),) if pattern),
        ),
        governing.get("continents", {}),
        knowledge,
        re.compile(governing.get("of_the_sport", "(?!)")),
        frozenset(strip),
    )


def add_governing(layer: Layer, federations: Federations) -> Layer:
    """Give "football's governing body" its international federation, "football's European governing body" the continental one."""
    found = (m for pattern in federations.governing for m in pattern.finditer(layer.shadow))
    return layer.over(hit for match in found if (hit := _governing(layer, match, federations)))


def add_governing_of_the_sport(layer: Layer, federations: Federations) -> Layer:
    """Give "the sport's governing body" the international federation of the sport named last before it."""
    if "governing body" not in layer.text:
        return layer
    found = []
    for match in federations.of_the_sport.finditer(layer.text):
        before = [hit.entities[0] for hit in layer.hits if hit.type in _SPORT and hit.end <= match.start()]
        if before and (body := _international(before[-1], federations.knowledge)):
            found.append(Hit(*match.span(), "body", (body,), "anaphora", "who governs the sport named before"))
    return layer.over(found)


def _governing(layer: Layer, match: re.Match[str], federations: Federations) -> Hit | None:
    if _of_nation(layer, match.start()):
        return None
    sport = _sport_in(layer, match)
    continent = federations.continents.get(match.groupdict().get("continent") or "", "")
    knowledge = federations.knowledge
    body = _continental(sport, continent, knowledge) if continent else _international(sport, knowledge)
    return Hit(*match.span(), "body", (body,), "anaphora", "who governs the sport") if body else None


def _of_nation(layer: Layer, at: int) -> bool:
    """Tell whether a country's name stands right before: "Mali's judo governing body"."""
    ends = {h.end for h in layer.inside(max(0, at - _NAME), at) if h.type in _NATION}
    return any(layer.text[end:at] in (" ", "'s ", "’s ", "' ", "’ ") for end in ends)


def _sport_in(layer: Layer, match: re.Match[str]) -> str:
    found = [hit for hit in layer.inside(*match.span()) if hit.type in _SPORT]
    return found[0].entities[0] if found else ""


def _international(sport: str, knowledge: Knowledge) -> str:
    row = knowledge.sports.get(sport)
    return row.federation if row else ""


def _continental(sport: str, continent: str, knowledge: Knowledge) -> str:
    rows = [b for b in knowledge.bodies.values() if b.level == "continental" and b.sport == sport]
    named = [b.id for b in rows if any(continent in name for name in (b.name, *b.aliases))]
    return named[0] if len(named) == 1 else ""


def add_open_federations(layer: Layer, federations: Federations) -> Layer:
    """Give "the handball federation" the country whose federation of this sport is named, else the one meant beside it."""
    found = (m for pattern in federations.open for m in pattern.finditer(layer.shadow))
    meant = (m for m in found if not _is_part(layer, m, federations))
    return layer.over(hit for match in meant if (hit := _national(layer, match, federations.knowledge)))


def _is_part(layer: Layer, match: re.Match[str], federations: Federations) -> bool:
    """Tell whether a federation without "the" is a part of a longer name: "Asian Judo Federation"."""
    if match.groupdict().get("owner"):
        return False
    start = match.start("name")
    before = _WORD_BEFORE.search(layer.shadow, max(0, start - _NAME), start)
    return before is not None and not federations.strip.issuperset(before[1].split("-"))


def _national(layer: Layer, match: re.Match[str], knowledge: Knowledge) -> Hit | None:
    sport = _sport_in(layer, match)
    named = {e for h in layer.hits for e in h.entities if e.startswith("nf/") and e.endswith(f"/{sport}")}
    own = (match.groupdict().get("owner") or "").lower() in ("whose", "its", "their")
    if len(named) == 1 and not own:
        entity = named.pop()
    else:
        country = _beside(layer, match.start(), knowledge) if own else _about(layer, match, sport, knowledge)
        entity = f"nf/{country.ioc}/{sport}" if country and country.ioc else ""
    start = match.start("name")
    return (
        Hit(start, match.end(), "body", (entity,), "anaphora", "the federation of the country meant")
        if entity
        else None
    )


def _beside(layer: Layer, at: int, knowledge: Knowledge) -> Country | None:
    """Give the country named last before an offset in its sentence."""
    first = max(layer.text.rfind("\n", 0, at), layer.text.rfind(". ", 0, at))
    named = [c for h in layer.inside(first + 1, at) if (c := country_of(h, knowledge))]
    return knowledge.countries.get(named[-1]) if named else None


def _about(layer: Layer, match: re.Match[str], sport: str, knowledge: Knowledge) -> Country | None:
    """Give the country that a report is about, where it does not name who governs the sport in the world."""
    known = {_international(sport, knowledge)} | {b.id for b in knowledge.bodies.values() if b.sport == sport}
    if not match.groupdict().get("national") and any(
        e in known for h in layer.hits for e in h.entities if e.startswith("org/")
    ):
        return None
    return country_told(layer, knowledge)


def country_told(layer: Layer, knowledge: Knowledge) -> Country | None:
    """Give the country that a report is about: named twice at least, and more often than any other; None where it is not clear."""
    told = Counter(c for h in layer.hits if (c := country_of(h, knowledge))).most_common(2)
    clear = told and told[0][1] >= _CLEAR and (len(told) == 1 or told[0][1] > told[1][1])
    return knowledge.countries.get(told[0][0]) if clear else None
