"""What a time expression means: its fields and the report's date give a TIMEX3 value, and that gives EDTF.

TIMEX3: https://www.timeml.org/publications/timeMLdocs/timeml_1.2.1.html ; EDTF: https://www.loc.gov/standards/datetime/ .
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from entente.annotation.time_rules import Fields, Found
from entente.model.edtf import bounds, is_edtf

_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_QUARTERS = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41"}
_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS = {"D": 1, "W": 7, "FN": 14}
_MONTHS = {"M": 1, "Y": 12, "Q": 3, "DEC": 120, "QUAD": 48, "CEN": 1200}
_UNITS = {"DEC": "DE", "CEN": "CE", "QUAD": "Y", "FN": "W", "WE": "WE", "TH": "H", "TM": "M", "TS": "S"}
_TIMES = {"4": {"QUAD"}, "2": {"FN"}}
_CENTURY = 100
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A date mentioned before, as a TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against: the report's date (EDTF), the date before it, and the tense (-1, 0, 1)."""

    date: str
    before: Moment | None
    tense: int


def value_of(found: Found, context: Context) -> str:
    """Give the TIMEX3 value of an expression; unknown parts stay X ("XXXX-06-01").

    Against a report's date that is an interval an expression is read from both its ends: a value counts where both agree.
    """
    first, last = bounds(context.date) if context.date else (None, None)
    days = [d for d in (first or last, last or first) if d]
    values = [_value(found, day, context) for day in days]
    if values and values[0] == values[-1]:
        return values[0]
    if values and found.fields.get("month") and days[0].year == days[-1].year and edtf_of(values[0]) and not context.tense:
        return str(days[0].year) + values[0][4:]
    return _value(found, None, context)


def edtf_of(value: str) -> str:
    """Give a TIMEX3 value as EDTF, "" where it is no date or is not fixed."""
    if "/" in value:
        sides = [edtf_of(side) for side in value.split("/")]
        joined = "/".join(sides)
        return joined if all(sides) and is_edtf(joined) else ""
    day = value.partition("T")[0]
    if match := re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)", day):
        return f"{match[1]}-{(_QUARTERS | _SEASONS)[match[2]]}"
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", day):
        return _week(int(match[1]), int(match[2]), weekend=bool(match[3]))
    if re.fullmatch(r"\d{2,3}", day):
        day = day.ljust(4, "X")
    return day if is_edtf(day) and not day.startswith("XXXX") else ""


