"""Time along a line: where a day stands in a drawing, and the days at which it is marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from entente.knowledge.phrases.dates import day_words

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)  # months from one mark to the next
_DAYS = (1, 2, 7, 14)
_YEAR = 12
_MONTH_DAYS = 31


@dataclass(frozen=True, slots=True)
class Scale:
    """A period, its first and last day included, between two places (pixels): `left` its beginning, `right` its end."""

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Give where a day begins; one before the period at its beginning, one after it at its end."""
        share = min(max((day - self.first).days / self.days, 0.0), 1.0)
        return self.left + share * (self.right - self.left)

    def after(self, day: date) -> float:
        """Give where a day ends."""
        return self.at(day + timedelta(days=1)) if day < date.max else self.right

    def middle(self, day: date) -> float:
        """Give the middle of a day."""
        return (self.at(day) + self.after(day)) / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of a scale: its day, and what it is called."""

    day: date
    name: str


def ticks(scale: Scale, most: int = 10) -> tuple[Tick, ...]:
    """Give marks at days, months or years within the period, at most so many: as near to one another as that allows."""
    if scale.days <= most * _DAYS[-1]:
        step = next((s for s in _DAYS if scale.days <= most * s), _DAYS[-1])
        days = [scale.first + timedelta(days=n) for n in range(0, scale.days, step)]
        return tuple(Tick(day, _day_name(day, day == days[0])) for day in days)
    found = ((step, _month_starts(scale.first, scale.last, step)) for step in _STEPS)
    step, starts = next((one for one in found if len(one[1]) <= most), (_STEPS[-1], []))
    return tuple(Tick(day, _month_name(day, step, day == starts[0])) for day in starts)


def spanning(days: Iterable[date], least: int = _MONTH_DAYS) -> tuple[date, date] | None:
    """Give a period in which all days lie, of at least so many days, with a little room on either side; None for no days."""
    known = set(days)
    if not known:
        return None
    first, last = min(known), max(known)
    room = max((last - first).days // 25, (least - (last - first).days) // 2, 1)
    before = min(room, (first - date.min).days)
    after = min(room, (date.max - last).days - 1)
    return first - timedelta(days=before), last + timedelta(days=after)


def _month_starts(first: date, last: date, step: int) -> list[date]:
    """Give the first days of every so many months, counted from January, or from a round year."""
    number = first.year * _YEAR + first.month - 1
    number += first.day > 1
    number += -number % step
    end = last.year * _YEAR + last.month - 1
    return [date(n // _YEAR, n % _YEAR + 1, 1) for n in range(number, end + 1, step) if n >= _YEAR]


def _day_name(day: date, first: bool) -> str:
    number, month, year = day_words(day).split()
    return f"{number} {month[:3]} {year}" if first else f"{number} {month[:3]}"


def _month_name(day: date, step: int, first: bool) -> str:
    if step >= _YEAR:
        return str(day.year)
    name = day_words(f"{day.year:04}-{day.month:02}").split()[0][:3]
    return f"{name} {day.year}" if first or day.month == 1 else name
