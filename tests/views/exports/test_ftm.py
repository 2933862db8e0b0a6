import json
from collections.abc import Callable
from typing import Any

import pytest

from entente.model.claim import Claim
from entente.views.exports.formats import Form, fitting
from entente.views.exports.ftm import write_ftm
from entente.views.exports.ftm_values import country_of, dates, entity_id, schema_of
from entente.views.exports.material import Material

MakeClaim = Callable[..., Claim]
MakeMaterial = Callable[..., Material]
INTERVAL = {"summary", "description", "proof", "publisher", "sourceUrl", "recordId", "date", "startDate", "endDate"}
# What the model of followthemoney 4 asks of each schema; evaluation/ftm.py asks the library itself.
REQUIRED = {
    "Organization": {"name"},
    "PublicBody": {"name"},
    "Person": {"name"},
    "Address": {"full"},
    "Event": {"name"},
    "Position": {"name"},
    "Occupancy": {"holder", "post"},
    "Membership": {"member", "organization"},
    "Sanction": {"entity"},
    "UnknownLink": {"subject", "object"},
    "Article": {"title"},
}
ENTITIES = {
    "holder": {"Person"},
    "post": {"Position"},
    "proof": {"Article"},
    "organization": {"Organization", "PublicBody"},
}


def entities(material: Material) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in map(json.loads, write_ftm(material))}


def of_schema(material: Material, schema: str) -> list[dict[str, list[str]]]:
    return [row["properties"] for row in entities(material).values() if row["schema"] == schema]


def test_every_entity_has_what_its_schema_requires(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    made = entities(make_material(claims))
    for row in made.values():
        assert REQUIRED[row["schema"]] <= row["properties"].keys()
        for name, schemata in ENTITIES.items():
            assert {made[value]["schema"] for value in row["properties"].get(name, ())} <= schemata
        told = {(statement["prop"], statement["value"]) for statement in row["statements"]}
        assert told == {(name, value) for name, values in row["properties"].items() for value in values}
        assert {statement["origin"] for statement in row["statements"]} <= {claim.report for claim in claims}
    assert {row["schema"] for row in made.values()} == {*REQUIRED} - {"PublicBody", "Address"} | {"PublicBody"}


def test_only_what_is_asserted_goes_in(claims: tuple[Claim, ...], make_material: MakeMaterial) -> None:
    fit = fitting(Form.FTM, claims)
    made = entities(make_material(fit.claims))
    assert sum(fit.left_out.values()) == 6
    assert {row["schema"] for row in made.values() if row["schema"] not in {"Organization", "Person", "Article"}} == {
        "Event",
        "UnknownLink",
        "Sanction",
        "Occupancy",
        "Position",
        "Membership",
    }
    assert entity_id("country/MLI") not in made
    assert not any(word in json.dumps(made) for word in ("hoped", "planned", "alleged", "possible", "asserted not"))


def test_what_is_not_asserted_says_so_where_it_was_asked_for(
    claims: tuple[Claim, ...], make_material: MakeMaterial
) -> None:
    unsure = [claim for claim in claims if claim.factuality != "asserted" or claim.polarity == "negative"]
    for row in entities(make_material(unsure)).values():
        told = row["properties"]
        if "recordId" in told:
            assert told["summary"][0].startswith(
                ("alleged:", "hoped:", "conditional:", "possible:", "planned:", "asserted not:")
            )
            assert not {"date", "startDate", "endDate"} & told.keys()
            assert told.get("status") or told["name"][0].startswith("(possible)")


def test_an_office_is_an_occupancy_of_a_position(make_claim: MakeClaim, make_material: MakeMaterial) -> None:
    def office(change: str, when: str) -> Claim:
        roles = {"holder": ("person/a-b",), "body": ("noc/RUS",)}
        return make_claim("office", roles, attributes={"post": "president", "change": change}, when=when)

    material = make_material(
        [office("elected", "2018-05-29"), office("resigned", "2024-10"), office("holds", "2020/..")]
    )
    first, second, third = sorted(of_schema(material, "Occupancy"), key=lambda o: o["status"])
    assert (first["startDate"], third["endDate"], second["startDate"]) == (["2018-05-29"], ["2024-10"], ["2020"])
    [position] = of_schema(material, "Position")
    assert position["name"] == ["president, Russian Olympic Committee"]


def test_a_decision_is_a_sanction_until_it_is_ended(make_claim: MakeClaim, make_material: MakeMaterial) -> None:
    roles = {"subject": ("noc/RUS",), "authority": ("org/ioc",)}
    suspended = make_claim("standing", roles, attributes={"status": "suspended"}, when="2023-10-12")
    back = make_claim("standing", roles, attributes={"status": "reinstated"}, when="2024-03-01", start=9)
    [sanction] = of_schema(make_material([suspended]), "Sanction")
    assert (sanction["authority"], sanction["startDate"]) == (["International Olympic Committee"], ["2023-10-12"])
    assert "endDate" not in sanction
    material = make_material([suspended, back])
    assert of_schema(material, "Sanction")[0]["endDate"] == ["2024-02-29"]
    assert of_schema(material, "UnknownLink")[0]["role"] == ["standing, reinstated"]


def test_a_gathering_has_dates_only_when_it_was_held(make_claim: MakeClaim, make_material: MakeMaterial) -> None:
    forum = {"gathering": ("gathering/forum-2023",), "organiser": ("noc/RUS",)}
    [ahead] = of_schema(
        make_material([make_claim("gathering", forum, attributes={"change": "scheduled"}, when="2023-06-20")]), "Event"
    )
    assert "date" not in ahead
    assert "on 20 June 2023" in ahead["summary"][0]
    [held] = of_schema(
        make_material([make_claim("gathering", forum, attributes={"change": "held"}, when="2023-06-20")]), "Event"
    )
    assert held["date"] == ["2023-06-20"]


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2023-06", {"date": "2023-06"}),
        ("2022/..", {"startDate": "2022", "endDate": ""}),
        ("2023-06-20/2023-07", {"startDate": "2023-06-20", "endDate": "2023-07"}),
        ("2023-21", {"startDate": "2023-03-01", "endDate": "2023-05-31"}),
        ("", {"startDate": "", "endDate": ""}),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_told(edtf: str, told: dict[str, str]) -> None:
    assert dates(edtf) == told


def test_bodies_have_schemata_and_countries(make_material: MakeMaterial) -> None:
    material = make_material([])
    listed = (
        "country/MLI",
        "noc/RUS",
        "person/a-b",
        "place/moscow",
        "org/russia-ministry-of-sport",
        "gathering/g-2023",
    )
    assert [schema_of(entity, material) for entity in listed] == [
        "PublicBody",
        "Organization",
        "Person",
        "Address",
        "PublicBody",
        "Event",
    ]
    assert [country_of(entity, material) for entity in listed[:3]] == ["ml", "ru", ""]
