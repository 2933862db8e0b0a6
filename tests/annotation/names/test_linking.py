from dataclasses import replace

import pytest

from entente.annotation.names.gazetteer import gazetteer_of
from entente.annotation.names.linking import drop_doubtful, link_rules, settle_nations, to_mentions
from entente.annotation.names.shadow import Layer
from entente.knowledge.tables import Knowledge


def linked(text: str, knowledge: Knowledge) -> list[str]:
    layer = drop_doubtful(Layer(text, gazetteer_of(knowledge).hits(text)), link_rules(knowledge))
    return [m.entity for m in to_mentions(settle_nations(layer, knowledge).hits)]


@pytest.fixture(scope="module")
def knowledge(small_knowledge: Knowledge) -> Knowledge:
    names = frozenset({"paris", "jordan", "kirsty", "michael"})
    rules = {**small_knowledge.rules, "english/given_names": names}
    return replace(small_knowledge, rules=rules)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Paris Hilton and Jordan Smith spoke", []),
        ("Michael Jordan spoke", []),
        ("in Paris Mayor Anne Hidalgo", ["place/paris"]),
        ("at Moscow Airport Mikhail landed", ["place/moscow"]),
        ("Kirsty Tokyo spoke. Tokyo won. He flew to Tokyo.", ["place/tokyo"]),
        ("Ahmad Al-Cairo won", []),
        ("he won in Jordan", ["country/JOR"]),
        ("a nice win. Nice won", []),
        ("He ran in Nice. Nice won", ["place/nice", "place/nice"]),
        ("SEOUL (Reuters) - it met", ["place/seoul"]),
        ("The Moscow organisers", ["place/moscow"]),
    ],
)
def test_parts_of_other_names_are_no_places(text: str, entities: list[str], knowledge: Knowledge) -> None:
    assert linked(text, knowledge) == entities


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("he answered in Russian, then", []),
        ("a Japanese-speaking official", []),
        ("the Russian.", ["country/RUS"]),
        ("UK$5m", []),
    ],
)
def test_languages_and_currencies_are_no_countries(text: str, entities: list[str], knowledge: Knowledge) -> None:
    assert linked(text, knowledge) == entities


def test_a_demonym_of_two_countries_is_that_of_the_one_named(knowledge: Knowledge) -> None:
    assert linked("DR Congo and the Congolese", knowledge) == ["country/COD", "country/COD"]


def test_a_demonym_of_two_countries_stays_open_without_either(knowledge: Knowledge) -> None:
    text = "the Congolese team"
    (mention,) = to_mentions(drop_doubtful(Layer(text, gazetteer_of(knowledge).hits(text)), link_rules(knowledge)).hits)
    assert (mention.entity, set(mention.candidates)) == ("", {"country/COD", "country/COG"})
    assert mention.reason


def test_georgia_behind_a_city_of_another_country_is_the_region(knowledge: Knowledge) -> None:
    assert linked("in Paris, Georgia", knowledge) == ["place/paris", "place/georgia"]
    assert linked("in Georgia", knowledge) == ["country/GEO"]


def test_a_committee_in_general_is_no_name(knowledge: Knowledge) -> None:
    assert linked("an NOC", knowledge) == []
