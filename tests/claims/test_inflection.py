"""Base forms of inflected verbs."""

import pytest

from entente.claims.inflection import base_forms


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("condemned", "condemn"),
        ("banned", "ban"),
        ("eased", "ease"),
        ("denies", "deny"),
        ("bidding", "bid"),
        ("expelled", "expel"),
        ("wishes", "wish"),
    ],
)
def test_the_base_of_a_regular_form_is_among_its_base_forms(form: str, base: str) -> None:
    assert base in list(base_forms(form))


def test_a_form_comes_first_itself() -> None:
    assert next(base_forms("spread")) == "spread"
