from collections.abc import Callable

import httpx
import pytest

from entente.apps.web.shown import web_address
from entente.model.claim import Claim, Evidence
from entente.model.report import Block, BlockKind, Report
from entente.model.span import Span
from tests.apps.web.browsing import Tab, fits
from tests.apps.web.conftest import Filled, Told, told_by
from tests.apps.web.snapshots import as_kept

pytestmark = pytest.mark.integration  # some read the examples

HTML = {"Accept": "text/html"}
SIGNED = "https://example.org/entente/roc-african-memorandums-signed"
TEXT = "The ROC and Syria's committee signed on June 1. They hope to meet.\nThe two in Moscow ©ROC"


@pytest.fixture
def told(make_claim: Callable[..., Claim]) -> Told:
    blocks = (
        Block(Span(0, 66), BlockKind.BODY),
        Block(Span(67, 84), BlockKind.CAPTION),
        Block(Span(85, 89), BlockKind.CREDIT),
    )
    report = Report(TEXT, "a.txt", "https://example.org/a", "They signed", "Agency", "2023-06-02", blocks)
    sides = {"party": ("noc/RUS", "noc/SYR")}
    signed = make_claim(
        "agreement",
        sides,
        attributes={"stage": "signed"},
        when="2023-06-01",
        attribution=("noc/RUS",),
        quote="The ROC and Syria's committee signed on June 1.",
        evidence=(
            Evidence("party", Span(4, 7)),
            Evidence("party", Span(12, 29)),
            Evidence("trigger", Span(30, 36)),
            Evidence("when", Span(40, 46)),
        ),
    )
    hoped = make_claim("meeting", sides, factuality="hoped", quote="They hope to meet.")
    return told_by(report, signed, hoped)


def test_it_gives_the_text_its_lines_and_its_claims(filled: Filled, told: Told) -> None:
    client = filled(told)
    page = client.get("/report", params={"key": "https://example.org/a"}).json()
    assert page["text"] == TEXT
    assert [block["kind"] for block in page["blocks"]] == ["body", "caption", "credit"]
    assert [(c["kind"], c["factuality"], TEXT[c["start"] : c["end"]]) for c in page["claims"]] == [
        ("agreement", "asserted", "The ROC and Syria's committee signed on June 1."),
        ("meeting", "hoped", "They hope to meet."),
    ]
    party = [TEXT[e["start"] : e["end"]] for e in page["claims"][0]["evidence"] if e["role"] == "party"]
    assert party == ["ROC", "Syria's committee"]
    rows = client.get("/report.csv", params={"key": "https://example.org/a"}).text.splitlines()
    assert len(rows) == 3


def test_the_text_is_marked_as_it_was_looked_at(filled: Filled, told: Told) -> None:
    page = filled(told).get("/report", params={"key": "https://example.org/a"}, headers=HTML).text
    start, end = page.index('<div class="reading">'), page.index('<section aria-labelledby="about-it">')
    assert as_kept("report", f"<main>{page[start:end]}</main>")


def test_copies_are_told_as_one_voice(filled: Filled, told: Told) -> None:
    report, _ = told
    copy = Report(report.text, "b.txt", "https://example.org/b", "Copied", "Paper", "2023-06-03")
    client = filled(told, (copy, ()))
    page = client.get("/report", params={"key": copy.key}).json()
    assert (page["voice"], [one["key"] for one in page["copies"]]) == (report.key, [report.key])
    assert "Copy of" in client.get("/report", params={"key": copy.key}, headers=HTML).text
    assert "Copy of" not in client.get("/report", params={"key": report.key}, headers=HTML).text


def test_what_is_not_there_says_so(filled: Filled, told: Told) -> None:
    client = filled(told)
    assert client.get("/report", params={"key": "nothing"}).status_code == 404
    assert client.get("/report", params={"key": told[0].key, "part": 2}).status_code == 404
    assert client.get("/report").status_code == 422
    earlier = client.get("/report", params={"key": told[0].key, "as_known_on": "2023-01-01"}).json()
    assert earlier["claims"] == []


def test_a_report_without_claims_or_lines_is_shown(filled: Filled) -> None:
    page = filled((Report("One line.\nTwo lines.", "plain.txt"), ())).get("/report?key=plain.txt", headers=HTML).text
    assert page.count('class="line-of"') == 2
    assert "No claim was read in it" in page


