"""Clues to the day a report was written: sentences that tie it to a date, a gathering, an event or a term of office."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from entente.annotation.tense import FUTURE, PAST, tense_before, tense_of
from entente.annotation.time_rules import TimeRules, time_rules
from entente.annotation.time_units import first_day, last_day
from entente.annotation.values import Mention, SentenceSpan, TimeExpression
from entente.knowledge.tables import Gathering, Knowledge
from entente.model.edtf import bounds
from entente.model.report import BlockKind, Report
from entente.model.span import Span

Days = tuple[tuple[date, date], ...]
_YEARS = range(1990, 2051)
_WINDOW = 70
_OPEN_DATE = re.compile(r"XXXX(-\d\d(?:-\d\d)?)(?:/XXXX(-\d\d(?:-\d\d)?))?")


@dataclass(frozen=True, slots=True)
class Clue:
    """A sentence, the days on which a report with it can have been written, in order, and why.

    A clue that is not firm rests on a reading of tense and yields to the others.
    """

    passage: Span
    days: Days
    reason: str
    firm: bool = True


@dataclass(frozen=True)
class Scene:
    """A report without a date, and what was found in it."""

    report: Report
    sentences: Sequence[SentenceSpan]
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    knowledge: Knowledge

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    @property
    def data(self) -> Mapping[str, Any]:
        """The document english/dating."""
        document: Mapping[str, Any] = self.knowledge.rules["english/dating"]
        return document

    @cached_property
    def rules(self) -> TimeRules:
        """The rules of time expressions, for the tense."""
        return time_rules(self.knowledge)

    def passage(self, span: Span) -> Span:
        """The sentence around a stretch."""
        return next((s.span for s in self.sentences if s.span.covers(span)), span)

    def before(self, span: Span) -> str:
        """What stands before a stretch in its sentence, as far as patterns look."""
        return self.text[max(self.passage(span).start, span.start - _WINDOW) : span.start]

    def after(self, span: Span) -> str:
        """What stands behind a stretch in its sentence, as far as patterns look."""
        return self.text[span.end : max(span.end, min(self.passage(span).end, span.end + _WINDOW))]


def find_clues(
    report: Report,
    sentences: Sequence[SentenceSpan],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    knowledge: Knowledge,
) -> Iterator[Clue]:
    """Find all clues of a report to its own date; `times` are read without one."""
    scene = Scene(report, sentences, mentions, times, knowledge)
    for time in times:
        yield from _dateline(scene, time) or _dated(scene, time) or _yearless(scene, time)
    for mention in mentions:
        if mention.kind == "gathering":
            yield from _gathering(scene, mention)
    yield from _events(scene)
    yield from _terms(scene)


def since(day: date) -> Days:
    """All days from a day on."""
    return ((day, date.max),)


def until(day: date) -> Days:
    """All days up to a day."""
    return ((date.min, day),)


def _joined(stretches: Sequence[tuple[date, date]]) -> Days:
    found: list[tuple[date, date]] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(found)


def _dateline(scene: Scene, time: TimeExpression) -> list[Clue]:
    data, sentence = scene.data["dateline"], scene.passage(time.span)
    line_start = scene.text.rfind("\n", 0, time.span.start) + 1
    if time.timex_type != "DATE" or sentence.start != line_start:
        return []
    before, after = scene.text[line_start : time.span.start], scene.text[time.span.end : time.span.end + _WINDOW]
    if not (re.fullmatch(data["before"], before) and re.match(data["after"], after)):
        return []
    days = timedelta(days=data["days"])
    stretches = [(first, last + days) for first, last in _occurrences(time) if last - first <= days]
    return [Clue(sentence, _joined(stretches), f"its dateline is {time.span.of(scene.text)}")] if stretches else []


def _occurrences(time: TimeExpression, tight: bool = False) -> list[tuple[date, date]]:
    """Give the stretches of days that a date may mean: one where its year is told, else one a year."""
    del tight
    if time.edtf:
        first, last = bounds(time.edtf)
        return [(first, last)] if first and last else []
    match = _OPEN_DATE.match(time.timex_value)
    if not match:
        return []
    ends = [(first_day(f"{y}{match[1]}"), last_day(f"{y}{match[2] or match[1]}")) for y in _YEARS]
    return [(first, last) for first, last in ends if first and last and first <= last]


def _dated(scene: Scene, time: TimeExpression) -> list[Clue]:
    """A date that tells its year: the report is not older where it is past, nor younger where it is to come."""
    first, last = bounds(time.edtf)
    data, before = scene.data["absolute"], scene.before(time.span)
    if time.timex_type != "DATE" or not (first and last) or _in_name(scene, time.span) or re.search(data["names"], before):
        return []
    tense, words, passage = tense_before(scene.text, time.span, scene.rules), time.span.of(scene.text), scene.passage(time.span)
    if tense == PAST and re.search(data["past"], before):
        return [Clue(passage, since(first), f"{words} is past")]
    if tense == FUTURE and re.search(data["future"], before):
        return [Clue(passage, until(last), f"{words} is to come", firm=False)]
    return []


def _in_name(scene: Scene, span: Span) -> bool:
    return any(m.span.covers(span) for m in scene.mentions)


def _yearless(scene: Scene, time: TimeExpression) -> list[Clue]:
    """A day or a month without its year lies within the months behind or ahead."""
    dates = _occurrences(time) if not time.edtf and time.timex_type == "DATE" else []
    tense = tense_before(scene.text, time.span, scene.rules)
    if not dates or not tense or _in_name(scene, time.span):
        return []
    reach = scene.data["reach"]
    past, ahead = timedelta(days=reach["past"]), timedelta(days=reach["future"])
    whole_month = dates[0][0] != dates[0][1] and "month" in time.rule
    if tense == PAST:
        stretches = [(last + timedelta(days=1) if whole_month else first, first + past) for first, last in dates]
    else:
        stretches = [(first - ahead, last) for first, last in dates]
    reason = f"{time.span.of(scene.text)}, without its year, is {'past' if tense == PAST else 'to come'}"
    return [Clue(scene.passage(time.span), _joined(stretches), reason, firm=False)]


def _gathering(scene: Scene, mention: Mention) -> Iterator[Clue]:
    if mention.how == "anaphora":
        return
    editions, place = _editions(scene, mention)
    if not editions:
        return
    before, after = scene.before(mention.span), scene.after(mention.span)
    passage, words = scene.passage(mention.span), mention.span.of(scene.text)
    delayed = bool(re.search(scene.data["delayed"], before + words))
    held = [days for g in editions for days in _held(g, delayed=delayed)]
    data = scene.data["relative"]
    which = re.search(data["before"], before) or re.search(data["after"], after)
    if which:
        later = scene.data["years_after"][which["which"].lower().removeprefix("the ")]
        years = [(date(d.year + later, 1, 1), date(d.year + later, 12, 31)) for d, _ in held]
        yield Clue(passage, _joined(years), f"{which['which']} year means the one of {words}{place}")
    if len(editions) > 1:
        return
    name = editions[0].name
    if re.search(scene.data["to_come"]["before"], before) or re.match(scene.data["to_come"]["after"], after):
        if not (which and which["which"] == "last"):
            yield Clue(passage, until(max(last for _, last in held)), f"{name} is to come", firm=False)
    elif re.search(scene.data["was"]["before"], before) or re.match(scene.data["was"]["after"], after):
        yield Clue(passage, since(min(first for first, _ in held)), f"{name} is past", firm=False)


def _editions(scene: Scene, mention: Mention) -> tuple[list[Gathering], str]:
    """Give the edition a mention names, or those of its series that its sentence's places have hosted."""
    known = scene.knowledge.gatherings
    if mention.entity:
        return [known[mention.entity]] if mention.entity in known else [], ""
    series = {c.removeprefix("gathering/") for c in mention.candidates}
    passage = scene.passage(mention.span)
    near = [m for m in scene.mentions if m.kind == "place" and passage.covers(m.span) and m.entity]
    near = [m for m in near if mention.span.end <= m.span.start <= mention.span.end + _WINDOW or mention.span.overlaps(m.span)]
    places = {m.entity for m in near}
    found = [g for g in known.values() if g.series in series and places & set(g.host_city.split("|"))]
    return found, f" in {near[0].span.of(scene.text)}" if found and near else ""


