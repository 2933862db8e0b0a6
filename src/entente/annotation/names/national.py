"""Bodies that every country has, named without theirs: "the National Sports Council", "the Supreme Court"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entente.annotation.lexicon import any_of
from entente.annotation.names.federations import country_told
from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.shadow import ANY, Layer, Sparse
from entente.knowledge.tables import Country, Knowledge
from entente.model.entity import slug

_REASON = "the one of the country that the report is about"


@dataclass(frozen=True)
class NationalBodies:
    """The pattern of their names, those that are courts, and the bodies of the lists by the slugs of their names."""

    pattern: Sparse
    courts: frozenset[str]
    listed: Mapping[str, str]
    knowledge: Knowledge


def national_bodies(knowledge: Knowledge) -> NationalBodies:
    """Read the rules for them (rules "english/forms", key "open_national")."""
    rules: Mapping[str, Any] = knowledge.rules.get("english/forms", {}).get("open_national", {})
    courts = tuple(rules.get("courts", ()))
    names = any_of((*rules.get("bodies", ()), *courts))
    rows = (row for row in knowledge.bodies.values() if row.id.startswith("org/"))
    listed = {slug(name): row.id for row in rows for name in (row.name, *row.aliases)}
    alone = rf"(?<![\w’'-])(?<![A-Z{ANY}]\w )(?P<name>{names})(?![\w-])(?! (?:of|in|for) (?:the )?[A-Z{ANY}])"
    return NationalBodies(Sparse(re.compile(alone), re.compile(names)), frozenset(courts), listed, knowledge)


def add_national(layer: Layer, rules: NationalBodies) -> Layer:
    """Give such a body the country that the report is about: the one of a list, else one called by its own words."""
    found = [m for m in rules.pattern.finditer(layer.shadow) if not _is_part(layer, m.start())]
    country = country_told(layer, rules.knowledge) if found else None
    return layer.under(hit for m in found if (hit := _short_of(layer, m) or _national(m, country, rules)))


def _short_of(layer: Layer, match: re.Match[str]) -> Hit | None:
    """Give the one body named before whose longer name has the same words: "Sports Council" for "Council of Sports of Arlen"."""
    words = set(match["name"].split())
    before = [h for h in layer.hits if h.type == "body" and len(h.entities) == 1 and h.end <= match.start()]
    named = {h.entities[0]: h for h in before if words <= set(layer.text[h.start : h.end].split())}
    if len(named) != 1:
        return None
    ((entity, hit),) = named.items()
    return Hit(*match.span(), "body", (entity,), "form", "short for the body named before", unlisted=hit.unlisted)


def _is_part(layer: Layer, start: int) -> bool:
    """Tell whether a name before belongs to it: "Eastern Sports Council"; the first word of a sentence does not."""
    before = re.search(rf"([\w’'{ANY}-]+) $", layer.shadow[max(0, start - 40) : start])
    return before is not None and not before[1][0].islower() and before[1] not in ("The", "And", "But", "A")


def _national(match: re.Match[str], country: Country | None, rules: NationalBodies) -> Hit | None:
    name = match["name"]
    listed = next((rules.listed[n] for n in _names(name, country) if n in rules.listed), "") if country else ""
    court = name in rules.courts
    if not listed and court and not country:
        return None
    made = f"org/{slug(name)}-of-{slug(country.name)}" if court and country else f"org/{slug(name)}"
    return Hit(*match.span(), "body", (listed or made,), "form", _REASON, unlisted=not listed)


def _names(name: str, country: Country) -> list[str]:
    nations = (country.name, f"{country.name}'s", *country.demonyms)
    return [*(slug(f"{nation} {name}") for nation in nations), slug(f"{name} of {country.name}")]
