import csv
import io
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest

from entente.model.claim import Claim
from entente.model.report import Report
from tests.apps.web.browsing import Tab, fits
from tests.apps.web.conftest import Filled, told_by
from tests.apps.web.snapshots import as_kept

pytestmark = pytest.mark.integration  # one reads the examples
HTML = {"Accept": "text/html"}
SIDES = {"party": ("noc/RUS", "noc/SYR")}
MakeClaim = Callable[..., Claim]


@pytest.fixture
def client(filled: Filled, make_claim: MakeClaim) -> httpx.Client:
    """Serve a memorandum that was hoped for, planned and signed by one who has left; one that is overdue; and a meeting."""
    told = {"instrument": "memorandum"}
    hoped = make_claim("agreement", SIDES, attributes=told, factuality="hoped", quote="They hope to sign.")
    planned = make_claim(
        "agreement", SIDES, attributes=told, factuality="planned", when="2023-06-01", quote="They will sign on June 1."
    )
    other = make_claim(
        "agreement",
        {"party": ("noc/MLI", "noc/RUS")},
        attributes={"stage": "planned"},
        when="2023-05-31",
        quote="Mali signs in May.",
    )
    signed = make_claim(
        "agreement",
        SIDES | {"gathering": ("gathering/forum-2023",)},
        attributes=told | {"stage": "signed", "topic": "<b>sport</b>", "until": "2025"},
        when="2023-06-01",
        quote="They signed on June 1.",
    )
    post = {"post": "president"}
    holds = {"holder": ("person/ivan-petrov",), "body": ("noc/RUS",)}
    office = make_claim("office", holds, attributes=post, quote="They signed on June 1.")
    left = make_claim(
        "office", holds, attributes=post | {"change": "resigned"}, when="2023-06-10", quote="He resigned."
    )
    met = make_claim("meeting", SIDES, quote="They met.")
    first = Report("They hope to sign.", "a.txt", published="2023-04-02")
    second = Report("They will sign on June 1. Mali signs in May.", "b.txt", published="2023-05-02")
    third = Report("They signed on June 1. They met.", "c.txt", published="2023-06-02")
    fourth = Report("He resigned.", "d.txt", published="2023-06-11")
    return filled(
        told_by(first, _on(hoped, "2023-04-02")),
        told_by(second, _on(planned, "2023-05-02"), _on(other, "2023-05-02")),
        told_by(third, *(_on(claim, "2023-06-02") for claim in (signed, office, met))),
        told_by(fourth, _on(left, "2023-06-11")),
    )


def _on(claim: Claim, day: str) -> Claim:
    return replace(claim, reported=day)


def claims_of(client: httpx.Client, key: str) -> dict[str, str]:
    """Give the ids of the claims of a report by their sentences and kinds."""
    listed = client.get("/report", params={"key": key}).json()["claims"]
    return {f"{one['kind']}: {one['quote']}": one["id"] for one in listed}


def test_any_of_its_claims_leads_to_the_whole_agreement(client: httpx.Client) -> None:
    signed = claims_of(client, "c.txt")["agreement: They signed on June 1."]
    hoped = claims_of(client, "a.txt")["agreement: They hope to sign."]
    page = client.get(f"/agreement/{signed}").json()
    assert client.get(f"/agreement/{hoped}").json()["agreement"] == page["agreement"]
    assert client.get(f"/agreement/{signed[:10]}").json() == page
    assert page["agreement"]["state"] == "signed"
    assert [(told["name"], told["factuality"], told["first"], told["last"]) for told in page["line"]] == [
        ("to agree", "hoped", "2023-04-02", "2023-04-02"),
        ("to agree", "planned", "2023-05-02", "2023-06-01"),
        ("signed", "asserted", "2023-06-01", "2023-06-01"),
    ]
    assert [one["state"] for one in page["agreement"]["signatories"]] == ["left"]
    assert page["agreement"] in client.get("/agreements").json()["agreements"]
    assert as_kept("agreement", client.get(f"/agreement/{signed}", headers=HTML).text)


