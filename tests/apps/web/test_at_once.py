"""Answers that are kept are given at once, and only as long as they hold."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Queue
from threading import Event, Semaphore
from time import sleep

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from entente.apps.web.answers import page
from entente.apps.web.app import THREADS, begin_with_menu, create_app
from entente.apps.web.asked import AskedOf
from entente.apps.web.kept import Kept
from entente.apps.web.tags import tag_of
from entente.knowledge.loader import load_knowledge
from entente.model.problem import Problem
from entente.model.report import Report
from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.opening import open_register
from entente.register.store import store
from entente.settings import Settings
from tests.apps.web.serving import TODAY, asking, served


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path / "entente.db", create=True) as opened:
        yield opened


@pytest.fixture
def app(register: Register) -> FastAPI:
    return create_app(register, Settings(Path(str(register.place)), today=TODAY))


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells."""

    word: str


@pytest.fixture
def made(app: FastAPI) -> "Queue[str]":
    """Give the desk a page, and the form and the word of it each time that it is made."""
    router, made = APIRouter(), Queue[str]()

    @page(router, "/word", "error.html")
    def told(asked: AskedOf, word: str = "") -> Told:
        """Tell a word."""
        made.put(asked.form + word)
        return Told(word)

    app.include_router(router)
    return made


@pytest.fixture
def client(app: FastAPI) -> Iterator[httpx.Client]:
    with served(app) as address, asking(address) as found:
        yield found


def write(register: Register, name: str = "a.txt") -> None:
    store(register, Report("They met.", name), [], load_knowledge())


def at_rest(app: FastAPI) -> None:
    """Wait until no answer is being made."""
    while app.state.kept.answers.are_made:
        sleep(0.01)


def was_made(answer: httpx.Response) -> bool:
    """Tell whether an answer was made for who asked: its header says so."""
    assert answer.status_code == 200
    return "made;dur=" in answer.headers.get("server-timing", "")


@pytest.mark.parametrize("in_file", [True, False])
def test_an_answer_is_kept_until_something_is_written(
    client: httpx.Client, register: Register, in_file: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "in_file", in_file)
    first, again = client.get("/reports"), client.get("/reports")
    assert (was_made(first), was_made(again)) == (True, False)
    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert client.get("/reports", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert was_made(client.get("/reports", headers={"Accept": "text/html"}))
    write(register)
    after = client.get("/reports")
    assert was_made(after)
    assert "a.txt" in after.text
    assert client.head("/reports").status_code == 405


def test_it_waits_for_nobody(app: FastAPI, client: httpx.Client) -> None:
    taken, go = Semaphore(0), Event()

    @app.get("/takes-a-thread")
    def takes_a_thread() -> None:
        taken.release()
        assert go.wait(20)

    assert was_made(client.get("/agreements"))
    with ThreadPoolExecutor(THREADS) as others:
        waiting = [others.submit(client.get, "/takes-a-thread") for _ in range(THREADS)]
        assert all(taken.acquire(timeout=20) for _ in waiting)
        assert not was_made(client.get("/agreements"))
        assert client.get("/favicon.ico").status_code == 200
        go.set()


def test_what_was_asked_for_again_is_made_again_by_itself_once_something_was_written(
    app: FastAPI, register: Register, made: "Queue[str]", client: httpx.Client
) -> None:
    for path in ("/word", "/word", "/word?word=once"):
        client.get(path)
    assert [made.get(), made.get()] == ["json", "jsononce"]
    write(register)
    assert made.get(timeout=20) == "json"
    at_rest(app)
    assert not was_made(client.get("/word"))
    assert was_made(client.get("/word?word=once"))


def test_what_the_desk_begins_with_is_made_before_anybody_asks(app: FastAPI) -> None:
    begin_with_menu(app)
    kept, owner = app.state.kept, app.state.owner
    tag = tag_of(kept.now(), ("/reports", "", "html", owner.name, owner.role))
    with served(app) as address, asking(address) as client:
        while not kept.answers.known(tag):
            sleep(0.01)
        assert not was_made(client.get("/reports", headers={"Accept": "text/html"}))


def test_a_register_that_cannot_be_asked_says_so(app: FastAPI, client: httpx.Client) -> None:
    def fails() -> str:
        raise RegisterError(Problem("entente.db", "is locked by another process", "wait until it is done"))

    assert was_made(client.get("/agreements"))
    app.state.kept = replace(app.state.kept, revision=fails)
    assert client.get("/agreements").status_code == 503
