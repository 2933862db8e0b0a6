import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.claims.sheets.cells import CellError, day_of, entity_finder, pairs_of, parts_of, value_of, word_of
from entente.knowledge.tables import Knowledge
from entente.model.entity import ACTORS, KINDS
from entente.views.exports.letters import joined


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool)))
def test_what_an_export_joins_is_parted_again(parts: list[str]) -> None:
    assert parts_of(joined(parts)) == parts


def test_pairs_are_read() -> None:
    assert pairs_of("a=1; b = x=y;c=z\\; z") == {"a": "1", "b": "x=y", "c": "z; z"}
    with pytest.raises(CellError, match="'b' is no pair"):
        pairs_of("a=1; b")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2023-10-12", "2023-10-12"),
        ("2017/..", "2017/.."),
        ("12 October 2023", "2023-10-12"),
        ("Oct. 2023", "2023-10"),
        ("20-22 June 2023", "2023-06-20/2023-06-22"),
        ("10/10/2023", "2023-10-10"),
        ("2023-10-12 09:30", "2023-10-12"),
        ("2023-10-12T09:30:00Z", "2023-10-12"),
        ("12/25/2023", "2023-12-25"),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, edtf: str, knowledge: Knowledge) -> None:
    assert day_of(text, knowledge) == edtf


@pytest.mark.parametrize("text", ["12/10/2023", "last week", "June 1", "soon", "", "in June 2023, they say"])
def test_no_date_is_invented(text: str, knowledge: Knowledge) -> None:
    with pytest.raises(CellError) as raised:
        day_of(text, knowledge)
    assert "write 2023-10-12" in raised.value.remedy


@pytest.mark.parametrize(
    ("text", "kinds", "ids"),
    [
        ("noc/MLI", ACTORS, ["noc/MLI"]),
        ("IOC", ACTORS, ["org/ioc"]),
        ("the Russian Olympic Committee", ACTORS, ["noc/RUS"]),
        ("Olympic Council of Asia (OCA)", ACTORS, ["org/oca"]),
        ("Fijian Judo Association", ACTORS, ["nf/FIJ/judo"]),
        ("Thomas Bach", ACTORS, ["person/thomas-bach"]),
        ("Zyx Wvut", ("person",), ["person/zyx-wvut"]),
        ("Trinidad and Tobago", ACTORS, ["country/TTO"]),
        ("Trinidad and Tobago, Russia", ACTORS, ["country/TTO", "country/RUS"]),
        ("Russia, Japan and Thomas Bach", ACTORS, ["country/RUS", "country/JPN", "person/thomas-bach"]),
        ("IOC + FIFA", ACTORS, ["org/ioc", "org/fifa"]),
        ("Moscow", KINDS, ["place/moscow"]),
        ("Paris 2024", ("gathering",), ["gathering/olympic-games-2024"]),
    ],
)
def test_names_acronyms_and_ids_are_linked(
    text: str, kinds: tuple[str, ...], ids: list[str], knowledge: Knowledge
) -> None:
    assert list(entity_finder(knowledge)(text, kinds)) == ids


@pytest.mark.parametrize(
    ("text", "kinds", "says"),
    [
        ("Nobody Known", ACTORS, "nothing called 'Nobody Known' is known"),
        ("COC", ACTORS, "'COC' may be noc/CAN or noc/CHN or "),
        ("place/moscow", ("person",), "place/moscow cannot stand here"),
        ("Moscow", ("person",), "nothing called 'Moscow'"),
        ("IOC and Nobody Known", ACTORS, "nothing called 'IOC and Nobody Known' is known"),
    ],
)
def test_a_name_that_is_nobodys_or_several_is_told(
    text: str, kinds: tuple[str, ...], says: str, knowledge: Knowledge
) -> None:
    with pytest.raises(CellError, match=re.escape(says)):
        entity_finder(knowledge)(text, kinds)


def test_words_and_values() -> None:
    assert word_of(" Confirmed! ", {"asserted": ["confirmed"]}, "way of telling") == "asserted"
    assert value_of("Neutral only", ["neutral_only"], "status") == "neutral_only"
    assert value_of("anything", [], "topic") == "anything"
    with pytest.raises(CellError, match="'x' is no status"):
        value_of("x", ["suspended"], "status")
    with pytest.raises(CellError, match="'x' is no way of telling"):
        word_of("x", {"asserted": ["confirmed"]}, "way of telling")
