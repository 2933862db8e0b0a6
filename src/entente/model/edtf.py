"""Dates as EDTF (ISO 8601-2): the subset that reports need, and the days between which a date lies.

Known forms: `2023`, `2023-06`, `2023-06-01`, seasons `2023-21` (spring) to `2023-24` (winter), quarters `2023-33` to `2023-36`,
halves `2023-40` and `2023-41`, unspecified digits at the end (`201X`, `2023-XX`, `2023-06-XX`), each with `?`, `~` or `%` after it,
and intervals of two of them (`a/b`), one side of which may be open (`..`) or unknown (empty).
See https://www.loc.gov/standards/datetime/ .
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

Bounds = tuple[date | None, date | None]

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[?~%]?", re.ASCII)
_HALF_A_YEAR = timedelta(days=183)  # the longer one
# The months of seasons, quarters and halves; a winter ends in February of the next year.
_PARTS_OF_YEAR = {
    "21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14),
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12),
    "40": (1, 6), "41": (7, 12),
}  # fmt: skip


def bounds(edtf: str) -> Bounds:
    """Give the first and the last day that a date may mean, both included; None where that side is open or unknown.

    An empty text gives (None, None). Raises ValueError where the text is no EDTF of the subset.
    """
    if edtf == "":
        return None, None
    found = _bounds(edtf)
    if found is None:
        raise ValueError(f"{edtf!r} is no date: write it as YYYY, YYYY-MM, YYYY-MM-DD or an interval a/b (EDTF)")
    return found


def is_edtf(text: str) -> bool:
    """Tell whether a text is a date or an interval of the subset."""
    return _bounds(text) is not None


def days_of(edtf: str) -> Bounds:
    """Give the first and last day of a date; both None where there is none or it is no EDTF of ours."""
    return _bounds(edtf) or (None, None)


def vaguest_end(first: date) -> date:
    """Give the last day of the longest time that one date, not an interval, may mean that begins on a day."""
    if first.day > 1:
        return first
    if first.month > 1:
        return moved(first, _HALF_A_YEAR)
    years = next(n for n in (100, 10, 1) if first.year % n == 0)
    return date(min(first.year + years - 1, date.max.year), 12, 31)


def moved(day: date, by: timedelta) -> date:
    """Give the day so much later, or earlier, and the first or last one that there is where that lies past it."""
    return day + max(date.min - day, min(by, date.max - day))


def as_interval(first: date | None, last: date | None) -> str:
    """Give two days as EDTF: one day where they are the same, an interval otherwise, "" where both are None."""
    if first is None and last is None:
        return ""
    if first == last and first is not None:
        return first.isoformat()
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"


@lru_cache(maxsize=2**15)
def _bounds(text: str) -> Bounds | None:
    start, slash, end = text.partition("/")
    return _interval(start, end) if slash else _date(text)


def _interval(start: str, end: str) -> Bounds | None:
    if start in ("", "..") and end in ("", ".."):
        return None
    first, last = _side(start), _side(end)
    if first is None or last is None:
        return None
    if first[0] and last[1] and first[0] > last[1]:
        return None
    return first[0], last[1]


def _side(text: str) -> Bounds | None:
    return (None, None) if text in ("", "..") else _date(text)


def _date(text: str) -> Bounds | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    if "X" in year:
        return _years(int(year.replace("X", "0")), int(year.replace("X", "9"))) if month is None else None
    if month in (None, "XX"):
        return _years(int(year), int(year)) if day is None else None
    return _within(int(year), month, day)


def _years(first: int, last: int) -> Bounds | None:
    return (date(first, 1, 1), date(last, 12, 31)) if first else None


def _within(year: int, month: str, day: str | None) -> Bounds | None:
    if month in _PARTS_OF_YEAR and day is None:
        return _months(year, *_PARTS_OF_YEAR[month])
    if not (year and 1 <= int(month) <= 12):  # noqa: PLR2004 - the months of a year
        return None
    if day in (None, "XX"):
        return _months(year, int(month), int(month))
    try:
        found = date(year, int(month), int(day))
    except ValueError:
        return None
    return found, found


def _months(year: int, first: int, last: int) -> Bounds | None:
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)  # noqa: PLR2004 - the months of a year
    if not (year and end_year <= date.max.year):
        return None
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
