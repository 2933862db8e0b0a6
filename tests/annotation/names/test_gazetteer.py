from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.annotation.names.gazetteer import Hit, fold, gazetteer_of, longest
from entente.knowledge.tables import Knowledge


def found(text: str, knowledge: Knowledge) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[h.start : h.end], h.entities) for h in gazetteer_of(knowledge).hits(text)]


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_drops_case_diacritics_and_the_form_of_apostrophes() -> None:
    assert fold("São-Tomé’s ŁÓDŹ") == "sao tome's lodz"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the National Olympic and Sports Committee of Mali", ["National Olympic and Sports Committee of Mali"]),
        ("le Comité National Olympique et Sportif du Mali", ["Comité National Olympique et Sportif du Mali"]),
        ("the Association of NOCs", ["Association of NOCs"]),
        ("in St. Petersburg and St Petersburg", ["St. Petersburg", "St Petersburg"]),
        ("North Koreans and South Koreans", ["North Koreans", "South Koreans"]),
        ("RUSSIA won", ["RUSSIA"]),
        ("the former International Ski Federation", ["International Ski Federation"]),
    ],
)
def test_names_are_found_in_their_spellings(text: str, names: list[str], small_knowledge: Knowledge) -> None:
    assert [name for name, _ in found(text, small_knowledge)] == names


@pytest.mark.parametrize("text", ["a malignant growth", "a nice day in may", "the ioc", "Ioc", "Belarusianisation"])
def test_words_that_are_no_names_are_not_found(text: str, small_knowledge: Knowledge) -> None:
    assert found(text, small_knowledge) == []


def test_an_acronym_of_four_letters_may_be_written_as_a_word(small_knowledge: Knowledge) -> None:
    assert found("Anoc met", small_knowledge) == [("Anoc", ("org/anoc",))]


def test_former_names_lead_to_the_same_id(small_knowledge: Knowledge) -> None:
    assert found("IAAF", small_knowledge) == [("IAAF", ("org/world-athletics",))]


def test_a_name_of_two_types_keeps_the_other_as_considered(small_knowledge: Knowledge) -> None:
    (hit,) = gazetteer_of(small_knowledge).hits("in Georgia")
    assert (hit.type, hit.entities, hit.others) == ("country", ("country/GEO",), ("place/georgia",))


def test_games_are_named_by_their_city_and_year(small_knowledge: Knowledge) -> None:
    assert found("at Tokyo 2020 and Hangzhou 2022", small_knowledge) == [
        ("Tokyo 2020", ("gathering/olympic-games-2020",)),
        ("Hangzhou 2022", ("gathering/asian-games-2022",)),
    ]


def test_a_blocked_phrase_hides_the_name_in_it(small_knowledge: Knowledge) -> None:
    assert found("the Kyiv Independent, Pan American", small_knowledge) == []


def test_the_gazetteer_of_a_knowledge_is_built_once(small_knowledge: Knowledge) -> None:
    assert gazetteer_of(small_knowledge) is gazetteer_of(small_knowledge)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12))
def test_the_longest_hits_are_sorted_and_apart(spans: list[tuple[int, int]]) -> None:
    kept = longest(Hit(start, start + length, "body", ()) for start, length in spans)
    assert all(a.end <= b.start for a, b in pairwise(kept))
