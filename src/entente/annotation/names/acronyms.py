"""Acronyms: those that the report defines count first, those of the lists second, and only where the report bears them out.

Where a text defines acronyms is told in `definitions`; here they get the entity of the name that they are defined for.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from entente.annotation.lexicon import any_of
from entente.annotation.names.definitions import Definition, find_definitions, stands_for
from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.organs import BODY
from entente.annotation.names.shadow import Layer
from entente.knowledge.tables import Knowledge
from entente.model.entity import code_of, kind_of
from entente.model.span import Span

_UNKNOWN = re.compile(r"(?<![\w&.’'-])[A-Z]{3,7}(?![\w&]|-\w|\.\w)")
_PLURAL = re.compile(r"[A-Z]+s")
_PAIR = 2  # letters that mean a country only where the report names it otherwise ("TT")
_SAFE = 4  # letters of an acronym that is taken by itself
_NAMES = ("body", "gathering", "series")
_NATIONS = ("country", "demonym", "people")
_SPORT = ("series", "gathering", "group", "sport", "athletes")


def definitions(layer: Layer, knowledge: Knowledge) -> dict[str, str]:
    """Give the acronyms that the report itself defines, each with its entity (a series of gatherings by its slug).

    The first definition counts; plural acronyms, "NOCs", name no one body.
    """
    found: dict[str, str] = {}
    named = [hit for hit in layer.hits if hit.type in _NAMES and len(hit.entities) == 1]
    starts = {hit.start: hit for hit in layer.hits}
    for definition in find_definitions(layer.text, [Span(hit.start, hit.end) for hit in named]):
        hit = next((h for h in named if h.start <= definition.long.start and definition.long.end <= h.end), None)
        if hit and _is_acronym_of(layer, hit, definition, starts.get(definition.short.start)):
            found.setdefault(definition.short.of(layer.text), _defined(layer, hit, definition, knowledge))
    return {acronym: entity for acronym, entity in found.items() if not _PLURAL.fullmatch(acronym)}


def _is_acronym_of(layer: Layer, hit: Hit, definition: Definition, other: Hit | None) -> bool:
    """Tell whether a name bears the letters: they are no other kind of name, nor those of several ("Committees (NOC) of")."""
    if hit.start <= definition.short.start < hit.end:
        return "ommittees" not in layer.text[hit.start : hit.end]
    return other is None or other.type in BODY


def _defined(layer: Layer, hit: Hit, definition: Definition, knowledge: Knowledge) -> str:
    owner = _owner_in_name(layer, hit, knowledge)
    owns = definition.long.start > hit.start or definition.short.of(layer.text).upper() in _listed(owner, knowledge)
    return owner if owner and owns else hit.entities[0]


def _owner_in_name(layer: Layer, hit: Hit, knowledge: Knowledge) -> str:
    """Give the body that ends the name of its organ or assembly: "(FIS)" behind "Council of the Ski Federation" is its own."""
    if " of " not in layer.text[hit.start : hit.end]:
        return ""
    if hit.type == "series":
        series = knowledge.series.get(hit.entities[0])
        return series.organiser if series else next(iter(hit.others), "")
    row = knowledge.bodies.get(hit.entities[0])
    return row.parent if row and row.parent else next(iter(hit.others), "")


def _listed(entity: str, knowledge: Knowledge) -> frozenset[str]:
    row = knowledge.bodies.get(entity)
    return frozenset(acronym.upper() for acronym in row.acronyms) if row else frozenset()


def use_definitions(layer: Layer, defined: Mapping[str, str]) -> Layer:
    """Link every occurrence of the report's own acronyms; they stand before what a list says of the same letters."""
    spelled = {form: entity for a, entity in defined.items() for form in {a, a.upper()} if len(form) > 1}
    if not spelled:
        return layer
    found = re.finditer(rf"(?<![\w-])(?:{any_of(spelled)})(?!\w)", layer.text)
    return layer.over(
        Hit(*m.span(), _type(spelled[m[0]]), (spelled[m[0]],), "definition", "defined in the report") for m in found
    )


def add_undefined(layer: Layer) -> Layer:
    """Link letters that nothing explains to the one body named before them in full whose words they stand for."""
    named = [h for h in layer.hits if h.type == "body" and len(h.entities) == 1 and h.how != "definition"]
    full = [
        h for h in named if layer.text[h.start : h.end].count(" ") > 1 and not layer.text[h.start : h.end].isupper()
    ]
    found = (hit for m in _UNKNOWN.finditer(layer.text) if full and (hit := _undefined(layer, m, full)))
    return layer.under(found)


def _undefined(layer: Layer, match: re.Match[str], full: Sequence[Hit]) -> Hit | None:
    before = [h for h in full if h.end <= match.start() and stands_for(match[0], layer.text[h.start : h.end])]
    entities = {h.entities[0] for h in before}
    if len(entities) != 1:
        return None
    reason = f"the letters of {layer.text[before[0].start : before[0].end]!r}"
    return Hit(*match.span(), "body", before[0].entities, "acronym", reason, before[0].unlisted, before[0].others)


def _type(entity: str) -> str:
    if "/" not in entity:
        return "series"
    return "gathering" if kind_of(entity) == "gathering" else "body"


