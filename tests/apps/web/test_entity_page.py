from collections.abc import Callable

import httpx
import pytest

from entente.model.claim import Claim
from entente.model.report import Report
from tests.apps.web.browsing import Tab
from tests.apps.web.conftest import Filled, told_by

pytestmark = pytest.mark.integration  # most read the examples
HTML = {"Accept": "text/html"}


def test_a_body_is_shown_with_what_is_known_of_it(desk: httpx.Client) -> None:
    page = desk.get("/entity/noc/RUS").json()
    assert page["name"] == "Russian Olympic Committee"
    assert "ROC" in page["facts"]["called"]
    assert page["names"]["country/RUS"] == "Russia"
    assert page["standings"][0]["status"] == "suspended"
    assert set(page["counts"]) == {*page} & set(page["counts"])
    assert all(len(page[name]) == min(count, 6) for name, count in page["counts"].items())


def test_a_section_has_all_its_rows_in_pages(desk: httpx.Client) -> None:
    page = desk.get("/entity/noc/RUS?section=contacts&limit=2&page=2").json()
    whole = desk.get("/entity/noc/RUS.json?section=contacts").json()
    assert page["contacts"] == whole["contacts"][2:4]
    assert (page["posts"], page["pager"]["rows"]) == ([], page["counts"]["contacts"])


def test_as_of_a_day_it_shows_what_was_known(desk: httpx.Client) -> None:
    assert desk.get("/entity/noc/RUS?as_known_on=2015-01-01").json()["standings"] == []
    assert desk.get("/entity/noc/RUS?as_known_on=1990-01-01", headers=HTML).text.count("as far as was known then") == 1


@pytest.mark.parametrize(
    ("entity", "kind", "said"),
    [
        ("person/stanislav-pozdnyakov", "person", "President"),
        ("gathering/pan-american-games-2027", "gathering", "host city"),
        ("country/RUS", "country", "Its bodies"),
        ("place/moscow", "place", "Moscow"),
        ("noc/AFG", "noc", "The register says nothing about it"),
    ],
)
def test_every_kind_of_entity_has_a_page(desk: httpx.Client, entity: str, kind: str, said: str) -> None:
    assert desk.get(f"/entity/{entity}").json()["kind"] == kind
    assert said in desk.get(f"/entity/{entity}", headers=HTML).text


@pytest.mark.parametrize("entity", ["noc/QQQ", "nothing", "person/", "org/%00", "%F0%9F%98%80"])
def test_what_is_none_is_not_found(desk: httpx.Client, entity: str) -> None:
    assert desk.get(f"/entity/{entity}").status_code == 404


def test_long_and_hostile_names_stay_text(filled: Filled, make_claim: Callable[..., Claim]) -> None:
    long = "The " + "Veryverylongname" * 20
    report = Report(f"{long} <b>met</b> the ROC.", "a.txt")
    claim = make_claim("meeting", {"party": ("noc/RUS", "org/very-long")}, quote=report.text)
    page = filled(told_by(report, claim)).get("/entity/noc/RUS", headers=HTML).text
    assert "&lt;b&gt;met&lt;/b&gt;" in page


def test_it_can_be_looked_at(tab: Tab) -> None:
    page = tab.open("/entity/noc/RUS")
    page.get_by_role("link", name="Meetings and visits").click()
    assert tab.faults() == []
    tab.open("/entity/country/RUS?section=others")
    assert tab.faults() == []
