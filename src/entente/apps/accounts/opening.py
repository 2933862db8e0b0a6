"""Opens the accounts of a desk: makes their file, which nobody else may read, and refuses one of a newer Entente."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from entente.apps.accounts.tables import VERSION, metadata, users
from entente.model.problem import Problem
from entente.register.engines import sqlite_engine
from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.opening import BUSY_SECONDS

_OURS_ALONE = 0o600


def now() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Accounts:
    """Open accounts: their file, and the clock by which sessions end."""

    file: Register
    clock: Callable[[], datetime] = field(default=now, repr=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that reads. Raises RegisterError where the file fails."""
        with self.file.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in one transaction: all of it is kept, or nothing. Raises RegisterError where the file fails."""
        with self.file.writing() as connection:
            yield connection

    @property
    def seconds(self) -> float:
        """The moment in seconds since 1970."""
        return self.clock().timestamp()

    def count(self) -> int:
        """Give how many users there are. Raises RegisterError."""
        with self.reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(users)) or 0)


@contextmanager
def open_accounts(path: Path, *, create: bool = False, clock: Callable[[], datetime] = now) -> Iterator[Accounts]:
    """Open the accounts in a file, and close them in the end; `create` makes it where there is none. Raises RegisterError."""
    if create:
        _make_file(path)
    elif not path.exists():
        raise RegisterError(Problem(str(path), "no accounts there", "entente user add NAME --role admin"))
    opened = Accounts(Register(sqlite_engine(path, BUSY_SECONDS), path), clock)
    try:
        _prepare(opened)
        yield opened
    finally:
        opened.file.engine.dispose()


def _make_file(path: Path) -> None:
    """Make an empty file that its owner alone may read, where there is none."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OURS_ALONE))
    except FileExistsError:
        return
    except OSError as error:
        raise RegisterError(Problem(str(path), f"cannot be made: {error.strerror}", "check its folder")) from error


def _prepare(accounts: Accounts) -> None:
    with accounts.reading() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > VERSION:
        message = f"is of version {version}, and this Entente knows up to {VERSION}"
        raise RegisterError(Problem(str(accounts.file.place), message, "use the newer Entente"))
    if version == VERSION:
        return
    with accounts.writing() as connection:
        metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
