"""Clues to a report's own date from gatherings of known date: last year's, those to come, those it reports from."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from entente.annotation.dating.clues import Clue, Scene, joined, since, until, year_of
from entente.annotation.dating.editions import (
    NamedGathering,
    all_games,
    all_meetings,
    days_held,
    gatherings_named,
    gatherings_unnamed,
    is_day,
)
from entente.annotation.dating.times import OF_YEAR, occurrences
from entente.annotation.times.finding import recognise
from entente.annotation.times.tense import FUTURE, told_tense
from entente.annotation.times.units import period
from entente.annotation.times.values import amount_of
from entente.annotation.values import TimeExpression
from entente.model.report import Report
from entente.model.span import Span

_PERIOD = re.compile(r"P(\d+)([YMWD])")
_LENGTH = {"Y": 365, "M": 30, "W": 7, "D": 1}


def clues_of_gatherings(scene: Scene, report: Report) -> Iterator[Clue]:
    """Find the clues that gatherings give."""
    for named in gatherings_named(scene, report):
        for reading in (_relative, _tensed, _of_date, _reported_from, _countdown):
            yield from reading(scene, named)
    for named in gatherings_unnamed(scene):
        yield from _reported_from(scene, named)


def _relative(scene: Scene, named: NamedGathering) -> Iterator[Clue]:
    """Read "last year's X": the report is of the year after X; of Games without more all editions count."""
    before, data = scene.before(named.span), scene.data["relative"]
    which = re.search(data["before"], before) or re.search(data["after"], scene.after(named.span))
    if not which and not re.search(data["season"], scene.after(named.span)):
        return
    word = which["which"].lower().removeprefix("the ") if which else "this"
    delayed = re.search(scene.data["delayed"], before) is not None
    later = scene.data["years_after"][word]
    held = [days for g in named.editions or all_games(scene, named) for days in days_held(g, delayed=delayed)]
    if held:
        reason = f"{named.span.of(scene.text)} is of its {word} year"
        days = joined(year_of(first.year + later) for first, _ in held)
        yield Clue(scene.passage(named.span), days, reason, firm=bool(named.editions))


def _tensed(scene: Scene, named: NamedGathering) -> Iterator[Clue]:
    """Read the tense: a gathering to come is not over, one that was has begun."""
    before, after, passage = scene.before(named.span), scene.after(named.span), scene.passage(named.span)
    ahead, behind = scene.data["to_come"], scene.data["was"]
    held = days_held(named.editions[0]) if len(named.editions) == 1 else []
    if not held or re.search(scene.data["relative"]["past"], before):
        return
    if any(re.search(ahead[name], before) for name in ("before", "modal")) or re.match(ahead["after"], after):
        yield Clue(passage, until(max(last for _, last in held)), f"{named.editions[0].name} is to come", firm=False)
    elif re.search(behind["before"], before) or re.match(behind["after"], after):
        yield Clue(passage, since(min(first for first, _ in held)), f"{named.editions[0].name} is past", firm=False)


def _of_date(scene: Scene, named: NamedGathering) -> Iterator[Clue]:
    """Read a gathering whose day is told without its year as one of the months behind or ahead."""
    reach = {name: timedelta(days=days) for name, days in scene.data["reach"].items()}
    for time in scene.times_in(scene.passage(named.span)):
        if time.rule in OF_YEAR:
            continue
        days = {(d.month, d.day) for d in occurrences(time)[0]} if is_day(time) else set()
        held = [s for g in named.editions for s in days_held(g) if {(d.month, d.day) for d in s} & days]
        if held:
            stretches = joined((first - reach["future"], last + reach["past"]) for first, last in held)
            reason = f"{time.span.of(scene.text)}, without its year, is of the {named.span.of(scene.text)}"
            yield Clue(scene.passage(named.span), stretches, reason, firm=False)


def _reported_from(scene: Scene, named: NamedGathering) -> Iterator[Clue]:
    """Read "at the Assembly in Seoul on Thursday", or the same in the lead with no date: the report is of the days after."""
    data, passage = scene.data["at_gathering"], scene.passage(named.span)
    if not re.search(data["before"], scene.before(named.span)):
        return
    times = [t for t in scene.times_in(passage) if t.timex_type == "DATE" and not t.timex_value.endswith("_REF")]
    weekday = next((t for t in times if t.rule == "weekday"), None)
    lead = scene.data["lead"]
    held = [s for g in named.editions or all_meetings(scene, named) for s in days_held(g)]
    held = [(first, last) for first, last in held if (last - first).days <= data["longest"]]
    text = named.span.of(scene.text)
    if weekday is not None and told_tense(scene.text, weekday.span, scene.rules) != FUTURE:
        held = [s for s in held if _falls_on(*s, int(weekday.timex_value[len("XXXX-WXX-")]))]
        days, reason = data["days"], f"{weekday.span.of(scene.text)} is a day of the {text}"
    elif not times and named.editions and passage in [s.span for s in scene.sentences[: lead["sentences"]]]:
        days, reason = lead["days"], f"its lead tells of the {text}"
    else:
        return
    if held:
        yield Clue(passage, joined((first, last + timedelta(days=days)) for first, last in held), reason, firm=False)


def _falls_on(first: date, last: date, weekday: int) -> bool:
    return any((first + timedelta(days=n)).isoweekday() == weekday for n in range((last - first).days + 1))


def _countdown(scene: Scene, named: NamedGathering) -> Iterator[Clue]:
    """Read "14 months before the Games", of what is just reported, and "the Games, which open in a year's time"."""
    data, passage = scene.data["countdown"], scene.passage(named.span)
    for time in scene.times_in(passage):
        length = _length(scene, named.span, time)
        if length:
            error = length * data["error"] + timedelta(days=data["days"])
            stretches = [
                (first - length - error, first - length + error) for g in named.editions for first, _ in days_held(g)
            ]
            if stretches:
                reason = f"{time.span.of(scene.text)} from the {named.span.of(scene.text)}"
                yield Clue(passage, joined(stretches), reason, firm=False)


def _length(scene: Scene, span: Span, time: TimeExpression) -> timedelta | None:
    """Give how long before a gathering the report is, where a duration beside it says so."""
    found = next(iter(recognise(scene.text, time.span, scene.rules)), None)
    match = (
        _PERIOD.fullmatch(period(found.fields["unit"], amount_of(found.fields)))
        if found and "unit" in found.fields
        else None
    )
    if not match:
        return None
    data = scene.data["countdown"]
    if time.rule == "hence":
        near = re.fullmatch(data["ahead"], scene.text[span.end : max(span.end, time.span.start)]) is not None
    else:
        weekday = any(t.rule == "weekday" for t in scene.times_in(scene.passage(time.span)))
        near = (
            weekday
            and re.fullmatch(data["before"], scene.text[time.span.end : max(time.span.end, span.start)]) is not None
        )
    return timedelta(days=int(match[1]) * _LENGTH[match[2]]) if near else None
