"""Several processes at one register, ends by force, full disks: what was committed stays, and what fails is told in a line."""

import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from entente.register.errors import RegisterError
from entente.register.integrity import check
from entente.register.opening import open_register
from entente.register.queries import find_claims, list_reports
from entente.register.store import store, store_many
from evaluation.register_killed import run
from evaluation.register_sample import bare_knowledge, reading, readings

ROOT = Path(__file__).resolve().parent.parent.parent
WRITER = """
import sys
from entente.register.opening import open_register
from entente.register.store import store
from evaluation.register_sample import bare_knowledge, reading
with open_register(sys.argv[1], create=True, busy_seconds=60) as register:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        store(register, *reading(number), bare_knowledge())
"""
FILLER = """
import sys
from entente.register.errors import RegisterError
from entente.register.opening import open_register
from entente.register.store import store
from evaluation.register_sample import bare_knowledge, reading
with open_register(sys.argv[1]) as register:
    for number in range(10_000):
        try:
            store(register, *reading(number), bare_knowledge())
        except RegisterError as error:
            sys.exit(f"{number} {error}")
"""


def command(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def test_two_writers_at_once_lose_nothing(place: str) -> None:
    ranges = (("0", "25"), ("15", "40"))  # some reports are stored by both
    writers = [subprocess.Popen(command(WRITER, place, *numbers), cwd=ROOT) for numbers in ranges]  # noqa: S603 - ours
    assert [writer.wait() for writer in writers] == [0, 0]
    expected = {f"made/{number}.txt": len({claim.id for claim in reading(number)[1]}) for number in range(40)}
    with open_register(place) as register:
        assert {report.key: report.claims for report in list_reports(register)} == expected
        assert check(register, bare_knowledge()) == ()


@pytest.mark.parametrize("work", ["ingest", "review"])
def test_a_process_killed_at_random_moments_loses_nothing_committed(place: str, work: str) -> None:
    killed = run(place, work, times=3)
    assert killed.times == 3
    assert killed.committed > 0


def test_a_full_disk_is_told_and_keeps_what_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_register(path, create=True) as register:
        store_many(register, readings(0, 5), bare_knowledge())

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    done = subprocess.run(  # noqa: S603 - ours; nothing else runs here
        command(FILLER, str(path)), cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=limit
    )
    number, line = done.stderr.strip().split(" ", 1)
    assert line.startswith(f"{path}: cannot")
    assert "full" in line
    with open_register(path) as register:
        assert len(list_reports(register)) == int(number)
        assert check(register, bare_knowledge()) == ()


def only(statement: str, path: Path) -> None:
    """Open a register whose connections are limited by a statement, and store reports until that fails."""
    with open_register(path, create=True) as register:

        def limited(connection: Any, _record: Any) -> None:
            connection.execute(statement)

        event.listen(register.engine, "connect", limited)
        register.engine.dispose()
        for number in range(1000):
            store(register, *reading(number), bare_knowledge())


def test_a_file_that_cannot_grow_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot grow: the disk is full"):
        only("PRAGMA max_page_count=100", tmp_path / "a.db")
    with open_register(tmp_path / "a.db") as register:
        assert find_claims(register)
        assert check(register, bare_knowledge()) == ()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be written"):
        only("PRAGMA query_only=ON", tmp_path / "a.db")
