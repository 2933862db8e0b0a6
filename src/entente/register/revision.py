"""Whether a register has changed since it was last looked at: what was computed of it holds as long as its revision is the same."""

from collections.abc import Callable
from threading import Lock

from sqlalchemy import event, text

from entente.register.failures import told
from entente.register.handle import Register


def revision_of(register: Register) -> Callable[[], str]:
    """Give a function that gives a word for the state of a register, another one after every change by whatever process.

    SQLite tells it by `PRAGMA data_version` (https://www.sqlite.org/pragma.html#pragma_data_version) of a connection that is kept
    open for nothing else, PostgreSQL by the snapshot that a transaction would see. Takes microseconds to a millisecond; may be
    called by several threads. The function raises RegisterError where the database fails.
    """
    return _of_file(register) if register.engine.dialect.name == "sqlite" else _of_server(register)


def _of_file(register: Register) -> Callable[[], str]:
    with told(register.place):
        connection = register.engine.raw_connection()
    connection.detach()  # so that it is closed with the engine, and the write-ahead log is written back then
    event.listen(register.engine, "engine_disposed", lambda _: connection.close(), once=True)
    lock = Lock()

    def revision() -> str:
        with told(register.place), lock:
            cursor = connection.cursor()
            version, *_ = cursor.execute("PRAGMA data_version").fetchone()
            return str(version)

    return revision


def _of_server(register: Register) -> Callable[[], str]:
    def revision() -> str:
        with register.reading() as connection:
            return str(connection.scalar(text("SELECT pg_current_snapshot()::text")))

    return revision
