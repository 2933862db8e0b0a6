"""Time expressions: found by rules as data, and normalised to TIMEX3 values and EDTF against the report's date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from entente.annotation.surface import within
from entente.annotation.times.finding import Found, recognise
from entente.annotation.times.rules import TimeRules, time_rules
from entente.annotation.times.tense import UNTOLD, tense_of, tense_of_weekday
from entente.annotation.times.units import edtf_of
from entente.annotation.times.values import Context, value_of
from entente.annotation.values import Mention, SentenceSpan, TimeExpression
from entente.knowledge.tables import Knowledge
from entente.model.report import Report

_DAY = 10  # the length of YYYY-MM-DD
_CLOCK = re.compile(r"[0-9X]{4}[0-9XW-]*T")
# Kinds of expressions that a tense places before or after the report.
_PLACED = ("calendar", "days", "shift", "weekday")
_JOINT = re.compile(r",? (?:on )?")


def find_times(
    report: Report, sentences: Sequence[SentenceSpan], mentions: Sequence[Mention], knowledge: Knowledge
) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a report, in order; relative ones are resolved where the report bears a date.

    Words inside a person's name ("April", "August") are none.
    """
    rules = time_rules(knowledge)
    persons = [m for m in mentions if m.kind == "person"]
    found = [
        f
        for s in sentences
        for own in [within(persons, s.span)]
        for f in recognise(report.text, s.span, rules)
        if not any(p.span.covers(f.span) for p in own)
    ]
    return tuple(_valued(found, report.text, report.published, rules))


def resolve_times(
    report: Report,
    sentences: Sequence[SentenceSpan],
    times: Sequence[TimeExpression],
    date_edtf: str,
    knowledge: Knowledge,
) -> tuple[TimeExpression, ...]:
    """Resolve a report's time expressions anew against a date (EDTF, a day or an interval, "" where unknown)."""
    rules = time_rules(knowledge)
    wanted = {t.span for t in times}
    found = [f for s in sentences for f in recognise(report.text, s.span, rules) if f.span in wanted]
    return tuple(_valued(found, report.text, date_edtf, rules))


def _valued(found: Sequence[Found], text: str, date_edtf: str, rules: TimeRules) -> Iterator[TimeExpression]:
    before: TimeExpression | None = None
    day = ""
    for n, one in enumerate(found):
        context = Context(date_edtf, before.timex_value if before else "", day, _tense(text, one, rules))
        if one.type == "TIME":
            context = replace(context, beside=_day_beside(found, n, before, text, context))
        value = value_of(one, context)
        kind = "TIME" if one.type == "DATE" and _CLOCK.match(value) else one.type
        time = TimeExpression(one.span, kind, value, edtf_of(value) if kind in ("DATE", "TIME") else "", one.rule)
        yield time
        if time.edtf:
            before = time
            day = time.edtf if len(time.edtf) == _DAY else day


def _tense(text: str, found: Found, rules: TimeRules) -> int:
    if not found.parts and ("year" in found.fields or found.fields["kind"] not in _PLACED):
        return UNTOLD
    return (tense_of_weekday if found.fields["kind"] == "weekday" else tense_of)(text, found.span, rules)


def _day_beside(found: Sequence[Found], n: int, before: TimeExpression | None, text: str, context: Context) -> str:
    """Give the day that the sentence names for a clock time: right after it, else before it."""
    span = found[n].span
    if n + 1 < len(found) and _JOINT.fullmatch(text, span.end, found[n + 1].span.start) and found[n + 1].type == "DATE":
        return value_of(found[n + 1], context)
    if before and len(before.edtf) == _DAY and "\n" not in text[before.span.end : span.start]:
        return before.edtf
    return ""
