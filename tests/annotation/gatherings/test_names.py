import pytest

from entente.annotation.gatherings.names import (
    add_bare_assemblies,
    add_gatherings,
    add_named,
    series_name,
)
from entente.annotation.gatherings.rules import gathering_rules
from entente.annotation.names.acronyms import settle_acronyms
from entente.annotation.names.gazetteer import gazetteer_of
from entente.annotation.names.organs import Naming, add_organs, organs_of
from entente.annotation.names.shadow import Layer
from entente.knowledge.tables import Knowledge


def found(text: str, knowledge: Knowledge) -> list[tuple[str, tuple[str, ...]]]:
    rules, naming = gathering_rules(knowledge), Naming(knowledge, {})
    layer = settle_acronyms(Layer(text, gazetteer_of(knowledge).hits(text)), knowledge)
    layer = add_organs(layer, organs_of(knowledge), naming)
    layer = add_bare_assemblies(add_named(add_gatherings(layer, rules, naming), rules), rules, naming)
    return [(text[h.start : h.end], h.entities) for h in layer.hits if h.type == "series"]


@pytest.mark.parametrize(
    ("text", "name", "series"),
    [
        ("the delayed Hangzhou 2022 Asian Games", "Hangzhou 2022 Asian Games", "asian-games"),
        ("the 2014 Asian Games", "2014 Asian Games", "asian-games"),
        ("Provided the World Nomad Games go ahead", "World Nomad Games", "world-nomad-games"),
        ("the 140th IOC Session", "140th IOC Session", "ioc-session"),
        ("the Olympic Games Paris 2024", "Olympic Games Paris 2024", "olympic-games"),
        (
            "the Association of NOCs (ANOC) General Assembly",
            "Association of NOCs (ANOC) General Assembly",
            "anoc-general-assembly",
        ),
        (
            "an extraordinary General Assembly of the Olympic Council of Asia",
            "extraordinary General Assembly of the Olympic Council of Asia",
            "oca-extraordinary-general-assembly",
        ),
        (
            "Kuwait Olympic Committee's Elective General Assembly",
            "Kuwait Olympic Committee's Elective General Assembly",
            "koc-general-assembly",
        ),
        ("the Olympic Council of Asia held its General Assembly", "General Assembly", "oca-general-assembly"),
        ("at its General Assembly the Olympic Council of Asia met", "General Assembly", "oca-general-assembly"),
        (
            "the 39th Meeting of the Board of Directors of the Olympic Council of Asia",
            "39th Meeting of the Board of Directors of the Olympic Council of Asia",
            "oca-board-of-directors-meeting",
        ),
        ("the 10th Eastern Economic Forum", "10th Eastern Economic Forum", "eastern-economic-forum"),
        ("During the Baltic Youth Games 2019 it rained", "Baltic Youth Games 2019", "baltic-youth-games"),
    ],
)
def test_names_of_gatherings(text: str, name: str, series: str, small_knowledge: Knowledge) -> None:
    assert found(text, small_knowledge) == [(name, (series,))]


@pytest.mark.parametrize(
    "text", ["the National Championships", "a General Assembly", "the Forum", "Association and Convention"]
)
def test_what_names_no_gathering(text: str, small_knowledge: Knowledge) -> None:
    assert found(text, small_knowledge) == []


def test_each_of_several_years_is_a_gathering_of_its_own(small_knowledge: Knowledge) -> None:
    assert [name for name, _ in found("bids for the Winter Games of 2030 and 2034", small_knowledge)] == [
        "Winter Games of 2030",
        "2034",
    ]
    assert [name for name, _ in found("the 2030, 2034 Winter Olympics", small_knowledge)] == [
        "2030",
        "2034 Winter Olympics",
    ]


def test_the_games_of_a_city_are_open_among_the_greater_games(small_knowledge: Knowledge) -> None:
    ((name, series),) = found("at the Tokyo Games", small_knowledge)
    assert name == "Tokyo Games"
    assert {"olympic-games", "asian-games"} <= set(series)


def test_a_name_without_its_year_and_ordinal() -> None:
    assert series_name("10th Eastern Economic Forum 2025") == "Eastern Economic Forum"


def test_olympic_and_paralympic_games_are_two(small_knowledge: Knowledge) -> None:
    assert found("the Olympic and Paralympic Games", small_knowledge) == [
        ("Olympic", ("olympic-games",)),
        ("Paralympic Games", ("paralympic-games",)),
    ]


def test_an_olympiad_by_its_number_is_one_of_the_games(small_knowledge: Knowledge) -> None:
    assert found("the Games of the XXXIII Olympiad", small_knowledge) == [
        ("Games of the XXXIII Olympiad", ("olympic-games",))
    ]
