import csv
import io
from collections.abc import Callable

import httpx
import pytest

from entente.model.claim import Claim
from entente.model.report import Report
from tests.apps.web.browsing import Tab
from tests.apps.web.conftest import Filled, told_by
from tests.apps.web.snapshots import as_kept

pytestmark = pytest.mark.integration  # most read the examples


def states(client: httpx.Client, query: str) -> list[str]:
    found: list[dict[str, str]] = client.get(f"/agreements?{query}").json()["agreements"]
    return [one["state"] for one in found]


def test_every_filter_stands_in_the_address(desk: httpx.Client) -> None:
    assert set(states(desk, "state=overdue")) == {"overdue"}
    assert states(desk, "state=overdue&today=2023-05-20") == []
    assert len(states(desk, "party=RUS&party=MLI")) == 1
    assert states(desk, "as_known_on=2022-01-01") == []
    assert states(desk, "sort=state")[0] == "overdue"


def test_a_name_of_several_asks_which_and_one_of_none_says_so(desk: httpx.Client) -> None:
    page = desk.get("/agreements?party=nobody").json()
    assert (page["unclear"], page["agreements"]) == ([["nobody", {}]], [])
    shown = desk.get("/agreements?party=nobody", headers={"Accept": "text/html"}).text
    assert "Nothing is called <bdi>nobody</bdi>" in shown


def test_rows_come_in_pages_and_whole_as_csv(desk: httpx.Client) -> None:
    page = desk.get("/agreements?limit=2&page=2&sort=told").json()
    whole = desk.get("/agreements.json?sort=told").json()
    assert page["agreements"] == whole["agreements"][2:4]
    assert page["pager"]["rows"] == len(whole["agreements"])
    rows = list(csv.DictReader(io.StringIO(desk.get("/agreements.csv").text)))
    assert [row["state"] for row in rows] == states(desk, "")


def test_an_empty_register_says_what_to_do(filled: Filled) -> None:
    page = filled().get("/agreements", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "No report that was read tells of one" in page.text


def test_hostile_words_are_shown_as_words(filled: Filled, make_claim: Callable[..., Claim]) -> None:
    sentence = "They <script>alert(1)</script> signed \u202egnp.exe & met."
    report = Report(sentence, "hostile.txt", title="<b>", published="2023-05-15")
    claim = make_claim(
        "agreement",
        {"party": ("noc/RUS", "noc/SYR")},
        attributes={"stage": "signed", "topic": "<img src=x onerror=alert(1)>"},
        quote=sentence,
    )
    page = filled(told_by(report, claim)).get("/agreements", headers={"Accept": "text/html"}).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "[U+202E]gnp.exe" in page
    assert "<img src=x" not in page
    assert "\u202e" not in page


def test_the_sentence_opens_in_one_step(tab: Tab) -> None:
    page = tab.open("/agreements?state=overdue")
    quote = page.locator("blockquote").first
    assert not quote.is_visible()
    page.locator(".sentences summary").first.click()
    assert quote.is_visible()
    assert tab.faults() == []


def test_a_choice_is_asked_for_at_once(tab: Tab) -> None:
    page = tab.open("/agreements")
    page.get_by_label("signed").check()
    page.wait_for_url("**/agreements?state=signed*")
    assert set(page.locator(".card > p > .badge:first-child").all_inner_texts()) == {"signed"}


def test_it_is_usable_on_a_phone_without_scripts(phone: Tab) -> None:
    page = phone.open("/agreements?today=2023-05-20")
    page.get_by_label("Party").fill("SYR")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "today=2023-05-20" in page.url
    assert page.locator(".card").count() == 1


def test_the_page_is_as_it_was_looked_at(filled: Filled, make_claim: Callable[..., Claim]) -> None:
    text = "They hope to sign. They signed on June 1. Ivan Petrov, president of the ROC, was there."
    report = Report(text, "a.txt", url="https://example.org/a", published="2023-06-02")
    sides = {"party": ("noc/RUS", "noc/SYR")}
    instrument = {"instrument": "memorandum"}
    hoped = make_claim("agreement", sides, attributes=instrument, factuality="hoped", quote="They hope to sign.")
    signed = make_claim(
        "agreement",
        sides | {"gathering": ("gathering/forum-2023",)},
        attributes=instrument | {"stage": "signed"},
        when="2023-06-01",
        attribution=("person/ivan-petrov",),
        quote="They signed on June 1.",
    )
    client = filled(told_by(report, hoped, signed))
    assert as_kept("agreements", client.get("/agreements", headers={"Accept": "text/html"}).text)
