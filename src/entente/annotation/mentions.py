"""Mentions of bodies, countries, places, athletes and gatherings in a report, each linked as far as the report allows.

In order of trust: a name of a list, a name of a known form, a definition in the text, what a list says of an acronym, the body
last named. Persons are another stage; capitalised names of theirs are left alone here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from entente.annotation.acronyms import definitions, settle_acronyms, use_definitions
from entente.annotation.bodies import BodyForms, add_organs, add_unlisted, body_forms, link_open_organs, short_name
from entente.annotation.forms import Forms, apply_forms, forms_of
from entente.annotation.gathering_names import add_bare_assemblies, add_gatherings, add_named, gathering_forms
from entente.annotation.gatherings import anaphor_kinds, kind_of_gathering, name_editions
from entente.annotation.gazetteer import Gazetteer, Hit, gazetteer_of, longest
from entente.annotation.linking import LinkRules, drop_doubtful, link_rules, settle_nations, to_mentions
from entente.annotation.values import Mention, SentenceSpan
from entente.knowledge.tables import Knowledge
from entente.model.report import Report
from entente.model.span import Span

_GENERIC = re.compile(r"(?<![\w-])(?:NOCs?|NPCs?|National (?P<para>Paralympic|Olympic) Committees?)(?!\w)")
_BARE_COMMITTEE = re.compile(r"(?<=[Tt]he )(?P<kind>Olympic|Paralympic) Committee(?! of)(?!\w)")


@dataclass(frozen=True)
class _Reading:
    """All that is prepared once for a knowledge."""

    gazetteer: Gazetteer
    forms: Forms
    bodies: BodyForms
    rules: LinkRules
    anaphors: re.Pattern[str]


def find_mentions(report: Report, sentences: Sequence[SentenceSpan], knowledge: Knowledge) -> tuple[Mention, ...]:
    """Find and link the mentions of a report; they are sorted and do not overlap.

    Gatherings whose edition the text alone does not tell stay open, with their series as candidates, until
    `resolve_gatherings` is called with the times and the date of the report. `sentences` bound what is looked at.
    """
    reading = _reading(gazetteer_of(knowledge))
    text = report.text
    hits = _bodies(text, reading)
    sport = any(h.type in ("group", "series", "gathering", "body") for h in hits)
    mentions = to_mentions([_people(h, knowledge) if sport else h for h in hits], sport=sport)
    taken = sorted((*mentions, *_open_mentions(text, hits, reading)), key=lambda m: m.span)
    inside = _within(_apart(taken), sentences)
    return name_editions(text, inside, knowledge)


def _reading(gazetteer: Gazetteer) -> _Reading:
    return _prepare(_Held(gazetteer))


@dataclass(frozen=True)
class _Held:
    """A gazetteer as a key: the one of a knowledge is the same object every time."""

    gazetteer: Gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.gazetteer is self.gazetteer


@lru_cache(maxsize=4)
def _prepare(held: _Held) -> _Reading:
    knowledge = held.gazetteer.knowledge
    rules: Mapping[str, Any] = knowledge.rules.get("english/forms", {})
    nouns = rules.get("gatherings", {}).get("anaphors", ())
    words = "|".join(form for noun in nouns for form in dict.fromkeys((noun, noun.capitalize()))) or "(?!)"
    anaphors = re.compile(rf"(?:(?<=\b[Tt]he )|(?<=\b[Tt]his )|(?<=\b[Tt]hat ))(?:{words})(?! of )(?!\w)(?!['’]? [A-Z])")  # noqa: RUF001
    return _Reading(held.gazetteer, forms_of(knowledge), body_forms(knowledge), link_rules(knowledge), anaphors)


def _bodies(text: str, reading: _Reading) -> list[Hit]:
    """Find all names of a text, from the lists up to what is made of them."""
    knowledge = reading.gazetteer.knowledge
    hits = drop_doubtful(text, reading.gazetteer.hits(text), reading.rules)
    hits = apply_forms(text, settle_nations(text, hits, knowledge), reading.forms)
    defined = definitions(text, hits, knowledge)
    hits = use_definitions(text, hits, defined)
    hits = settle_acronyms(text, hits, knowledge, reading.rules.generic_acronyms)
    name_of = short_name(knowledge, defined)
    gatherings = gathering_forms(knowledge, reading.bodies.strip, name_of)
    hits = add_organs(text, hits, reading.bodies, name_of)
    hits = add_gatherings(text, hits, gatherings)
    hits = add_named(text, hits, gatherings, reading.bodies.generic)
    hits = link_open_organs(text, add_unlisted(text, hits, reading.bodies), reading.bodies, name_of)
    hits = add_bare_assemblies(text, hits, gatherings)
    return use_definitions(text, hits, {a: e for a, e in definitions(text, hits, knowledge).items() if a not in defined})


def _people(hit: Hit, knowledge: Knowledge) -> Hit:
    """Take a people ("Russians") for its athletes, as a report on sport does."""
    country = knowledge.countries.get(hit.entities[0]) if hit.type == "people" else None
    if country is None or not country.ioc:
        return hit
    athletes = f"athletes/{country.ioc}"
    return replace(hit, type="group", entities=(athletes,), how="demonym", others=hit.entities, reason="a people, in a report on sport")


def _open_mentions(text: str, hits: Sequence[Hit], reading: _Reading) -> Iterator[Mention]:
    """Give what refers without naming: committees in general, "the Olympic Committee", "the Games"."""
    for match in _GENERIC.finditer(text):
        kind = "npc" if match[0].startswith("NP") or match["para"] == "Paralympic" else "noc"
        yield Mention(Span(*match.span()), "", kind, "list", "committees in general: no country is named")
    for match in _BARE_COMMITTEE.finditer(text):
        kind = "noc" if match["kind"] == "Olympic" else "npc"
        known = {e for h in hits for e in h.entities if h.type == "body" and e.startswith(f"{kind}/")}
        if len(known) == 1:
            yield Mention(Span(*match.span()), known.pop(), kind, "anaphora", "the one committee of this kind in the report")
    yield from _anaphors(text, hits, reading)


def _anaphors(text: str, hits: Sequence[Hit], reading: _Reading) -> Iterator[Mention]:
    """Give "the Games", "the event" where a gathering of their kind is named before them."""
    knowledge = reading.gazetteer.knowledge
    named = [(h.start, kind_of_gathering(e, knowledge)) for h in hits if h.type in ("series", "gathering") for e in h.entities[:1]]
    for match in reading.anaphors.finditer(text):
        kinds = anaphor_kinds(match[0], knowledge)
        if any(start < match.start() and kind in kinds for start, kind in named):
            yield Mention(Span(*match.span()), "", "gathering", "anaphora", "refers to a gathering named before it")


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Keep, of mentions that overlap, the first and longest."""
    hits = {(m.span.start, m.span.end): m for m in reversed(mentions)}
    kept = longest(Hit(start, end, "body", ()) for start, end in hits)
    return [hits[h.start, h.end] for h in kept]


def _within(mentions: Sequence[Mention], sentences: Sequence[SentenceSpan]) -> list[Mention]:
    """Leave out what runs over the end of a sentence; without sentences nothing is."""
    if not sentences:
        return list(mentions)
    kept, at = [], 0
    for mention in mentions:
        while at < len(sentences) - 1 and sentences[at].span.end <= mention.span.start:
            at += 1
        if sentences[at].span.covers(mention.span):
            kept.append(mention)
    return kept
