from typing import Any

import pytest

from entente.annotation.names.gazetteer import Hit, gazetteer_of
from entente.annotation.names.national import add_national, national_bodies
from entente.annotation.names.shadow import Layer
from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Knowledge

RULES: dict[str, Any] = read_rules(SHIPPED / "english" / "forms.yaml")["open_national"]


def entities(text: str, knowledge: Knowledge) -> list[str]:
    hits = add_national(Layer(text, gazetteer_of(knowledge).hits(text)), national_bodies(knowledge)).hits
    return [h.entities[0] for h in hits]


@pytest.mark.parametrize("example", RULES["examples"], ids=lambda e: e["text"])
def test_a_body_of_every_country_is_that_of_the_country_told(
    example: dict[str, Any], small_knowledge: Knowledge
) -> None:
    assert entities(example["text"], small_knowledge) == example["ids"]


@pytest.mark.parametrize("text", RULES["counterexamples"])
def test_parts_of_longer_names_and_courts_of_no_country_are_left_alone(text: str, small_knowledge: Knowledge) -> None:
    assert not any(e.startswith("org/") for e in entities(text, small_knowledge))


def test_fewer_words_of_the_one_name_before_stand_for_its_body(small_knowledge: Knowledge) -> None:
    text = "The Arlen National Council of Sports met. Sports Council said"
    named = Hit(4, 36, "body", ("org/arlen-council",))
    hits = add_national(Layer(text, [named]), national_bodies(small_knowledge)).hits
    assert [h.entities for h in hits] == [("org/arlen-council",), ("org/arlen-council",)]
