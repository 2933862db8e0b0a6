import csv
import io

import httpx
import pytest

from entente.model.report import Report
from tests.apps.web.browsing import Tab, fits
from tests.apps.web.conftest import Filled

pytestmark = pytest.mark.integration  # some read the examples

HTML = {"Accept": "text/html"}


def test_every_filter_stands_in_the_address(desk: httpx.Client) -> None:
    every = desk.get("/reports").json()
    assert every["pager"]["rows"] == len(every["reports"])
    relay = desk.get("/reports", params={"publisher": "relay room"}).json()["reports"]
    assert {one["publisher"] for one in relay} == {"The Relay Room"}, relay
    both = desk.get("/reports", params={"words": "damascus bamako"}).json()["reports"]
    assert [one["title"] for one in both] == ["Moscow sets dates with Damascus and Bamako"]
    assert desk.get("/reports?as_known_on=2001-01-01").json()["reports"] == []


def test_hundreds_of_reports_come_in_pages_and_as_csv(filled: Filled) -> None:
    client = filled(*((Report(f"Nobody {n}.", f"{n:03}.txt", title="Long " * 40), ()) for n in range(300)))
    page = client.get("/reports?limit=50&page=6").json()
    assert [one["key"] for one in page["reports"]][-1] == "000.txt"
    assert page["pager"]["pages"] == 6
    assert len(client.get("/reports", headers=HTML).content) < 100_000
    assert len(list(csv.DictReader(io.StringIO(client.get("/reports.csv?limit=1000").text)))) == 300


def test_an_empty_register_and_a_filter_without_rows_say_what_to_do(filled: Filled) -> None:
    client = filled()
    assert "The register is empty" in client.get("/reports", headers=HTML).text
    assert "Show all reports" in client.get("/reports?words=nothing", headers=HTML).text


def test_it_is_usable_on_a_phone_without_scripts(phone: Tab) -> None:
    page = phone.open("/reports?today=2023-05-20")
    page.get_by_label("Words").fill("damascus")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "today=2023-05-20" in page.url
    assert fits(page)
    page.get_by_role("link", name="Moscow sets dates").click()
    assert page.locator("h1").inner_text() == "Moscow sets dates with Damascus and Bamako"
