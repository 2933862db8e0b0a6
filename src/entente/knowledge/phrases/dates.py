"""Dates of EDTF in the words in which people write them."""

import re
from datetime import date

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_PARTS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "first quarter of",
    "34": "second quarter of",
    "35": "third quarter of",
    "36": "fourth quarter of",
    "40": "first half of",
    "41": "second half of",
}
_DATE = re.compile(r"(\d[\dX]{3})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_HEDGES = {"": "", "?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}
_OPEN = ("", "..")


def day_words(value: date | str | None) -> str:
    """Give a day, or a date in EDTF, as people write it: "1 June 2023", "spring 2023", "1 to 3 June 2023"; "" for none."""
    if not value:
        return ""
    text = value.isoformat() if isinstance(value, date) else value
    start, slash, end = text.partition("/")
    if not slash:
        return _date_words(text)
    if start in _OPEN:
        return f"until {_date_words(end)}"
    return f"from {_date_words(start)}" if end in _OPEN else _between(start, end)


def when_words(edtf: str) -> str:
    """Give a date in EDTF with the word that leads to it: "on 3 March 2026", "in March 2026", "from 1 to 3 June 2023"."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return f"{_leading(edtf)} {_date_words(edtf)}" if edtf else ""
    if start in _OPEN:
        return f"by {_date_words(end)}"
    return f"from {_date_words(start)} on" if end in _OPEN else f"from {_between(start, end)}"


def _leading(text: str) -> str:
    if _DAY.match(text):
        return "on"
    found = _DATE.fullmatch(text)
    article = found and (found[1].endswith("X") or _PARTS.get(found[2] or "", "").endswith("of"))
    return "in the" if article else "in"


def _between(start: str, end: str) -> str:
    first, last = _DAY.fullmatch(start), _DAY.fullmatch(end)
    if first and last and first[1] == last[1] and _is_month(first[2]):
        if first[2] == last[2]:
            return f"{int(first[3])} to {_date_words(end)}"
        return f"{int(first[3])} {_MONTHS[int(first[2]) - 1]} to {_date_words(end)}"
    return f"{_date_words(start)} to {_date_words(end)}"


def _date_words(text: str) -> str:
    found = _DATE.fullmatch(text)
    if not found:
        return text
    year, month, day, hedge = found.groups()
    if year.endswith("X"):
        year = f"{year.replace('X', '0')}s"
    if month in _PARTS:
        return f"{_PARTS[month]} {year}{_HEDGES[hedge]}"
    parts = [str(int(day)) if day and day != "XX" else "", _MONTHS[int(month) - 1] if _is_month(month) else "", year]
    return " ".join(filter(None, parts)) + _HEDGES[hedge]


def _is_month(month: str | None) -> bool:
    return month is not None and month.isdigit() and 1 <= int(month) <= len(_MONTHS)
