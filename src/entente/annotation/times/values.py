"""What a time expression means: its fields, read against the report's date and the text around it, give a TIMEX3 value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from entente.annotation.times.finding import Fields, Found
from entente.annotation.times.units import UNKNOWN_DAY, first_day, last_day, moved, open_value, period, shifted
from entente.model.edtf import bounds

_UNIVERSAL = ("UTC", "GMT")
_MONTH = 7  # the length of YYYY-MM
_FRIDAY = 5
_FAR, _CLOSE = timedelta(days=265), timedelta(days=100)
_AHEAD = timedelta(days=150)  # further off a quarter told of without a tense is that of the year before
_STRONG = 20  # times as far as the next one a past date may be, in a clause of the past


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    `date` is the report's (EDTF or ""); `before` the TIMEX3 value of the date before it in the text and `day` that of the last
    day named; `tense` is -1 in a clause of the past, 1 of what is to come, 0 where it does not say; `beside` is the day that
    a clock time belongs to.
    """

    date: str = ""
    before: str = ""
    day: str = ""
    tense: int = 0
    beside: str = ""


def value_of(found: Found, context: Context) -> str:
    """Give the TIMEX3 value of an expression; what is unknown stays X ("XXXX-06-01").

    Against a report's date that is an interval an expression is read from both its ends, and counts where both agree.
    """
    first, last = bounds(context.date)
    if not (first and last):
        return _value(found, None, context)
    values = [_value(found, day, context) for day in (first, last)]
    if values[0] == values[1]:
        return values[0]
    if first.year == last.year and not context.tense and _is_calendar(found):
        return str(first.year) + values[0][4:]
    return _value(found, None, context)


def _is_calendar(found: Found) -> bool:
    return found.fields["kind"] == "calendar" and "year" not in found.fields


def _value(found: Found, today: date | None, context: Context) -> str:
    try:
        if found.parts:
            return _COMPOSED[found.fields["kind"]](found, today, context)
        return _SIMPLE[found.fields["kind"]](found.fields, today, context)
    except (OverflowError, ValueError):
        return UNKNOWN_DAY


def _calendar(f: Fields, today: date | None, context: Context) -> str:
    if "tens" in f:
        return f"19{f['tens']}"
    if decade := f.get("decade") or f.get("tenyears"):
        return str(decade)
    if "century" in f:
        return str(int(f["century"]) - 1)
    rest = _rest(f)
    return _year(f["year"]) + rest if "year" in f else _placed(rest, f, today, context)


def _rest(f: Fields) -> str:
    """Give what follows the year: a month and a day, a season, a quarter, a half."""
    for name in ("holiday", "season"):
        if name in f:
            return f"-{f[name]}"
    if "part" in f:
        return f"-{f['part']}{f['ordinal']}"
    month = f"-{int(f['month']):02d}" if "month" in f else ""
    return month + (f"-{int(f['day']):02d}" if "day" in f else "")


def _year(text: str) -> str:
    """Give a year in four digits; of two digits 69 to 99 are of the last century (POSIX)."""
    return text if len(text) > 2 else ("19" if int(text) >= 69 else "20") + text  # noqa: PLR2004


def _placed(rest: str, f: Fields, today: date | None, context: Context) -> str:
    """Choose the year: by the weekday, by "last" or "next", by tense, else the last that has begun."""
    if today is None:
        return "XXXX" + rest
    firsts = {y: day for y in range(today.year - 4, today.year + 5) if (day := first_day(f"{y}{rest}"))}
    if "weekday" in f:
        firsts = {y: day for y, day in firsts.items() if day.isoweekday() == int(f["weekday"])} or firsts
        return f"{min(firsts, key=lambda y: abs(firsts[y] - today))}{rest}"
    if f.get("which") == "0":
        return f"{today.year}{rest}"
    if "part" in f and not context.tense:
        return f"{today.year - (firsts[today.year] - today > _AHEAD)}{rest}"
    if which := int(f.get("which", 0)):
        return f"{_other(firsts, rest, today, which)}{rest}"
    ahead = min(y for y, day in firsts.items() if (last_day(f"{y}{rest}") or day) >= today)
    behind = max(y for y, day in firsts.items() if day <= today)
    to_come = _is_to_come(today - firsts[behind], firsts[ahead] - today, context.tense)
    return f"{ahead if to_come else behind}{rest}"


