from typing import Any

import pytest

from entente.annotation.names.federations import add_governing, add_open_federations, federations_of
from entente.annotation.names.forms import add_forms, forms_of
from entente.annotation.names.gazetteer import gazetteer_of
from entente.annotation.names.shadow import Layer
from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Knowledge

DOCUMENT: dict[str, Any] = read_rules(SHIPPED / "english" / "forms.yaml")
OPEN, GOVERNING = DOCUMENT["open_federation"], DOCUMENT["governing_bodies"]


def entities(text: str, knowledge: Knowledge) -> list[str]:
    federations = federations_of(knowledge)
    layer = add_governing(Layer(text, gazetteer_of(knowledge).hits(text)), federations)
    hits = add_open_federations(add_forms(layer, forms_of(knowledge)), federations).hits
    return [h.entities[0] for h in hits if h.type not in ("sport", "athletes")]


@pytest.mark.parametrize("example", [*OPEN["examples"], *GOVERNING["examples"]], ids=lambda e: e["text"])
def test_a_federation_is_told_by_its_sport(example: dict[str, Any], small_knowledge: Knowledge) -> None:
    assert entities(example["text"], small_knowledge) == example["ids"]


@pytest.mark.parametrize("text", [*OPEN["counterexamples"], *GOVERNING["counterexamples"]])
def test_a_federation_of_no_country_or_sport_stays_open(text: str, small_knowledge: Knowledge) -> None:
    assert not any(e.startswith(("nf/", "org/")) for e in entities(text, small_knowledge))
