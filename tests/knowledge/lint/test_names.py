from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from entente.knowledge.lint.names import check_names, name_key
from entente.knowledge.lint.rows import Row, Table
from tests.knowledge.lint.conftest import row

TWO = (
    row("bodies", id="org/a", name="A", acronyms="ABC"),
    row("bodies", id="org/b", name="B", former_names="ÀBC@..1990"),
)


def messages(schema: Mapping[str, Table], *rows: Row) -> list[tuple[str, str]]:
    return [(p.message, p.remedy) for p in check_names(rows, schema)]


def declaration(ids: str, alias: str = "ABC") -> Row:
    return row("ambiguous", alias=alias, ids=ids)


def test_a_name_of_two_rows_is_to_be_declared(schema: Mapping[str, Table]) -> None:
    assert messages(schema, *TWO) == [
        (
            "org/b: 'ÀBC' is also a name of org/a",
            "drop it from one of them, or declare it in ambiguous.csv: ÀBC,org/a|org/b,…",
        )
    ]
    assert messages(schema, *TWO, declaration("org/b|org/a")) == []


def test_a_declaration_names_all_that_claim_the_name_and_nobody_else(schema: Mapping[str, Table]) -> None:
    assert messages(schema, *TWO, declaration("org/a|org/c")) == [
        ("ABC: does not name the rows that claim it", "its ids are org/a|org/b")
    ]


def test_a_declaration_out_of_date_is_told(schema: Mapping[str, Table]) -> None:
    assert messages(schema, TWO[0], declaration("org/a|org/b")) == [
        ("ABC: does not name the rows that claim it", "take the line out")
    ]
    assert messages(schema, declaration("org/a|org/b", "XYZ"))[0][0] == "XYZ: no row claims this name"


def test_demonyms_and_sports_may_be_shared(schema: Mapping[str, Table]) -> None:
    rows = [row("countries", id=f"country/{c}", name=c, demonyms="Congolese") for c in ("COD", "COG")]
    assert messages(schema, *rows) == []


@given(st.text())
def test_the_key_of_a_key_is_itself(name: str) -> None:
    key = name_key(name).removeprefix("The ").removeprefix("the ")
    assert name_key(key) in (key, name_key(name_key(name)))


def test_keys_pass_over_diacritics_and_hyphens_but_not_over_capitals() -> None:
    assert name_key("The Rhine‑Ruhr".replace("‑", "-")) == name_key("Rhine Ruhr")
    assert name_key("ÖPC") == name_key("OPC") != name_key("Opc")
