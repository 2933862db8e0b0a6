"""The editions of a series of gatherings: that of a year, that with a host, that nearest to a day."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from entente.knowledge.tables import Gathering, Knowledge
from entente.model.edtf import bounds

_WELL_LISTED = 4  # editions in the table: a year between them is then no slip of the table
_MATES = 2  # series that one name may mean; among more, a year alone decides nothing but what is listed
_PAST = 1.2  # what is behind counts as this much farther than what is to come
_KINDS = {
    "assembly": "assembly", "general-meeting": "assembly", "session": "session", "congress": "congress",
    "convention": "convention", "forum": "forum", "summit": "summit",
    "games": "games", "championships": "championship", "championship": "championship",
    "cup": "championship", "festival": "festival", "conference": "conference", "seminar": "seminar", "symposium": "symposium",
    "grand-prix": "championship", "grand-slam": "championship", "tournament": "championship",
}  # fmt: skip


def editions_of(series: Sequence[str], knowledge: Knowledge) -> list[Gathering]:
    """Give the listed editions of some series, in the order of the table."""
    return [g for g in knowledge.gatherings.values() if g.series in series]


def series_of(entity: str, knowledge: Knowledge) -> str:
    """Give the series of a gathering: gathering/asian-games-2022 is one of asian-games."""
    row = knowledge.gatherings.get(entity)
    return row.series if row else re.sub(r"-\d{4}$", "", entity.removeprefix("gathering/"))


def kind_of_gathering(entity: str, knowledge: Knowledge) -> str:
    """Give the kind of a gathering or a series (games, assembly, forum, ...); by its name where no table has it."""
    series = series_of(entity, knowledge)
    if series in knowledge.series:
        return knowledge.series[series].kind
    return next((kind for word, kind in _KINDS.items() if series.endswith(word)), "meeting")


def edition_in(year: int, series: Sequence[str], knowledge: Knowledge) -> str:
    """Give the edition of a year: that of its official name, else the one held in it, else one by construction.

    A series whose editions are listed has none between them: "" then.
    """
    editions = editions_of(series, knowledge)
    named = [g.id for s in series for g in editions if g.series == s and g.id.endswith(f"-{year}")]
    held = [g.id for g in editions if (g.actual or g.planned).startswith(str(year))]
    years = [int(g.id[-4:]) for g in editions if g.id[-4:].isdigit()]
    if not named and (
        len(series) > _MATES or (not held and len(years) >= _WELL_LISTED and min(years) < year < max(years))
    ):
        return ""
    return (named or held or [f"gathering/{series[0]}-{year}"])[0]


def hosted_by(places: Sequence[str], editions: Sequence[Gathering]) -> list[Gathering]:
    """Give the editions that one of some places or countries hosts."""
    return [g for g in editions if {*g.host_city.split("|"), *g.host_country.split("|")} & set(places)]


def nearest(editions: Sequence[Gathering], today: date) -> Gathering:
    """Give the edition nearest to a day, one that is to come before one that is about as far behind."""

    def distance(gathering: Gathering) -> float:
        days = (day_of(gathering) - today).days
        return days if days >= 0 else -days * _PAST

    return min(editions, key=distance)


def day_of(gathering: Gathering) -> date:
    """Give the last day of an edition, actual or planned; by the year of its name where no date is known."""
    for edtf in (gathering.actual, gathering.planned, gathering.id[-4:]):
        first, last = bounds(edtf) if edtf else (None, None)
        if day := last or first:
            return day
    return date.min


def held_seldom(series: Sequence[str], knowledge: Knowledge) -> bool:
    """Tell whether a series is not one of every year, so that the report's year would be a guess."""
    return any(s in knowledge.series and knowledge.series[s].kind in ("games", "championship") for s in series)


def with_mates(series: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """Give a series with those that its bare name may mean too: "Olympics" those of the winter."""
    rules: Any = knowledge.rules.get("english/forms", {}).get("gatherings", {})
    groups = (tuple(rules.get(name, ())) for name in ("olympic", "paralympic"))
    return next((group for group in groups if group and series == group[:1]), series)
