from collections.abc import Mapping

from entente.knowledge.lint.references import MEMBERS, check_committees, check_references
from entente.knowledge.lint.rows import Row, Table
from tests.knowledge.lint.conftest import row


def keyed(schema: Mapping[str, Table], *rows: Row) -> dict[tuple[str, str], Row]:
    return {(schema[r.table].group, r.id): r for r in rows}


def test_an_id_that_no_row_has_is_told(schema: Mapping[str, Table]) -> None:
    rows = keyed(
        schema,
        row("bodies", id="org/a", parent="org/b"),
        row("gatherings", id="gathering/x-2020", host_city="place/a|place/b"),
    )
    rows[("places", "place/a")] = row("places", id="place/a")
    found = [(p.message, p.remedy) for p in check_references(rows, schema)]
    assert found == [
        (
            "org/a: parent 'org/b' is the id of no row",
            "correct it, or add its row to committees.csv, federations.csv, bodies.csv, countries.csv",
        ),
        ("gathering/x-2020: host_city 'place/b' is the id of no row", "correct it, or add its row to places.csv"),
    ]


def committee(code: str, association: str) -> Row:
    return row("committees", id=f"noc/{code}", continental=association, country=f"country/{code}", status="current")


def test_as_many_committees_as_there_are(schema: Mapping[str, Table]) -> None:
    rows = [committee(f"{a[4:]}{n:02}", a) for a, count in MEMBERS.items() for n in range(count)]
    assert list(check_committees(keyed(schema, *rows))) == []
    assert sum(MEMBERS.values()) == 206
    found = [p.message for p in check_committees(keyed(schema, *rows[1:], committee("XXX", "org/none")))]
    assert found == [
        "53 current National Olympic Committees of org/anoca",
        "1 current National Olympic Committees of org/none",
    ]


def test_a_committee_bears_the_code_of_its_country(schema: Mapping[str, Table]) -> None:
    rows = keyed(schema, committee("SUI", "org/eoc"), row("countries", id="country/SUI", ioc="SWI"))
    assert "noc/SUI: its country country/SUI has the IOC code SWI" in [p.message for p in check_committees(rows)]
