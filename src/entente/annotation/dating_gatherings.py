"""Clues to a report's own date from gatherings of known date: last year's, those to come, those it reports from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entente.annotation.dating_clues import Clue, Scene, Stretch, joined, since, until, year_of
from entente.annotation.dating_times import OF_YEAR, occurrences
from entente.annotation.gatherings import resolve_gatherings
from entente.annotation.tense import FUTURE, told_tense
from entente.annotation.time_finding import recognise
from entente.annotation.time_units import period
from entente.annotation.time_values import amount_of
from entente.annotation.values import Mention, TimeExpression
from entente.knowledge.tables import Gathering
from entente.model.edtf import bounds
from entente.model.report import Report
from entente.model.span import Span

_PERIOD = re.compile(r"P(\d+)([YMWD])")
_LENGTH = {"Y": 365, "M": 30, "W": 7, "D": 1}
_BEFORE = re.compile(r" before (?:the )?(?:[\w'’-]+ ){0,4}")  # noqa: RUF001 - the apostrophe of news text
_AHEAD = re.compile(r"[^.]{0,60} in ")
_DAY = re.compile(r"XXXX-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class _Named:
    """A stretch that names a gathering, and the editions it may mean."""

    span: Span
    candidates: tuple[str, ...]
    editions: tuple[Gathering, ...]


def clues_of_gatherings(scene: Scene, report: Report) -> Iterator[Clue]:
    """Find the clues that gatherings give."""
    resolved = resolve_gatherings(report, scene.mentions, scene.times, "", scene.knowledge)
    for mention, decided in zip(scene.mentions, resolved, strict=True):
        if mention.kind == "gathering" and mention.how != "anaphora":
            named = _Named(mention.span, mention.candidates, tuple(_on_date(scene, mention.span, _editions(scene, mention, decided))))
            yield from _relative(scene, named)
            yield from _tensed(scene, named)
            yield from _of_date(scene, named)
            yield from _reported_from(scene, named)
            yield from _countdown(scene, named)
    for named in _unnamed(scene):
        yield from _reported_from(scene, named)


def _editions(scene: Scene, mention: Mention, decided: Mention) -> list[Gathering]:
    """Give the edition that the name tells, or those of its series that a place in its name or behind it has hosted."""
    known = scene.knowledge.gatherings
    told = decided.entity if decided.reason in ("the year beside its name", "its ordinal") else mention.entity
    if told in known and decided.reason != "its host":
        return [known[told]]
    series = {c.removeprefix("gathering/") for c in mention.candidates} or {g.series for g in [known.get(told)] if g}
    return _hosted([g for g in known.values() if g.series in series], scene, mention.span)


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
    days = {(d.month, d.day) for t in scene.times_in(scene.passage(span)) if _is_day(t) for d in occurrences(t)[0]}
    return [g for g in editions for f, n in _held(g) if {(f.month, f.day), (n.month, n.day)} & days] or editions


def _is_day(time: TimeExpression) -> bool:
    return not time.edtf and _DAY.match(time.timex_value) is not None and bool(occurrences(time))


def _unnamed(scene: Scene) -> Iterator[_Named]:
    """ "Its 46th General Assembly in Tashkent": the edition of a body that the report names, by ordinal or place."""
    organisers = {m.entity for m in scene.mentions if m.kind == "org"}
    held = [g for g in scene.knowledge.gatherings.values() if _organiser(scene, g) in organisers]
    for match in re.finditer(scene.data["at_gathering"]["unnamed"], scene.text):
        span = Span(*match.span())
        if any(m.kind == "gathering" and m.how != "anaphora" and m.span.overlaps(span) for m in scene.mentions):
            continue
        kinds = {w.lower() for w in re.findall("[A-Z][a-z]+", match[0])}
        fitting = [g for g in held if kinds & {scene.knowledge.series[g.series].kind}]
        by_ordinal = [g for g in fitting if match["ordinal"] and g.edition == match["ordinal"]]
        yield _Named(span, (), tuple(by_ordinal or _hosted(fitting, scene, span)))


def _organiser(scene: Scene, gathering: Gathering) -> str:
    series = scene.knowledge.series.get(gathering.series)
    return series.organiser if series else ""


def _held(gathering: Gathering, *, delayed: bool = False) -> list[Stretch]:
    """Give the days of an edition; of a moved one also those planned, unless the text says that it is delayed."""
    texts = [gathering.actual, "" if delayed and gathering.actual else gathering.planned]
    stretches = [bounds(text) for text in texts if text]
    return [(first, last) for first, last in stretches if first and last]


def _relative(scene: Scene, named: _Named) -> Iterator[Clue]:
    """ "Last year's X": the report is of the year after X; of Games without more all editions count."""
    before, data = scene.before(named.span), scene.data["relative"]
    which = re.search(data["before"], before) or re.search(data["after"], scene.after(named.span))
    if not which and not re.search(data["season"], scene.after(named.span)):
        return
    word = which["which"].lower().removeprefix("the ") if which else "this"
    delayed = re.search(scene.data["delayed"], before) is not None
    later = scene.data["years_after"][word]
    held = [days for g in named.editions or _games(scene, named) for days in _held(g, delayed=delayed)]
    if held:
        reason = f"{named.span.of(scene.text)} is of its {word} year"
        days = joined(year_of(first.year + later) for first, _ in held)
        yield Clue(scene.passage(named.span), days, reason, firm=bool(named.editions))


def _games(scene: Scene, named: _Named) -> list[Gathering]:
    """Give all editions of a series of Games, which the tables hold without gaps."""
    series = {c.removeprefix("gathering/") for c in named.candidates}
    games = {s for s in series if s in scene.knowledge.series and scene.knowledge.series[s].kind == "games"}
    return [g for g in scene.knowledge.gatherings.values() if g.series in games]


def _tensed(scene: Scene, named: _Named) -> Iterator[Clue]:
    """A gathering to come is not over, one that was has begun."""
    before, after, passage = scene.before(named.span), scene.after(named.span), scene.passage(named.span)
    ahead, behind = scene.data["to_come"], scene.data["was"]
    held = _held(named.editions[0]) if len(named.editions) == 1 else []
    if not held or re.search(r"\b(?:last|previous) year", before):
        return
    if any(re.search(ahead[name], before) for name in ("before", "modal")) or re.match(ahead["after"], after):
        yield Clue(passage, until(max(last for _, last in held)), f"{named.editions[0].name} is to come", firm=False)
    elif re.search(behind["before"], before) or re.match(behind["after"], after):
        yield Clue(passage, since(min(first for first, _ in held)), f"{named.editions[0].name} is past", firm=False)


def _of_date(scene: Scene, named: _Named) -> Iterator[Clue]:
    """A gathering whose day is told without its year is of the months behind or ahead."""
    reach = {name: timedelta(days=days) for name, days in scene.data["reach"].items()}
    for time in scene.times_in(scene.passage(named.span)):
        if time.rule in OF_YEAR:
            continue
        days = {(d.month, d.day) for d in occurrences(time)[0]} if _is_day(time) else set()
        held = [s for g in named.editions for s in _held(g) if {(d.month, d.day) for d in s} & days]
        if held:
            stretches = joined((first - reach["future"], last + reach["past"]) for first, last in held)
            reason = f"{time.span.of(scene.text)}, without its year, is of the {named.span.of(scene.text)}"
            yield Clue(scene.passage(named.span), stretches, reason, firm=False)


def _reported_from(scene: Scene, named: _Named) -> Iterator[Clue]:
    """ "At the Assembly in Seoul on Thursday", or in the lead with no date: the report is of the days after its beginning."""
    data, passage = scene.data["at_gathering"], scene.passage(named.span)
    if not re.search(data["before"], scene.before(named.span)):
        return
    times = [t for t in scene.times_in(passage) if t.timex_type == "DATE" and not t.timex_value.endswith("_REF")]
    weekdays = [t for t in times if t.rule == "weekday"]
    held = [s for g in named.editions or _meetings(scene, named) for s in _held(g) if (s[1] - s[0]).days <= data["longest"]]
    text, days = named.span.of(scene.text), data["days"]
    if weekdays and told_tense(scene.text, weekdays[0].span, scene.rules) == FUTURE:
        return
    if weekdays:
        wanted = int(weekdays[0].timex_value[len("XXXX-WXX-")])
        held = [s for s in held if _falls_on(*s, wanted)]
        reason = f"{weekdays[0].span.of(scene.text)} is a day of the {text}"
    elif not times and named.editions and passage in [s.span for s in scene.sentences[: scene.data["lead"]["sentences"]]]:
        days, reason = scene.data["lead"]["days"], f"its lead tells of the {text}"
    else:
        return
    if held:
        yield Clue(passage, joined((first, last + timedelta(days=days)) for first, last in held), reason, firm=False)


def _meetings(scene: Scene, named: _Named) -> list[Gathering]:
    """Give all editions of a series of meetings, which a weekday may tell apart."""
    series = {c.removeprefix("gathering/") for c in named.candidates}
    return [g for g in scene.knowledge.gatherings.values() if g.series in series and scene.knowledge.series[g.series].kind != "games"]


def _falls_on(first: date, last: date, weekday: int) -> bool:
    return any((first + timedelta(days=n)).isoweekday() == weekday for n in range((last - first).days + 1))


def _countdown(scene: Scene, named: _Named) -> Iterator[Clue]:
    """ "14 months before the Games", of what is just reported, and "the Games, which open in a year's time"."""
    data, passage = scene.data["countdown"], scene.passage(named.span)
    for time in scene.times_in(passage):
        length = _length(scene, named.span, time)
        if length:
            error = length * data["error"] + timedelta(days=data["days"])
            stretches = [(first - length - error, first - length + error) for g in named.editions for first, _ in _held(g)]
            if stretches:
                reason = f"{time.span.of(scene.text)} from the {named.span.of(scene.text)}"
                yield Clue(passage, joined(stretches), reason, firm=False)


def _length(scene: Scene, span: Span, time: TimeExpression) -> timedelta | None:
    """Give how long before a gathering the report is, where a duration beside it says so."""
    found = next(iter(recognise(scene.text, time.span, scene.rules)), None)
    match = _PERIOD.fullmatch(period(found.fields["unit"], amount_of(found.fields))) if found and "unit" in found.fields else None
    if not match:
        return None
    if time.rule == "hence":
        near = _AHEAD.fullmatch(scene.text, span.end, max(span.end, time.span.start)) is not None
    else:
        weekday = any(t.rule == "weekday" for t in scene.times_in(scene.passage(time.span)))
        near = weekday and _BEFORE.fullmatch(scene.text, time.span.end, max(time.span.end, span.start)) is not None
    return timedelta(days=int(match[1]) * _LENGTH[match[2]]) if near else None
