import pytest

from entente.annotation.names.acronyms import settle_acronyms
from entente.annotation.names.gazetteer import Hit, gazetteer_of
from entente.annotation.names.organs import Naming, add_open_organs, add_organs, organs_of, owner_near
from entente.annotation.names.shadow import Layer
from entente.knowledge.tables import Knowledge


def _layer(text: str, knowledge: Knowledge) -> Layer:
    return settle_acronyms(Layer(text, gazetteer_of(knowledge).hits(text)), knowledge)


def organs(text: str, knowledge: Knowledge) -> list[tuple[str, str]]:
    rules, naming = organs_of(knowledge), Naming(knowledge, {})
    layer = add_organs(_layer(text, knowledge), rules, naming)
    hits = add_open_organs(layer, rules, naming).hits
    return [(text[h.start : h.end], h.entities[0]) for h in hits if "organ" in h.reason]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The IOC (International Olympic Committee) Executive Board", None),
        ("the ANOC Culture and Education Commission", None),
        ("The Executive Board (EB) of the International Olympic Committee", None),
        ("in boxing the IOC's legal commission", [("IOC's legal commission", "org/ioc-legal-commission")]),
        ("the Kuwait Olympic Committee board", [("Kuwait Olympic Committee board", "org/koc-board")]),
    ],
)
def test_a_body_and_its_organ_are_one_name(
    text: str, found: list[tuple[str, str]] | None, small_knowledge: Knowledge
) -> None:
    names = organs(text, small_knowledge)
    assert names == found if found else len(names) == 1


def test_an_organ_without_a_body_is_that_of_the_body_before_it(small_knowledge: Knowledge) -> None:
    text = "The IOC of boxing spoke. Its Athletes' Commission was silent."
    assert organs(text, small_knowledge) == [("Athletes' Commission", "org/ioc-athletes-commission")]


def test_an_organ_named_again_belongs_to_the_body_it_had(small_knowledge: Knowledge) -> None:
    text = "The OCA Executive Board met. The IOC of boxing knew. The Executive Board voted."
    assert organs(text, small_knowledge)[-1] == ("Executive Board", "org/oca-executive-board")


def test_a_committee_without_a_name_is_no_organ(small_knowledge: Knowledge) -> None:
    assert organs("The IOC and the National Olympic Committee, the Organising Committee", small_knowledge) == []


def test_a_committee_goes_by_its_own_acronym_and_never_by_noc(small_knowledge: Knowledge) -> None:
    assert Naming(small_knowledge, {"noc/RUS": "RusOC"}).name_of("noc/RUS") == "rusoc"
    assert Naming(small_knowledge, {"noc/BLR": "NOC"}).name_of("noc/BLR") == "noc-of-belarus"
    assert Naming(small_knowledge, {}).name_of("noc/PRK") == "noc-of-north-korea"
    assert Naming(small_knowledge, {}).name_of("nf/RUS/boxing") == "nf-rus-boxing"


def test_the_owner_is_looked_for_in_the_line_first_and_media_own_nothing(small_knowledge: Knowledge) -> None:
    text = "IOC, OCA\nANOC in sport: boxing"
    layer = _layer(text, small_knowledge)
    assert owner_near(layer, 8, small_knowledge, lambda body: body == "org/ioc") == "org/ioc"
    assert owner_near(layer, 8, small_knowledge, lambda body: not body) == "org/oca"
    assert owner_near(Layer("x IOC", [Hit(2, 5, "body", ("org/ioc",))]), 0, small_knowledge, bool) == "org/ioc"
    assert owner_near(Layer("x", []), 0, small_knowledge, bool) == ""


def test_a_body_behind_it_in_its_sentence_comes_before_those_of_other_sentences(small_knowledge: Knowledge) -> None:
    text = "The CNOSM spoke of boxing. At its General Assembly the Kuwait Olympic Committee voted."
    assert owner_near(_layer(text, small_knowledge), 34, small_knowledge, lambda body: not body) == "noc/KUW"
