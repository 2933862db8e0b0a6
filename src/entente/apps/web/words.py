"""Values in the words of the desk: dates as people write them, states and factualities, numbers of things."""

import re
from datetime import date

from entente.model.edtf import days_of

_DAYS_TOLD, _MONTHS_TOLD = 60, 700  # days until which days, and months, are counted
_MONTH, _YEAR = 30.44, 365.25  # days


def machine_day(value: date | str | None) -> str:
    """Give a date as the `datetime` attribute of HTML's time element holds it, "" where that has no place for it."""
    text = value.isoformat() if isinstance(value, date) else value or ""
    return text if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", text) and days_of(text) != (None, None) else ""


def spaced(text: str) -> str:
    """Give a value of the contract as words: "in_force" is "in force"."""
    return text.replace("_", " ")


def shortened(text: str, most: int = 300) -> str:
    """Give a text, without its end where it is longer than so many characters: titles may be of any length."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def counted(number: int, thing: str, several: str = "") -> str:
    """Give a number of things in words: "1 report", "2,000 reports"."""
    return f"{number:,} {thing if number == 1 else several or f'{thing}s'}"


def days_away(days: int) -> str:
    """Give how far off a day is: "today", "in 3 days", "5 months ago", "in 2 years"; months and years are about so many."""
    if days == 0:
        return "today"
    away = abs(days)
    told = counted(away, "day")
    if away > _DAYS_TOLD:
        told = counted(round(away / _MONTH), "month") if away < _MONTHS_TOLD else counted(round(away / _YEAR), "year")
    return f"in {told}" if days > 0 else f"{told} ago"