def _other(firsts: Mapping[int, date], rest: str, today: date, which: int) -> int:
    """Give the year of the next that begins or the last that has ended: in March "last March" is that of the year before."""
    if which > 0:
        return min(y for y, day in firsts.items() if day > today)
    return max(y for y, day in firsts.items() if (last_day(f"{y}{rest}") or day) < today)


def _is_to_come(behind: timedelta, ahead: timedelta, tense: int) -> bool:
    """Choose between the last such date and the next: by tense, unless that is far off and the other one near."""
    if tense > 0:
        return not (ahead > _FAR and behind < _CLOSE)
    return ahead * (_STRONG if tense < 0 else 2) < behind


def _days(f: Fields, today: date | None, context: Context) -> str:
    first = _calendar({name: v for name, v in f.items() if name != "day_b"}, today, context)
    return f"{first}/{first[:-2]}{int(f['day_b']):02d}"


def _years(f: Fields, today: date | None, context: Context) -> str:
    del today, context
    first, last = f["year"], f["year_b"]
    return f"{first}/{first[: 4 - len(last)]}{last}"


def _shift(f: Fields, today: date | None, context: Context) -> str:
    unit, count = f["unit"], int(f["which"])
    if today is None:
        return open_value(unit)
    if unit == "WE" and not count and context.tense <= 0 and today.isoweekday() < _FRIDAY:
        count = -1  # told on a weekday, "the weekend" is the one behind
    return shifted(today, unit, count) + (f"T{f['daypart']}" if "daypart" in f else "")


def _weekday(f: Fields, today: date | None, context: Context) -> str:
    part = f"T{f['daypart']}" if "daypart" in f else ""
    if today is None:
        return f"XXXX-WXX-{f['weekday']}{part}"
    wanted, which = int(f["weekday"]), int(f.get("which", 0))
    behind = (today.isoweekday() - wanted) % 7
    if which > 0 or (not which and context.tense > 0 and behind):
        return (today + timedelta(days=7 - behind)).isoformat() + part
    return (today - timedelta(days=behind or (7 if which < 0 else 0))).isoformat() + part


def amount_of(f: Fields) -> str:
    """Give the number in an expression's fields: digits, a number word, 1 for "a", X where it is vague."""
    number = "X" if "vague" in f else str(f.get("count") or f.get("number") or ("1" if "an" in f else "X"))
    return number + ".5" if "half" in f and number.isdigit() else number


def _ago(f: Fields, today: date | None, context: Context) -> str:
    del context
    return _counted(f, today, int(f["sign"]))


def _counted(f: Fields, day: date | None, sign: int) -> str:
    amount = amount_of(f)
    if day is None:
        return UNKNOWN_DAY
    if not amount.isdigit():
        return "PAST_REF" if sign < 0 else "FUTURE_REF"
    return moved(day, f["unit"], sign * int(amount)) if f["unit"][0] != "T" else day.isoformat()


def _anchor(unit: str, context: Context, today: date | None) -> date | None:
    """Give the date before in the text where it is as fine as what is counted from it, else the report's day."""
    if not context.before:
        return today
    if unit in ("D", "W", "WE", "FN"):
        return first_day(context.day) if context.day else None if context.before else today
    return first_day(context.before) if unit != "M" or len(context.before) >= _MONTH else None


def _discourse(f: Fields, today: date | None, context: Context) -> str:
    if "unit" not in f:
        return context.before or (today.isoformat() if today else UNKNOWN_DAY)
    day = _anchor(f["unit"], context, today)
    value = shifted(day, f["unit"], int(f.get("step") or f.get("which", 0))) if day else open_value(f["unit"])
    return value + (f"T{f['daypart']}" if "daypart" in f else "")


def _year_before(f: Fields, today: date | None, context: Context) -> str:
    """Read "the same month last year": by a month or quarter named before it, else the whole year."""
    year, rest = context.before[:4], context.before[4:]
    if f["grain"] in ("month", "quarter") and year.isdigit() and "/" not in rest:
        return f"{int(year) - 1:04d}{rest[:3]}"
    return shifted(today, "Y", -1) if today else open_value("Y")


