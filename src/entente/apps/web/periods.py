"""Parts of a time: years, months, weeks or days of a period, for columns that count what was told and links that lead into them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from entente.knowledge.phrases.dates import day_words

_YEAR, _DECEMBER = 12, 12
_MONTHS = (1, 3, 12, 120, 1200)
_DAYS = (1, 7)
_MANY_DAYS = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a period, its first and last day included, and what it is called."""

    first: date
    last: date
    name: str


def parts_of(first: date, last: date, most: int) -> tuple[Part, ...]:
    """Give the parts of a period, at most about so many: days, weeks, months, quarters, years or decades, cut at its ends."""
    days = (last - first).days + 1
    for step in _DAYS:
        if days <= most * step:
            return tuple(_spans(first, last, step))
    months = (last.year - first.year) * _YEAR + last.month - first.month + 1
    step = next((s for s in _MONTHS if months <= most * s), _MONTHS[-1])
    return tuple(_of_months(first, last, step))


def inside(first: date, last: date) -> tuple[Part, ...]:
    """Give the parts to look into next: the years of several, the months of one or two, the days of a month; none within a week."""
    days = (last - first).days + 1
    if days > _MANY_DAYS * 2:
        return tuple(_of_months(first, last, _YEAR if last.year - first.year < 40 else 120))  # noqa: PLR2004 - links in a row
    if days > 45:  # noqa: PLR2004 - a month with a little room
        return tuple(_of_months(first, last, 1))
    return tuple(_spans(first, last, 1)) if days > _DAYS[-1] else ()


def around(first: date, last: date) -> Part | None:
    """Give the month around some days, or the year around some months; None around a year or more."""
    if (first.year, first.month) == (last.year, last.month) and (first, last) != _month(first):
        return Part(*_month(first), day_words(f"{first:%Y-%m}"))
    whole = date(first.year, 1, 1), date(first.year, 12, 31)
    return Part(*whole, f"{first:%Y}") if first.year == last.year and (first, last) != whole else None


def _month(day: date) -> tuple[date, date]:
    begin = day.replace(day=1)
    return begin, _before_month(begin.year * _YEAR + begin.month)


def _before_month(number: int) -> date:
    """Give the last day before a month, which is counted from the year 0."""
    year, month = divmod(number, _YEAR)
    return date(year, month + 1, 1) - timedelta(days=1) if year <= date.max.year else date.max


def _spans(first: date, last: date, step: int) -> Iterator[Part]:
    for number in range(0, (last - first).days + 1, step):
        begin = first + timedelta(days=number)
        end = min(begin + timedelta(days=min(step - 1, (last - begin).days)), last)
        yield Part(begin, end, day_words(begin) if begin == end else f"{day_words(begin)} to {day_words(end)}")


def _of_months(first: date, last: date, step: int) -> Iterator[Part]:
    number = first.year * _YEAR + first.month - 1
    number -= number % step
    while number <= last.year * _YEAR + last.month - 1:
        begin = date(max(number // _YEAR, 1), number % _YEAR + 1, 1)
        end = _before_month(number + step)
        yield Part(max(begin, first), min(end, last), _name(begin, end, step))
        number += step


def _name(begin: date, end: date, step: int) -> str:
    if step == 1:
        return day_words(f"{begin.year:04}-{begin.month:02}")
    if step < _YEAR:
        return f"{day_words(begin).split()[1]} to {day_words(f'{end.year:04}-{end.month:02}')}"
    return f"{begin.year}" if step == _YEAR else f"{begin.year} to {end.year}"
