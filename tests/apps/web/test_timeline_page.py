import csv
import io
from collections.abc import Callable

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


@pytest.fixture
def few(filled: Filled, make_claim: MakeClaim) -> httpx.Client:
    report = Report("They met. They will meet. It criticised them.", "few.txt", published="2023-05-15")
    both = {"party": ("noc/RUS", "noc/SYR")}
    return filled(
        told_by(
            report,
            make_claim("meeting", both, when="2023-05-01"),
            make_claim("meeting", both, quote="They will meet.", when="2023-06", factuality="planned"),
            make_claim("criticism", {"critic": ("noc/SYR",), "target": ("noc/RUS",)}, quote="It criticised them."),
        )
    )


def test_what_was_told_lies_in_lanes_by_kind(few: httpx.Client) -> None:
    page = few.get("/timeline?entity=noc/RUS").json()
    assert page["kinds"] == {"meeting": {"asserted": 1, "planned": 1}, "criticism": {"asserted": 1}}
    assert as_kept("timeline", few.get("/timeline?entity=noc/RUS", headers=HTML).text)


def test_period_and_kind_stand_in_the_address(few: httpx.Client) -> None:
    def said(query: str) -> list[str]:
        return [one["kind"] for one in few.get(f"/timeline?entity=noc/RUS&{query}").json()["entries"]]

    assert said("first=2023-05-02&last=2023-05-31") == ["criticism"]
    assert said("kind=meeting&last=2023-05-31") == ["meeting"]
    assert said("first=2024-01-01") == []
    assert said("first=2023-06-02&last=2023-05-01") == []
    assert said("as_known_on=2023-05-01") == []
    nothing = few.get("/timeline?entity=noc/RUS&first=2024-01-01", headers=HTML).text
    assert "The whole time, all kinds" in nothing


def test_rows_are_what_is_listed(few: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(few.get("/timeline.csv?entity=noc/RUS").text)))
    assert [(row["kind"], row["factuality"]) for row in rows] == [
        ("meeting", "asserted"),
        ("criticism", "asserted"),
        ("meeting", "planned"),
    ]


def test_without_a_name_it_offers_some(few: httpx.Client, filled: Filled) -> None:
    assert few.get("/timeline").json()["lately"][:2] == ["noc/RUS", "noc/SYR"]
    assert few.get("/timeline?as_known_on=2020-01-01&recorded_by=2020-01-01").json()["lately"] == []
    assert 'href="/timeline?entity=noc%2FRUS"' in few.get("/timeline", headers=HTML).text
    assert "Nothing is called <bdi>nobody</bdi>" in few.get("/timeline?entity=nobody", headers=HTML).text
    empty = filled()
    assert "The register is empty" in empty.get("/timeline", headers=HTML).text
    assert "<svg" in empty.get("/timeline.svg").text


def test_thousands_are_counted_and_stay_small(many: httpx.Client) -> None:
    page = many.get("/timeline?entity=RUS").json()
    assert sum(sum(by.values()) for by in page["kinds"].values()) == 5000
    drawn = [sum(sum(by.values()) for by in part["told"].values()) for part in page["columns"]]
    assert sum(drawn) == 5000
    assert page["marks"] == []
    shown = many.get("/timeline?entity=RUS", headers=HTML | {"Accept-Encoding": "gzip"})
    assert int(shown.headers["content-length"]) < 100_000
    year = page["periods"][3]
    closer = many.get(f"/timeline?entity=RUS&first={year['first']}&last={year['last']}").json()
    assert closer["pager"]["rows"] == sum(sum(by.values()) for by in year["told"].values())


def test_a_mark_leads_to_its_sentence_and_a_year_to_its_months(tab: Tab) -> None:
    page = tab.open("/timeline?entity=noc/RUS")
    assert tab.faults() == []
    page.locator("svg .mark").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#e-*")
    assert page.locator(":target .when").is_visible()
    page.get_by_role("navigation", name="Closer").get_by_role("link", name="2023").click()
    assert "first=2023-01-01&last=2023-12-31" in page.url
    assert (
        page.get_by_role("navigation", name="Closer").get_by_role("link").first.inner_text().startswith("February 2023")
    )
    page.get_by_role("link", name="The whole time").click()
    assert page.url.endswith("/timeline?entity=noc%2FRUS")


def test_nothing_serious_is_wrong_with_it_on_a_phone(browser: Browser, address: str) -> None:
    with opened_tab(browser, address, width=360, dark=True) as tab:
        tab.open("/timeline?entity=RUS")
        assert tab.faults() == []
