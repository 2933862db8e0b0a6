"""From names found to entities: what a name cannot mean here is dropped, what it may mean is decided by the report."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from entente.annotation.names.gazetteer import Hit
from entente.annotation.names.shadow import Layer
from entente.annotation.values import Mention
from entente.knowledge.tables import Knowledge
from entente.model.entity import kind_of
from entente.model.span import Span

_NEXT = re.compile(r" (?:(?:de|da|dos|van|von|le|la|bin|al|el|der|ten)[ -])?([A-Z][\w'’-]+)")
_PREVIOUS = re.compile(r"(?:^|[^\w.'’-])([^\W\d_](?:[\w'’-]*|\.))[\])]? [\[(]?$")
_HYPHENED = re.compile(r"[^\W\d_]-$")
_DATELINE = re.compile(r"(?:,? \(|, [A-Z]| [—–-] |: )")
_AFTER_LANGUAGE = re.compile(r"[.,;:)\"”]|$| (?:and|or|as|but|on|to|by|at|that|which|translation)\b")
_BEFORE_LANGUAGE = re.compile(r"\b(?:in|into|speaks?|spoke|speaking|fluent|knowledge of|learn|from) $")
_SPOKEN = (" language", "-language", "-speaking", " speaking")
_BREAKS = ("", ".", "\n", ":", "!", "?", "–", "—", "-", "•", "*", "|")
_REACH = 30  # characters before a name in which the word before it is looked for
_LARGE = 1_000_000  # inhabitants: the name alone makes people think of the city
_NATIONS = ("country", "demonym", "people", "government")


@dataclass(frozen=True)
class LinkRules:
    """The words that guard a link (rules "english/forms", key "linking") and the given names known."""

    titles: frozenset[str]
    before: frozenset[str]
    prepositions: frozenset[str]
    generic_acronyms: frozenset[str]
    given: frozenset[str]
    knowledge: Knowledge
    seats: re.Pattern[str]
    body: re.Pattern[str]


def link_rules(knowledge: Knowledge) -> LinkRules:
    """Read the rules that guard a link."""
    document: Mapping[str, Any] = knowledge.rules.get("english/forms", {})
    rules, openers = document.get("linking", {}), document.get("bodies", {}).get("strip", ())
    titles, before = frozenset(rules.get("titles", ())), frozenset(rules.get("before", ()))
    prepositions, generic = frozenset(rules.get("prepositions", ())), frozenset(rules.get("generic_acronyms", ()))
    names = (*knowledge.rules.get("english/given_names", ()), *rules.get("given_countries", ()))
    given = frozenset(name.lower() for name in names)
    seats = re.compile(rf"\b(?:{'|'.join(rules.get('seats', ())) or '(?!)'}) of (?:the )?$", re.IGNORECASE)
    heads = "|".join(document.get("bodies", {}).get("heads", ())) or "(?!)"
    body = re.compile(rf"(?: (?:and|of|for|&|[A-Z][\w'’-]*)){{0,6}} (?:{heads})\b")
    before |= titles | frozenset(openers)
    return LinkRules(titles, before, prepositions, generic, given, knowledge, seats, body)


def drop_doubtful(layer: Layer, rules: LinkRules) -> Layer:
    """Drop places and countries that are parts of other names, words that only look like places, and languages."""
    starts = {hit.start for hit in layer.hits}
    sure = [
        h
        for h in layer.hits
        if layer.text[h.start : h.end] not in rules.generic_acronyms and not _language(layer.text, h)
    ]
    parts = {h for h in sure if _part_of_a_name(layer.text, h, starts, rules)}
    names = {layer.text[h.start : h.end] for h in parts}
    evident = {h for h in sure if h.type in ("place", "country") and h not in parts and _evident(layer.text, h, rules)}
    places = {h.entities[0] for h in evident}
    kept = [h for h in sure if h in evident or not _doubtful(layer.text, h, names, places, rules)]
    return Layer(layer.text, [h for h in kept if h not in parts])


def _language(text: str, hit: Hit) -> bool:
    """Tell whether a demonym is the name of a language ("in English,"), or a country's letters a currency ("US$5m")."""
    if hit.type == "country":
        return text[hit.end : hit.end + 1] == "$"
    if hit.type not in ("demonym", "people"):
        return False
    after = text[hit.end : hit.end + 12]
    spoken = _BEFORE_LANGUAGE.search(text, max(0, hit.start - _REACH), hit.start)
    return after.startswith(_SPOKEN) or bool(spoken and _AFTER_LANGUAGE.match(after))