def test_a_long_text_comes_in_parts(filled: Filled, make_claim: Callable[..., Claim]) -> None:
    text = "word " * 22_000 + "\nThey met at last."
    claim = make_claim("meeting", {"party": ("noc/RUS", "noc/SYR")}, quote="They met at last.")
    client = filled(told_by(Report(text, "long.txt"), claim))
    parts = [client.get("/report", params={"key": "long.txt", "part": n}).json() for n in (1, 2, 3)]
    assert "".join(part["text"] for part in parts) == text
    assert {(part["characters"], part["all_claims"]) for part in parts} == {(len(text), 1)}
    assert [len(part["claims"]) for part in parts] == [0, 0, 1]
    assert "1 claim stands in other parts" in client.get("/report?key=long.txt", headers=HTML).text
    last = client.get("/report?key=long.txt&part=3", headers=HTML).text
    told = parts[2]["claims"][0]["id"]
    assert f'id="c-{told}"' in last
    by_claim = client.get("/report", params={"key": "long.txt", "claim": told})
    assert by_claim.json()["start"] == parts[2]["start"]
    assert (
        "claim="
        not in client.get(f"/report?key=long.txt&claim={told}", headers=HTML).text.split("Parts of the text")[1][:600]
    )
    assert client.get("/report?key=long.txt&claim=none").json()["start"] == 0


def test_hostile_texts_are_shown_as_texts(filled: Filled, make_claim: Callable[..., Claim]) -> None:
    sentence = 'They met <script>alert(1)</script> & "\u202egnp.exe\x00".'
    evil = "<img src=x onerror=alert(1)>\u2066"
    report = Report(f"{sentence}\n{'x' * 90_000}", "hostile.txt", "javascript:alert(1)", evil * 50, evil)
    client = filled(
        told_by(report, make_claim(roles={"party": ("noc/RUS",)}, quote=sentence, attributes={"topic": evil}))
    )
    for path in (f"/report?key={report.key}", "/reports"):
        page = client.get(path, headers=HTML).text
        assert not {"\u202e", "\x00", "\u2066"} & set(page)
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
    assert "alert(1)&lt;/script&gt;" in client.get(f"/report?key={report.key}", headers=HTML).text
    claim = client.get("/report.json", params={"key": report.key}).json()["claims"][0]["id"]
    why = client.get(f"/claim/{claim}", headers=HTML).text
    assert "<script>alert" not in why
    assert 'href="javascript' not in why


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("https://example.org/a?b=c", True),
        ("http://[::1]/", True),
        ("javascript:alert(1)", False),
        ("JavaScript://example.org/%0aalert(1)", False),
        ("data:text/html,a", False),
        ("https://", False),
        ("https://[", False),
        ("http://a\nb", False),
        (" https://example.org", False),
        ("https:\\\\example.org", False),
        ("reports/a.txt", False),
    ],
)
def test_a_link_leads_to_the_web_alone(text: str, leads: bool) -> None:
    assert web_address(text) == (text if leads else "")


def test_every_claim_is_reached_by_tab_and_shows_its_roles(tab: Tab) -> None:
    page = tab.open(f"/report?key={SIGNED}")
    marks = page.locator(".mark")
    assert marks.count() == page.locator(".claims > li").count()
    first = marks.first
    gloss, word = first.locator(".gloss"), page.locator(".filled[data-r1=trigger]").first
    plain = word.evaluate("one => getComputedStyle(one).backgroundColor")
    assert not gloss.is_visible()
    page.locator(".trail a").focus()
    page.keyboard.press("Tab")
    assert first.evaluate("one => one === document.activeElement")
    assert "asserted" in gloss.inner_text()
    assert word.evaluate("one => getComputedStyle(one).backgroundColor") != plain
    assert "shown" in (page.locator(".claims > li").first.get_attribute("class") or "")
    page.keyboard.press("Enter")
    assert page.locator(".claims > li:target").count() == 1
    assert tab.faults() == []


def test_links_lead_from_text_to_list_and_back_without_scripts(phone: Tab) -> None:
    page = phone.open(f"/report?key={SIGNED}")
    page.locator(".mark").nth(3).click()
    entry = page.locator(".claims > li:target")
    assert entry.count() == 1
    entry.get_by_role("link", name="In the text").click()
    assert page.locator(".mark:target").inner_text().startswith("4")
    assert fits(page)


def test_the_sentence_of_an_agreement_leads_to_its_place_in_the_report(desk: httpx.Client) -> None:
    support = desk.get("/agreements").json()["agreements"][0]["stages"][0]["supports"][0]
    page = desk.get("/report", params={"key": support["report"]}, headers=HTML).text
    assert f'id="c-{support["claim"]}"' in page
