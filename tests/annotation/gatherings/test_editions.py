from datetime import date

import pytest

from entente.annotation.gatherings.editions import (
    edition_in,
    editions_of,
    held_seldom,
    hosted_by,
    kind_of_gathering,
    nearest,
    series_of,
    with_mates,
)
from entente.knowledge.tables import Knowledge


@pytest.mark.parametrize(
    ("year", "series", "edition"),
    [
        (2022, "asian-games", "gathering/asian-games-2022"),
        (2023, "asian-games", "gathering/asian-games-2022"),
        (2021, "olympic-games", "gathering/olympic-games-2020"),
        (2019, "olympic-games", ""),
        (2032, "olympic-games", "gathering/olympic-games-2032"),
        (2019, "baltic-forum", "gathering/baltic-forum-2019"),
    ],
)
def test_the_edition_of_a_year(year: int, series: str, edition: str, small_knowledge: Knowledge) -> None:
    assert edition_in(year, (series,), small_knowledge) == edition


def test_the_nearest_edition_is_rather_to_come_than_past(small_knowledge: Knowledge) -> None:
    editions = editions_of(("olympic-games", "winter-olympic-games"), small_knowledge)
    assert nearest(editions, date(2025, 6, 1)).id == "gathering/winter-olympic-games-2026"
    assert nearest(editions, date(2024, 9, 1)).id == "gathering/olympic-games-2024"


def test_editions_by_their_host(small_knowledge: Knowledge) -> None:
    editions = editions_of(("olympic-games", "winter-olympic-games"), small_knowledge)
    assert [g.id for g in hosted_by(("country/ITA",), editions)] == ["gathering/winter-olympic-games-2026"]


def test_kinds_are_those_of_the_table_or_of_the_name(small_knowledge: Knowledge) -> None:
    ids = ("gathering/asian-games-2022", "gathering/baltic-forum-2019", "anoc-general-assembly", "gathering/talks-2019")
    assert [kind_of_gathering(i, small_knowledge) for i in ids] == ["games", "forum", "assembly", "meeting"]


def test_a_series_by_its_edition(small_knowledge: Knowledge) -> None:
    assert series_of("gathering/baltic-forum-2019", small_knowledge) == "baltic-forum"


def test_what_is_held_seldom_and_what_a_bare_name_may_mean(small_knowledge: Knowledge) -> None:
    assert held_seldom(("asian-games",), small_knowledge)
    assert not held_seldom(("anoc-general-assembly",), small_knowledge)
    assert with_mates(("olympic-games",), small_knowledge) == ("olympic-games", "winter-olympic-games")
    assert with_mates(("winter-olympic-games",), small_knowledge) == ("winter-olympic-games",)
