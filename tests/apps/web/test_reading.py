from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from entente.apps.web.reading import MOST_CHARACTERS, MOST_REPORTS, ReadingRoom
from entente.intake.fetching import REFUSED_PRIVATE
from entente.knowledge.loader import load_knowledge
from entente.model.claim import Claim
from entente.model.problem import Problem
from entente.model.report import Report
from entente.settings import Settings
from tests.conftest import claim_of


@pytest.fixture
def waiting() -> Iterator[Event]:
    """Give what a reader of "slow" waits for."""
    event = Event()
    yield event
    event.set()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch, waiting: Event) -> ReadingRoom:
    """Give a room whose reader loads no language model."""

    def read(_: Any, report: Report) -> tuple[Claim, ...]:
        if report.text == "slow":
            assert waiting.wait(20)
        if report.text == "faulty":
            raise ZeroDivisionError
        return (claim_of(report=report.key),)

    monkeypatch.setattr("entente.pipeline.read_report", read)
    return ReadingRoom(Settings(Path("entente.db")), load_knowledge(), seconds=0.2)


def report(text: str = "They met.", **fields: Any) -> Report:
    return Report(text, "a.txt", **fields)


def test_reports_are_read_with_their_lines_and_problems_are_told(room: ReadingRoom) -> None:
    room = ReadingRoom(room.settings, room.knowledge)
    wrong = Problem("b.txt", "is empty")
    readings, problems = room.read("a.txt", lambda: [report("One.\nTwo."), wrong])
    assert [(len(one.blocks), [c.report for c in claims]) for one, claims in readings] == [(2, ["a.txt"])]
    assert problems == (wrong,)


def test_what_takes_too_long_is_told_and_does_not_stop_others(room: ReadingRoom, waiting: Event) -> None:
    readings, problems = room.read("a.txt", lambda: [report("slow"), report("faulty")])
    assert (readings, [p.message for p in problems]) == ((), ["takes longer to read than 0.2 seconds"])
    waiting.set()
    patient = ReadingRoom(room.settings, room.knowledge, 20, room._places, room._turn)
    assert patient.read("a.txt", lambda: [report()])[1] == ()


def test_one_is_read_at_a_time_and_whose_turn_does_not_come_is_told_so(room: ReadingRoom, waiting: Event) -> None:
    room.read("a.txt", lambda: [report("slow")])
    [problem] = room.read("b.txt", lambda: [report()])[1]
    assert "others are being read" in str(problem)
    waiting.set()
    patient = ReadingRoom(room.settings, room.knowledge, 20, room._places, room._turn)
    assert patient.read("b.txt", lambda: [report()])[1] == ()


def test_no_more_than_three_wait(room: ReadingRoom, waiting: Event) -> None:
    patient = ReadingRoom(room.settings, room.knowledge, 20)
    others = [Thread(target=patient.read, args=("a.txt", lambda: [report("slow")])) for _ in range(3)]
    for other in others:
        other.start()
    while patient._places._value:
        waiting.wait(0.01)
    [problem] = patient.read("a.txt", lambda: [report()])[1]
    assert "others are being read" in str(problem)
    waiting.set()
    for other in others:
        other.join()
    assert patient.read("a.txt", lambda: [report()])[1] == ()


def test_a_fault_of_ours_is_raised_where_it_was_asked_for(room: ReadingRoom) -> None:
    patient = ReadingRoom(room.settings, room.knowledge, 20)
    with pytest.raises(ZeroDivisionError):
        patient.read("a.txt", lambda: [report("faulty")])


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ([report("x" * (MOST_CHARACTERS + 1))], "300,001 characters"),
        ([report(title="x" * 2001)], "a title of 2,001 characters"),
        ([report(url="a\x00")], "a character that is none in its url"),
        ([report(publisher="\ud800")], "a character that is none in its publisher"),
        ([report()] * (MOST_REPORTS + 1), "holds more than 50 reports"),
        ([Problem("a", REFUSED_PRIVATE, "--allow-private allows it")], "add it as a file"),
    ],
)
def test_what_is_too_much_is_told(room: ReadingRoom, outcomes: list[Report | Problem], said: str) -> None:
    patient = ReadingRoom(room.settings, room.knowledge, 20)
    readings, [problem] = patient.read("a.txt", lambda: outcomes)
    assert readings == ()
    assert said in str(problem)


def test_a_library_that_is_not_there_is_named(room: ReadingRoom) -> None:
    def gather() -> list[Report]:
        raise ModuleNotFoundError(name="trafilatura")

    patient = ReadingRoom(room.settings, room.knowledge, 20)
    [problem] = patient.read("a.html", gather)[1]
    assert "needs the library trafilatura" in str(problem)
