from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest
from fastapi import FastAPI, Request

from entente.apps.web.bodies import MOST_BYTES, BodyLimit
from tests.apps.web.serving import asking, served


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    app = FastAPI()

    @app.post("/")
    @app.post("/add/text")
    async def count(request: Request) -> int:
        return len(await request.body())

    app.add_middleware(BodyLimit, most=1000)
    with served(app) as address, asking(address) as found:
        yield found


def pieces(number: int) -> Iterator[bytes]:
    yield from [b"x" * 1000] * number


def test_a_body_is_taken_up_to_the_limit_and_its_form(client: httpx.Client) -> None:
    assert client.post("/add/text", content=b"x" * 1000).json() == 1000
    assert client.post("/add/text", content=pieces(101)).json() == 101_000


def test_a_longer_body_is_refused_with_a_message_whether_its_length_is_told_or_not(client: httpx.Client) -> None:
    for content in (b"x" * 101_001, pieces(102), pieces(1000)):
        answer = client.post("/add/text", content=content)
        assert answer.status_code == 413
        assert f"longer than {MOST_BYTES // 1_000_000} MB" in answer.json()["detail"]


def test_forms_without_files_are_short(client: httpx.Client) -> None:
    assert client.post("/", content=pieces(1)).json() == 1000
    answer = client.post("/", content=pieces(102))
    assert (answer.status_code, "longer than 100 KB" in answer.json()["detail"]) == (413, True)


def test_a_body_without_end_is_cut_off(client: httpx.Client) -> None:
    with suppress(httpx.TransportError):  # the connection may be closed before the answer is read
        assert client.post("/", content=pieces(10_000)).status_code == 413
    assert client.post("/", content=b"x").json() == 1
