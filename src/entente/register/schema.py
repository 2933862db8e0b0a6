"""The tables of a register: made new, upgraded from an older version step by step, or taken back to one.

The version stands in `register_meta`. New tables are made as tables.py has them; steps between versions are Alembic's operations in
`migrations/versions`, run without its command line. Alembic is imported only where a step is to be run: that takes a while.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, insert, inspect, select

from entente.model.problem import Problem
from entente.register.copying import copy_file
from entente.register.errors import RegisterError
from entente.register.failures import REFUSED, told
from entente.register.handle import Register, Tell
from entente.register.tables import SCHEMA_VERSION, meta, metadata
from entente.register.voices import hear_unheard

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

_STEPS = Path(__file__).parent / "migrations"
_PAUSE = 0.02  # seconds between two tries


def prepare(register: Register, create: bool, tell: Tell) -> None:
    """Make the tables where there are none and `create` is set, or upgrade them. Raises RegisterError where they are not usable."""
    with register.reading() as connection:
        tables = inspect(connection).get_table_names()
        _look_for_a_schema(connection, str(register.place))
    if create and (not tables or (not isinstance(register.place, Path) and meta.name not in tables)):
        _make(register)
        return
    if meta.name not in tables:
        raise RegisterError(Problem(str(register.place), "is no register", "name another one with --register"))
    with register.reading() as connection:
        version = version_of(connection)
    if version > SCHEMA_VERSION:
        message = f"is a register of a newer version ({version}; this Entente knows {SCHEMA_VERSION})"
        raise RegisterError(Problem(str(register.place), message, "use the newer Entente"))
    if version < SCHEMA_VERSION:
        _upgrade(register, version, tell)


def _look_for_a_schema(connection: Connection, place: str) -> None:
    """Look whether the user may see where tables are: PostgreSQL shows none, and says nothing of it, where not."""
    if connection.dialect.name == "postgresql" and connection.scalar(select(func.current_schema())) is None:
        raise RegisterError(Problem(place, *REFUSED))


def version_of(connection: Connection) -> int:
    """Give the version of the tables, 0 where there are none."""
    if not inspect(connection).has_table(meta.name):
        return 0
    return int(connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar_one())


def change_version(connection: Connection, wanted: int) -> None:
    """Upgrade or downgrade the tables to a version (0: no tables), in the transaction of a connection that writes."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    steps, version = ScriptDirectory(str(_STEPS)), version_of(connection)
    with Operations.context(MigrationContext.configure(connection)):
        for number in range(version + 1, wanted + 1):
            steps.get_revision(str(number)).module.upgrade()
        for number in range(version, wanted, -1):
            steps.get_revision(str(number)).module.downgrade()
    if wanted:
        _note_version(connection, wanted)


def newest_step() -> int:
    """Give the version to which the steps lead."""
    from alembic.script import ScriptDirectory

    return int(_head(ScriptDirectory(str(_STEPS))))


def _head(steps: "ScriptDirectory") -> str:
    return steps.get_current_head() or "0"


def _make(register: Register) -> None:
    if isinstance(register.place, Path):
        _keep_a_write_ahead_log(register)
    with register.writing() as connection:
        metadata.create_all(connection)
        if connection.execute(select(meta.c.value)).first() is None:  # else another process has made it meanwhile
            _note_version(connection, SCHEMA_VERSION)


def _keep_a_write_ahead_log(register: Register) -> None:
    with told(register.place), register.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is not None:  # outside a transaction, where SQLite wants it; kept in the file from then on
            _waiting(raw, "PRAGMA journal_mode=WAL")


def _waiting(raw: Any, statement: str) -> None:
    """Run a statement for which SQLite does not wait by itself as long as it waits for others: another process makes the file too.

    See https://www.sqlite.org/c3ref/busy_handler.html : where waiting could deadlock, the busy handler is not called.
    """
    import sqlite3

    ends = time.monotonic() + raw.execute("PRAGMA busy_timeout").fetchone()[0] / 1000
    while True:
        try:
            raw.execute(statement)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > ends:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _note_version(connection: Connection, version: int) -> None:
    connection.execute(delete(meta).where(meta.c.key == "schema_version"))
    connection.execute(insert(meta).values(key="schema_version", value=str(version)))


def _upgrade(register: Register, version: int, tell: Tell) -> None:
    with _writing_an_old_one(register, version) as connection:
        if version_of(connection) != version:  # another process has done it
            return
        copy = _copy_beside(register, version)
        change_version(connection, SCHEMA_VERSION)
        hear_unheard(connection)
    kept = f"; as it was before it lies in {copy}" if copy else ""
    tell(f"{register.place} is upgraded from version {version} to {SCHEMA_VERSION}{kept}")


@contextmanager
def _writing_an_old_one(register: Register, version: int) -> Iterator[Connection]:
    try:
        with register.writing() as connection:
            yield connection
    except RegisterError as error:
        if error.problem.message != "cannot be written":
            raise
        message = f"is of version {version}, and cannot be upgraded to {SCHEMA_VERSION}: it cannot be written"
        raise RegisterError(Problem(str(register.place), message, "copy it to where it can be written")) from error


def _copy_beside(register: Register, version: int) -> Path | None:
    """Copy a register's file before it is upgraded, and give the copy; a server's databases have copies of their own."""
    if not isinstance(register.place, Path):
        return None
    copy = register.place.with_name(f"{register.place.name}.version-{version}")
    copy_file(register.place, copy)
    return copy