def _week(year: int, week: int, *, weekend: bool) -> str:
    try:
        first, last = date.fromisocalendar(year, week, 6 if weekend else 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return ""
    return f"{first}/{last}"


def _value(found: Found, today: date | None, context: Context) -> str:
    try:
        return _KINDS[found.fields["kind"]](found.fields, today, context)
    except (OverflowError, ValueError):
        return "XXXX-XX-XX"


def _calendar(f: Fields, today: date | None, context: Context) -> str:
    if decade := f.get("decade") or f.get("tenyears"):
        return str(decade)
    if "decade2" in f:
        return f"19{f['decade2']}"
    if "century" in f:
        return str(int(f["century"]) - 1)
    rest = _rest(f)
    if "year" in f:
        return _year(f["year"]) + rest
    return _place(rest, f, today, context)


def _rest(f: Fields) -> str:
    """Give what follows the year: month and day, a season, a quarter."""
    if "holiday" in f:
        return f"-{f['holiday']}"
    if "season" in f:
        return f"-{f['season']}"
    if "part" in f:
        number = "2" if f["part"] == "H" and f["ordinal"] in ("4", "2") else f["ordinal"]
        return f"-{f['part']}{number}"
    month = f"-{int(f['month']):02d}" if "month" in f else ""
    return month + (f"-{int(f['day']):02d}" if "day" in f else "")


def _year(text: str) -> str:
    if len(text) == 4:  # noqa: PLR2004 - the digits of a year
        return text
    return ("19" if int(text) > 40 else "20") + text  # noqa: PLR2004 - of two digits, as POSIX reads them nearly


def _place(rest: str, f: Fields, today: date | None, context: Context) -> str:
    """Choose the year of a date that has none: by weekday, by "last" or "next", by tense, else the nearest that is past."""
    if today is None:
        return "XXXX" + rest
    years = [today.year + n for n in (-1, 0, 1)]
    firsts = {y: first for y in years if (first := _bound(f"{y}{rest}", 0))}
    if "weekday" in f and "day" in f:
        fitting = [y for y, d in firsts.items() if d.isoweekday() == int(f["weekday"])]
        if fitting:
            return f"{min(fitting, key=lambda y: abs(firsts[y] - today))}{rest}"
    which = int(f.get("which", 0))
    tense = which or context.tense
    return f"{_choose(firsts, today, tense, this='which' in f and not which, rest=rest)}{rest}"


def _choose(firsts: dict[int, date], today: date, tense: int, *, this: bool, rest: str) -> int:
    if this:
        return today.year
    lasts = {y: _bound(f"{y}{rest}", 1) or d for y, d in firsts.items()}
    ahead = [y for y, d in lasts.items() if d >= today]
    behind = [y for y, d in firsts.items() if d <= today]
    if tense > 0:
        return min(ahead, default=today.year)
    return max(behind, default=today.year)


def _bound(value: str, side: int) -> date | None:
    edtf = edtf_of(value)
    return bounds(edtf)[side] if edtf else None


def _days_range(f: Fields, today: date | None, context: Context) -> str:
    first = _calendar({k: v for k, v in f.items() if not k.endswith("_b")}, today, context)
    return f"{first}/{first[:-2]}{int(f['day_b']):02d}"


def _years_range(f: Fields, today: date | None, context: Context) -> str:
    del today, context
    first, last = f["year"], f["year_b"]
    return f"{first}/{first[: 4 - len(last)]}{last}"


def _shift(f: Fields, today: date | None, context: Context) -> str:
    del context
    unit, count = f["unit"], int(f["which"])
    unit = {"year": "Y"}.get(unit, unit)
    value = _shifted(today, unit, count) if today else _open(unit)
    return value + (f"T{f['daypart']}" if "daypart" in f else "")


def _open(unit: str) -> str:
    return {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "DEC": "XXX", "Q": "XXXX-QX"}.get(
        unit, "XXXX-XX-XX"
    )


def _shifted(day: date, unit: str, count: int) -> str:
    """Give the day, week, month, quarter, year or decade `count` units from a day."""
    if unit in ("D", "W", "WE", "FN"):
        moved = day + timedelta(days=count * (_DAYS.get(unit, 7)))
        if unit in ("D",):
            return moved.isoformat()
        iso = moved.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if unit == "WE" else "")
    months = day.year * 12 + day.month - 1 + count * _MONTHS.get(unit, 12)
    year, month = divmod(months, 12)
    if unit == "M":
        return f"{year:04d}-{month + 1:02d}"
    if unit == "Q":
        return f"{year:04d}-Q{month // 3 + 1}"
    return f"{year // 10}" if unit == "DEC" else f"{year:04d}"


def _weekday(f: Fields, today: date | None, context: Context) -> str:
    if today is None:
        return f"XXXX-WXX-{f['weekday']}"
    wanted, which = int(f["weekday"]), int(f.get("which", 0))
    if which > 0 or (not which and context.tense > 0 and wanted != today.isoweekday()):
        day = today + timedelta(days=(wanted - today.isoweekday() - 1) % 7 + 1)
    else:
        day = today - timedelta(days=(today.isoweekday() - wanted) % 7 or (7 if which < 0 else 0))
    return day.isoformat() + (f"T{f['daypart']}" if "daypart" in f else "")


def _amount(f: Fields) -> str:
    """Give the number of an amount: digits, a number word, 1 for "a", X where it is vague."""
    if "vague" in f:
        return "X"
    return str(f.get("count") or f.get("number") or ("1" if "an" in f else "X"))


def _ago(f: Fields, today: date | None, context: Context) -> str:
    del context
    return _counted(f, today, int(f["sign"]))


def _counted(f: Fields, day: date | None, sign: int) -> str:
    unit, amount = f["unit"], _amount(f)
    if amount == "X" or day is None or "." in amount:
        return ("PAST_REF" if sign < 0 else "FUTURE_REF") if day else "XXXX-XX-XX"
    count = sign * int(amount)
    if unit in _DAYS:
        return (day + timedelta(days=count * _DAYS[unit])).isoformat()
    if unit == "Y" and count in (1, -1):
        return _shifted(day, "M", 12 * count)
    return _shifted(day, unit, count) if unit in _MONTHS else day.isoformat()


