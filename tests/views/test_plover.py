from collections.abc import Callable
from typing import Any

import pytest
import yaml

from entente.knowledge.loader import SHIPPED, load_knowledge
from entente.knowledge.tables import Body, Country, Knowledge, Place
from entente.model.claim import FACTUALITIES, Claim
from entente.model.entity import KINDS as ENTITY_KINDS
from entente.model.entity import slug
from entente.views.plover import plover_rows

MakeClaim = Callable[..., Claim]
KINDS: dict[str, Any] = yaml.safe_load((SHIPPED / "ontology" / "kinds.yaml").read_text(encoding="utf-8"))
BODIES = (Body("org/ioc", "International Olympic Committee", ("s",), acronyms=("IOC",)),)
COUNTRIES = (
    Country("country/DEU", "Germany", ("s",), ioc="GER", demonyms=("German",), capital=("Berlin",)),
    Country("country/MLI", "Mali", ("s",), ioc="MLI", demonyms=("Malian",)),
    Country("country/SCO", "Scotland", ("s",), ioc="SCO", capital=("Edinburgh",), status="constituent"),
)
PLACES = (
    Place("place/berlin", "Berlin", ("s",), country="country/DEU"),
    Place("place/edinburgh", "Edinburgh", ("s",), country="country/GBR"),
    Place("place/victoria", "Victoria", ("s",), country="country/SYC", caution="name"),
)
LEADERS = {"common": ["Smith"], "DEU": ["Helmut Kohl", "Ann Smith", "Green League"]}
KNOWLEDGE = Knowledge(
    {b.id: b for b in BODIES},
    {c.id: c for c in COUNTRIES},
    {p.id: p for p in PLACES},
    {},
    {},
    {},
    {},
    {},
    {"ontology/kinds": KINDS, "ontology/leaders": LEADERS},
    "",
)


def row(claim: Claim, *others: Claim) -> dict[str, Any]:
    return plover_rows([claim, *others], KNOWLEDGE)[0]


def test_a_record_has_codes_of_countries_and_acronyms_of_bodies(make_claim: MakeClaim) -> None:
    claim = make_claim(
        "standing", {"subject": ("noc/GER", "athletes/MLI"), "authority": ("org/ioc",)}, attributes={"status": "banned"}
    )
    assert row(claim) == {
        "report": "report.txt",
        "start": 0,
        "end": 9,
        "source": ["IOC"],
        "target": ["DEU", "MLI"],
        "class": "SANCTION",
        "mode": None,
        "polarity": "positive",
        "factuality": "asserted",
    }


def test_of_a_symmetric_act_the_first_is_source(make_claim: MakeClaim) -> None:
    found = row(make_claim("meeting", {"party": ("country/DEU", "nf/MLI/judo", "org/unlisted-body")}))
    assert (found["source"], found["target"], found["class"]) == (["DEU"], ["MLI", "UNLISTED-BODY"], "CONSULT")
    found = row(make_claim("cooperation", {"initiator": ("noc/GER",), "partner": ("noc/MLI",)}))
    assert (found["source"], found["target"]) == (["DEU"], ["MLI"])


def test_a_person_has_the_code_of_the_body_he_heads(make_claim: MakeClaim) -> None:
    office = make_claim("office", {"holder": ("person/a-b",), "body": ("noc/GER",)}, attributes={"post": "president"})
    critic = make_claim("criticism", {"critic": ("person/a-b",), "target": ("person/c-d",)})
    found = row(critic, office)
    assert (found["source"], found["target"], found["class"]) == (["DEU"], [], "ACCUSE")


@pytest.mark.parametrize(
    ("entity", "code"),
    [
        ("org/malian-rebels", "MLI"),
        ("org/mali-rebels", "MLI"),
        ("org/party-of-mali", "MLI"),
        ("org/berlin-university", "DEU"),
        ("org/victoria-league", "VICTORIA-LEAGUE"),
        ("place/berlin", "DEU"),
        ("country/SCO", "GBR"),
        ("person/kohl", "DEU"),
        ("person/helmut-kohl", "DEU"),
        ("person/ann-smith", "DEU"),
        ("org/green-league", "DEU"),
    ],
)
def test_an_actor_has_the_code_of_the_state_it_is_of(make_claim: MakeClaim, entity: str, code: str) -> None:
    assert row(make_claim("criticism", {"critic": (entity,), "target": ("org/ioc",)}))["source"] == [code]


