"""The two databases, made to keep one contract: readers see one state and never wait, writers come one after another.

SQLite (https://www.sqlite.org/wal.html) gives that by its write-ahead log; in PostgreSQL a reader's transaction is REPEATABLE READ,
and a writer holds an advisory lock (https://www.postgresql.org/docs/current/explicit-locking.html) until it commits.

Where a writer adds rows together with all that they belong to, SQLite does not look each of these up
(https://www.sqlite.org/pragma.html#pragma_foreign_keys ; `check` does), nor writes zeros over whole pages that it leaves, as it
does where something is withdrawn (https://www.sqlite.org/pragma.html#pragma_secure_delete ).
"""

import logging
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from entente.model.problem import Problem
from entente.register.errors import RegisterError
from entente.settings import DatabaseAddress

WRITERS_LOCK = 0x656E74656E7465
"""The number of the advisory lock that a writer holds in PostgreSQL: "entente" in ASCII."""

_CACHE_KIB = 64 * 1024  # what SQLite may keep in memory: the indexes of a large register
_WRITING_KIB = 512 * 1024  # and while it writes: what is changed, so that it is written once
_LOG_PAGES = 16 * 1024  # of 4 KiB in the write-ahead log, before they are moved to their places
_IN_JSON = {"json_serializer": lambda value: orjson.dumps(value).decode(), "json_deserializer": orjson.loads}
_REACH_SECONDS = 10  # how long a server that does not answer is waited for


def engine_of(place: Path | DatabaseAddress, busy_seconds: float) -> Engine:
    """Give the engine of a register's database; a writer waits `busy_seconds` for another. Raises RegisterError."""
    return (
        _postgresql(place, busy_seconds) if isinstance(place, DatabaseAddress) else sqlite_engine(place, busy_seconds)
    )


def sqlite_engine(path: Path, busy_seconds: float) -> Engine:
    """Give the engine of a register in a file; the connection that was used last, with what it keeps in memory, is used next."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": busy_seconds},
        **_IN_JSON,
        pool_use_lifo=True,
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, see _begin
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")
        connection.execute(f"PRAGMA journal_size_limit={_LOG_PAGES * 4096}")  # what a large transaction leaves goes

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = _writes(connection)
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_WRITING_KIB if writes else _CACHE_KIB}")
        if writes:
            adds = connection.get_execution_options().get("adds", False)
            connection.exec_driver_sql(f"PRAGMA foreign_keys={'OFF' if adds else 'ON'}")
            connection.exec_driver_sql(f"PRAGMA secure_delete={'FAST' if adds else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(address: DatabaseAddress, busy_seconds: float) -> Engine:
    url = _url(address)
    # questions are short: to compile one, which PostgreSQL does where it guesses that it takes long, takes longer than to answer it
    options = f"-c lock_timeout={max(1, round(busy_seconds * 1000))} -c jit=off"
    try:
        engine = create_engine(
            url,
            connect_args={"options": options, "connect_timeout": _REACH_SECONDS},
            pool_pre_ping=True,  # a server that was restarted meanwhile is reached again
            **_IN_JSON,
        )
    except ModuleNotFoundError as error:
        message = f"needs the library {error.name}, which is not here"
        raise RegisterError(Problem(str(address), message, "pip install 'entente[postgres]'")) from error

    logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what fails is told by `failures`, in one line

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if _writes(connection):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


def _url(address: DatabaseAddress) -> URL:
    remedy = "name a file, or a database as postgresql://user@host/database"
    try:
        url = make_url(address.url)
    except (ArgumentError, ValueError) as error:
        raise RegisterError(Problem(str(address), "is no address of a database", remedy)) from error
    if url.drivername not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise RegisterError(Problem(str(address), f"is of a kind not known, {url.drivername!r}", remedy))
    return url.set(drivername="postgresql+psycopg")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes", False))
