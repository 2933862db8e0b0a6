"""Which names are like: the same, whether they came at once or one after another."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entente.register import likenames
from entente.register.likenames import LikeNames, like_names
from entente.register.spelling import Spelling

SPELLING = Spelling(sounds=(("aa", "a"), ("th", "t")), vowels="aeiou", particles=frozenset({"al", "bin"}))
WORDS = st.lists(st.sampled_from(("Joan", "Joaan", "Thani", "Tani", "Hamad", "J")), min_size=1, max_size=3)
BODIES = st.sampled_from(("CNOSM", "Coral North Ocean Sports Mission", "Coral Mission", "Corals Mission"))
NAMES = st.dictionaries(st.sampled_from([f"person/{letter}" for letter in "abcdefgh"]), WORDS.map(" ".join), max_size=8)
ALL = st.builds(
    lambda persons, bodies: persons | bodies,
    NAMES,
    st.dictionaries(st.sampled_from([f"org/{n}" for n in range(4)]), BODIES),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(steps=st.lists(ALL, min_size=1, max_size=4))
def test_names_that_come_and_go_leave_the_pairs_that_all_have_at_once(
    monkeypatch: pytest.MonkeyPatch, steps: list[dict[str, str]]
) -> None:
    monkeypatch.setattr(likenames, "_CROWD", 3)
    kept = LikeNames(SPELLING, ["org/0", "org/1"])
    for names in steps:
        kept.update(names)
        assert kept.pairs == like_names(names, SPELLING, ["org/0", "org/1"])
        assert sorted(kept.likeliest()) == sorted(kept.pairs)


def test_the_likest_come_first() -> None:
    names: dict[str, Any] = {"person/a": "Joan Thani", "person/b": "Joan Thani", "person/c": "Joaan Thanni"}
    found = LikeNames(SPELLING, ())
    found.update(names)
    weights = [found.pairs[pair].weight for pair in found.likeliest()]
    assert (found.likeliest()[0].second, weights) == ("person/b", sorted(weights, reverse=True))
