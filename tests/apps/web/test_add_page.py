import json

import httpx
import pytest
from playwright.sync_api import Browser

from entente.apps.web.pages.add import file_name
from entente.intake.fetching import Response
from tests.apps.web.browsing import fits, opened_tab
from tests.apps.web.conftest import EXAMPLES, Filled
from tests.apps.web.posting import led, sent

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("read_by_one")]  # it reads reports

HTML = {"Accept": "text/html"}
TEXT = "MOSCOW, May 15. The Russian Olympic Committee and the Syrian Olympic Committee signed a memorandum on June 1.\nPhoto ©ROC"


@pytest.fixture
def client(filled: Filled) -> httpx.Client:
    return filled()


def reports(client: httpx.Client) -> list[str]:
    return [one["key"] for one in client.get("/reports").json()["reports"]]


def test_claims_are_shown_before_they_are_stored(client: httpx.Client) -> None:
    fields = {
        "text": TEXT.replace("\n", "\r\n"),
        "title": "They sign",
        "published": "2023-06-02",
        "publisher": "Agency",
    }
    place = led(client, "/add/text", fields)
    assert reports(client) == []
    draft = client.get(place).json()
    [reading] = draft["readings"]
    assert (reading["text"], reading["title"], reading["reported"]) == (TEXT, "They sign", "2023-06-02")
    assert "agreement" in {claim["kind"] for claim in reading["claims"]}
    assert (reading["stored"], reading["same"]) == (False, False)
    shown = client.get(place, headers=HTML).text
    assert 'class="mark"' in shown
    assert "Nothing is stored yet" in shown
    report = led(client, f"{place}/store")
    assert report == f"/report?key=pasted%2F{reading['key'].partition('/')[2]}"
    stored = client.get(report).json()
    assert stored["claims"] == reading["claims"]
    assert client.get(place).status_code == 404
    assert sent(client, f"{place}/store").status_code == 404


def test_a_preview_that_is_discarded_leaves_nothing(client: httpx.Client) -> None:
    place = led(client, "/add/text", {"text": TEXT})
    assert led(client, f"{place}/discard") == "/add"
    assert client.get(place).status_code == 404
    assert reports(client) == []


def test_a_report_that_is_there_already_is_told(client: httpx.Client) -> None:
    led(client, f"{led(client, '/add/text', {'text': TEXT, 'url': 'https://example.org/a'})}/store")
    same = client.get(led(client, "/add/text", {"text": TEXT, "url": "https://example.org/a"}))
    assert "has this report already" in client.get(same.request.url, headers=HTML).text
    other = client.get(led(client, "/add/text", {"text": "They met.", "url": "https://example.org/a"}), headers=HTML)
    assert "has another text under this name" in other.text
    copy = client.get(led(client, "/add/text", {"text": TEXT})).json()
    assert copy["readings"][0]["copies"] == ["https://example.org/a"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " \n"}, "is empty"),
        ({"text": "They met.", "published": "soon"}, "no date"),
        ({"text": "<!doctype html><html><p>They met.</p></html>"}, "holds HTML"),
        ({"text": "word " * 6000}, "a sentence of 6,000 words"),
        ({"text": "They \x00 met."}, "a character that is none"),
    ],
)
def test_what_cannot_be_read_comes_back_with_why(client: httpx.Client, fields: dict[str, str], said: str) -> None:
    place = led(client, "/add/text", {"title": "Typed <b>", **fields})
    shown = client.get(place, headers=HTML).text
    assert said in shown
    assert "It could not be read" in shown
    assert 'value="Typed &lt;b&gt;"' in shown
    draft = client.get(place).json()
    assert (draft["readings"], draft["given"]["text"]) == ([], fields["text"])
    assert sent(client, f"{place}/store").status_code == 404


def test_files_of_every_form_are_read(client: httpx.Client) -> None:
    name = "roc-invites-syria-and-mali.json"
    one = client.get(led(client, "/add/file", files={"file": (name, (EXAMPLES / name).read_bytes())})).json()
    assert [reading["title"] for reading in one["readings"]] == ["Moscow sets dates with Damascus and Bamako"]
    plain = {"file": ("C:\\reports\\a.txt", TEXT.encode())}
    told = client.get(led(client, "/add/file", {"title": "Given", "published": "2023-05-15"}, files=plain)).json()
    assert [(r["key"], r["title"], r["published"]) for r in told["readings"]] == [("a.txt", "Given", "2023-05-15")]
    page = f"<html><head><title>They sign</title></head><body><article><p>{TEXT} {TEXT}</p></article></body></html>"
    web = client.get(led(client, "/add/file", files={"file": ("a.html", page.encode())})).json()
    assert [reading["title"] for reading in web["readings"]] == ["They sign"]
    lines = "\n".join(json.dumps({"text": f"They met in {place}.", "url": place}) for place in ("Bamako", "Moscow"))
    both = led(client, "/add/file", files={"file": ("two.jsonl", lines.encode())})
    assert led(client, f"{both}/store") == "/reports"
    assert sorted(reports(client)) == ["Bamako", "Moscow"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"%PDF-1.7", "is binary"),
        ("a.json", b"{", "is broken JSON"),
        ("a.xlsx", b"PK", "is a sheet"),
        ("a.txt", b"", "is empty"),
        ("a.jsonl", b'{"text": "They met."}\n' * 51, "more than 50 reports"),
        ("a.json", b'{"text": "They met.", "title": "\\ud800"}', "a character that is none in its title"),
    ],
)
def test_a_file_that_is_no_report_says_what_to_do(client: httpx.Client, name: str, data: bytes, said: str) -> None:
    shown = client.get(led(client, "/add/file", files={"file": (name, data)}), headers=HTML).text
    assert said in shown


