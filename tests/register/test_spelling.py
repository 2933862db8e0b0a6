import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.knowledge.loader import SHIPPED, read_rules
from entente.register.candidates import LIKELY
from entente.register.spelling import Spelling, alike, skeleton, spelling_of, words_of

RULES = {name: read_rules(SHIPPED / f"{name}.yaml") for name in ("english/transliterations", "english/person_names")}
SPELLING = spelling_of(RULES)
NAMES = st.lists(st.text("abdehkoqsy", min_size=1, max_size=6), max_size=4)


@pytest.mark.parametrize("example", RULES["english/transliterations"]["examples"], ids=str)
def test_the_examples_of_the_rules_hold(example: dict[str, list[str]]) -> None:
    [(told, names)] = example.items()
    one, other = (words_of(name, SPELLING) for name in names)
    assert (alike(one, other, SPELLING) >= LIKELY) is (told == "same")


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_within_bounds(one: list[str], other: list[str]) -> None:
    assert alike(one, other, Spelling()) <= 1
    if len(one) != len(other):
        assert alike(one, other, SPELLING) == alike(other, one, SPELLING)


@given(NAMES.filter(lambda words: len(words) > 1))
def test_a_name_is_like_itself(name: list[str]) -> None:
    assert alike(name, name, SPELLING) == 1


def test_a_name_of_one_word_tells_little() -> None:
    assert alike(["bach"], ["thomas", "bach"], SPELLING) < alike(["t", "bach"], ["thomas", "bach"], SPELLING) < 1
    assert alike([], ["bach"], SPELLING) == 0


def test_words_are_without_particles_articles_and_diacritics() -> None:
    assert words_of("Nasser Alsaïed bin al-Thani", SPELLING) == ("nasser", "saied", "thani")
    assert words_of("Ali Al-Ali", SPELLING) == ("ali", "ali")
    assert skeleton("muhammad", SPELLING) == skeleton("mohamed", SPELLING)
