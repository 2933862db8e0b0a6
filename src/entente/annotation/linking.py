"""From names found to entities: what a name cannot mean here is dropped, what it may mean is decided by the report."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from entente.annotation.gazetteer import Hit
from entente.annotation.values import Mention
from entente.knowledge.tables import Knowledge
from entente.model.entity import kind_of
from entente.model.span import Span

_NEXT = re.compile(r" (?:(?:de|da|dos|van|von|le|la|bin|al|el|der|ten)[ -])?([A-Z][\w'’-]+)")  # noqa: RUF001
_PREVIOUS = re.compile(r"(?:^|[^\w.'’-])([^\W\d_][\w'’.-]*)[\])]? [\[(]?$")  # noqa: RUF001
_LARGE = 1_000_000  # inhabitants: the name alone makes people think of the city
_NATIONS = ("country", "demonym", "people", "government")


@dataclass(frozen=True)
class LinkRules:
    """The words that guard a link (rules "english/forms", key "linking") and the given names known."""

    titles: frozenset[str]
    before: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    generic_acronyms: frozenset[str]
    given: Collection[str]
    knowledge: Knowledge


def link_rules(knowledge: Knowledge) -> LinkRules:
    """Read the rules that guard a link."""
    rules: Mapping[str, Any] = knowledge.rules.get("english/forms", {}).get("linking", {})
    titles, before, prepositions, generic = (
        frozenset(rules.get(name, ())) for name in ("titles", "before", "prepositions", "generic_acronyms")
    )
    openers = frozenset(knowledge.rules.get("english/forms", {}).get("bodies", {}).get("strip", ()))
    given = frozenset(name.lower() for name in knowledge.rules.get("english/given_names", ()))
    return LinkRules(titles, before, prepositions, openers, generic, given, knowledge)


def drop_doubtful(text: str, hits: Sequence[Hit], rules: LinkRules) -> list[Hit]:
    """Drop places and countries that are parts of a person's or another name, and words that only look like places."""
    starts = {hit.start for hit in hits}
    sure = [h for h in hits if text[h.start : h.end] not in rules.generic_acronyms and not _language(text, h)]
    names = {text[h.start : h.end] for h in sure if _part_of_a_name(text, h, starts, rules)}
    evident = {h.entities[0] for h in sure if h.type == "place" and _evident(text, h, rules)}
    return [h for h in sure if not _doubtful(text, h, starts, names, evident, rules)]


def _language(text: str, hit: Hit) -> bool:
    """Tell whether a demonym is the name of a language ("in English,"), or a country's letters a currency ("US$5m")."""
    if hit.type == "country":
        return text[hit.end : hit.end + 1] == "$"
    if hit.type not in ("demonym", "people"):
        return False
    after, before = text[hit.end : hit.end + 12], text[max(0, hit.start - 14) : hit.start]
    alone = bool(re.match(r"[.,;:)\"”]|$| (?:and|or|as|but|on|to|by|at|that|which|translation)\b", after))  # noqa: RUF001
    spoken = re.search(r"\b(?:in|into|speaks?|spoke|speaking|fluent|knowledge of|learn|from) $", before)
    return after.startswith((" language", "-language", "-speaking", " speaking")) or bool(alone and spoken)


def _doubtful(text: str, hit: Hit, starts: Collection[int], names: Collection[str], evident: Collection[str], rules: LinkRules) -> bool:
    """Tell whether a place or country is rather a name of another sort; a surname stays one throughout the report."""
    if hit.type not in ("place", "country"):
        return False
    if text[hit.start : hit.end] in names:
        return _part_of_a_name(text, hit, starts, rules) or not _evident(text, hit, rules)
    return hit.type == "place" and _needs_evidence(hit, rules) and hit.entities[0] not in evident


def _part_of_a_name(text: str, hit: Hit, starts: Collection[int], rules: LinkRules) -> bool:
    if hit.type not in ("place", "country"):
        return False
    name = text[hit.start : hit.end].lower()
    after = _NEXT.match(text, hit.end)
    follows = after is not None and after.start(1) not in starts and hit.end + 1 not in starts and after[1] not in rules.titles
    before = _PREVIOUS.search(text, max(0, hit.start - 30), hit.start)
    previous = before[1] if before else ""
    if name in rules.given:
        return follows or (previous[:1].isupper() and previous.lower() in rules.given)
    if hit.type == "country":
        return False
    if re.search(r"[^\W\d_]-$", text[max(0, hit.start - 2) : hit.start]):
        return True
    return follows or (previous[:1].isupper() and not _may_precede(text, hit, before, rules))


