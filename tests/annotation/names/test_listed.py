from entente.annotation.names.listed import Entry, entries_of, is_acronym, variants
from entente.knowledge.tables import Knowledge


def test_variants_swap_british_and_american_and_saints() -> None:
    assert variants("Saint Kitts Sports Organisation") == {
        f"{saint} Kitts Sports Organi{letter}ation" for saint in ("Saint", "St", "St.") for letter in "sz"
    }


def test_variants_swap_the_sign_and_the_word_for_and() -> None:
    assert variants("Youth & Sports") == {"Youth & Sports", "Youth and Sports"}


def test_acronyms_are_single_words_of_capitals() -> None:
    assert [is_acronym(name) for name in ("IOC", "NOC RB", "Fifa")] == [True, False, False]


def test_a_capital_without_a_row_is_a_place_all_the_same(small_knowledge: Knowledge) -> None:
    assert Entry("place/suva", "place", "Suva") in set(entries_of(small_knowledge))


def test_what_is_declared_ambiguous_stands_for_all_its_ids(small_knowledge: Knowledge) -> None:
    ids = {entry.entity for entry in entries_of(small_knowledge) if entry.name == "KOC"}
    assert ids == {"noc/KOR", "noc/KUW"}