def test_no_file_says_so(client: httpx.Client) -> None:
    assert "choose one" in client.get(led(client, "/add/file"), headers=HTML).text
    nothing = {"file": ("", b"", "application/octet-stream")}
    assert "choose one" in client.get(led(client, "/add/file", files=nothing), headers=HTML).text


def test_what_is_longer_than_ten_megabytes_is_refused_with_a_message(client: httpx.Client) -> None:
    answer = sent(client, "/add/file", files={"file": ("a.txt", b"x" * 10_200_000)})
    assert (answer.status_code, "longer than 10 MB" in answer.json()["detail"]) == (413, True)
    line = sent(client, "/add/text", {"text": "x" * 9_900_000})
    assert (line.status_code, "longer than 1 MB" in line.json()["detail"]) == (413, True)
    long = led(client, "/add/file", files={"file": ("a.txt", b"x" * 9_900_000)})
    assert "longer than 5 MB" in client.get(long, headers=HTML).text
    assert reports(client) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1/", "private network"),
        ("http://[::1]:8417/", "private network"),
        ("http://localhost/", "private network"),
        ("file:///etc/passwd", "no address of a page"),
        ("/etc/passwd", "no address of a page"),
        ("javascript:alert(1)", "no address of a page"),
        ("https://user:word@example.org/", "name and password"),
    ],
)
def test_an_address_that_is_not_public_is_not_fetched(client: httpx.Client, address: str, said: str) -> None:
    shown = client.get(led(client, "/add/address", {"address": address}), headers=HTML).text
    assert said in shown
    assert 'href="javascript' not in shown
    assert "root:" not in shown


def test_a_page_is_read_by_its_address(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<html><head><title>They sign</title></head><body><article><p>{TEXT} {TEXT}</p></article></body></html>"

    def fetch(address: str, *_: object) -> Response:
        return Response(200, address, {"content-type": "text/html"}, page.encode())

    monkeypatch.setattr("entente.intake.sources.fetch", fetch)
    draft = client.get(led(client, "/add/address", {"address": " https://example.org/a "})).json()
    assert [(r["key"], r["address"]) for r in draft["readings"]] == [("https://example.org/a", "https://example.org/a")]


def test_hostile_texts_are_shown_as_texts(client: httpx.Client) -> None:
    evil = "<script>alert(1)</script>\u202e"
    fields = {
        "text": f"{evil} The ROC met. {'x' * 250_000}",
        "title": evil,
        "publisher": evil,
        "url": "javascript:alert(1)",
    }
    place = led(client, "/add/text", fields)
    paths = [place, led(client, f"{place}/store"), "/reports", "/"]
    for path in paths:
        shown = client.get(path, headers=HTML).text
        assert "<script>alert" not in shown
        assert "\u202e" not in shown
        assert 'href="javascript' not in shown


def test_forms_of_others_and_previews_that_are_not_there_are_refused(client: httpx.Client) -> None:
    assert client.post("/add/text", data={"text": TEXT}).status_code == 403
    assert client.get("/add/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404
    assert client.get("/add/other").status_code == 422
    assert client.get("/add").json()["limits"]["bytes"] == 10_000_000


@pytest.mark.parametrize(
    ("sent_as", "name"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\a\\b.txt", "b.txt"),
        (None, ""),
        ("a\u202e.txt", "a[U+202E].txt"),
    ],
)
def test_a_file_is_called_by_its_name_alone(sent_as: str | None, name: str) -> None:
    assert file_name(sent_as) == name
    assert len(file_name("x" * 1000 + ".txt")) == 200


def test_the_forms_and_the_preview_are_sound_and_fit_a_phone(filled: Filled, browser: Browser) -> None:
    address = str(filled().base_url).rstrip("/")
    with opened_tab(browser, address, width=360, dark=True) as phone:
        page = phone.open("/add")
        assert phone.faults() == []
        page.get_by_label("Text", exact=True).fill(TEXT)
        page.get_by_role("button", name="Read").first.click()
        page.get_by_role("heading", name="Store it?").wait_for()
        assert phone.faults() == []
        assert fits(page)
