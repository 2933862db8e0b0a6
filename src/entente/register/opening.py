"""Opens a register's file: makes it where it is to be made, refuses what is no register or a newer one, and says so clearly."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DatabaseError

from entente.model.problem import Problem
from entente.register.errors import RegisterError
from entente.register.tables import SCHEMA_VERSION, meta, metadata

BUSY_SECONDS = 5.0
"""How long a register that another process writes is waited for."""

_REASONS = {  # words of SQLite's messages -> what is wrong, and what to do
    "locked": ("is locked by another process", "wait until it is done, or end it"),
    "readonly": ("cannot be written", "check the permissions of the file and its folder"),
    "unable to open": ("cannot be opened", "check that its folder exists and may be written"),
    "not a database": ("is no register", "name another file with --register"),
    "malformed": ("is damaged", "restore a copy, or read the reports again into a new file"),
    "full": ("cannot grow: the disk is full", "make room; what was stored before is kept"),
}


@dataclass(frozen=True, slots=True)
class Register:
    """An open register: its database, and the file it lies in."""

    engine: Engine
    path: Path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the register. Raises RegisterError where the database fails."""
        with _told(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in one transaction: all of it is kept, or nothing. Raises RegisterError where it fails."""
        with _told(self.path), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection


@contextmanager
def open_register(path: Path, *, create: bool = False, busy_seconds: float = BUSY_SECONDS) -> Iterator[Register]:
    """Open the register in a file, and close it in the end; `create` makes it where there is none.

    Raises RegisterError where there is none, where it is locked for longer than `busy_seconds`, of a newer version, or none at all.
    """
    if not create and not path.exists():
        raise RegisterError(Problem(str(path), "no register there", "read a report first, or name one with --register"))
    if path.is_dir():
        raise RegisterError(Problem(str(path), "is a folder, no register", "name a file with --register"))
    register = Register(_engine(path, busy_seconds), path)
    try:
        _prepare(register, create)
        yield register
    finally:
        register.engine.dispose()


def _engine(path: Path, busy_seconds: float) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": busy_seconds})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, see _begin
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _prepare(register: Register, create: bool) -> None:
    with register.reading() as connection:
        tables = inspect(connection).get_table_names()
    if not tables and create:
        _make(register)
        return
    if meta.name not in tables:
        raise RegisterError(Problem(str(register.path), "is no register", "name another file with --register"))
    with register.reading() as connection:
        version = int(connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar_one())
    if version > SCHEMA_VERSION:
        message = f"is a register of a newer version ({version}; this Entente knows {SCHEMA_VERSION})"
        raise RegisterError(Problem(str(register.path), message, "use the newer Entente"))


def _make(register: Register) -> None:
    with _told(register.path), register.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is not None:  # outside a transaction, where SQLite wants it; kept in the file from then on
            raw.execute("PRAGMA journal_mode=WAL")
    with register.writing() as connection:
        metadata.create_all(connection)
        if connection.execute(select(meta.c.value)).first() is None:
            connection.execute(insert(meta).values(key="schema_version", value=str(SCHEMA_VERSION)))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    import sqlite3

    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        said = str(getattr(error, "orig", None) or error)
        message, remedy = next((told for word, told in _REASONS.items() if word in said), (said, ""))
        raise RegisterError(Problem(str(path), message, remedy)) from error
    except UnicodeEncodeError as error:  # a file's name with bytes that are no letters
        message = f"a name cannot be stored: {error.object[error.start : error.end]!r} is no character"
        raise RegisterError(Problem(str(path), message, "rename the file")) from error