def _later(f: Fields, today: date | None, context: Context) -> str:
    return _counted(f, _anchor(f["unit"], context, today), int(f["step"]))


def _reference(f: Fields, today: date | None, context: Context) -> str:
    del today, context
    return str(f["value"])


def _duration(f: Fields, today: date | None, context: Context) -> str:
    del today, context
    return period(f["unit"], amount_of(f))


def _every(f: Fields, today: date | None, context: Context) -> str:
    del today, context
    if often := f.get("often"):
        return str(often)
    return period(f["unit"], amount_of(f) if f.keys() & {"count", "number", "vague"} and "times" not in f else "1")


def _recurring(f: Fields, today: date | None, context: Context) -> str:
    del today, context
    if "daypart" in f:
        return f"{UNKNOWN_DAY}T{f['daypart']}"
    return f"XXXX-WXX-{f.get('weekday') or f['weekdays']}" if f.keys() & {"weekday", "weekdays"} else f"XXXX{_rest(f)}"


def _clock(f: Fields, today: date | None, context: Context) -> str:
    day = context.beside or (today.isoformat() if today else UNKNOWN_DAY)
    return day.partition("T")[0] + _time_of_day(f)


def _time_of_day(f: Fields) -> str:
    if "daypart" in f:
        return f"T{f['daypart']}"
    if "noon" in f:
        return f"T{f['noon']}:00"
    hour = int(f.get("hour") or f["number"])
    if half := f.get("meridiem", "").lower():
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{f.get('minute') or '00'}" + ("Z" if f.get("zone") in _UNIVERSAL else "")


def _part(found: Found, today: date | None, context: Context) -> str:
    return _value(found.parts[0], today, context)


def _within(found: Found, today: date | None, context: Context) -> str:
    """Read a month, day, season or quarter of a year that other words give."""
    inner, outer = found.parts[::-1] if "order" in found.fields else found.parts
    return _value(_in_year(inner, _value(outer, today, context)[:4]), today, context)


def _in_year(found: Found, year: str) -> Found:
    return replace(found, fields={**found.fields, "year": year})


def _weekday_within(found: Found, today: date | None, context: Context) -> str:
    day, week = found.parts
    first = first_day(_value(week, today, context))
    number = int(day.fields["weekday"])
    return (first + timedelta(days=number - 1)).isoformat() if first else f"XXXX-WXX-{number}"


def _interval(found: Found, today: date | None, context: Context) -> str:
    """Read two dates, of which one may have its year from the other."""
    start, end, *year = found.parts
    if year:
        end = _in_year(end, _value(year[0], today, context)[:4])
    first, last = _value(start, today, context), _value(end, today, context)
    if _is_calendar(start) and not _is_calendar(end):
        first = _not_after(last[:4], _rest(start.fields), last)
    elif _is_calendar(end):
        last = _not_before(first, first[:4], _rest(end.fields))
    elif end.fields["kind"] == "weekday" and (day := first_day(last)) and last < first:
        last = (day + timedelta(days=7)).isoformat()
    return f"{first}/{last}"


def _not_after(year: str, rest: str, last: str) -> str:
    return f"{int(year) - 1}{rest}" if year.isdigit() and year + rest > last else year + rest


def _not_before(first: str, year: str, rest: str) -> str:
    return f"{int(year) + 1}{rest}" if year.isdigit() and year + rest < first else year + rest


def _at(found: Found, today: date | None, context: Context) -> str:
    clock, day = found.parts
    date_value = _value(day, today, context).partition("T")[0]
    return date_value + (
        _time_of_day(clock.fields) if clock.fields["kind"] == "clock" else f"T{clock.fields['daypart']}"
    )


_SIMPLE: dict[str, Callable[[Fields, date | None, Context], str]] = {
    "calendar": _calendar,
    "days": _days,
    "years": _years,
    "shift": _shift,
    "weekday": _weekday,
    "ago": _ago,
    "discourse": _discourse,
    "later": _later,
    "year_before": _year_before,
    "reference": _reference,
    "duration": _duration,
    "every": _every,
    "recurring": _recurring,
    "clock": _clock,
}
_COMPOSED: dict[str, Callable[[Found, date | None, Context], str]] = {
    "part": _part,
    "within": _within,
    "weekday_within": _weekday_within,
    "interval": _interval,
    "at": _at,
}
