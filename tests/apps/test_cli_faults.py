"""A register that cannot be written: one line on standard error, exit code 1, no traceback, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from entente.apps.cli import read, unfinished

if TYPE_CHECKING:
    from tests.postgresql import Server

RESET = "ALTER DATABASE postgres RESET default_transaction_read_only"


@pytest.fixture
def only_read(postgresql: "Server") -> Iterator[str]:
    """Give the address of a register that was made, and may only be read since."""
    import psycopg

    from entente.register.opening import open_register

    place = postgresql.empty_database()
    with open_register(place, create=True):
        pass
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute("ALTER DATABASE postgres SET default_transaction_read_only = on")
        yield place
        connection.execute(RESET)


def test_a_database_that_is_only_read_is_told_in_one_line(
    shell: Any, reads: Any, in_scratch: Path, only_read: str
) -> None:
    assert reads == {}
    (in_scratch / "a.txt").write_text("They met.")
    told = shell("read", "--register", only_read, "a.txt")
    line = f"entente: {only_read}: cannot be written (name a server or a user that may write)\n"
    assert (told.code, told.out, told.err) == (1, "", line)
    assert shell("check", "--register", only_read).code == 0


def test_what_is_wrong_with_the_register_is_told_where_its_folder_is_full_too(
    shell: Any, reads: Any, in_scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reads == {}
    (in_scratch / "a.txt").write_text("They met.")
    (in_scratch / "entente.db").write_text("This is no register. " * 50)
    assert shell("read", "a.txt").err == "entente: entente.db: is no register (name another file with --register)\n"
    (in_scratch / "entente.db").unlink()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "entente.db.unfinished.json.new")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(unfinished, "write_state", full)
    monkeypatch.setattr(read, "_take", interrupted)
    told = shell("read", "a.txt")
    assert (told.code, told.err) == (130, "entente: interrupted: what was stored before is kept\n")
