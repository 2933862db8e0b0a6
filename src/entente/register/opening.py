"""Opens a register: makes it where it is to be made, upgrades an older one, and refuses what is none or a newer one, clearly."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from entente.model.problem import Problem
from entente.register.engines import engine_of
from entente.register.errors import RegisterError
from entente.register.failures import told
from entente.settings import DatabaseAddress, register_place

BUSY_SECONDS = 5.0
"""How long a register that another process writes is waited for."""

Tell = Callable[[str], None]
"""Takes a line for the user: that the register was upgraded, and where its copy is."""


@dataclass(frozen=True, slots=True)
class Register:
    """An open register: its database, and the file or the address where it lies.

    `worked_out` holds what was worked out from it last, for as long as nothing is written (latest.py).
    """

    engine: Engine
    place: Path | DatabaseAddress
    worked_out: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the register. Raises RegisterError where the database fails."""
        with told(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in one transaction: all of it is kept, or nothing. Raises RegisterError where it fails."""
        with told(self.place), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection
        self.worked_out["written"] = True


@contextmanager
def open_register(
    place: Path | DatabaseAddress | str,
    *,
    create: bool = False,
    busy_seconds: float = BUSY_SECONDS,
    tell: Tell = lambda _: None,
) -> Iterator[Register]:
    """Open the register in a file or a database, and close it in the end; `create` makes it where there is none.

    Where something was written, its records are brought up to date before it is closed.

    One of an older version is upgraded first, after a copy beside its file is made, and `tell` is given a line about it. Raises
    RegisterError where there is none, where it is locked for longer than `busy_seconds`, of a newer version, or none at all.
    """
    from entente.register.schema import prepare

    found = register_place(place) if isinstance(place, str) else place
    if isinstance(found, Path):
        _look_at(found, create)
    register = Register(engine_of(found, busy_seconds), found)
    try:
        prepare(register, create, tell)
        register.worked_out.clear()
        yield register
        _bring_up_to_date(register)
    finally:
        register.engine.dispose()


def _bring_up_to_date(register: Register) -> None:
    """Bring records up to date where something was written. Where that fails, what was written is kept all the same."""
    if register.worked_out.get("written"):
        from entente.register.keeping import refresh

        with suppress(RegisterError, KeyError, ValueError, TypeError):  # of a damaged row: `check` tells of it
            refresh(register)


def _look_at(path: Path, create: bool) -> None:
    if not create and not path.exists():
        raise RegisterError(Problem(str(path), "no register there", "read a report first, or name one with --register"))
    if path.is_dir():
        raise RegisterError(Problem(str(path), "is a folder, no register", "name a file with --register"))
