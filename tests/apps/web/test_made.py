from threading import Barrier, Thread

from fastapi import Response
from starlette.requests import Request

from entente.apps.web.made import Answers, Made, made_of


def request(**headers: str) -> Request:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": pairs})


def test_an_answer_is_made_once_whoever_asks() -> None:
    answers, made, begin = Answers(), [], Barrier(4)

    def make() -> Response:
        made.append(1)
        return Response(b"a page")

    def ask() -> None:
        begin.wait()
        assert answers.of("tag", make).body == b"a page"

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_the_oldest_are_dropped() -> None:
    answers = Answers(most=25)
    for tag in ("one", "two", "three"):
        answers.of(tag, lambda: Response(b"0123456789"))
    made: list[str] = []

    def again() -> Response:
        made.append("again")
        return Response(b"")

    answers.of("three", again)
    answers.of("one", again)
    assert made == ["again"]


def test_a_fault_is_not_kept() -> None:
    answers = Answers()

    def fails() -> Response:
        raise LookupError

    for _ in range(2):
        try:
            answers.of("tag", fails)
        except LookupError:
            continue
        raise AssertionError
    assert answers.of("tag", lambda: Response(b"made")).body == b"made"


def test_it_is_packed_for_whoever_takes_that() -> None:
    made = made_of(Response(b"long " * 1000, media_type="text/plain", headers={"ETag": '"a"'}))
    assert (made.packed, len(made.body) < 200, made.headers["etag"]) == (True, True, '"a"')
    packed = made.answer(request(accept_encoding="br, gzip"))
    assert (packed.headers["content-encoding"], packed.headers["content-length"]) == ("gzip", str(len(made.body)))
    plain = made.answer(request())
    assert (plain.body, "content-encoding" in plain.headers) == (b"long " * 1000, False)
    assert Made(b"short", packed=False, headers={}).answer(request(accept_encoding="gzip")).body == b"short"
