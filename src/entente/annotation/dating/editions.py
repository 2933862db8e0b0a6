"""Which edition of a gathering a report without a date may mean: those that its name, its place and its day allow."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entente.annotation.dating.clues import Scene, Stretch
from entente.annotation.dating.times import occurrences
from entente.annotation.gatherings.linking import resolve_gatherings
from entente.annotation.values import Mention, TimeExpression
from entente.knowledge.tables import Gathering
from entente.model.edtf import bounds
from entente.model.report import Report
from entente.model.span import Span

_DAY = re.compile(r"XXXX-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class NamedGathering:
    """A stretch that names a gathering, and the editions it may mean."""

    span: Span
    candidates: tuple[str, ...]
    editions: tuple[Gathering, ...]


def gatherings_named(scene: Scene, report: Report) -> Iterator[NamedGathering]:
    """Give the gatherings that a report names, each with the editions it may mean."""
    resolved = resolve_gatherings(report, scene.mentions, scene.times, "", scene.knowledge)
    for mention, decided in zip(scene.mentions, resolved, strict=True):
        if mention.kind == "gathering" and mention.how != "anaphora":
            editions = _on_date(scene, mention.span, _editions(scene, mention, decided))
            yield NamedGathering(mention.span, mention.candidates, tuple(editions))


def _editions(scene: Scene, mention: Mention, decided: Mention) -> list[Gathering]:
    """Give the edition that the name tells, or those of its series that a place in its name or behind it has hosted."""
    known = scene.knowledge.gatherings
    told = decided.entity if decided.reason in ("the year beside its name", "its ordinal") else mention.entity
    if told in known and decided.reason != "its host":
        return [known[told]]
    series = {c.removeprefix("gathering/") for c in mention.candidates} or {g.series for g in [known.get(told)] if g}
    return _hosted([g for g in scene.editions if g.series in series], scene, mention.span)


def _hosted(editions: Sequence[Gathering], scene: Scene, span: Span) -> list[Gathering]:
    """Keep the editions whose city is named in a stretch or behind it, or whose country is where no city fits."""
    places, words = set(_places(scene, span)), span.of(scene.text)
    in_city = [g for g in editions if places & set(g.host_city.split("|")) or _names_host(scene, g, words)]
    return in_city or [g for g in editions if g.host_country in places]


def _names_host(scene: Scene, gathering: Gathering, words: str) -> bool:
    cities = (scene.knowledge.places.get(city) for city in gathering.host_city.split("|"))
    return any(city and re.search(rf"\b{re.escape(city.name)}\b", words) for city in cities)


def _places(scene: Scene, span: Span) -> Iterator[str]:
    """Give the places named behind a gathering in its sentence, up to the next gathering."""
    for other in scene.mentions:
        if span.end <= other.span.start and scene.passage(span).covers(other.span):
            if other.kind == "gathering":
                return
            if other.kind in ("place", "country"):
                yield other.entity


def _on_date(scene: Scene, span: Span, editions: Sequence[Gathering]) -> Sequence[Gathering]:
    """Keep those editions that begin or end on a day which the sentence names without its year, where there are such."""
    days = {(d.month, d.day) for t in scene.times_in(scene.passage(span)) if is_day(t) for d in occurrences(t)[0]}
    return [g for g in editions for f, n in days_held(g) if {(f.month, f.day), (n.month, n.day)} & days] or editions


def is_day(time: TimeExpression) -> bool:
    """Tell whether a time is a day without its year."""
    return not time.edtf and _DAY.match(time.timex_value) is not None and bool(occurrences(time))


def gatherings_unnamed(scene: Scene) -> Iterator[NamedGathering]:
    """Find "its 46th General Assembly in Tashkent": editions of a body that the report names, by ordinal or place."""
    organisers = {m.entity for m in scene.mentions if m.kind == "org"}
    held = [g for g in scene.editions if _organiser(scene, g) in organisers]
    for match in re.finditer(scene.data["at_gathering"]["unnamed"], scene.text):
        span = Span(*match.span())
        if any(m.kind == "gathering" and m.how != "anaphora" and m.span.overlaps(span) for m in scene.mentions):
            continue
        kinds = {w.lower() for w in re.findall("[A-Z][a-z]+", match[0])}
        fitting = [g for g in held if kinds & {scene.knowledge.series[g.series].kind}]
        by_ordinal = [g for g in fitting if match["ordinal"] and g.edition == match["ordinal"]]
        yield NamedGathering(span, (), tuple(by_ordinal or _hosted(fitting, scene, span)))


def _organiser(scene: Scene, gathering: Gathering) -> str:
    series = scene.knowledge.series.get(gathering.series)
    return series.organiser if series else ""


def days_held(gathering: Gathering, *, delayed: bool = False) -> list[Stretch]:
    """Give the days of an edition; of a moved one also those planned, unless the text says that it is delayed."""
    texts = [gathering.actual, "" if delayed and gathering.actual else gathering.planned]
    stretches = [bounds(text) for text in texts if text]
    return [(first, last) for first, last in stretches if first and last]


def all_games(scene: Scene, named: NamedGathering) -> list[Gathering]:
    """Give all editions of a series of Games, which the tables hold without gaps."""
    series = {c.removeprefix("gathering/") for c in named.candidates}
    games = {s for s in series if s in scene.knowledge.series and scene.knowledge.series[s].kind == "games"}
    return [g for g in scene.editions if g.series in games]


def all_meetings(scene: Scene, named: NamedGathering) -> list[Gathering]:
    """Give all editions of a series of meetings, which a weekday may tell apart."""
    series = {c.removeprefix("gathering/") for c in named.candidates}
    return [
        g
        for g in scene.knowledge.gatherings.values()
        if g.series in series and scene.knowledge.series[g.series].kind != "games"
    ]
