"""Opens a register: makes it where it is to be made, upgrades an older one, and refuses what is none or a newer one, clearly."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from entente.model.problem import Problem
from entente.register.engines import engine_of
from entente.register.errors import RegisterError
from entente.register.handle import Register, Tell
from entente.settings import DatabaseAddress, register_place

BUSY_SECONDS = 5.0
"""How long a register that another process writes is waited for."""


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
