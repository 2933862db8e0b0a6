"""Counting in days, weeks, months, quarters, years and decades, as TIMEX3 values; and TIMEX3 values as EDTF.

TIMEX3: https://www.timeml.org/publications/timeMLdocs/timeml_1.2.1.html ; EDTF: https://www.loc.gov/standards/datetime/ .
"""

import re
from datetime import date, timedelta

from entente.model.edtf import bounds, is_edtf

_PARTS = {
    "SP": "21", "SU": "22", "FA": "23", "WI": "24",
    "Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41",
}  # fmt: skip
_DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "QUAD": 48, "DEC": 120, "CEN": 1200}
_TIMEX_UNITS = {"DEC": "Y", "CEN": "Y", "QUAD": "Y", "FN": "W", "Q": "M", "TH": "H", "TM": "M", "TS": "S"}
_MULTIPLES = {"QUAD": 4, "DEC": 10, "CEN": 100, "Q": 3, "FN": 2}
_OPEN = {
    "Y": "XXXX", "QUAD": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX", "DEC": "XXX", "CEN": "XX",
}  # fmt: skip
UNKNOWN_DAY = "XXXX-XX-XX"


def edtf_of(value: str) -> str:
    """Give a TIMEX3 value of a date, a time or two with a slash as EDTF; "" where it is none or has unknown digits."""
    first, slash, last = value.partition("/")
    if not slash:
        return _edtf_of_one(value.partition("T")[0])
    sides = [edtf_of(first), edtf_of(last)]
    joined = "/".join(sides)
    return joined if all(sides) and is_edtf(joined) else ""


def _edtf_of_one(day: str) -> str:
    if match := re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)", day):
        day = f"{match[1]}-{_PARTS[match[2]]}"
    elif match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", day):
        return _week(int(match[1]), int(match[2]), 6 if match[3] else 1)
    elif re.fullmatch(r"\d{2,3}", day):
        day = day.ljust(4, "X")
    return day if is_edtf(day) else ""


def _week(year: int, week: int, first_day: int) -> str:
    try:
        return f"{date.fromisocalendar(year, week, first_day)}/{date.fromisocalendar(year, week, 7)}"
    except ValueError:
        return ""


def first_day(value: str) -> date | None:
    """Give the first day of a TIMEX3 value, None where it is not fixed."""
    return bounds(edtf_of(value))[0]


def last_day(value: str) -> date | None:
    """Give the last day of a TIMEX3 value, None where it is not fixed."""
    return bounds(edtf_of(value))[1]


def open_value(unit: str) -> str:
    """Give the value of a unit of which no digit is known: "XXXX-XX" for a month."""
    return _OPEN.get(unit, UNKNOWN_DAY)


def shifted(day: date, unit: str, count: int) -> str:
    """Give the day, week, weekend, month, quarter, year or decade that lies `count` units from a day.

    Raises OverflowError or ValueError beyond the years 1 to 9999.
    """
    if unit in _DAYS:
        moved = day + timedelta(days=count * _DAYS[unit])
        iso = moved.isocalendar()
        return moved.isoformat() if unit == "D" else f"{iso.year:04d}-W{iso.week:02d}" + "-WE" * (unit == "WE")
    year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS.get(unit, 0), 12)
    if not 1 <= year <= date.max.year:
        raise OverflowError(f"the year {year}")
    if unit not in _MONTHS:
        return day.isoformat()
    forms = {"M": f"{year:04d}-{month + 1:02d}", "Q": f"{year:04d}-Q{month // 3 + 1}", "DEC": f"{year // 10:03d}"}
    return forms.get(unit, f"{year // 100:02d}" if unit == "CEN" else f"{year:04d}")


def moved(day: date, unit: str, count: int) -> str:
    """Give what lies `count` units from a day in the grain that such words mean: weeks by the day."""
    if unit in _DAYS:
        return (day + timedelta(days=count * _DAYS[unit])).isoformat()
    return shifted(
        day, unit if unit in ("M", "Y") else "Y", count * (_MONTHS[unit] // 12 if unit in ("DEC", "CEN", "QUAD") else 1)
    )


def period(unit: str, amount: str) -> str:
    """Give a TIMEX3 period; an amount that is not a number stays X."""
    if unit in _MULTIPLES and amount.isdigit():
        amount = str(int(amount) * _MULTIPLES[unit])
    return f"P{'T' if unit in ('TH', 'TM', 'TS') else ''}{amount}{_TIMEX_UNITS.get(unit, unit)}"
