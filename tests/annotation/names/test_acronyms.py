import pytest

from entente.annotation.names.acronyms import definitions, settle_acronyms, use_definitions
from entente.annotation.names.forms import add_forms, forms_of
from entente.annotation.names.gazetteer import gazetteer_of
from entente.annotation.names.shadow import Layer
from entente.knowledge.tables import Knowledge


def named(text: str, knowledge: Knowledge) -> Layer:
    return add_forms(Layer(text, gazetteer_of(knowledge).hits(text)), forms_of(knowledge))


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        ("the National Olympic and Sports Committee of Mali (CNOSM)", {"CNOSM": "noc/MLI"}),
        ("CNOSM (National Olympic and Sports Committee of Mali)", {"CNOSM": "noc/MLI"}),
        ("the Olympic Council of Asia, OCA, met", {"OCA": "org/oca"}),
        ("the OCA [Olympic Council of Asia]", {"OCA": "org/oca"}),
        ("RBF — Russian Boxing Federation", {"RBF": "nf/RUS/boxing"}),
        ("the National Olympic Committee (NOC) of Belarus", {"NOC": "noc/BLR"}),
        ("the National Olympic Committees (NOCs) of Mali", {}),
        ("International Ski and Snowboard Federation (Fis)", {"Fis": "org/fis"}),
        ("the Kuwait Olympic Committee (Jordan) said", {}),
        ("the Kuwait Olympic Committee, SEOUL, said", {}),
    ],
)
def test_definitions_beside_a_name(text: str, defined: dict[str, str], small_knowledge: Knowledge) -> None:
    assert definitions(named(text, small_knowledge), small_knowledge) == defined


def test_letters_behind_an_assembly_are_those_of_its_body(small_knowledge: Knowledge) -> None:
    text = "the General Assembly of the Olympic Council of Asia (OCA)"
    assert definitions(named(text, small_knowledge), small_knowledge) == {"OCA": "org/oca"}


def test_the_reports_own_definition_stands_before_the_list(small_knowledge: Knowledge) -> None:
    layer = named("the Kuwait Olympic Committee (KOC) spoke; KOC's NOC-KOC", small_knowledge)
    linked = use_definitions(layer, definitions(layer, small_knowledge))
    assert [h.entities for h in linked.hits if h.how == "definition"] == [("noc/KUW",), ("noc/KUW",)]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("the KOC boxing in Kuwait", [("noc/KUW",)]),
        ("the KOC boxing", [("noc/KUW", "noc/KOR")]),
        ("the IOC boxing in India", [("org/ioc",)]),
        ("the Indian Olympic Association and the IOC", [("noc/IND",), ("noc/IND",)]),
        ("the WA was founded", []),
        ("the ANOC was founded", [("org/anoc",)]),
        ("boxing at the CNOSM", [("noc/MLI",)]),
    ],
)
def test_an_acronym_of_the_list_needs_the_report(
    text: str, entities: list[tuple[str, ...]], small_knowledge: Knowledge
) -> None:
    hits = settle_acronyms(named(text, small_knowledge), small_knowledge).hits
    assert [h.entities for h in hits if h.type in ("body", "acronym")] == entities


def test_letters_that_may_be_a_country_stay_open(small_knowledge: Knowledge) -> None:
    hits = settle_acronyms(named("the UKR boxing team", small_knowledge), small_knowledge).hits
    assert [h.entities for h in hits if h.how == "acronym"] == [("org/ukr-boxing", "country/UKR")]


def test_the_letters_of_an_organ_need_its_body(small_knowledge: Knowledge) -> None:
    for text, entities in (
        ("the EB of boxing", []),
        ("boxing: IOC and EB", [("org/ioc",), ("org/ioc-executive-board",)]),
    ):
        hits = settle_acronyms(named(text, small_knowledge), small_knowledge).hits
        assert [h.entities for h in hits if h.how == "acronym"] == entities