@pytest.mark.parametrize(
    ("protester", "target"), [("country/MLI", ["MLI"]), ("org/mali-farmers", ["MLI"]), ("org/ioc", []), ("noc/MLI", [])]
)
def test_states_and_their_people_protest_at_home(make_claim: MakeClaim, protester: str, target: list[str]) -> None:
    assert row(make_claim("protest", {"protester": (protester,)}))["target"] == target


def test_who_is_listed_is_known_better_than_by_the_sentence(make_claim: MakeClaim) -> None:
    office = make_claim("office", {"holder": ("person/kohl",), "body": ("country/MLI",)})
    assert row(make_claim("criticism", {"critic": ("person/kohl",)}), office)["source"] == ["DEU"]


def test_no_leader_or_movement_bears_the_name_of_a_body_of_sport() -> None:
    knowledge = load_knowledge()
    listed = yaml.safe_load((SHIPPED / "ontology" / "leaders.yaml").read_text(encoding="utf-8"))
    named = {f"org/{slug(name)}" for names in listed.values() for name in names} & knowledge.bodies.keys()
    assert {knowledge.bodies[entity].level for entity in named} <= {"government"}


def test_a_common_surname_alone_is_nobody_known(make_claim: MakeClaim) -> None:
    assert row(make_claim("criticism", {"critic": ("person/smith",), "target": ("org/ioc",)}))["source"] == []


@pytest.mark.parametrize(("authority", "expected"), [("country/MLI", "COERCE"), ("org/ioc", "SANCTION")])
def test_the_class_depends_on_who_acts(make_claim: MakeClaim, authority: str, expected: str) -> None:
    claim = make_claim(
        "standing", {"authority": (authority,), "subject": ("person/a-b",)}, attributes={"status": "banned"}
    )
    assert row(claim)["class"] == expected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("agreement", {"attributes": {"stage": "planned"}, "factuality": "planned"}, "AGREE"),
        ("agreement", {"attributes": {"stage": "signed"}}, "SUPPORT"),
        ("agreement", {"attributes": {"stage": "signed"}, "polarity": "negative"}, "REJECT"),
        ("meeting", {"factuality": "planned"}, "AGREE"),
        ("invitation", {}, "AGREE"),
        ("standing", {"attributes": {"status": "reinstated"}}, "CONCEDE"),
        ("coercion", {"attributes": {"form": "mobilisation"}}, "MOBILIZE"),
        ("support", {"attributes": {"means": "funding"}}, "AID"),
        ("support", {"attributes": {"means": "diplomatic"}}, "SUPPORT"),
        ("attack", {"factuality": "planned"}, "THREATEN"),
        ("concession", {"attributes": {"form": "withdraws"}}, "RETREAT"),
    ],
)
def test_the_class_depends_on_attributes_and_factuality(
    make_claim: MakeClaim, kind: str, fields: dict[str, Any], expected: str
) -> None:
    assert row(make_claim(kind, {}, **fields))["class"] == expected


def test_kinds_without_a_class_give_no_record(make_claim: MakeClaim) -> None:
    assert plover_rows([make_claim(kind) for kind in ("office", "gathering", "unheard-of")], KNOWLEDGE) == []


def test_the_kinds_file_is_whole() -> None:
    for name, kind in KINDS.items():
        named = {*kind["roles"], *kind["attributes"], "gathering", "against", "cause"}
        assert set(kind["core"]) <= named, name
        assert {role for pair in kind.get("actors", {}).values() for role in pair.split("|")} <= named, name
        for rule in kind.get("plover", ()):
            for attribute, values in rule.get("if", {}).items():
                allowed = {"factuality": list(FACTUALITIES), "polarity": ["positive", "negative"]} | kind["attributes"]
                allowed |= {role: list(ENTITY_KINDS) for role in kind["roles"]}
                assert set(values) <= set(allowed[attribute]), (name, attribute)