def test_what_was_to_come_is_overdue_since_a_day(client: httpx.Client) -> None:
    other = claims_of(client, "b.txt")["agreement: Mali signs in May."]
    page = client.get(f"/agreement/{other}").json()
    assert (page["agreement"]["state"], page["overdue_since"]) == ("overdue", "2023-06-01")
    before = client.get(f"/agreement/{other}?today=2023-05-31").json()
    assert (before["agreement"]["state"], before["overdue_since"]) == ("planned", None)


def test_it_stands_as_it_was_known(client: httpx.Client) -> None:
    signed = claims_of(client, "c.txt")["agreement: They signed on June 1."]
    hoped = claims_of(client, "a.txt")["agreement: They hope to sign."]
    page = client.get(f"/agreement/{hoped}?as_known_on=2023-04-30").json()
    assert [told["factuality"] for told in page["line"]] == ["hoped"]
    unknown = client.get(f"/agreement/{signed}?as_known_on=2023-04-30")
    assert unknown.status_code == 404
    assert "Nothing was known of that agreement then" in unknown.json()["detail"]


def test_it_is_drawn_and_its_rows_are_its_stages(client: httpx.Client) -> None:
    signed = claims_of(client, "c.txt")["agreement: They signed on June 1."]
    drawing = client.get(f"/agreement/{signed}.svg").text
    assert drawing.startswith("<?xml")
    assert "to agree, planned: told 2 May 2023, for 1 June 2023" in drawing
    rows = list(csv.DictReader(io.StringIO(client.get(f"/agreement/{signed}.csv").text)))
    assert [(row["stage"], row["factuality"]) for row in rows] == [
        ("", "hoped"),
        ("", "planned"),
        ("signed", "asserted"),
    ]
    shown = client.get(f"/agreement/{signed}", headers=HTML).text
    assert "&lt;b&gt;sport&lt;/b&gt;" in shown
    assert "no longer in post" in shown


def test_what_is_no_agreement_says_what_to_do(client: httpx.Client) -> None:
    met = claims_of(client, "c.txt")["meeting: They met."]
    answer = client.get(f"/agreement/{met}")
    assert answer.status_code == 404
    assert "tells of no agreement, but of: meeting" in answer.json()["detail"]
    assert f"/claim/{met}" in answer.json()["detail"]
    gone = client.get("/agreement/ffffffffffffffff")
    assert (gone.status_code, "There is no such claim" in gone.json()["detail"]) == (404, True)
    assert client.get("/agreement/nothing").status_code == 422


def test_an_agreement_without_any_day_is_listed(filled: Filled, make_claim: MakeClaim) -> None:
    claim = replace(make_claim("agreement", {"party": ()}, quote="Both signed."), reported="")
    client = filled(told_by(Report("Both signed.", "a.txt"), claim))
    [found] = claims_of(client, "a.txt").values()
    page = client.get(f"/agreement/{found}", headers=HTML).text
    assert "parties not named" in page
    assert "<svg class" not in page
    assert "<svg" in client.get(f"/agreement/{found}.svg").text


def test_every_agreement_that_is_listed_has_its_page(tab: Tab) -> None:
    page = tab.open("/agreements?limit=100")
    addresses = page.locator(".card h2 a[href^='/agreement/']").evaluate_all("all => all.map(a => a.href)")
    assert len(addresses) == page.locator(".card").count() > 0
    for address in addresses:
        page.goto(address)
        assert page.locator("#stages").is_visible()
    assert tab.faults() == []


def test_a_mark_leads_to_its_sentences(tab: Tab) -> None:
    page = tab.open("/agreements?state=signed")
    page.locator(".card h2 a[href^='/agreement/']").first.click()
    assert tab.faults() == []
    page.locator("svg .mark").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#s-*")
    assert page.locator(":target blockquote").first.is_visible()


def test_it_fits_a_phone(phone: Tab) -> None:
    page = phone.open("/agreements?state=overdue")
    page.locator(".card h2 a[href^='/agreement/']").first.click()
    assert "overdue" in page.locator(".lead").inner_text()
    assert fits(page)
