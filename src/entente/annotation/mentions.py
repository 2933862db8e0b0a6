"""Mentions of bodies, countries, places, athletes and gatherings in a report, each linked as far as the report allows.

In order of trust: a name of a list, a name of a known form, a definition in the text, what a list says of an acronym, the body
last named. Persons are another stage; capitalised names of theirs are left alone here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from entente.annotation.gatherings.anaphors import anaphor_pattern, gathering_anaphors
from entente.annotation.gatherings.linking import name_editions
from entente.annotation.gatherings.names import (
    add_bare_assemblies,
    add_gatherings,
    add_late_assemblies,
    add_named,
    add_presided,
)
from entente.annotation.gatherings.rules import GatheringRules, gathering_rules
from entente.annotation.lexicon import longest, once_per_document
from entente.annotation.names.acronyms import add_undefined, definitions, settle_acronyms, use_definitions
from entente.annotation.names.bodies import BodyRules, add_unlisted, body_rules
from entente.annotation.names.called import CalledBodies, add_called, called_bodies
from entente.annotation.names.committees import open_committees
from entente.annotation.names.federations import (
    Federations,
    add_governing,
    add_governing_of_the_sport,
    add_open_federations,
    federations_of,
)
from entente.annotation.names.forms import Forms, add_forms, add_open_ministries, forms_of
from entente.annotation.names.gazetteer import Gazetteer, Hit, gazetteer_of
from entente.annotation.names.linking import LinkRules, drop_doubtful, link_rules, settle_nations, to_mentions
from entente.annotation.names.national import NationalBodies, add_national, national_bodies
from entente.annotation.names.organs import Naming, Organs, add_open_organs, add_organs, organs_of
from entente.annotation.names.shadow import Layer, Sparse
from entente.annotation.values import Mention, SentenceSpan
from entente.knowledge.tables import Knowledge
from entente.model.report import Report

_ON_SPORT = ("group", "series", "gathering", "body")


@dataclass(frozen=True)
class _Reading:
    """All that is prepared once for a knowledge."""

    gazetteer: Gazetteer
    forms: Forms
    federations: Federations
    national: NationalBodies
    organs: Organs
    bodies: BodyRules
    gatherings: GatheringRules
    links: LinkRules
    called: CalledBodies
    given: frozenset[str]
    anaphors: Sparse


@once_per_document
def _prepare(knowledge: Knowledge) -> _Reading:
    rules: Mapping[str, Any] = knowledge.rules.get("english/forms", {})
    given = frozenset(name.lower() for name in knowledge.rules.get("english/given_names", ()))
    return _Reading(
        gazetteer_of(knowledge),
        forms_of(knowledge),
        federations_of(knowledge),
        national_bodies(knowledge),
        organs_of(knowledge),
        body_rules(rules, given),
        gathering_rules(knowledge),
        link_rules(knowledge),
        called_bodies(rules.get("bodies", {})),
        given,
        anaphor_pattern(rules.get("gatherings", {})),
    )


def find_mentions(report: Report, sentences: Sequence[SentenceSpan], knowledge: Knowledge) -> tuple[Mention, ...]:
    """Find and link the mentions of a report; they are sorted, do not overlap and lie each within one of `sentences`.

    Gatherings whose own name does not tell the edition stay open, with their series as candidates, until
    `resolve_gatherings` is called with the times and the date of the report.
    """
    reading = _prepare(knowledge)
    layer = _names(report.text, reading)
    found = [*to_mentions(layer.hits), *_open_mentions(layer, reading)]
    return name_editions(report.text, _within(_apart(found), sentences), knowledge)


def _names(text: str, reading: _Reading) -> Layer:
    """Find all names of a text, from those of the lists up to what is made of them."""
    knowledge = reading.gazetteer.knowledge
    layer = drop_doubtful(Layer(text, reading.gazetteer.hits(text)), reading.links)
    layer = add_governing(settle_nations(layer, knowledge), reading.federations)
    layer = add_governing_of_the_sport(layer, reading.federations)
    layer = add_open_ministries(add_forms(layer, reading.forms), reading.forms)
    layer = add_national(add_open_federations(layer, reading.federations), reading.national)
    defined = definitions(layer, knowledge)
    layer = settle_acronyms(use_definitions(layer, defined), knowledge)
    naming = Naming(knowledge, {entity: acronym for acronym, entity in defined.items()})
    layer = add_organs(layer, reading.organs, naming)
    layer = add_named(add_gatherings(layer, reading.gatherings, naming), reading.gatherings)
    layer = add_open_organs(add_unlisted(layer, reading.bodies, organs=False), reading.organs, naming)
    layer = add_unlisted(layer, reading.bodies, organs=True)
    layer = add_late_assemblies(layer, reading.gatherings, naming)
    layer = add_undefined(layer)
    layer = add_called(layer, reading.called, reading.given)
    layer = add_bare_assemblies(layer, reading.gatherings, naming)
    layer = add_presided(layer, reading.gatherings)
    late = {a: e for a, e in definitions(layer, knowledge).items() if a not in defined}
    return _with_bodies(_peoples(use_definitions(layer, late), knowledge), knowledge)


def _with_bodies(layer: Layer, knowledge: Knowledge) -> Layer:
    """Keep with every listed organ the body it belongs to, as organs by construction do."""
    return Layer(layer.text, [_with_body(hit, knowledge) for hit in layer.hits])


def _with_body(hit: Hit, knowledge: Knowledge) -> Hit:
    row = knowledge.bodies.get(hit.entities[0]) if hit.type in ("body", "acronym") and len(hit.entities) == 1 else None
    return replace(hit, others=(row.owner,)) if row and row.owner else hit


def _peoples(layer: Layer, knowledge: Knowledge) -> Layer:
    """Take a people ("Russians") for its athletes where the report is on sport."""
    if not any(hit.type in _ON_SPORT for hit in layer.hits):
        return layer
    return Layer(layer.text, [_athletes(hit, knowledge) for hit in layer.hits])


def _athletes(hit: Hit, knowledge: Knowledge) -> Hit:
    country = knowledge.countries.get(hit.entities[0]) if hit.type == "people" else None
    if country is None or not country.ioc:
        return hit
    athletes = (f"athletes/{country.ioc}",)
    return replace(
        hit,
        type="group",
        entities=athletes,
        how="demonym",
        others=hit.entities,
        reason="a people, in a report on sport",
    )


def _open_mentions(layer: Layer, reading: _Reading) -> Iterator[Mention]:
    """Give what refers without naming: committees in general, "the Olympic Committee", "the Games"."""
    yield from open_committees(layer, reading.gazetteer.knowledge)
    yield from gathering_anaphors(layer, reading.anaphors, reading.gazetteer.knowledge)


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Keep, of mentions that overlap, the first and longest; of those on one span the first given."""
    return [mention for _, _, mention in longest((m.span.start, m.span.end, m) for m in mentions)]


def _within(mentions: Sequence[Mention], sentences: Sequence[SentenceSpan]) -> list[Mention]:
    """Leave out what runs over the end of a sentence; where no sentences are given, nothing is."""
    if not sentences:
        return list(mentions)
    kept, at = [], 0
    for mention in mentions:
        while at < len(sentences) - 1 and sentences[at].span.end <= mention.span.start:
            at += 1
        if sentences[at].span.covers(mention.span):
            kept.append(mention)
    return kept
