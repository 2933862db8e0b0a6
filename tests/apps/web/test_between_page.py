from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Browser

from entente.model.claim import Claim
from entente.model.report import Report
from tests.apps.web.browsing import Tab, fits, opened_tab
from tests.apps.web.conftest import Filled, told_by
from tests.apps.web.snapshots import as_kept

pytestmark = pytest.mark.integration  # most read the examples
HTML = {"Accept": "text/html"}
BOTH = "/between?one=noc/RUS&other=noc/SYR"


@pytest.fixture
def two(filled: Filled, make_claim: Callable[..., Claim]) -> httpx.Client:
    """Give a desk that is told all that there may be between two."""
    text = (
        "They met. It is planned. He heads it. He headed it. They criticised it. It was suspended. They hope to meet."
    )
    both, games = ("noc/RUS", "noc/SYR"), ("gathering/made-games",)

    def office(holder: str, change: str, when: str, quote: str) -> Claim:
        roles = {"holder": (holder,), "body": ("noc/RUS",)}
        told = {"post": "president", "change": change}
        return make_claim("office", roles, attributes=told, when=when, quote=quote)

    report = Report(text, "two.txt", published="2023-06-01")
    return filled(
        told_by(
            report,
            make_claim("meeting", {"party": both}, when="2023-05-01"),
            make_claim("meeting", {"party": both}, when="2023-09", factuality="hoped", quote="They hope to meet."),
            make_claim(
                "agreement",
                {"party": both},
                attributes={"stage": "planned", "instrument": "memorandum"},
                when="2023-07-01",
                factuality="planned",
                quote="It is planned.",
            ),
            make_claim("invitation", {"inviter": both[:1], "invitee": both[1:], "gathering": games}),
            make_claim("gathering", {"gathering": games}, when="2023-10-01", factuality="planned"),
            office("person/anna-petrov", "left", "2021-12-31", "He headed it."),
            office("person/boris-petrov", "elected", "2022-01-01", "He heads it."),
            make_claim("criticism", {"critic": both[1:], "target": both[:1]}, quote="They criticised it."),
            make_claim(
                "standing",
                {"subject": both[:1], "authority": ("org/ioc",)},
                attributes={"status": "suspended"},
                when="2023-03-01",
                quote="It was suspended.",
            ),
        )
    )


def test_all_that_is_between_two_is_shown(two: httpx.Client) -> None:
    page = two.get(BOTH).json()
    assert page["counts"] == dict.fromkeys(page["counts"], 1) | {"due": 2}
    assert next(iter(page["counts"])) == "last_contact"
    assert (page["last_contact"][0]["when"], page["contacts"][0]["state"]) == ("2023-05-01", "hoped")
    assert page["posts"][0]["predecessor"] == "person/anna-petrov"
    shown = two.get(BOTH, headers=HTML).text
    assert as_kept("between", shown)


def test_the_sides_may_be_named_in_any_way_and_order(two: httpx.Client) -> None:
    whole = two.get(BOTH).json()
    page = two.get("/between?one=Syrian+Olympic+Committee&other=RUS").json()
    assert "noc/RUS" in page["other"]["entities"]
    assert (page["counts"], page["agreements"]) == (whole["counts"], whole["agreements"])


def test_a_section_is_shown_alone(two: httpx.Client) -> None:
    page = two.get(f"{BOTH}&section=posts").json()
    assert (len(page["posts"]), page["agreements"], page["pager"]["rows"]) == (1, [], 1)
    assert "<p>1 row</p>" in two.get(f"{BOTH}&section=posts", headers=HTML).text


def test_as_of_a_day_it_shows_what_was_known(two: httpx.Client) -> None:
    assert sum(two.get(f"{BOTH}&as_known_on=2023-05-14").json()["counts"].values()) == 0
    shown = two.get(f"{BOTH}&as_known_on=2023-05-14", headers=HTML).text
    assert "No report that was read tells of both, as far as was known then" in shown
    assert two.get(f"{BOTH}&today=2023-04-01").json()["last_contact"] == []


def test_who_is_meant_may_be_unclear(two: httpx.Client) -> None:
    shown = two.get("/between?one=nobody&other=noc/RUS", headers=HTML).text
    assert "Nothing is called <bdi>nobody</bdi>" in shown
    unclear = "/between?one=noc/SYR&other=Petrov"
    assert len(two.get(unclear).json()["other"]["candidates"]) == 2
    assert 'href="/between?one=noc%2FSYR&amp;other=person%2Fboris-petrov"' in two.get(unclear, headers=HTML).text


def test_nothing_is_between_one_and_itself(two: httpx.Client) -> None:
    page = two.get("/between?one=noc/RUS&other=RUS").json()
    assert (page["same"], page["reports"]) == (["noc/RUS"], 0)
    assert "name two that differ" in two.get("/between?one=noc/RUS&other=RUS", headers=HTML).text


def test_without_names_it_offers_some(two: httpx.Client, filled: Filled) -> None:
    assert two.get("/between").json()["pairs"][0] == ["noc/RUS", "noc/SYR"]
    assert 'href="/between?one=noc%2FRUS&amp;other=noc%2FSYR"' in two.get("/between", headers=HTML).text
    assert "noc/SYR" in two.get("/between?one=noc/RUS").json()["others"]
    assert 'href="/between?other=noc%2FSYR&amp;one=noc%2FRUS"' in two.get("/between?other=noc/SYR", headers=HTML).text
    assert "The register is empty" in filled().get("/between", headers=HTML).text


def test_of_thousands_the_latest_are_shown(many: httpx.Client) -> None:
    page = many.get("/between?one=noc/RUS&other=org/body-3", headers=HTML | {"Accept-Encoding": "gzip"})
    assert int(page.headers["content-length"]) < 100_000
    assert "at most the latest 20 of each" in page.text


def test_it_is_reached_from_a_body(tab: Tab) -> None:
    page = tab.open("/entity/noc/RUS")
    page.get_by_role("link", name="Between this and").click()
    assert page.get_by_label("One side").input_value() == "noc/RUS"
    page.locator(".empty .chips a").first.click()
    assert page.locator("main section h2").count() > 0
    assert tab.faults() == []


def test_a_name_is_suggested_as_one_types(tab: Tab) -> None:
    page = tab.open("/between?one=noc/RUS")
    page.get_by_label("The other side").press_sequentially("Mali")
    page.get_by_role("option").first.click()
    assert page.get_by_label("The other side").input_value() != "Mali"


def test_it_is_usable_on_a_phone_without_scripts(phone: Tab) -> None:
    page = phone.open("/between")
    page.get_by_label("One side").fill("noc/RUS")
    page.get_by_label("The other side").fill("noc/MLI")
    page.get_by_role("button", name="Show", exact=True).click()
    assert fits(page)
    page.locator("main .sentences summary").first.click()
    assert page.locator("main blockquote").first.is_visible()


def test_nothing_serious_is_wrong_with_it_on_a_phone(browser: Browser, address: str) -> None:
    with opened_tab(browser, address, width=360, dark=True) as tab:
        for path in ("/between", "/between?one=noc/RUS&other=noc/MLI"):
            tab.open(path)
            assert tab.faults() == []
