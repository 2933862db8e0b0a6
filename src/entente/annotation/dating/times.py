"""Clues to a report's own date from the dates it names: its dateline, dates that are past, dates that are to come."""

import re
from collections.abc import Iterator
from datetime import timedelta

from entente.annotation.dating.clues import Clue, Scene, Stretch, joined, since, until
from entente.annotation.times.tense import FUTURE, PAST, told_tense
from entente.annotation.times.units import first_day, last_day
from entente.annotation.values import TimeExpression
from entente.model.edtf import bounds
from entente.model.span import Span

_YEARS = range(1990, 2051)
_OPEN_DATE = re.compile(r"XXXX(-\d\d(-\d\d)?)(?:/XXXX(-\d\d(?:-\d\d)?))?")
_DAY = timedelta(days=1)
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
OF_YEAR = ("part.of-year", "interval.of-year")


def clues_of_times(scene: Scene) -> Iterator[Clue]:
    """Find the clues that dates in the text give."""
    for time in scene.times:
        if time.timex_type == "DATE":
            yield from _dateline(scene, time) or _dated(scene, time) or _yearless(scene, time)
    yield from _fresh(scene)


def occurrences(time: TimeExpression) -> list[Stretch]:
    """Give the stretches of days that a date may mean: one where its year is told, else one in each year."""
    ends = [bounds(time.edtf)] if time.edtf else []
    if not time.edtf and (match := _OPEN_DATE.match(time.timex_value)):
        ends = [(first_day(f"{y}{match[1]}"), last_day(f"{y}{match[3] or match[1]}")) for y in _YEARS]
    return [(first, last) for first, last in ends if first and last and first <= last]


def _dateline(scene: Scene, time: TimeExpression) -> list[Clue]:
    data, sentence = scene.data["dateline"], scene.passage(time.span)
    line_start = scene.text.rfind("\n", 0, time.span.start) + 1
    before, after = scene.text[line_start : time.span.start], scene.text[time.span.end : time.span.end + 9]
    stamp = time.edtf and not after.partition("\n")[0].strip() and re.fullmatch(data["stamp"], before)
    if not stamp and not (re.fullmatch(data["before"], before) and re.match(data["after"], after)):
        return []
    early, days = timedelta(days=data["early"]), timedelta(days=data["days"])
    stretches = [(first, last) for first, last in occurrences(time) if last - first <= days]
    stretches = [(first - early, last + days) for first, last in _on_weekday(scene, stretches) or stretches]
    return [Clue(sentence, joined(stretches), f"its dateline is {time.span.of(scene.text)}")] if stretches else []


def _on_weekday(scene: Scene, stretches: list[Stretch]) -> list[Stretch]:
    """Keep those years in which the first weekday that the text names is the dateline's or the day before."""
    named = [t.timex_value for t in scene.times if t.timex_value.startswith("XXXX-WXX-")]
    if not named or not named[0][-1].isdigit():
        return []
    wanted = int(named[0][-1])
    return [(first, last) for first, last in stretches if wanted in (first.isoweekday(), (first - _DAY).isoweekday())]


def _dated(scene: Scene, time: TimeExpression) -> list[Clue]:
    """Read a date that tells its year: the report is not older where it is past, nor younger where it is to come."""
    first, last = bounds(time.edtf)
    data, before = scene.data["absolute"], scene.before(time.span)
    if not (first and last) or _in_name(scene, time.span) or re.search(data["names"], before):
        return []
    words, passage = time.span.of(scene.text), scene.passage(time.span)
    tense = told_tense(scene.text, _with_preposition(scene, time.span), scene.rules)
    if (
        (tense == PAST or re.search(data["since"], before))
        and re.search(data["past"], before)
        and not re.search(data["never"], before)
    ):
        return [Clue(passage, since(first), f"{words} is past")]
    if tense == FUTURE and re.search(data["future"], before):
        return [Clue(passage, until(last), f"{words} is to come", firm=False)]
    return []


def _with_preposition(scene: Scene, span: Span) -> Span:
    """Take "by" or "until" with the date: they alone do not tell that it is to come."""
    match = re.search(scene.data["absolute"]["until"], scene.before(span))
    return Span(span.start - len(match[0]), span.end) if match else span


def _fresh(scene: Scene) -> Iterator[Clue]:
    """Read the last past date that is told to the day: it is not stale."""
    days = timedelta(days=scene.data["stale"])
    told = [(t, c) for t in scene.times if _FULL.fullmatch(t.edtf) for c in _dated(scene, t) if c.firm]
    if told:
        time, clue = max(told, key=lambda pair: pair[0].edtf)
        day = clue.days[0][0]
        yield Clue(clue.passage, ((day, day + days),), f"{time.span.of(scene.text)} is told to the day", firm=False)


def _in_name(scene: Scene, span: Span) -> bool:
    return any(m.span.covers(span) for m in scene.mentions)


def _yearless(scene: Scene, time: TimeExpression) -> list[Clue]:
    """Read a day or a month without its year as of the months behind or ahead; a month told of as past is over."""
    dates = [] if time.edtf or time.rule in OF_YEAR else occurrences(time)
    tense = told_tense(scene.text, time.span, scene.rules)
    if not dates or not tense or _in_name(scene, time.span):
        return []
    if tense == FUTURE and re.search(scene.data["seen_from_then"], scene.before(time.span)):
        return []
    past, ahead = (timedelta(days=scene.data["reach"][name]) for name in ("past", "future"))
    if tense == PAST:
        whole_month = len(time.timex_value) == len("XXXX-MM")
        stretches = [(last + _DAY if whole_month else first, first + past) for first, last in dates]
    else:
        stretches = [(first - ahead, last) for first, last in dates]
    reason = f"{time.span.of(scene.text)}, without its year, is {'past' if tense == PAST else 'to come'}"
    return [Clue(scene.passage(time.span), joined(stretches), reason, firm=False)]
