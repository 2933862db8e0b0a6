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


@pytest.fixture
def few(filled: Filled, make_claim: Callable[..., Claim]) -> httpx.Client:
    report = Report("They met. It criticised them.", "few.txt", published="2023-05-15")
    return filled(
        told_by(
            report,
            make_claim("meeting", {"party": ("noc/RUS", "noc/SYR")}, when="2023-05-01"),
            make_claim("criticism", {"critic": ("noc/MLI",), "target": ("noc/RUS",)}, quote="It criticised them."),
        )
    )


def test_who_deals_with_whom_is_told_and_drawn(few: httpx.Client) -> None:
    page = few.get("/network?entity=noc/RUS").json()
    assert [node["entity"] for node in page["nodes"]] == ["noc/RUS", "noc/MLI", "noc/SYR"]
    drawing = few.get("/network.svg?entity=noc/RUS").text
    assert 'class="tie solid bad"' in drawing
    rows = list(csv.DictReader(io.StringIO(few.get("/network.csv?entity=noc/RUS").text)))
    assert [(row["one"], row["other"]) for row in rows] == [("noc/MLI", "noc/RUS"), ("noc/RUS", "noc/SYR")]
    shown = few.get("/network?entity=noc/RUS", headers=HTML).text
    assert as_kept("network", shown)


def test_kind_and_period_stand_in_the_address(few: httpx.Client) -> None:
    def others(query: str) -> list[str]:
        nodes = few.get(f"/network?entity=noc/RUS&{query}").json()["nodes"]
        return [node["entity"] for node in nodes[1:]]

    assert others("kind=meeting") == ["noc/SYR"]
    assert others("last=2023-05-10") == ["noc/SYR"]
    assert others("first=2023-05-10") == ["noc/MLI"]
    assert others("last=9999-12-31") == ["noc/MLI", "noc/SYR"]
    assert others("as_known_on=2023-05-01") == []
    nothing = few.get("/network?entity=noc/RUS&first=2024-01-01", headers=HTML).text
    assert "All kinds, the whole time" in nothing


def test_without_a_name_it_offers_some(few: httpx.Client, filled: Filled) -> None:
    assert 'href="/network?entity=noc%2FRUS"' in few.get("/network", headers=HTML).text
    assert "Nothing is called <bdi>nobody</bdi>" in few.get("/network?entity=nobody", headers=HTML).text
    empty = filled()
    assert "The register is empty" in empty.get("/network", headers=HTML).text
    assert "<svg" in empty.get("/network.svg").text


def test_of_many_the_most_told_of_are_shown_and_the_rest_counted(many: httpx.Client) -> None:
    page = many.get("/network?entity=RUS").json()
    assert (len(page["nodes"]), page["left_out"], page["partly"]) == (61, 30, True)
    shown = many.get("/network?entity=RUS", headers=HTML | {"Accept-Encoding": "gzip"})
    assert int(shown.headers["content-length"]) < 100_000
    assert "30 others of fewer voices left out" in shown.text


def test_somebody_is_dragged_and_the_picture_comes_closer(tab: Tab) -> None:
    page = tab.open("/network?entity=noc/RUS")
    line = page.locator("line[data-one]").first
    before = (line.get_attribute("x1"), line.get_attribute("x2"))
    dot = page.locator(f"a.dot[data-key='{line.get_attribute('data-one')}'] .node")
    dot.scroll_into_view_if_needed()
    box = dot.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=4)
    page.mouse.up()
    assert (line.get_attribute("x1"), line.get_attribute("x2")) != before
    assert page.url.endswith("/network?entity=noc/RUS")
    whole = page.locator("svg.drawing").get_attribute("viewBox")
    page.get_by_role("button", name="Closer").click()
    assert page.locator("svg.drawing").get_attribute("viewBox") != whole
    page.get_by_role("button", name="Whole").click()
    assert page.locator("svg.drawing").get_attribute("viewBox") == whole
    assert tab.faults() == []


def test_a_line_leads_to_what_was_told(phone: Tab) -> None:
    page = phone.open("/network?entity=noc/RUS")
    page.locator("svg .all-ties a").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#d-*")
    assert page.locator(":target blockquote").first.is_visible()


def test_nothing_serious_is_wrong_with_it_on_a_phone(browser: Browser, address: str) -> None:
    with opened_tab(browser, address, width=360, dark=True) as tab:
        tab.open("/network?entity=RUS")
        assert tab.faults() == []
