"""What holds of every page: forms of answers, headers, errors, and forms that no other site can send."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Form

from entente.apps.web.answers import form, page
from entente.apps.web.app import create_app
from entente.apps.web.asked import AskedOf
from entente.apps.web.security import HEADERS
from entente.knowledge.loader import load_knowledge
from entente.model.problem import Problem
from entente.model.report import Report
from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.opening import open_register
from entente.register.store import store
from entente.settings import Settings
from tests.apps.web.serving import TODAY, asking, served

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path / "entente.db", create=True) as opened:
        yield opened


@pytest.fixture
def app(register: Register) -> FastAPI:
    """Give a desk with a page that fails, and one with a form that posts."""
    made = create_app(register, Settings(Path(str(register.place)), today=TODAY))
    router = APIRouter()

    @router.get("/fails")
    def fails() -> None:
        raise ZeroDivisionError

    @router.get("/locked")
    def locked() -> None:
        raise RegisterError(Problem("entente.db", "is locked by another process", "wait until it is done"))

    @page(router, "/form", "error.html", personal=True)
    def with_form(asked: AskedOf) -> str:
        """Show a form."""
        return asked.path

    @form(router, "/form")
    def sent(asked: AskedOf, word: Annotated[str, Form()]) -> str:
        return asked.link("/form", word=word)

    made.include_router(router)
    return made


@pytest.fixture
def client(app: FastAPI) -> Iterator[httpx.Client]:
    with served(app) as address, asking(address) as found:
        yield found


def test_one_address_gives_html_json_and_csv(client: httpx.Client) -> None:
    types = {
        "/agreements": {"Accept": "*/*"},
        "/agreements?sort=told": HTML,
        "/agreements?": {"Accept": "application/json;q=0.9, text/html;q=0.1"},
        "/agreements.json": HTML,
        "/agreements.csv": HTML,
        "/index.json": {},
    }
    got = [client.get(path, headers=headers).headers["content-type"].split(";")[0] for path, headers in types.items()]
    assert got == ["text/html", "text/html", "application/json", "application/json", "text/csv", "application/json"]


def test_every_answer_has_the_headers_that_keep_it_safe(client: httpx.Client) -> None:
    static = re.findall(r'"(/static/[^"]+)"', client.get("/", headers=HTML).text)
    for path in ("/", "/agreements.json", "/nothing", "/agreements?page=0", "/fails", "/openapi.json", *static):
        answer = client.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_nothing_is_sent_again_until_something_is_written(client: httpx.Client, register: Register) -> None:
    tag = client.get("/agreements").headers["etag"]
    same = client.get("/agreements", headers={"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.content) == (304, b"")
    assert client.get("/agreements?sort=told", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/agreements", headers={"If-None-Match": tag, "Accept": "text/html"}).status_code == 200
    store(register, Report("They met.", "a.txt"), [], load_knowledge())
    assert client.get("/agreements", headers={"If-None-Match": tag}).status_code == 200


def test_what_the_pages_are_made_of_is_kept_for_a_year(client: httpx.Client) -> None:
    static = re.findall(r'"(/static/[^"]+)"', client.get("/", headers=HTML).text)
    assert {path.rpartition(".")[2] for path in static} == {"css", "js", "svg"}
    assert all("immutable" in client.get(path).headers["cache-control"] for path in static)
    assert client.get("/static/old/desk.css").status_code == 404
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "nothing at that address"),
        ("/agreements?page=0", 422, "page: Input should be"),
        ("/agreements?today=soon", 422, "today:"),
        ("/fails", 500, "made a mistake"),
        ("/locked", 503, "entente.db: is locked"),
    ],
)
def test_an_error_says_what_to_do_as_a_page_or_a_problem(
    client: httpx.Client, path: str, status: int, said: str
) -> None:
    problem = client.get(path)
    assert (problem.status_code, problem.headers["content-type"]) == (status, "application/problem+json")
    assert said in problem.json()["detail"]
    assert problem.json()["remedy"]
    shown = client.get(path, headers=HTML)
    assert (shown.status_code, said in shown.text, "<h1>" in shown.text) == (status, True, True)


def test_other_hosts_and_methods_are_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:1"}).status_code == 200
    assert client.delete("/agreements").status_code == 405


def test_a_form_is_taken_from_this_desk_alone(client: httpx.Client) -> None:
    assert client.post("/form", data={"word": "a"}).status_code == 403
    given = client.get("/form")
    token = given.cookies["entente_form"]
    assert given.headers["cache-control"] == "no-store"
    assert "SameSite=strict" in given.headers["set-cookie"]
    sent = client.post("/form", data={"word": "a b", "form_token": token})
    assert (sent.status_code, sent.headers["location"]) == (303, "/form?word=a+b")
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/form", data={"word": "a", "form_token": token}, headers=headers).status_code == 403
    assert client.post("/form", data={"word": "a", "form_token": "other"}).status_code == 403


def test_no_way_to_change_something_is_open_to_other_sites(client: httpx.Client) -> None:
    posts = [path for path, methods in client.get("/openapi.json").json()["paths"].items() if "post" in methods]
    assert "/form" in posts
    assert {client.post(path).status_code for path in posts} <= {403, 422}


def test_long_answers_are_packed(client: httpx.Client) -> None:
    packed = client.get("/", headers=HTML | {"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.content) < 100_000
