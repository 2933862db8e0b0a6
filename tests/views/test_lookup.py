import pytest

from entente.knowledge.tables import Body, Country, DatedName, Knowledge
from entente.views.lookup import look_up

BODIES = (
    Body("noc/RUS", "Russian Olympic Committee", ("s",), name_fr="Comité olympique de Russie", acronyms=("ROC",)),
    Body("noc/RWA", "Rwanda Olympic Committee", ("s",), acronyms=("ROC",)),
    Body(
        "org/world-athletics",
        "World Athletics",
        ("s",),
        aliases=("WA",),
        former_names=(DatedName("IAAF", "1912", "2019"),),
    ),
)
COUNTRIES = (
    Country("country/RUS", "Russia", ("s",), official_name="Russian Federation", ioc="RUS"),
    Country("country/DEU", "Germany", ("s",), ioc="GER"),
)
KNOWLEDGE = Knowledge({b.id: b for b in BODIES}, {c.id: c for c in COUNTRIES}, {}, {}, {}, {}, {}, {}, {}, "")
NAMES = {
    "noc/RUS": "Russian Olympic Committee",
    "nf/RUS/boxing": "Russia Boxing federation",
    "nf/GER/boxing": "Germany Boxing federation",
    "person/rodion-plitukhin": "Rodion Plitukhin",
    "person/ivan-plitukhin": "Ivan Plitukhin",
    "person/aissa-kone": "Aïssa Koné",
    "org/some-body": "Some Body",
}


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("noc/SYR", ["noc/SYR"]),
        ("RUS", ["country/RUS", "nf/RUS/boxing", "noc/RUS"]),
        ("GER", ["country/DEU", "nf/GER/boxing", "noc/GER"]),
        ("DEU", ["country/DEU", "nf/GER/boxing", "noc/GER"]),
        ("russian olympic committee", ["noc/RUS"]),
        ("Comité Olympique de Russie", ["noc/RUS"]),
        ("Russian Federation", ["country/RUS"]),
        ("IAAF", ["org/world-athletics"]),
        ("WA", ["org/world-athletics"]),
        ("Kone", ["person/aissa-kone"]),
        ("Rodion Plitukhin", ["person/rodion-plitukhin"]),
        ("some-body", ["org/some-body"]),
        ("XYZ", []),
        ("…", []),
    ],
)
def test_a_text_means_entities(text: str, entities: list[str]) -> None:
    found = look_up(text, KNOWLEDGE, NAMES)
    assert list(found.entities) == entities
    assert found.candidates is None


def test_of_several_of_one_name_the_one_that_was_read_is_taken() -> None:
    found = look_up("ROC", KNOWLEDGE, NAMES)
    assert (found.entities, found.elsewhere) == (("noc/RUS",), ("noc/RWA",))


def test_an_ambiguous_name_lists_its_candidates() -> None:
    assert look_up("Plitukhin", KNOWLEDGE, NAMES).candidates == {
        "person/rodion-plitukhin": "Rodion Plitukhin",
        "person/ivan-plitukhin": "Ivan Plitukhin",
    }
    assert set(look_up("ROC", KNOWLEDGE, {}).candidates or {}) == {"noc/RUS", "noc/RWA"}
    assert set(look_up("ROC", KNOWLEDGE, NAMES | {"noc/RWA": "R"}).candidates or {}) == {"noc/RUS", "noc/RWA"}
