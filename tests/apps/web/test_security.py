"""What keeps a desk safe, over all its routes and templates: whoever adds a page is held to it too."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from entente.apps.web import assets
from entente.apps.web.app import create_app
from entente.apps.web.pages import ROUTERS
from entente.apps.web.security import HEADERS, check_form
from entente.model.report import Report
from entente.register.opening import open_register
from entente.settings import Settings
from tests.apps.web.conftest import Filled, told_by
from tests.apps.web.serving import TODAY, asking, served
from tests.conftest import claim_of

HTML = {"Accept": "text/html"}
TEMPLATES = sorted(Path(assets.__file__).parent.joinpath("templates").glob("*.html"))
SCRIPTS = sorted(Path(assets.__file__).parent.joinpath("static").glob("*.js"))
ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    place = tmp_path / "entente.db"
    with open_register(place, create=True) as register:
        yield create_app(register, Settings(place, today=TODAY))


@pytest.fixture
def client(app: FastAPI) -> Iterator[httpx.Client]:
    with served(app) as address, asking(address) as found:
        yield found


def _calls(dependant: Any) -> Iterator[Any]:
    for one in dependant.dependencies:
        yield one.call
        yield from _calls(one)


def test_every_route_that_changes_something_takes_its_own_forms_alone() -> None:
    changing = [route for route in ROUTES if (route.methods or set()) - {"GET", "HEAD"}]
    assert len(changing) >= 15
    assert [route.path for route in changing if route.methods != {"POST"}] == []
    assert [route.path for route in changing if check_form not in set(_calls(route.dependant))] == []


def test_every_form_that_posts_carries_the_token_and_leads_to_this_desk() -> None:
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        hiding = [name for name, body in re.findall(r"{% macro (\w+)\(.*?\) %}(.*?){% endmacro %}", text, re.DOTALL)]
        carriers = [
            name for name in hiding if "ui.form_token()" in text.partition(f"macro {name}(")[2].partition("endmacro")[0]
        ]
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.DOTALL):
            assert "ui.form_token()" in form or any(f"{name}()" in form for name in carriers), (
                f"{template.name}: {form}"
            )
            assert re.search(r'action="(/|\{\{ (ui\.to|asked\.link)\()', form), f"{template.name}: {form}"


def test_no_page_has_code_or_style_in_it_and_no_script_makes_markup() -> None:
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=[\"']|javascript:", text), (
            template.name
        )
        assert not re.search(r"autoescape|\|\s*safe(?!\s*(if|else|}))", text), template.name
        assert all(re.fullmatch(r"' [^<>&]*'", value) for value in re.findall(r"{{ ('[^']*')\|safe", text)), (
            template.name
        )
    for script in SCRIPTS:
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            script.name
        )


def test_the_policy_allows_what_the_desk_has_itself_alone() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert set(policy.values()) == {"'none'", "'self'"}
    assert {"base-uri", "form-action", "frame-ancestors"} <= policy.keys()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/static/x/..%5c..%5capp.py",
        "/static/x/%00",
        "//evil.example/",
        "/%2f%2fevil.example",
        "/entity/org/a%0d%0aSet-Cookie:%20a=b",
        "/entity/org/a%0d%0aSet-Cookie:%20a=b.csv",
        "/entity/org/%E6%9D%8E.csv",
        "/entity/org/%22.csv",
        "/report?key=../../../etc/passwd",
        "/report?key=%ff%fe",
        "/review?item=pair:person/a%0d%0a,person/b",
    ],
)
def test_paths_lead_to_nothing_else(client: httpx.Client, path: str) -> None:
    answer = client.build_request("GET", "/")
    answer.url = answer.url.copy_with(raw_path=path.encode())
    got = client.send(answer)
    assert got.status_code in {404, 422}
    assert "set-cookie" not in got.headers
    assert "root:" not in got.text


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a@localhost", "::1"]
)
def test_names_of_others_are_no_names_of_the_desk(client: httpx.Client, host: str) -> None:
    refused = client.get("/", headers={"Host": host} | HTML)
    assert refused.status_code == 400
    assert host not in refused.text or not host
    assert {name: refused.headers.get(name) for name in HEADERS} == HEADERS


def test_a_form_of_another_origin_is_refused_whatever_it_holds(client: httpx.Client) -> None:
    token = client.get("/review").cookies["entente_form"]
    fields = {"form_token": token, "first": "person/a", "second": "person/b", "verdict": "same"}
    for headers in (
        {"Origin": "null"},
        {"Origin": "http://localhost"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert client.post("/review/names", data=fields, headers=headers).status_code == 403
    assert client.post("/review/names", data=fields).status_code == 404
    strange = b"--x\r\nContent-Disposition: form-data; name=form_token\r\n\r\n\\ud800\r\n--x--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=x; charset=raw_unicode_escape"}
    assert client.post("/review/names", content=strange, headers=kind).status_code in {400, 403, 422}


def test_what_is_sent_is_bounded_before_anybody_is_known(client: httpx.Client) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/review/undo", content=b"judgement=" + b"a" * 200_000, headers=kind)
    assert (answer.status_code, "100 KB" in answer.json()["detail"]) == (413, True)


def test_an_error_of_ours_tells_nothing_of_the_code(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    def fails() -> None:
        raise ZeroDivisionError("secret words")

    app.get("/fails/{what}")(fails)
    with served(app) as address, asking(address) as client:
        got = client.get("/fails/a%0aFORGED", headers=HTML)
    assert got.status_code == 500
    assert not re.search(r"secret|Zero|Traceback|\.py", got.text)
    assert "/fails/a\\nFORGED" in caplog.text
    assert "\nFORGED" not in caplog.text


def test_names_and_notes_are_words_on_every_page_of_review(filled: Filled) -> None:
    evil = '"><script>alert(1)</script>'
    sentence = f"They {evil} met."
    claim = claim_of(
        "meeting", {"party": ("noc/RUS", "noc/SYR")}, attributes={"topic": evil}, quote=sentence, confidence=0.5
    )
    client = filled(told_by(Report(sentence, f"{evil}.txt", title=evil, published="2023-05-15"), claim))
    page = client.get("/review").json()
    token = client.cookies["entente_form"]
    fields = {"form_token": token, "claim": page["claim"]["id"], "verdict": "reject", "note": evil}
    done = client.post("/review/claim", data=fields).headers["location"]
    sent = {"form_token": token, "claim": page["claim"]["id"], "field": "party", "value": evil}
    wrong = client.post("/review/correct", data=sent).headers["location"].partition("#")[0]
    for path in (done, wrong, "/history", f"/history?by={evil}", f"/review?claim={page['claim']['id']}", f"/{evil}"):
        shown = client.get(path, headers=HTML).text
        assert "<script>alert" not in shown
