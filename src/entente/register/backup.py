"""Copies of a register, made while others read and write it, and each of them a register itself."""

from pathlib import Path

from entente.model.problem import Problem
from entente.register.copying import copy_file, copy_tables
from entente.register.errors import RegisterError
from entente.register.handle import Register
from entente.register.opening import open_register


def back_up(register: Register, copy: Path) -> None:
    """Copy a register, as it stands at one moment, into a new file: a register in SQLite, whatever the database was.

    The file has its own name only when it is whole. Raises RegisterError where there is a file already, or it cannot be written.
    """
    if copy.exists():
        raise RegisterError(Problem(str(copy), "is there already", "name a file that is not there"))
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        if isinstance(register.place, Path):
            copy_file(register.place, unfinished)
        else:
            _copy_rows(register, unfinished)
        unfinished.replace(copy)
    finally:
        for left in (unfinished, *(unfinished.with_name(f"{unfinished.name}{end}") for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _copy_rows(register: Register, copy: Path) -> None:
    with open_register(copy, create=True) as made:
        with register.reading() as source, made.writing() as target:
            copy_tables(source, target)
        made.worked_out.clear()  # its records stay as they were, too
