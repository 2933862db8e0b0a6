import httpx
import pytest

from entente.model.report import Report
from tests.apps.web.browsing import Tab
from tests.apps.web.conftest import Filled, told_by

pytestmark = pytest.mark.integration  # most read the examples
HTML = {"Accept": "text/html"}


def found(client: httpx.Client, query: str) -> list[str]:
    return [hit["title"] for hit in client.get(f"/search?{query}").json()["reports"]]


def test_entities_are_found_by_any_of_their_names(desk: httpx.Client) -> None:
    page = desk.get("/search?q=roc").json()
    assert page["entities"][0] == {"entity": "noc/RUS", "name": "Russian Olympic Committee", "called": "ROC"}
    assert desk.get("/search?q=pozdnya").json()["entities"][0]["entity"] == "person/stanislav-pozdnyakov"


def test_reports_are_found_by_their_sentences_with_what_was_read_from_them(desk: httpx.Client) -> None:
    page = desk.get("/search?q=memorandum+Mali").json()
    first = page["reports"][0]
    assert {piece["text"] for hit in page["reports"] for piece in hit["extract"] if piece["marked"]} >= {"Mali"}
    told = [entry["support"]["sentence"] for entry in first["claims"]]
    assert told
    assert all("Mali" in sentence or "emorandum" in sentence for sentence in told)
    assert found(desk, "q=memorandum+Mali&as_known_on=2022-12-31") == [page["reports"][-1]["title"]]


def test_names_alone_are_asked_for_as_one_types(desk: httpx.Client) -> None:
    page = desk.get("/search.json?part=entities&q=roc").json()
    assert (bool(page["entities"]), page["reports"]) == (True, [])


def test_nothing_found_says_what_to_do(desk: httpx.Client) -> None:
    assert "Write fewer words" in desk.get("/search?q=xyzzy+plugh", headers=HTML).text
    assert "by any of their names" in desk.get("/search", headers=HTML).text
    assert desk.get("/search?q=%00").status_code == 422


def test_many_reports_come_in_pages(filled: Filled) -> None:
    client = filled(*(told_by(Report(f"Seoul, <i>{n}</i>.", f"{n}.txt", title=f"<b>{n}")) for n in range(13)))
    assert (len(found(client, "q=seoul")), len(found(client, "q=seoul&page=2"))) == (10, 3)
    shown = client.get("/search?q=seoul", headers=HTML).text
    assert ("&lt;b&gt;" in shown, "<mark>Seoul</mark>, &lt;i&gt;" in shown, 'rel="next"' in shown) == (
        True,
        True,
        True,
    )


def test_names_are_suggested_as_one_types_and_chosen_by_keyboard(tab: Tab) -> None:
    page = tab.open("/?today=2023-05-20")
    page.keyboard.press("/")
    page.keyboard.type("roc")
    page.get_by_role("option").first.wait_for()
    assert tab.faults() == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/noc/RUS?today=2023-05-20")
    page.get_by_role("link", name="Agreements", exact=True).first.click()
    page.get_by_label("Party").fill("syria")
    page.get_by_role("option", name="Syrian Olympic Committee").click()
    assert page.get_by_label("Party").input_value() == "noc/SYR"


def test_it_searches_without_scripts(phone: Tab) -> None:
    page = phone.open("/search")
    page.get_by_role("searchbox").fill("memorandum mali")
    page.keyboard.press("Enter")
    page.locator(".hit").nth(1).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
