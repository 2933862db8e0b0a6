"""Entity ids: slugs are plain ASCII, whichever way a name is written."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.model.entity import is_entity_id, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nasser Al-Saied", "nasser-al-saied"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("O'Neill, Jr.", "oneill-jr"),
        ("  Łódź -- Øre  ", "lodz-ore"),
        ("Thomas BACH", "thomas-bach"),
        ("—", ""),
    ],
)
def test_a_slug_is_words_in_plain_letters_joined_by_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_slug_is_its_own_and_makes_an_id(name: str) -> None:
    made = slug(name)
    assert slug(made) == made
    assert set(made) <= {*string.ascii_lowercase, *string.digits, "-"}
    assert not made or is_entity_id(f"person/{made}")
