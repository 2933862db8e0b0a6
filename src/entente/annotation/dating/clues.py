"""What a clue to a report's own date is, and the report it is looked for in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from entente.annotation.times.rules import TimeRules, time_rules
from entente.annotation.values import Mention, SentenceSpan, TimeExpression
from entente.knowledge.tables import Gathering, Knowledge
from entente.model.span import Span

Stretch = tuple[date, date]
Days = tuple[Stretch, ...]
_WINDOW = 90


@dataclass(frozen=True, slots=True)
class Clue:
    """A sentence, the days on which a report with it can have been written (stretches in order), and why.

    A clue that is not firm rests on a reading of tense and yields to the others.
    """

    passage: Span
    days: Days
    reason: str
    firm: bool = True


@dataclass(frozen=True)
class Scene:
    """A report without a date, and what was found in it; `times` are read without a date."""

    text: str
    sentences: Sequence[SentenceSpan]
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    knowledge: Knowledge

    @property
    def data(self) -> Mapping[str, Any]:
        """The document english/dating."""
        document: Mapping[str, Any] = self.knowledge.rules["english/dating"]
        return document

    @cached_property
    def rules(self) -> TimeRules:
        """The rules of time expressions, for the tense."""
        return time_rules(self.knowledge)

    @cached_property
    def editions(self) -> tuple[Gathering, ...]:
        """The gatherings that a report may tell of as news: those of the years from which reports are read."""
        oldest = f"{self.data['oldest']}"
        return tuple(g for g in self.knowledge.gatherings.values() if (g.actual or g.planned) >= oldest)

    def passage(self, span: Span) -> Span:
        """Give the sentence around a stretch."""
        return next((s.span for s in self.sentences if s.span.covers(span)), span)

    def before(self, span: Span) -> str:
        """Give what stands before a stretch in its sentence, as far as patterns look."""
        return self.text[max(self.passage(span).start, span.start - _WINDOW) : span.start]

    def after(self, span: Span) -> str:
        """Give what stands behind a stretch in its sentence, as far as patterns look."""
        return self.text[span.end : max(span.end, min(self.passage(span).end, span.end + _WINDOW))]

    def times_in(self, passage: Span) -> list[TimeExpression]:
        """Give the time expressions of a sentence."""
        return [t for t in self.times if passage.covers(t.span)]


def since(day: date) -> Days:
    """Give all days from a day on."""
    return ((day, date.max),)


def until(day: date) -> Days:
    """Give all days up to a day."""
    return ((date.min, day),)


def year_of(year: int) -> Stretch:
    """Give the days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def joined(stretches: Iterable[Stretch]) -> Days:
    """Give stretches in order, those that overlap as one."""
    found: list[Stretch] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(found)


def intersect(one: Days, other: Days) -> Days:
    """Give the days that are in both."""
    both, n, m = [], 0, 0
    while n < len(one) and m < len(other):
        first, last = max(one[n][0], other[m][0]), min(one[n][1], other[m][1])
        if first <= last:
            both.append((first, last))
        n, m = (n + 1, m) if one[n][1] < other[m][1] else (n, m + 1)
    return tuple(both)
