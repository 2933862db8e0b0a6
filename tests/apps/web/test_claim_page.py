from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim, Evidence, Step
from entente.model.report import Report
from entente.model.span import Span
from entente.register.handle import Register
from entente.register.judgements import subject_of
from entente.register.judging import judge, undo
from entente.register.opening import open_register
from entente.register.store import store_many
from tests.apps.web.browsing import Tab, fits
from tests.apps.web.conftest import told_by
from tests.apps.web.serving import asking, served_register
from tests.conftest import claim_of

pytestmark = pytest.mark.integration  # one reads the examples

HTML = {"Accept": "text/html"}
TEXT = "The ROC met Syria's committee in May."


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path / "entente.db", create=True) as opened:
        yield opened


@pytest.fixture
def claim(register: Register) -> Claim:
    evidence = (Evidence("party", Span(4, 7)), Evidence("party", Span(12, 29)), Evidence("trigger", Span(8, 11)))
    steps = (Step("linking", "party: noc/RUS, by its acronym", Span(4, 7)), Step("frame", "meeting.meet", Span(0, 37)))
    made = claim_of(roles={"party": ("noc/RUS", "noc/SYR")}, quote=TEXT, when="2023-05", evidence=evidence, steps=steps)
    told = told_by(Report(TEXT, "a.txt", title="They met", published="2023-05-20"), made)
    store_many(register, [told, told_by(Report(TEXT, "b.txt", published="2023-05-21"), made)], load_knowledge())
    return told[1][0]


@pytest.fixture
def client(register: Register, claim: Claim) -> Iterator[httpx.Client]:  # noqa: ARG001 - it is there first
    with served_register(str(register.place)) as address, asking(address) as found:
        yield found


def test_it_says_why_the_claim_is_there(client: httpx.Client, claim: Claim) -> None:
    page = client.get(f"/claim/{claim.id}").json()
    assert [(role["role"], role["entities"], [w["text"] for w in role["words"]]) for role in page["roles"]] == [
        ("party", ["noc/RUS", "noc/SYR"], ["ROC", "Syria's committee"]),
        ("trigger", [], ["met"]),
    ]
    assert page["reasons"] == [
        {"stage": "linking", "decision": "party: noc/RUS, by its acronym", "words": "ROC"},
        {"stage": "frame", "decision": "meeting.meet", "words": ""},
    ]
    assert [report["key"] for report in page["reports"]] == ["a.txt", "b.txt"]
    assert [event["what"] for event in page["history"]] == ["said", "said", "recorded", "recorded"]
    assert (page["now"]["judged"], page["changed"]) == ("", False)
    assert client.get(f"/claim/{claim.id[:6]}").json() == page


def test_what_was_judged_is_told_and_so_is_its_undoing(register: Register, client: httpx.Client, claim: Claim) -> None:
    rejected = judge(register, "reject", subject_of(claim), "anna", note="they did not")
    page = client.get(f"/claim/{claim.id}").json()
    assert page["now"] is None
    assert "Rejected: it is in no view" in client.get(f"/claim/{claim.id}", headers=HTML).text
    listed = client.get("/report?key=a.txt").json()
    assert (listed["claims"], [one["id"] for one in listed["rejected"]]) == ([], [claim.id])
    undo(register, rejected.id, "bela")
    judge(register, "correct", subject_of(claim), "bela", {"changes": {"factuality": "planned"}})
    page = client.get(f"/claim/{claim.id}").json()
    assert (page["claim"]["factuality"], page["now"]["factuality"], page["changed"]) == ("asserted", "planned", True)
    assert page["now"]["judged"].startswith("corrected by bela")
    assert [(e["what"], e["holds"]) for e in page["history"]][-3:] == [
        ("judged", False),
        ("undone", True),
        ("judged", True),
    ]
    shown = client.get(f"/claim/{claim.id}", headers=HTML).text
    assert "It was read otherwise" in shown
    assert "they did not" in shown


def test_a_claim_that_is_not_there_says_so(client: httpx.Client) -> None:
    assert client.get("/claim/ffffffffffffffff").status_code == 404
    assert client.get("/claim/nothing").status_code == 422


def test_nothing_serious_is_wrong_with_it(tab: Tab) -> None:
    page = tab.open("/agreements")
    page.locator(".sentences summary").first.click()
    page.get_by_role("link", name="Why?").first.click()
    assert page.url.split("/")[-2] == "claim"
    assert page.locator(".reasons li").count() > 1
    assert tab.faults() == []


def test_it_fits_a_phone(phone: Tab) -> None:
    page = phone.open("/agreements")
    page.locator(".sentences summary").first.click()
    page.get_by_role("link", name="Why?").first.click()
    assert fits(page)