def settle_acronyms(layer: Layer, knowledge: Knowledge) -> Layer:
    """Decide the acronyms that only a list knows by what else the report names; undecided ones keep all candidates."""
    named = {h.entities[0] for h in layer.hits if h.type == "body" and len(h.entities) == 1}
    rows = [knowledge.countries.get(e) for h in layer.hits if h.type in _NATIONS for e in h.entities[:1]]
    codes = {row.ioc for row in rows if row} | {code_of(e) for e in named} - {""}
    codes_by_trust = (codes, _codes_of_places(layer, knowledge), _codes_of_letters(layer))
    household = knowledge.rules.get("english/forms", {}).get("linking", {}).get("household_acronyms", ())
    by_letters = any(h.type == "acronym" and layer.text[h.start : h.end] in household for h in layer.hits)
    sport = bool(named) or by_letters or any(h.type in _SPORT for h in layer.hits)
    known = named | {e for h in layer.hits if h.type == "acronym" for e in h.entities}
    sports = _sports_named(layer, named, knowledge)
    fitting = (_of_sport(hit, sports, named, knowledge) for hit in layer.hits)
    hits = [_without_strangers(hit, known, knowledge) for hit in fitting]
    named |= {e for h in hits if h and h.type == "acronym" for e in h.entities if _owner(e, knowledge)}
    return Layer(
        layer.text,
        [kept for hit in hits if hit and (kept := _settled(hit, named, codes_by_trust, knowledge, sport=sport))],
    )


def _sports_named(layer: Layer, named: Collection[str], knowledge: Knowledge) -> set[str]:
    """Give the sports that a report names, by themselves or by the federations of countries."""
    words = {e for h in layer.hits if h.type in ("sport", "sport_word", "sport_name") for e in h.entities}
    federations = {e.rpartition("/")[2] for e in named if kind_of(e) == "nf"}
    own = {row.sport for e in named if (row := knowledge.bodies.get(e)) and row.sport}
    kinds = words | federations | own
    return kinds | {sport.parent for s in kinds if (sport := knowledge.sports.get(s)) and sport.parent}


def _of_sport(hit: Hit, sports: Collection[str], named: Collection[str], knowledge: Knowledge) -> Hit:
    """Leave to an acronym of several bodies the ones of a sport that the report names: the EHF in one on handball."""
    if hit.type != "acronym" or len(hit.entities) < 2 or not set(named).isdisjoint(hit.entities):  # noqa: PLR2004
        return hit
    fitting = tuple(e for e in hit.entities if (row := knowledge.bodies.get(e)) and row.sport in sports)
    return replace(hit, entities=fitting) if len(fitting) == 1 else hit


def _codes_of_places(layer: Layer, knowledge: Knowledge) -> set[str]:
    """Give the IOC codes of the countries in which the cities lie that a report names, as in its dateline."""
    places = [knowledge.places.get(h.entities[0]) for h in layer.hits if h.type == "place"]
    rows = [knowledge.countries.get(place.country) for place in places if place]
    return {row.ioc for row in rows if row and row.ioc}


def _codes_of_letters(layer: Layer) -> set[str]:
    """Give the IOC codes of the countries whose bodies alone bear letters that a report has: TTOC is of TTO."""
    sole = [h for h in layer.hits if h.type == "acronym" and len(h.entities) == 1 and h.end - h.start >= _SAFE]
    return {code for h in sole if (code := code_of(h.entities[0]))}


def _without_strangers(hit: Hit, known: Collection[str], knowledge: Knowledge) -> Hit | None:
    """Leave out of an acronym the organs whose body the report does not name: "EC" is nobody's without one."""
    if hit.type != "acronym":
        return hit
    kept = tuple(e for e in hit.entities if not (owner := _owner(e, knowledge)) or owner in known)
    return replace(hit, entities=kept) if kept else None


def _owner(entity: str, knowledge: Knowledge) -> str:
    row = knowledge.bodies.get(entity)
    return row.owner if row else ""


def _nation_meant(
    hit: Hit, likely: Sequence[str], named: Collection[str], codes: Sequence[Collection[str]], knowledge: Knowledge
) -> Hit | None:
    """Give letters that are a country's too ("TT") that country, where the report names it otherwise and no body of the letters."""
    rows = [row for e in hit.others if (row := knowledge.countries.get(e)) and any(row.ioc in own for own in codes)]
    if len(rows) != 1 or set(likely) & set(named):
        return None
    reason = "the country that the report names"
    return replace(hit, type="country", entities=(rows[0].id,), others=hit.entities, reason=reason)


def _settled(
    hit: Hit, named: Collection[str], codes: Sequence[Collection[str]], knowledge: Knowledge, *, sport: bool
) -> Hit | None:
    if hit.type != "acronym":
        return hit
    long = sport and len(hit.entities) == 1 and hit.end - hit.start >= _SAFE
    likely = hit.entities if long else _likely(hit.entities, named, codes)
    if (nation := _nation_meant(hit, likely, named, codes, knowledge)) is not None:
        return nation
    if hit.others and not set(likely) & set(named) and hit.end - hit.start > _PAIR:
        likely = ()  # the letters may be no acronym at all: CAR is a country too
    if len(likely) == 1 and (sport or hit.end - hit.start >= _SAFE):
        return replace(hit, entities=likely, others=hit.entities, how="acronym")
    if len(hit.entities) + len(hit.others) > 1 and sport:
        every = (*hit.entities, *hit.others)
        return replace(
            hit,
            entities=every,
            how="acronym",
            reason="several bodies bear this acronym and the report does not tell which",
        )
    return None


def _likely(candidates: Sequence[str], named: Collection[str], codes: Sequence[Collection[str]]) -> tuple[str, ...]:
    """Choose among the bodies of an acronym: those named in full, else international ones, else of a country or city named."""
    full = tuple(c for c in candidates if c in named)
    world = tuple(c for c in candidates if not code_of(c))
    return full or world or next(filter(None, (tuple(c for c in candidates if code_of(c) in own) for own in codes)), ())