def _may_precede(text: str, hit: Hit, before: re.Match[str] | None, rules: LinkRules) -> bool:
    """Tell whether a capitalised word before a place is no given name: a title, a direction, or the sentence's first word."""
    if before is None or before[1] in rules.before or before[1] in rules.titles or before[1] in rules.openers or before[1].isupper():
        return True
    at = before.start(1)
    first = at == 0 or text[:at].rstrip(" \"“'‘(")[-1:] in ("", ".", "\n", ":", "!", "?", "–", "—")  # noqa: RUF001
    return first and before[1].lower() not in rules.given


def _needs_evidence(hit: Hit, rules: LinkRules) -> bool:
    place = rules.knowledge.places.get(hit.entities[0])
    if place is None or not place.caution or place.kind == "continent":
        return False
    return place.caution == "word" or int(place.population or 0) < _LARGE


def _evident(text: str, hit: Hit, rules: LinkRules) -> bool:
    """Tell whether what stands around a place speaks for one: a preposition, its country behind it, a dateline."""
    before = _PREVIOUS.search(text, max(0, hit.start - 30), hit.start)
    if before and before[1].lower() in rules.prepositions:
        return True
    line_start = hit.start == 0 or text[hit.start - 1] == "\n"
    return bool(line_start and re.match(r"(?:,? \(|, [A-Z]| [—–-] |: )", text[hit.end : hit.end + 4]))  # noqa: RUF001


def settle_nations(text: str, hits: Sequence[Hit], knowledge: Knowledge) -> list[Hit]:
    """Decide names that several countries bear by which of them the report names otherwise; Georgia the state is a place."""
    counts = Counter(h.entities[0] for h in hits if h.type in _NATIONS and len(h.entities) == 1)
    return [_settled(text, n, hits, counts, knowledge) for n in range(len(hits))]


def _settled(text: str, n: int, hits: Sequence[Hit], counts: Mapping[str, int], knowledge: Knowledge) -> Hit:
    hit = hits[n]
    if hit.type == "country" and (places := [e for e in hit.others if kind_of(e) == "place"]):
        last = hits[n - 1] if n else None
        beside = last is not None and last.type == "place" and text[last.end : hit.start] == ", "
        country = knowledge.places[last.entities[0]].country if beside and last and last.entities[0] in knowledge.places else ""
        if country and country not in hit.entities:
            return replace(hit, type="place", entities=(places[0],), reason="the region, as the place before it is in another country")
    if hit.type in _NATIONS and len(hit.entities) > 1:
        named = [e for e in hit.entities if counts.get(e)]
        if len(named) == 1:
            return replace(hit, entities=(named[0],), others=hit.entities, reason="the one of these countries that the report names")
    return hit


def to_mentions(hits: Sequence[Hit], *, sport: bool) -> list[Mention]:
    """Turn hits into mentions; a people ("Russians") are its athletes where the report is on sport."""
    return [m for hit in hits if (m := _mention(hit, sport)) is not None]


def _mention(hit: Hit, sport: bool) -> Mention | None:
    if hit.type in ("sport", "athletes"):
        return None
    span = Span(hit.start, hit.end)
    candidates = tuple(dict.fromkeys((*hit.entities, *hit.others)))
    if hit.type == "series":
        return Mention(span, "", "gathering", hit.how, hit.reason or "the edition is open", hit.entities, unlisted=hit.unlisted)
    kind = kind_of(candidates[0]) if candidates else "org"
    entity = hit.entities[0] if len(hit.entities) == 1 else ""
    reason = hit.reason or ("" if entity else "several bear this name and the report does not tell which")
    how = "demonym" if hit.type in ("demonym", "people") else hit.how
    return Mention(span, entity, kind, how, reason, candidates if len(candidates) > 1 else (), hit.unlisted)
