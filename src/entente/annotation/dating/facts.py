"""Clues to a report's own date from what the world knows: dated events, and who held an office when."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from entente.annotation.dating.clues import Clue, Scene, since, year_of
from entente.model.edtf import bounds
from entente.model.span import Span

_NEAR = 25


def clues_of_facts(scene: Scene) -> Iterator[Clue]:
    """Find the clues that events and terms of office give."""
    yield from _events(scene)
    yield from _terms(scene)


def _events(scene: Scene) -> Iterator[Clue]:
    for event in scene.data["events"]:
        first = bounds(str(event["date"]))[0] or date.min
        for match in re.finditer(rf"\b(?:{event['words']})(?![\w-])", scene.text):
            span = Span(*match.span())
            passage = scene.passage(span)
            yield Clue(passage, since(first), f"{match[0]} dates from {event['date']}")
            if which := re.search(scene.data["relative"]["after"], scene.after(span)):
                later = scene.data["years_after"][which["which"].lower().removeprefix("the ")]
                yield Clue(
                    passage, (year_of(first.year + later),), f"its {which['which']} year is told by the {match[0]}"
                )


def _terms(scene: Scene) -> Iterator[Clue]:
    data = scene.data["term"]
    for term in scene.data["terms"]:
        name, pattern = f"(?:{term['name']})", _title(data, term)
        for match in re.finditer(pattern, scene.text) if re.search(name, scene.text) else ():
            span = Span(*match.span())
            if not re.search(data["never"], scene.before(span)[-_NEAR:] + match[0]):
                first, last = bounds(str(term["from"]))[0] or date.min, _late(bounds(str(term["to"]))[1], data["late"])
                reason = f"{match[0]} held the office from {term['from']}" + (f" to {term['to']}" if term["to"] else "")
                yield Clue(scene.passage(span), ((first, last),), reason)


def _title(data: Mapping[str, Any], term: Mapping[str, Any]) -> str:
    words = {"name": f"(?:{term['name']})", "office": f"(?:{term['office']})", "words": f"(?:{data['words']})"}
    return "|".join(re.sub(r"\{(\w+)\}", lambda m: words[m[1]], pattern) for pattern in data["patterns"])


def _late(day: date | None, days: int) -> date:
    """Give the last day on which a report may still call one by an office that ended on a day."""
    return day + timedelta(days=days) if day else date.max
