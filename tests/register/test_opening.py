import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.opening import open_register
from entente.register.tables import SCHEMA_VERSION, entities, meta


def opening(path: Path, *, create: bool = False) -> str:
    with pytest.raises(RegisterError) as caught, open_register(path, create=create, busy_seconds=0.05):
        pass
    return str(caught.value)


def test_a_register_is_made_once_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    for _ in range(2):
        with open_register(path, create=True) as register, register.reading() as connection:
            assert connection.scalar(select(meta.c.value)) == str(SCHEMA_VERSION)
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_only_who_adds_does_without_the_watch_of_the_database(tmp_path: Path) -> None:
    with open_register(tmp_path / "a.db", create=True) as register:
        for adds, foreign_keys, secure_delete in ((True, 0, 2), (False, 1, 1)):
            with register.writing(adds=adds) as connection:
                assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == foreign_keys
                assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == secure_delete


def test_no_register_at_all_is_told(tmp_path: Path) -> None:
    assert "no register there (read a report first" in opening(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_a_folder_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    assert "is a folder" in opening(tmp_path, create=True)
    assert "cannot be opened" in opening(tmp_path / "none" / "a.db", create=True)


def test_what_is_no_register_is_told_and_left_alone(tmp_path: Path) -> None:
    text, other, empty = tmp_path / "a.txt", tmp_path / "other.db", tmp_path / "empty.db"
    text.write_text("This is a report, no register. " * 50)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE shopping (item)")
    connection.close()
    empty.touch()
    assert "is no register" in opening(text, create=True)
    assert "is no register" in opening(other, create=True)
    assert "is no register" in opening(empty)
    assert text.read_text().startswith("This is a report")


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_register(path, create=True) as register, register.writing() as connection:
        connection.execute(update(meta).values(value=str(SCHEMA_VERSION + 1)))
    assert "is a register of a newer version" in opening(path, create=True)


def test_a_locked_register_is_told_after_the_wait(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_register(path, create=True) as first, open_register(path, busy_seconds=0.05) as second:
        with first.writing(), pytest.raises(RegisterError, match="is locked by another process"), second.writing():
            pass
        with first.writing(), second.reading() as connection:  # who only reads does not wait
            assert connection.scalar(select(meta.c.value)) is not None


def test_a_failed_transaction_leaves_nothing(register: Register) -> None:
    def fail_midway() -> None:
        with register.writing() as connection:
            connection.execute(insert(entities).values(id="noc/MLI", kind="noc", name="Mali"))
            raise KeyError

    with pytest.raises(KeyError):
        fail_midway()
    with register.reading() as connection:
        assert connection.scalar(select(entities.c.id)) is None


def test_another_fault_of_the_database_is_told_in_its_own_words(register: Register) -> None:
    with pytest.raises(RegisterError, match="none"), register.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM none")
