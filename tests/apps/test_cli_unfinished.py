"""A reading that was interrupted goes on where it stopped."""

import json
from pathlib import Path
from typing import Any

import pytest

from entente.apps.cli import read as reading
from entente.apps.cli import unfinished
from entente.register.opening import open_register
from entente.register.queries import list_reports

STATE = "entente.db.unfinished.json"


@pytest.fixture
def stopped_at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give what makes a reading stop, as a user does, before the report of a number from 0 on, and tell which were taken.

    Reports are read and stored by two: of the two among which it stops, none is.
    """
    taken: list[str] = []
    real = reading._read_and_keep
    monkeypatch.setattr(reading, "_TOGETHER", 2)

    def stop(number: int | None) -> list[str]:
        taken.clear()

        def keep(keeping: Any, reader: Any, reports: Any) -> Any:
            if number is not None and len(taken) + len(reports) > number:
                raise KeyboardInterrupt
            taken.extend(report.text for report in reports)
            return real(keeping, reader, reports)

        monkeypatch.setattr(reading, "_read_and_keep", keep)
        return taken

    return stop


def write(folder: Path, number: int = 6) -> list[str]:
    """Write reports into a file of JSON lines and a folder, and give their texts in order."""
    lines = [f"Text {n}." for n in range(number)]
    (folder / "a.jsonl").write_text("".join(json.dumps({"text": line}) + "\n" for line in lines))
    (folder / "b.txt").write_text("Last.")
    return [*lines, "Last."]


def test_the_same_command_goes_on(shell: Any, reads: Any, in_scratch: Path, stopped_at: Any) -> None:
    assert reads == {}
    texts = write(in_scratch)
    taken = stopped_at(5)
    first = shell("read", "a.jsonl", "b.txt")
    assert (first.code, taken) == (130, texts[:4])
    with open_register(in_scratch / "entente.db") as register:
        assert len(list_reports(register)) == 4
    assert "what was stored before is kept" in first.err
    assert (in_scratch / STATE).exists()
    taken = stopped_at(None)
    second = shell("read", "a.jsonl", "b.txt")
    assert (second.code, taken) == (0, texts[4:])
    assert second.err.splitlines()[0] == "going on where an interrupted reading stopped; --afresh reads all again"
    assert not (in_scratch / STATE).exists()
    taken = stopped_at(None)
    shell("read", "a.jsonl", "b.txt")
    assert taken == texts


def test_two_interruptions_are_as_one(shell: Any, reads: Any, in_scratch: Path, stopped_at: Any) -> None:
    assert reads == {}
    texts, found = write(in_scratch), []
    for number in (2, 3, None):
        taken = stopped_at(number)
        shell("read", "a.jsonl", "b.txt")
        found += taken
    assert found == texts


def test_all_is_read_again_where_that_is_asked_or_the_file_has_changed(
    shell: Any, reads: Any, in_scratch: Path, stopped_at: Any
) -> None:
    assert reads == {}
    texts = write(in_scratch)
    stopped_at(4)
    shell("read", "a.jsonl")
    taken = stopped_at(4)
    shell("read", "--afresh", "a.jsonl")
    assert taken == texts[:4]
    write(in_scratch, 7)
    taken = stopped_at(None)
    shell("read", "a.jsonl")
    assert len(taken) == 7


def test_a_dry_run_leaves_no_trace(shell: Any, reads: Any, in_scratch: Path, stopped_at: Any) -> None:
    assert reads == {}
    write(in_scratch)
    stopped_at(4)
    assert shell("read", "--dry-run", "a.jsonl").code == 130
    assert not (in_scratch / STATE).exists()


def test_a_broken_memory_is_told_and_all_is_read(shell: Any, reads: Any, in_scratch: Path, stopped_at: Any) -> None:
    assert reads == {}
    texts = write(in_scratch)
    (in_scratch / STATE).write_text("{")
    taken = stopped_at(None)
    result = shell("read", "a.jsonl", "b.txt")
    assert (result.code, taken) == (0, texts)
    assert f"entente: {STATE}: cannot be read: " in result.err


def test_what_nothing_could_catch_costs_a_few_reports(in_scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfinished, "_SAVE_EVERY", 2)
    write(in_scratch)
    known = unfinished.Unfinished(in_scratch / STATE, "reader")
    for place in (1, 2, 3):
        known.reached([("a.jsonl", place)])
    known.reached([("https://example.org/", 0)])
    [entry] = json.loads((in_scratch / STATE).read_text()).values()
    assert entry["after"] == 2
