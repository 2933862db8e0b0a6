import httpx
import pytest

from tests.apps.web.browsing import Tab
from tests.apps.web.conftest import Filled

pytestmark = pytest.mark.integration  # most read the examples


def test_it_tells_of_the_day_that_is_asked_for(desk: httpx.Client) -> None:
    page = desk.get("/").json()
    assert page["today"] == "2023-06-15"
    assert [item["kind"] for item in page["overdue"]] == ["agreement"]
    earlier = desk.get("/index.json?today=2023-05-20").json()
    assert [item["kind"] for item in earlier["overdue"]] == []
    assert earlier["all_ahead"] > page["all_ahead"]


def test_what_was_known_later_is_not_counted(desk: httpx.Client) -> None:
    before = desk.get("/?as_known_on=2011-01-01&recorded_by=2011-01-01").json()
    assert (before["all_ahead"], before["all_overdue"], before["contradictions"]) == (0, 0, 0)


def test_an_empty_register_says_what_to_do(filled: Filled) -> None:
    page = filled().get("/", headers={"Accept": "text/html"}).text
    assert "entente read report.txt" in page


def test_nothing_serious_is_wrong_with_it(tab: Tab) -> None:
    page = tab.open("/")
    assert page.locator("h1").inner_text() == "15 June 2023"
    assert tab.faults() == []


def test_the_menu_opens_on_a_phone(phone: Tab) -> None:
    page = phone.open("/")
    assert not page.get_by_role("link", name="Agreements").is_visible()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Agreements").click()
    assert page.url.endswith("/agreements")
