from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from entente.model.claim import Claim
from entente.model.report import Report
from tests.apps.web.browsing import opened_tab
from tests.apps.web.conftest import Filled, Told, told_by
from tests.apps.web.posting import led, sent

HTML = {"Accept": "text/html"}
KEY = "https://example.org/a?b=c&d"


@pytest.fixture
def told(make_claim: Callable[..., Claim]) -> Told:
    report = Report("The ROC met Syria's committee.", "a.txt", KEY, "They met", "Agency", "2023-05-15")
    return told_by(report, make_claim(roles={"party": ("noc/RUS", "noc/SYR")}, quote=report.text))


def test_a_report_is_withdrawn_and_put_back(filled: Filled, told: Told) -> None:
    client = filled(told)
    before = client.get("/report", params={"key": KEY}).json()
    assert client.get("/report/withdraw", params={"key": KEY}).json()["claims"] == 1
    place = led(client, "/report/withdraw", {"key": KEY})
    assert client.get("/report", params={"key": KEY}).status_code == 404
    assert client.get("/reports").json()["reports"] == []
    assert client.get(place).json()["way"] == "withdrawn"
    assert "Put it back" in client.get(place, headers=HTML).text
    led(client, f"{place}/store")
    after = client.get("/report", params={"key": KEY}).json()
    assert after | {"recorded": ""} == before | {"recorded": ""}


def test_what_is_not_there_cannot_be_withdrawn(filled: Filled, told: Told) -> None:
    client = filled(told)
    assert client.get("/report/withdraw?key=nothing").status_code == 404
    assert sent(client, "/report/withdraw", {"key": "nothing"}).status_code == 404
    assert client.post("/report/withdraw", data={"key": KEY}).status_code in {403, 422}
    assert client.get("/report", params={"key": KEY}).status_code == 200


def test_it_is_asked_before_and_told_after_by_keyboard_alone(filled: Filled, told: Told, browser: Browser) -> None:
    address = str(filled(told).base_url).rstrip("/")
    with opened_tab(browser, address) as tab:
        page = tab.open("/reports")
        for link in ("They met", "Withdraw this report"):
            page.get_by_role("link", name=link).first.focus()
            page.keyboard.press("Enter")
        page.get_by_role("heading", name="Withdraw this report?").wait_for()
        assert tab.faults() == []
        page.get_by_role("button", name="Withdraw").press("Enter")
        page.get_by_role("heading", name="Withdrawn").wait_for()
        assert tab.faults() == []
        page.get_by_role("button", name="Put it back").first.press("Enter")
        page.get_by_role("heading", name="They met").wait_for()
