import csv
import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser

from entente.model.claim import Claim
from entente.model.report import Report
from tests.apps.web.browsing import Tab, opened_tab
from tests.apps.web.conftest import Filled, told_by
from tests.apps.web.snapshots import as_kept

pytestmark = pytest.mark.integration  # most read the examples
HTML = {"Accept": "text/html"}


@pytest.fixture
def few(filled: Filled, make_claim: Callable[..., Claim]) -> httpx.Client:
    report = Report("They met. They will sign. They hope to meet. It ends.", "few.txt", published="2023-05-15")
    both, stages = {"party": ("noc/RUS", "noc/SYR")}, {"stage": "signed", "until": "2023-06-20"}
    plan = {"quote": "They will sign.", "when": "2023-06-01", "factuality": "planned"}
    hope = {"quote": "They hope to meet.", "when": "2023-06-25", "factuality": "hoped"}
    return filled(
        told_by(
            report,
            make_claim("meeting", both, when="2023-05-10"),
            make_claim("agreement", {"party": ("noc/RUS", "noc/MLI")}, attributes={"stage": "planned"}, **plan),
            make_claim("meeting", {"party": ("noc/RUS", "org/ioc")}, **hope),
            make_claim("agreement", both, attributes=stages, quote="It ends."),
        )
    )


def told(client: httpx.Client, query: str) -> list[tuple[str, str, bool]]:
    items = client.get(f"/calendar?{query}").json()["items"]
    return [(item["when"], item["state"], item["overdue"]) for item in items]


def test_a_month_tells_what_is_planned_ends_and_is_overdue(few: httpx.Client) -> None:
    assert told(few, "") == [
        ("2023-06-01", "planned", True),
        ("2023-06-20", "ends", False),
        ("2023-06-25", "planned", False),
    ]
    assert told(few, "today=2023-05-20&month=2023-06")[0] == ("2023-06-01", "planned", False)
    assert told(few, "month=2023-05") == [("2023-05-10", "held", False)]
    assert as_kept("calendar", few.get("/calendar", headers=HTML).text)


def test_every_filter_stands_in_the_address(few: httpx.Client) -> None:
    assert told(few, "view=list&first=2023-05-01&last=2023-06-10&entity=noc/RUS") == [
        ("2023-05-10", "held", False),
        ("2023-06-01", "planned", True),
    ]
    assert told(few, "entity=org/ioc") == [("2023-06-25", "planned", False)]
    assert told(few, "told=planned&kind=agreement&entity=noc/MLI") == [("2023-06-01", "planned", True)]
    assert told(few, "kind=visit") == []
    assert told(few, "as_known_on=2023-01-01") == []
    assert "Nothing is called <bdi>nobody</bdi>" in few.get("/calendar?entity=nobody", headers=HTML).text
    assert few.get("/calendar?month=2023-13").status_code == 422


def test_months_follow_one_another_to_the_ends_of_time(few: httpx.Client) -> None:
    page = few.get("/calendar?month=2023-12", headers=HTML).text
    assert "month=2023-11" in page
    assert "month=2024-01" in page
    assert {
        few.get(f"/calendar?month={month}", headers=HTML).status_code for month in ("0000-01", "0001-01", "9999-12")
    } == {200}
    assert few.get("/calendar?view=list&first=9999-12-31", headers=HTML).status_code == 200
    assert few.get("/calendar?view=list&last=0001-01-01", headers=HTML).status_code == 200


def events(client: httpx.Client, query: str) -> list[tuple[str, str]]:
    answer = client.get(f"/calendar.ics?{query}")
    assert answer.headers["content-type"].startswith("text/calendar")
    found: list[Any] = Calendar.from_ical(answer.content).walk("VEVENT")
    return [(str(one["status"]), str(one["categories"].cats[0])) for one in found]


def test_it_can_be_subscribed_to_and_hopes_stay_hopes(few: httpx.Client) -> None:
    assert events(few, "") == [("CONFIRMED", "meeting"), ("TENTATIVE", "agreement")]
    assert events(few, "told=hoped") == [("TENTATIVE", "meeting")]
    assert "SUMMARY:Somebody wants" in few.get("/calendar.ics?told=hoped").text
    assert events(few, "entity=noc/MLI&view=list") == [("TENTATIVE", "agreement")]
    assert events(few, "view=list&first=2023-06-01&last=2023-06-02") == [("TENTATIVE", "agreement")]
    assert events(few, "entity=nobody") == []
    link = few.get("/calendar?entity=noc/MLI&month=2023-06", headers=HTML).text
    assert 'href="/calendar.ics?entity=noc%2FMLI"' in link


def test_rows_come_as_csv(few: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(few.get("/calendar.csv").text)))
    assert [row["state"] for row in rows] == ["planned", "ends", "planned"]


def test_an_empty_register_says_so(filled: Filled) -> None:
    client = filled()
    assert "Nothing on these days" in client.get("/calendar", headers=HTML).text
    assert events(client, "") == []


def test_many_a_day_are_counted(many: httpx.Client) -> None:
    page = many.get("/calendar?month=1996-05").json()
    assert page["pager"]["rows"] == 6
    whole = many.get(
        "/calendar?view=list&first=1990-01-01&last=2003-12-31&limit=20", headers=HTML | {"Accept-Encoding": "gzip"}
    )
    assert "1 to 20 of 250 dates" in whole.text
    assert "the first days are shown" in whole.text
    assert int(whole.headers["content-length"]) < 100_000


def test_a_day_leads_to_what_it_is_and_on_to_the_next_month(tab: Tab) -> None:
    page = tab.open("/calendar")
    assert tab.faults() == []
    page.locator(".month .event").first.click()
    page.wait_for_url("**#i-*")
    assert page.locator(":target .when").is_visible()
    page.get_by_role("link", name="July 2023").click()
    assert page.url.endswith("/calendar?month=2023-07")
    page.get_by_label("list").check()
    page.wait_for_url("**view=list*")
    assert tab.faults() == []


def test_nothing_serious_is_wrong_with_it_on_a_phone(browser: Browser, address: str) -> None:
    with opened_tab(browser, address, width=360, dark=True) as tab:
        tab.open("/calendar?month=2023-07")
        assert tab.faults() == []
