"""Base forms of inflected verbs."""

import pytest

from entente.claims.inflection import NOUN_SUFFIXES, base_forms, inflected_forms, past_form


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


def test_a_form_comes_last_itself() -> None:
    assert [*base_forms("banned")][-1] == "banned"


@pytest.mark.parametrize(
    ("lemma", "past"), [("say", "said"), ("deny", "denied"), ("announce", "announced"), ("point out", "pointed out")]
)
def test_the_past_is_regular_unless_it_is_named(lemma: str, past: str) -> None:
    assert past_form(lemma, {"say": "said"}) == past


def test_a_noun_has_no_verbal_forms() -> None:
    irregular = {"crisis": ["crises"]}
    assert {"accord", "accords"} <= inflected_forms("accord", irregular, NOUN_SUFFIXES)
    assert "according" not in inflected_forms("accord", irregular, NOUN_SUFFIXES)
    assert "crises" in inflected_forms("crisis", irregular, NOUN_SUFFIXES)
