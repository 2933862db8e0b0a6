"""Claims of every way of telling, and the material that exports are made of, kept small."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
import yaml

from entente.knowledge.loader import SHIPPED, read_rules
from entente.knowledge.tables import Body, Country, Knowledge
from entente.model.claim import Claim, Evidence
from entente.model.span import Span
from entente.register.queries import StoredReport
from entente.views.exports.material import Material

MakeClaim = Callable[..., Claim]
MakeMaterial = Callable[..., Material]
ADDRESS = "https://example.org/a?b=1&c=ü"
NAMES = {
    "noc/RUS": "Russian Olympic Committee",
    "noc/SYR": "Syrian Olympic Committee",
    "org/ioc": "International Olympic Committee",
    "country/MLI": "Mali",
    "person/a-b": "A <B> & C",
    "gathering/forum-2023": "Forum 2023",
    "place/moscow": "Moscow",
}


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    kinds: dict[str, Any] = yaml.safe_load((SHIPPED / "ontology" / "kinds.yaml").read_text(encoding="utf-8"))
    phrases = read_rules(SHIPPED / "english" / "phrases.yaml")
    bodies = {"org/ioc": Body("org/ioc", NAMES["org/ioc"], ("s",), acronyms=("IOC",), level="international")}
    countries = {
        "country/RUS": Country("country/RUS", "Russia", ("s",), ioc="RUS"),
        "country/MLI": Country("country/MLI", "Mali", ("s",), ioc="MLI"),
    }
    return Knowledge(
        bodies, countries, {}, {}, {}, {}, {}, {}, {"ontology/kinds": kinds, "english/phrases": phrases}, "v1"
    )


@pytest.fixture
def make_material(knowledge: Knowledge) -> MakeMaterial:
    def make(claims: Iterable[Claim], recorded: str = "2023-06-01T12:00:00Z") -> Material:
        listed = tuple(claims)
        reports = {c.report: _report(c.report) for c in listed}
        return Material(listed, NAMES, reports, {(c.report, c.id): recorded for c in listed}, knowledge)

    return make


def _report(key: str) -> StoredReport:
    return StoredReport(key, "d" * 64, "A title, <b>", "The Paper", "2023-05-15", "2023-05-16T08:00:00Z", 1)


@pytest.fixture
def claims(make_claim: MakeClaim) -> tuple[Claim, ...]:
    """One claim of each way of telling, and of each kind that a format treats by itself."""
    us, them, ioc = ("noc/RUS",), ("noc/SYR",), ("org/ioc",)
    forum = {"gathering": ("gathering/forum-2023",)}
    evidence = (Evidence("trigger", Span(3, 6)), Evidence("party", Span(0, 2)), Evidence("party", Span(4, 6)))
    return (
        make_claim("meeting", {"party": us + them}, when="2023-05-10", where=("place/moscow",), evidence=evidence),
        make_claim(
            "agreement", {"party": us + them}, attributes={"stage": "planned"}, factuality="planned", when="2023-06-01"
        ),
        make_claim("agreement", {"party": (*us, "country/MLI")}, attributes={"stage": "signed"}, factuality="hoped"),
        make_claim("meeting", {"party": us + ioc}, factuality="possible", when="2023-06"),
        make_claim(
            "support", {"supporter": us, "beneficiary": them}, factuality="conditional", conditions=("if, and so on",)
        ),
        make_claim("attack", {"attacker": us, "target": them}, factuality="alleged", attribution=("person/a-b",)),
        make_claim("standing", {"subject": us, "authority": ioc}, attributes={"status": "banned"}, polarity="negative"),
        make_claim(
            "standing", {"subject": us, "authority": ioc}, attributes={"status": "suspended"}, when="2023-10-12"
        ),
        make_claim(
            "office",
            {"holder": ("person/a-b",), "body": us},
            attributes={"post": "president", "change": "elected"},
            when="2018",
        ),
        make_claim("membership", {"member": us, "body": ioc}, attributes={"change": "holds"}, when="2017/.."),
        make_claim(
            "gathering", forum, attributes={"change": "held"}, when="2023-06-20/2023-06-22", where=("place/moscow",)
        ),
        make_claim("statement", {"speaker": ("person/a-b",)}, quote='=HYPERLINK("x")\nand “more”\x00', report=ADDRESS),
    )
