from collections.abc import Callable

import pytest

from entente.knowledge.tables import Knowledge
from entente.model.claim import Claim, Evidence
from entente.model.span import Span
from entente.register.naming import name_of, names_in


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        ("noc/MLI", "National Olympic Committee of Mali"),
        ("country/MLI", "Mali"),
        ("npc/MLI", "Mali National Paralympic Committee"),
        ("nf/MLI/boxing", "Mali Boxing federation"),
        ("nf/XXX/chess", "XXX chess federation"),
        ("athletes/MLI", "Malian athletes"),
        ("athletes/MLI/boxing", "Malian athletes (Boxing)"),
        ("person/aissa-kone", "Aissa Kone"),
        ("org/mali-ministry-of-sport", "Mali Ministry of Sport"),
    ],
)
def test_every_entity_has_a_name(entity: str, name: str, knowledge: Knowledge) -> None:
    assert name_of(entity, knowledge, {}) == name


def test_a_person_is_called_as_the_report_prints_it(knowledge: Knowledge, make_claim: Callable[..., Claim]) -> None:
    text = "Aïssa\nKoné of Mali, said Koné."
    claim = make_claim(
        "tie",
        {"party": ("person/aissa-kone",)},
        evidence=(Evidence("party", Span(0, 10)), Evidence("party", Span(25, 29)), Evidence("trigger", Span(0, 5))),
    )
    names = names_in([claim], text)
    assert names == {"person/aissa-kone": "Aïssa Koné"}
    assert name_of("person/aissa-kone", knowledge, names) == "Aïssa Koné"