def _anchor(context: Context, today: date | None) -> date | None:
    """Give the first day of the date mentioned before, else the report's day."""
    return (_bound(context.before.value, 0) if context.before else None) or today


def _discourse(f: Fields, today: date | None, context: Context) -> str:
    words = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1, "earlier": -1, "0": 0}
    words |= {"1": 1, "-1": -1}
    count = words[str(f.get("which_b") or f.get("which", 0)).lower()]
    unit = f.get("unit_b") or f["unit"]
    day = _anchor(context, today)
    return _shifted(day, unit, count) if day else _open(unit)


def _later(f: Fields, today: date | None, context: Context) -> str:
    sign = 1 if str(f.get("sense")) in ("later", "after") else -1
    return _counted(f, _anchor(context, today), sign)


def _reference(f: Fields, today: date | None, context: Context) -> str:
    del today, context
    return str(f["value"])


def _duration(f: Fields, today: date | None, context: Context) -> str:
    del today, context
    if plural := f.get("plural") or f.get("plural_b"):
        f = {**f, "unit": {"years": "Y", "decades": "DEC", "months": "M", "weeks": "W", "days": "D", "hours": "TH"}.get(plural, "Y")}
    return _period(f["unit"], _amount(f), half="half" in f)


def _period(unit: str, amount: str, *, half: bool = False) -> str:
    if unit in ("QUAD", "FN") and amount.isdigit():
        amount = str(int(amount) * (4 if unit == "QUAD" else 2))
    if half:
        amount += ".5"
    prefix = "PT" if unit.startswith("T") else "P"
    return f"{prefix}{amount}{_UNITS.get(unit, unit)}"


def _every(f: Fields, today: date | None, context: Context) -> str:
    del today, context
    if often := str(f.get("often", "")).lower():
        unit = {"a": "Y", "y": "Y", "m": "M", "w": "W", "d": "D", "q": "Q"}.get(often[0], "Y")
        return "P2Y" if often.startswith("b") else f"P1{unit}"
    return _period(f["unit"], _amount(f) if {"count", "number", "vague"} & f.keys() else "1")


def _clock(f: Fields, today: date | None, context: Context) -> str:
    del context
    return (today.isoformat() if today else "XXXX-XX-XX") + _time_of_day(f)


def _time_of_day(f: Fields) -> str:
    if "named" in f:
        return "T24:00" if f["named"].lower() == "midnight" else "T12:00"
    hour, minute = int(f.get("hour") or f["hour_b"]), f.get("minute") or f.get("minute_b") or "00"
    if half := f.get("half_day"):
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"T{hour:02d}:{minute}" + ("Z" if "UTC" in f["text"] else "")


def _part(f: Fields, today: date | None, context: Context) -> str:
    return _value(f["parts"][0], today, context)


def _within(f: Fields, today: date | None, context: Context) -> str:
    inner, outer = f["parts"]
    whole = _value(outer, today, context)
    rest = _rest(inner.fields) if inner.fields["kind"] == "calendar" else ""
    if rest and re.fullmatch(r"\d{4}|XXXX", whole):
        return whole + rest
    return whole if inner.fields["kind"] == "shift" else _value(inner, today, context)


def _interval(f: Fields, today: date | None, context: Context) -> str:
    first, last = f["parts"]
    end = _value(last, today, context)
    if "year" in last.fields and "year" not in first.fields and first.fields["kind"] == "calendar":
        return f"{end[:4]}{_rest(first.fields)}/{end}"
    start = _value(first, today, context)
    if "year" in first.fields and "year" not in last.fields and last.fields["kind"] == "calendar":
        end = start[:4] + _rest(last.fields)
    return f"{start}/{end}"


def _at(f: Fields, today: date | None, context: Context) -> str:
    clock, day = f["parts"]
    time = _time_of_day(clock.fields) if clock.fields["kind"] == "clock" else "T" + clock.fields["daypart"]
    return _value(day, today, context).partition("T")[0] + time


_KINDS: dict[str, Callable[[Fields, date | None, Context], str]] = {
    "calendar": _calendar,
    "days": _days_range,
    "years": _years_range,
    "shift": _shift,
    "weekday": _weekday,
    "ago": _ago,
    "discourse": _discourse,
    "later": _later,
    "reference": _reference,
    "duration": _duration,
    "every": _every,
    "clock": _clock,
    "part": _part,
    "within": _within,
    "interval": _interval,
    "at": _at,
}
