import csv
import io
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import httpx
import pytest
from playwright.sync_api import Browser

from entente.model.claim import Claim
from entente.model.report import Report
from tests.apps.web.browsing import Tab, opened_tab
from tests.apps.web.conftest import Filled, told_by
from tests.apps.web.snapshots import as_kept

pytestmark = pytest.mark.integration  # most read the examples
HTML = {"Accept": "text/html"}
MakeClaim = Callable[..., Claim]


def cells(client: httpx.Client, query: str) -> dict[tuple[str, str], list[str]]:
    found = client.get(f"/standing?{query}").json()["grid"]["cells"]
    return {(cell["subject"], cell["authority"]): cell["says"] for cell in found}


def standing_claim(make: MakeClaim, status: str, when: str, factuality: str = "asserted", **more: object) -> Claim:
    roles = {"subject": ("noc/GUA",), "authority": ("org/ioc",)}
    told = {"quote": f"It was {status}.", "when": when, "factuality": factuality, **more}
    return make("standing", roles, attributes={"status": status}, **told)


@pytest.fixture
def suspended(filled: Filled, make_claim: MakeClaim) -> httpx.Client:
    text = "It was suspended. It was banned. It was provisional. It was reinstated."
    return filled(
        told_by(
            Report(text, "guatemala.txt", published="2024-04-01"),
            standing_claim(make_claim, "suspended", "2022-10-15"),
            standing_claim(make_claim, "banned", "2022-12-01", "planned"),
            standing_claim(make_claim, "provisional", "2024-03-19", conditions=("a new statute",)),
            standing_claim(make_claim, "reinstated", "2024-06", "hoped"),
        )
    )


def test_the_grid_is_that_of_the_day(suspended: httpx.Client) -> None:
    key = ("noc/GUA", "org/ioc")
    assert cells(suspended, "country=GUA&on=2022-10-14") == {}
    assert cells(suspended, "country=GUA&on=2023-06-15") == {key: ["suspended"]}
    assert cells(suspended, "country=GUA&on=2024-03-19") == {key: ["provisional, conditional"]}
    assert cells(suspended, "subject=noc/GUA&as_known_on=2023-01-01") == {}
    assert cells(suspended, "country=RUS&on=2023-06-15") == {}


def test_intervals_are_drawn_decided_or_not(suspended: httpx.Client) -> None:
    page = suspended.get("/standing?subject=noc/GUA&on=2023-06-15", headers=HTML).text
    assert as_kept("standing", re.sub("<option.*</option>", "", page))
    drawn = ET.fromstring(suspended.get("/standing.svg?subject=noc/GUA").content)  # noqa: S314 - our own
    names = [one.attrib["class"].split()[0] for one in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert names[:4] == ["solid", "hollow", "solid", "dotted"]


def test_a_drawing_comes_as_a_file(suspended: httpx.Client) -> None:
    answer = suspended.get("/standing.svg?country=GUA")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"] == 'attachment; filename="standing.svg"'
    assert "sha256-" in answer.headers["content-security-policy"]
    assert suspended.get("/standing", headers={"Accept": "image/svg+xml"}).text == suspended.get("/standing.svg").text


def test_a_country_goes_by_name_too_and_what_is_unclear_says_so(suspended: httpx.Client) -> None:
    assert cells(suspended, "country=Guatemala&on=2023-06-15") == cells(suspended, "country=GUA&on=2023-06-15")
    assert suspended.get("/standing?subject=nobody").json()["unclear"] == [["nobody", {}]]
    assert "Nothing is called <bdi>nobody</bdi>" in suspended.get("/standing?subject=nobody", headers=HTML).text


def test_rows_are_all_standings_of_the_bodies_shown(suspended: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(suspended.get("/standing.csv").text)))
    assert [(row["status"], row["basis"]) for row in rows] == [
        ("suspended", "decision"),
        ("provisional", "decision"),
        ("banned", "planned"),
        ("reinstated", "recommendation") if rows[-1]["adviser"] else ("reinstated", "hoped"),
    ]


def test_an_empty_register_says_so(filled: Filled) -> None:
    client = filled()
    assert "No report that was read tells" in client.get("/standing", headers=HTML).text
    assert "<svg" in client.get("/standing.svg").text


def test_thousands_stay_small(many: httpx.Client) -> None:
    page = many.get("/standing?country=RUS&on=2004-12-01", headers=HTML | {"Accept-Encoding": "gzip"})
    assert int(page.headers["content-length"]) < 100_000
    assert "1 to 50 of 3,000 standings" in page.text
    assert len(many.get("/standing?country=RUS&limit=1000").json()["standings"]) > 800
    one = many.get("/standing?subject=nf/RUS/sport-1", headers=HTML).text
    assert "<p>1 subject</p>" in one
    every = many.get("/standing?page=3&limit=20").json()
    assert (every["counts"], len(every["standings"])) == ("standing", 20)
    assert every["pager"]["rows"] > 800


def test_long_and_hostile_names_stay_in_their_place(filled: Filled, make_claim: MakeClaim) -> None:
    long = "nf/RUS/" + "very-long-name-of-a-sport-" * 8 + "x"
    claim = make_claim(
        "standing",
        {"subject": (long,), "authority": ("org/" + "authority-" * 20 + "x",)},
        attributes={"status": "suspended", "scope": "<b>"},
        conditions=("<script>alert(1)</script>",),
        when="2023",
    )
    page = filled(told_by(Report("They met.", "long.txt", published="2023-05-15"), claim)).get(
        "/standing", headers=HTML
    )
    assert "<script>alert" not in page.text
    assert "(&lt;b&gt;)" in page.text


def test_a_cell_opens_its_sentences_in_one_step(tab: Tab) -> None:
    page = tab.open("/standing?country=RUS")
    cell = page.locator(".grid a.says").first
    line = page.locator(cell.get_attribute("href") or "")
    assert not line.is_visible()
    cell.click()
    line.locator("blockquote").first.wait_for()
    assert tab.faults() == []


def test_the_day_slides(tab: Tab) -> None:
    page = tab.open("/standing?country=RUS&on=2023-06-15")
    before = page.locator("#grid").inner_text()
    slider = page.get_by_role("slider")
    slider.focus()
    with page.expect_response("**/standing?*"):
        slider.press("Home")
    page.wait_for_function("before => document.querySelector('#grid').innerText !== before", arg=before)
    assert "on=2023-06-15" not in page.url
    assert page.locator(".lead time").inner_text() in page.locator("#grid").inner_text()


def test_it_is_usable_on_a_phone_without_scripts(phone: Tab) -> None:
    page = phone.open("/standing")
    page.get_by_label("Country").select_option("RUS")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "country=RUS" in page.url
    page.locator(".grid a.says").first.click()
    assert page.locator(":target blockquote").first.is_visible()


def test_nothing_serious_is_wrong_with_it_on_a_phone(browser: Browser, address: str) -> None:
    with opened_tab(browser, address, width=360, dark=True) as tab:
        tab.open("/standing")
        assert tab.faults() == []