def _held(gathering: Gathering, *, delayed: bool) -> list[tuple[date, date]]:
    """Give the days of an edition; of a moved one also those planned, unless the text says that it is delayed."""
    stretches = [bounds(text) for text in (gathering.actual, "" if delayed and gathering.actual else gathering.planned) if text]
    return [(first, last) for first, last in stretches if first and last]


def _events(scene: Scene) -> Iterator[Clue]:
    for event in scene.data["events"]:
        first, last = bounds(str(event["date"]))
        for match in re.finditer(rf"\b(?:{event['words']})(?![\w-])", scene.text):
            if first is None or last is None:
                continue
            span = Span(*match.span())
            passage = scene.passage(span)
            yield Clue(passage, since(first), f"{match[0]} was in {event['date']}")
            if which := re.search(scene.data["relative"]["after"], scene.after(span)):
                year = first.year + scene.data["years_after"][which["which"].lower().removeprefix("the ")]
                yield Clue(passage, ((date(year, 1, 1), date(year, 12, 31)),), f"{which['which']} year means that of the {match[0]}")


def _terms(scene: Scene) -> Iterator[Clue]:
    data = scene.data["term"]
    for term in scene.data["terms"]:
        name, office = f"(?:{term['name']})", f"(?:{term['office']})"
        title = rf"{office}(?: \([A-Z]+\))?['’]?s? (?:(?:{data['words']}),? ?)+"
        pattern = rf"\b(?:{title}{name}|(?:{data['words']}) of the {office}(?: \([A-Z]+\))?,? {name}|{name},? (?:the )?{title})(?!\w)"
        for match in re.finditer(pattern, scene.text):
            span = Span(*match.span())
            if re.search(data["never"], scene.before(span)[-25:] + match[0]):
                continue
            first, last = bounds(str(term["from"]))[0] or date.min, bounds(str(term["to"]))[1] or date.max
            yield Clue(scene.passage(span), ((first, last),), f"{match[0]} was so from {term['from']} to {term['to'] or 'now'}")


__all__ = ["FUTURE", "BlockKind", "Clue", "Days", "find_clues", "since", "tense_of", "until"]
