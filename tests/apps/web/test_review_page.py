"""Review and who did what: over claims made by hand, and in a browser, by keyboard, and without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page

from entente.apps.web.pages import judging, review
from entente.knowledge.loader import load_knowledge
from entente.model.problem import Problem
from entente.model.report import Report
from entente.register.errors import RegisterError
from entente.register.opening import open_register
from entente.register.store import store_many, withdraw
from tests.apps.web.browsing import Tab, opened_tab
from tests.apps.web.conftest import Told, told_by
from tests.apps.web.serving import asking, served_register
from tests.apps.web.snapshots import as_kept
from tests.conftest import claim_of

HTML = {"Accept": "text/html"}
TEXT = "They plan to sign. Joan Al Thani is president. Ivan Petrov spoke."
OTHER = "Joaan Al-Thani leads the committee."
JOAN, JOAAN = "person/joan-al-thani", "person/joaan-al-thani"


def told() -> tuple[Told, Told]:
    post = {"post": "president", "change": "holds"}
    planned = claim_of(
        "agreement",
        {"party": ("noc/RUS", "noc/SYR")},
        attributes={"stage": "planned"},
        quote="They plan to sign.",
        confidence=0.5,
        factuality="planned",
        when_unknown="the passage gives no date",
    )
    joan = claim_of(
        "office",
        {"holder": (JOAN,), "body": ("noc/SYR",)},
        attributes=post,
        quote="Joan Al Thani is president.",
        confidence=0.7,
    )
    joaan = claim_of("office", {"holder": (JOAAN,), "body": ("noc/SYR",)}, attributes=post, quote=OTHER)
    first = Report(TEXT, "a.txt", published="2023-05-15")
    return told_by(first, planned, joan), told_by(Report(OTHER, "b.txt", published="2023-05-16"), joaan)


@contextmanager
def reviewed(place: Path) -> Iterator[str]:
    with open_register(place, create=True) as register:
        store_many(register, told(), load_knowledge())
    with served_register(place) as address:
        yield address


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "entente.db"


@pytest.fixture
def address(place: Path) -> Iterator[str]:
    with reviewed(place) as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with asking(address) as found:
        yield found


def post(client: httpx.Client, path: str, **fields: Any) -> httpx.Response:
    token = client.get("/review").cookies.get("entente_form") or client.cookies["entente_form"]
    return client.post(path, data={"form_token": token, **fields})


def following(client: httpx.Client, path: str, **fields: Any) -> Any:
    """Send a form, and give the page that it leads to."""
    sent = post(client, path, **fields)
    assert sent.status_code == 303, sent.text
    return client.get(sent.headers["location"].partition("#")[0]).json()


def test_what_waits_is_gone_through_the_least_sure_first(client: httpx.Client) -> None:
    page = client.get("/review").json()
    assert [one["what"] for one in page["waiting"]] == ["claim", "claim", "pair"]
    assert page["count"] == {"all": 3, "claims": 2, "names": 1, "judgements": 0}
    assert (page["place"], page["before"], page["following"]) == (1, "", page["keys"][1])
    assert page["claim"]["roles"] == {"party": ["noc/RUS", "noc/SYR"]}
    assert page["names"]["noc/RUS"] == "Russian Olympic Committee"
    assert client.get("/review?show=names").json()["current"]["ids"] == [JOAAN, JOAN]
    assert client.get("/review.csv").text.count("\n") == 4


def test_among_very_many_names_those_that_may_be_one_are_looked_for_when_asked(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "_MANY_NAMES", 1)
    page = client.get("/review").json()
    assert [one["what"] for one in page["waiting"]] == ["claim", "claim"]
    assert page["count"] == {"all": 2, "claims": 2, "names": None, "judgements": 0}
    assert client.get("/review", headers=HTML).status_code == 200
    assert client.get("/review?show=names").json()["count"]["names"] == 1


def test_a_claim_is_confirmed_and_the_next_is_shown(client: httpx.Client) -> None:
    page = client.get("/review").json()
    claim = page["claim"]["id"]
    after = following(client, "/review/claim", claim=claim, verdict="confirm", then=page["following"])
    assert (after["done"]["verdict"], after["done"]["claim"], after["key"]) == ("confirm", claim, page["following"])
    assert after["count"]["claims"] == 1
    assert after["done"]["by"] == "Ana"
    back = following(client, "/review/undo", judgement=after["done"]["id"])
    assert (back["done"]["verdict"], back["done"]["verdict_undone"], back["claim"]["id"]) == ("undo", "confirm", claim)
    assert back["count"]["claims"] == 2


def test_a_claim_is_rejected_with_a_note_and_stays_to_be_seen(client: httpx.Client) -> None:
    claim = client.get("/review").json()["claim"]["id"]
    after = following(client, "/review/claim", claim=claim, verdict="reject", note=" only hoped ")
    assert (after["done"]["verdict"], after["done"]["note"]) == ("reject", "only hoped")
    assert client.get("/agreements").json()["agreements"] == []
    seen = client.get(f"/review?claim={claim[:8]}").json()
    assert (seen["claim"]["rejected"], seen["place"]) == (True, 0)
    assert "reject by Ana" in seen["claim"]["judged"][0]


def test_a_claim_is_corrected_by_what_differs_alone(client: httpx.Client) -> None:
    page = client.get("/review").json()
    claim = page["claim"]["id"]
    fields = {one["name"]: [i["value"] for i in one["inputs"]] for one in page["fields"]}
    assert fields["party"] == ["Russian Olympic Committee", "Syrian Olympic Committee", ""]
    fields["party"][1] = "IOC"
    fields |= {"stage": ["signed"], "when": ["2023-07-28"], "factuality": ["asserted"]}
    pairs = [(name, value) for name, values in fields.items() for value in values]
    sent = {"field": [n for n, _ in pairs], "value": [v for _, v in pairs]}
    after = following(client, "/review/correct", claim=claim, note="the next report says so", **sent)
    changes = {"party": "noc/RUS, org/ioc", "stage": "signed", "when": "2023-07-28", "factuality": "asserted"}
    assert after["done"]["changes"] == changes
    [agreement] = client.get("/agreements").json()["agreements"]
    assert (agreement["state"], agreement["parties"]) == ("signed", ["noc/RUS", "org/ioc"])
    corrected = client.get(f"/review?claim={claim}").json()
    assert [i["value"] for f in corrected["fields"] if f["name"] == "when" for i in f["inputs"]] == ["2023-07-28"]
    following(client, "/review/undo", judgement=after["done"]["id"], back="history")
    [agreement] = client.get("/agreements").json()["agreements"]
    assert agreement["parties"] == ["noc/RUS", "noc/SYR"]


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("party", "Atlantis", "Nothing is called “Atlantis”"),
        ("party", "Thani", "Several are called “Thani”"),
        ("when", "someday", "'someday' is no date"),
        ("stage", "", "cannot be without its stage"),
        ("stage", "planned", ""),
        ("colour", "red", ""),
    ],
)
def test_what_is_not_understood_is_marked_and_nothing_kept(
    client: httpx.Client, field: str, value: str, fault: str
) -> None:
    claim = client.get("/review").json()["claim"]["id"]
    shown = following(client, "/review/correct", claim=claim, field=[field], value=[value])
    assert shown["fault"]
    assert shown["correcting"]
    assert client.get("/history").json()["judgements"] == []
    faults = [one["fault"] for one in shown["fields"] if one["fault"]]
    assert len(faults) == bool(fault)
    assert all(fault in one for one in faults)
    candidates = [i["candidates"] for f in shown["fields"] if f["name"] == field for i in f["inputs"]]
    assert any(candidates) == (value == "Thani")


def test_names_are_merged_kept_apart_and_left_open(client: httpx.Client) -> None:
    both = {"first": JOAAN, "second": JOAN}
    merged = following(client, "/review/names", **both, verdict="same", note="one man")
    assert merged["count"]["names"] == 0
    assert merged["done"]["pair"] == [JOAAN, JOAN]
    apart = following(client, "/review/names", **both, verdict="not_same")
    assert apart["done"]["verdict"] == "not_same"
    shown = client.get(f"/review?item=pair:{JOAAN},{JOAN}").json()
    assert "judged before: not same by Ana" in shown["current"]["reasons"][0]
    assert post(client, "/review/names", first=JOAN, second="person/nobody", verdict="same").status_code == 404
    assert post(client, "/review/names", first=JOAN, second=JOAN, verdict="same").status_code == 404


def test_judgements_that_contradict_or_find_no_claim_wait_with_their_undoing(client: httpx.Client, place: Path) -> None:
    both = {"first": JOAAN, "second": JOAN}
    following(client, "/review/names", first=JOAAN, second="noc/SYR", verdict="same")
    following(client, "/review/names", first=JOAN, second="noc/SYR", verdict="same")
    following(client, "/review/names", **both, verdict="not_same")
    claim = client.get("/review?show=claims").json()["claim"]["id"]
    following(client, "/review/claim", claim=claim, verdict="confirm")
    with open_register(place) as register:
        withdraw(register, "a.txt")
    waiting = client.get("/review?show=judgements").json()
    assert [one["what"] for one in waiting["waiting"]] == ["unattached", "conflict"]
    assert [one["verdict"] for one in waiting["judgements"]] == ["confirm"]
    contradicting = client.get(f"/review?show=judgements&item={waiting['keys'][1]}").json()["judgements"]
    assert sorted(one["verdict"] for one in contradicting) == ["not_same", "same", "same"]
    left = following(client, "/review/undo", judgement=contradicting[0]["id"], show="judgements")
    assert left["count"]["judgements"] == 1
    following(client, "/review/undo", judgement=waiting["judgements"][0]["id"])
    assert client.get("/review?show=judgements", headers=HTML).text.count("Nothing waits") == 1


def test_what_is_not_there_is_said(client: httpx.Client) -> None:
    for path in ("/review?claim=zz", "/review?claim=0123", "/review?item=nothing", "/review?item=pair:a/b,c/d"):
        assert client.get(path).status_code == 404
    assert post(client, "/review/claim", claim="0123", verdict="confirm").status_code == 404
    assert post(client, "/review/correct", claim="0123", field="when", value="2023").status_code == 404
    assert post(client, "/review/undo", judgement="0123").status_code == 404
    claim = client.get("/review").json()["claim"]["id"]
    assert post(client, "/review/correct", claim=claim, field=["when"]).status_code == 422
    done = following(client, "/review/claim", claim=claim, verdict="confirm", then="https://evil.example/")["done"]
    assert post(client, "/review/undo", judgement=done["id"]).status_code == 303
    assert "undone already" in post(client, "/review/undo", judgement=done["id"]).json()["detail"]


def test_nothing_is_judged_from_another_day(client: httpx.Client) -> None:
    page = client.get("/review?recorded_by=2020-01-01", headers=HTML).text
    assert "You look from another day" in page
    assert 'action="/review/claim"' not in page
    assert 'action="/review/claim"' in client.get("/review?today=2023-06-01", headers=HTML).text


def test_an_empty_register_says_that_nothing_waits(filled: Any) -> None:
    client = filled()
    assert "Nothing waits" in client.get("/review", headers=HTML).text
    assert "will stand here" in client.get("/history", headers=HTML).text


def test_a_register_that_cannot_be_written_says_so(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RegisterError(Problem("entente.db", "cannot be written", "check the permissions of the file"))

    claim = client.get("/review").json()["claim"]["id"]
    monkeypatch.setattr(judging, "judge_claim", fails)
    refused = post(client, "/review/claim", claim=claim, verdict="confirm")
    assert (refused.status_code, refused.json()["remedy"]) == (503, "check the permissions of the file")
    assert refused.json()["detail"] == "entente.db: cannot be written"


def test_who_did_what_is_listed_and_filtered(client: httpx.Client) -> None:
    claims = [one["ids"][0] for one in client.get("/review?show=claims").json()["waiting"]]
    following(client, "/review/claim", claim=claims[0], verdict="reject")
    undone = following(client, "/review/claim", claim=claims[1], verdict="confirm")["done"]
    following(client, "/review/names", first=JOAAN, second=JOAN, verdict="same")
    after = following(client, "/review/undo", judgement=undone["id"], back="history")
    assert (after["done"]["verdict"], after["people"]) == ("undo", ["Ana"])
    assert [one["verdict"] for one in after["judgements"]] == ["undo", "same", "confirm", "reject"]
    assert [one["holds"] for one in after["judgements"]] == [True, True, False, True]
    for query, expected in {
        "verdict=same&verdict=reject": ["same", "reject"],
        "by=Bo": [],
        "holds=true": ["same", "reject"],
        f"entity={JOAN}": ["same"],
        "limit=1&page=2": ["same"],
    }.items():
        assert [one["verdict"] for one in client.get(f"/history?{query}").json()["judgements"]] == expected
    shown = client.get("/history?by=Ana", headers=HTML).text
    assert (shown.count("<button>Undo</button>"), shown.count("<button>Do it again</button>")) == (2, 1)
    assert client.get("/history.csv").text.startswith("id,at,by,verdict")


def test_the_page_is_as_it_was_looked_at(client: httpx.Client) -> None:
    page = client.get("/review", headers=HTML).text
    token = client.cookies["entente_form"]
    assert as_kept("review", page.replace(token, "TOKEN"))


def test_hostile_words_are_shown_as_words(filled: Any) -> None:
    sentence = "They <script>alert(1)</script> signed \u202egnp.exe."
    claim = claim_of(
        "agreement",
        {"party": ("noc/RUS", "noc/SYR")},
        attributes={"stage": "signed", "topic": '"><img src=x onerror=alert(1)>'},
        quote=sentence,
        confidence=0.5,
    )
    page = filled(told_by(Report(sentence, "hostile.txt", published="2023-05-15"), claim)).get("/review", headers=HTML)
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "\u202e" not in page.text


def test_a_correction_and_its_undo_in_a_browser(browser: Browser, address: str) -> None:
    with opened_tab(browser, address) as tab:
        page = tab.open("/review")
        page.get_by_text("Correct", exact=True).click()
        page.get_by_label("stage").select_option("signed")
        page.get_by_label("factuality").select_option("asserted")
        page.get_by_role("button", name="Keep the correction").click()
        assert "Corrected" in page.get_by_role("status").inner_text()
        assert tab.faults() == []
        tab.open("/agreements?state=signed")
        assert page.locator(".card").count() == 1
        tab.open("/history")
        page.get_by_role("button", name="Undo").click()
        assert "Taken back the correction" in page.get_by_role("status").inner_text()
        assert tab.faults() == []
        tab.open("/agreements?state=signed")
        assert page.locator(".card").count() == 0


def test_all_is_done_by_keyboard_alone(browser: Browser, address: str) -> None:
    with opened_tab(browser, address) as tab:
        page = tab.open("/review")
        keys = page.keyboard
        keys.press("?")
        assert page.get_by_role("heading", name="Keys").is_visible()
        assert tab.faults() == []
        keys.press("Escape")
        _press(page, "s")
        assert page.get_by_role("heading", level=2).first.inner_text().startswith("Office")
        _press(page, "b")
        keys.press("r")
        keys.type("only hoped")
        _press(page, "Enter")
        assert "Rejected" in page.get_by_role("status").inner_text()
        _press(page, "u")
        assert "Taken back the rejection" in page.get_by_role("status").inner_text()
        keys.press("e")
        assert page.locator(":focus").get_attribute("name") == "value"
        keys.press("Escape")
        _press(page, "c")
        assert "Confirmed" in page.get_by_role("status").inner_text()
        _press(page, "s")
        _press(page, "y")
        assert "Judged to be one" in page.get_by_role("status").inner_text()


def _press(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_it_works_on_a_phone_without_scripts(browser: Browser, address: str) -> None:
    with opened_tab(browser, address, width=360, dark=True, scripts=False) as tab:
        page = tab.open("/review?show=names")
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= 360
        page.get_by_placeholder("why, if you like").press("Enter")
        assert page.get_by_role("status").count() == 0
        page.get_by_role("button", name="One and the same").click()
        assert "Judged to be one" in page.get_by_role("status").inner_text()
        page.get_by_role("button", name="Undo").click()
        assert "Taken back the merge" in page.get_by_role("status").inner_text()


def test_nothing_serious_is_wrong_with_the_pages(tab: Tab) -> None:
    for path in ("/review?correct=true", "/review?show=names", "/history"):
        tab.open(path)
        assert tab.faults() == []