def _doubtful(text: str, hit: Hit, names: Collection[str], places: Collection[str], rules: LinkRules) -> bool:
    """Tell whether a place or country is rather a name of another sort; a surname stays one throughout the report."""
    if hit.type not in ("place", "country"):
        return False
    if text[hit.start : hit.end] in names:
        return True
    return hit.type == "place" and _needs_evidence(hit, rules) and hit.entities[0] not in places


def _part_of_a_name(text: str, hit: Hit, starts: Collection[int], rules: LinkRules) -> bool:
    if hit.type not in ("place", "country") or rules.seats.search(text, max(0, hit.start - _REACH), hit.start):
        return False
    after = _NEXT.match(text, hit.end)
    unknown = after is not None and after.start(1) not in starts and hit.end + 1 not in starts
    follows = after is not None and unknown and after[1] not in rules.titles
    if hit.type == "country" and follows and rules.body.match(text, hit.end):
        return False  # "Kenya Secondary Schools Sports Association"
    before = _PREVIOUS.search(text, max(0, hit.start - _REACH), hit.start)
    previous = before[1] if before else ""
    if text[hit.start : hit.end].lower() in rules.given:
        return follows or (previous[:1].isupper() and previous.lower() in rules.given)
    if hit.type == "country":
        return False
    hyphened = bool(_HYPHENED.search(text, max(0, hit.start - 2), hit.start))
    return follows or hyphened or (previous[:1].isupper() and not _may_precede(text, before, rules))


def _may_precede(text: str, before: re.Match[str] | None, rules: LinkRules) -> bool:
    """Tell whether a capitalised word before a place is no given name: a title, a direction, or the sentence's first word."""
    if before is None or before[1] in rules.before or before[1].isupper():
        return True
    first = text[: before.start(1)].rstrip(" \"“'‘(")[-1:] in _BREAKS
    return first and before[1].lower() not in rules.given


def _needs_evidence(hit: Hit, rules: LinkRules) -> bool:
    place = rules.knowledge.places.get(hit.entities[0])
    if place is None or not place.caution or place.kind == "continent":
        return False
    return place.caution == "word" or int(place.population or 0) < _LARGE


def _evident(text: str, hit: Hit, rules: LinkRules) -> bool:
    """Tell whether what stands around a place speaks for one: a preposition, its country behind it, a dateline."""
    before = _PREVIOUS.search(text, max(0, hit.start - _REACH), hit.start)
    if before and before[1].lower() in rules.prepositions:
        return True
    line_start = hit.start == 0 or text[hit.start - 1] == "\n"
    return line_start and _DATELINE.match(text, hit.end) is not None


def settle_nations(layer: Layer, knowledge: Knowledge) -> Layer:
    """Decide names that several countries bear by which of them the report names otherwise; Georgia the state is a place."""
    counts = Counter(h.entities[0] for h in layer.hits if h.type in _NATIONS and len(h.entities) == 1)
    before: list[Hit | None] = [None, *layer.hits]
    pairs = zip(before, layer.hits, strict=False)
    return Layer(layer.text, [_settled(layer.text, last, hit, counts, knowledge) for last, hit in pairs])


def _settled(text: str, last: Hit | None, hit: Hit, counts: Mapping[str, int], knowledge: Knowledge) -> Hit:
    regions = [e for e in hit.others if kind_of(e) == "place"] if hit.type == "country" else []
    if regions and last and last.type == "place" and text[last.end : hit.start] == ", ":
        place = knowledge.places.get(last.entities[0])
        if place and place.country and place.country not in hit.entities:
            reason = "the region: the place before it lies in another country"
            return replace(hit, type="place", entities=(regions[0],), reason=reason)
    named = [e for e in hit.entities if counts.get(e)] if hit.type in _NATIONS and len(hit.entities) > 1 else []
    if len(named) == 1:
        return replace(hit, entities=(named[0],), others=hit.entities, reason="the only one that the report names")
    return hit


def to_mentions(hits: Sequence[Hit]) -> list[Mention]:
    """Turn hits into mentions; sports and words for athletes alone are none."""
    return [_mention(hit) for hit in hits if hit.type not in ("sport", "athletes")]


def _mention(hit: Hit) -> Mention:
    span = Span(hit.start, hit.end)
    if hit.type == "series":
        series = tuple(f"gathering/{slug}" for slug in hit.entities)
        return Mention(span, "", "gathering", hit.how, hit.reason or "the edition is open", series, hit.unlisted)
    candidates = tuple(dict.fromkeys((*hit.entities, *hit.others)))
    entity = hit.entities[0] if len(hit.entities) == 1 else ""
    reason = hit.reason or ("" if entity else "several bear this name and the report does not tell which")
    how = "demonym" if hit.type in ("demonym", "people") else hit.how
    return Mention(span, entity, kind_of(candidates[0]), how, reason, candidates[1:] and candidates, hit.unlisted)
