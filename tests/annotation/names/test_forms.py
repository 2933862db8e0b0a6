from typing import Any

import pytest

from entente.annotation.names.forms import add_forms, add_open_ministries, forms_of, ministry_id
from entente.annotation.names.gazetteer import Hit, gazetteer_of
from entente.annotation.names.shadow import Layer
from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Knowledge

DOCUMENT: dict[str, Any] = read_rules(SHIPPED / "english" / "forms.yaml")
FORMS: list[dict[str, Any]] = DOCUMENT["forms"]
MINISTRIES: dict[str, Any] = DOCUMENT["open_ministry"]
EXAMPLES = [(form["id"], e["text"], e["ids"]) for form in FORMS for e in form["examples"]]
COUNTEREXAMPLES = [(form["id"], text) for form in FORMS for text in form.get("counterexamples", ())]


def found(text: str, knowledge: Knowledge, form: str = "") -> list[Hit]:
    hits = add_forms(Layer(text, gazetteer_of(knowledge).hits(text)), forms_of(knowledge)).hits
    return [h for h in hits if h.how == "form" and form in ("", h.reason)]


@pytest.mark.parametrize(("form", "text", "ids"), EXAMPLES, ids=str)
def test_examples_give_their_ids(form: str, text: str, ids: list[str], small_knowledge: Knowledge) -> None:
    hits = add_forms(Layer(text, gazetteer_of(small_knowledge).hits(text)), forms_of(small_knowledge)).hits
    assert [e for h in hits if h.type in ("group", "body") for e in h.entities if e in ids] == ids, form


@pytest.mark.parametrize(("form", "text"), COUNTEREXAMPLES)
def test_counterexamples_give_none_of_the_form(form: str, text: str, small_knowledge: Knowledge) -> None:
    assert found(text, small_knowledge, form) == []


def test_a_list_before_the_head_leaves_each_name_its_own_span(small_knowledge: Knowledge) -> None:
    text = "if Russian and Belarusian athletes compete"
    assert [text[h.start : h.end] for h in found(text, small_knowledge)] == ["Russian", "Belarusian athletes"]


def test_a_list_after_the_head_gives_the_head_to_its_first_name(small_knowledge: Knowledge) -> None:
    text = "the NOCs of South Africa, Mali and Peru"
    assert [text[h.start : h.end] for h in found(text, small_knowledge)] == ["NOCs of South Africa", "Mali", "Peru"]


def test_an_ambiguous_country_keeps_all_its_candidates(small_knowledge: Knowledge) -> None:
    (hit,) = found("the Congolese Olympic Committee", small_knowledge)
    assert set(hit.entities) == {"noc/COD", "noc/CGO"}


def test_a_ministry_has_one_id_whatever_its_wording(small_knowledge: Knowledge) -> None:
    fields = forms_of(small_knowledge).fields
    country = small_knowledge.countries["country/RUS"]
    assert (
        ministry_id(country, "Sports", fields)
        == ministry_id(country, "Sport", fields)
        == "org/russia-ministry-of-sport"
    )


def ministries(text: str, knowledge: Knowledge) -> list[str]:
    forms = forms_of(knowledge)
    hits = add_open_ministries(add_forms(Layer(text, gazetteer_of(knowledge).hits(text)), forms), forms).hits
    return [h.entities[0] for h in hits if h.type not in ("sport", "athletes")]


@pytest.mark.parametrize("example", MINISTRIES["examples"], ids=lambda e: e["text"])
def test_a_ministry_alone_is_that_of_the_one_country_named(example: dict[str, Any], small_knowledge: Knowledge) -> None:
    assert ministries(example["text"], small_knowledge) == example["ids"]


@pytest.mark.parametrize("text", MINISTRIES["counterexamples"])
def test_a_ministry_of_one_of_several_countries_stays_open(text: str, small_knowledge: Knowledge) -> None:
    assert not any("ministry" in entity for entity in ministries(text, small_knowledge))
