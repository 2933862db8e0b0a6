from threading import Barrier, Event, Semaphore, Thread

from fastapi import Response
from starlette.requests import Request

from entente.apps.web.made import AT_ONCE, Answers, Made, made_of


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


def test_few_are_made_at_the_same_time_and_what_is_kept_waits_for_none_of_them() -> None:
    answers, begun, go = Answers(), Semaphore(0), Event()
    answers.of("kept", lambda: Response(b"kept"))

    def make() -> Response:
        begun.release()
        assert go.wait(20)
        return Response(b"made")

    threads = [Thread(target=answers.of, args=(f"tag {n}", make)) for n in range(AT_ONCE + 1)]
    for thread in threads:
        thread.start()
    assert all(begun.acquire(timeout=20) for _ in range(AT_ONCE))
    assert not begun.acquire(blocking=False)
    assert answers.of("kept", make).body == b"kept"
    go.set()
    for thread in threads:
        thread.join()
    assert begun.acquire(blocking=False)
