"""Copies of a register, made while others read and write it, and each of them a register itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from entente.model.problem import Problem
from entente.register.errors import RegisterError
from entente.register.failures import told

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from entente.register.opening import Register

_TOGETHER = 1000  # rows copied together


def back_up(register: "Register", copy: Path) -> None:
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


def copy_file(path: Path, copy: Path) -> None:
    """Copy a register's file as it stands at one moment, also while it is written. Raises RegisterError where it cannot.

    By SQLite's own backup, which leaves nothing out that lies in the write-ahead log: https://www.sqlite.org/backup.html .
    """
    import sqlite3
    from contextlib import closing

    with told(copy), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def copy_tables(source: "Connection", target: "Connection") -> None:
    """Copy all rows from a register to one that holds none, in the order in which they depend on each other."""
    from sqlalchemy import delete, insert, select

    from entente.register.tables import meta, metadata

    target.execute(delete(meta))  # the version of a new register, which is the same
    for table in metadata.sorted_tables:
        rows = source.execute(select(table).execution_options(yield_per=_TOGETHER)).mappings()
        for some in rows.partitions():
            target.execute(insert(table), [dict(row) for row in some])


def _copy_rows(register: "Register", copy: Path) -> None:
    from entente.register.opening import open_register

    with open_register(copy, create=True) as made:
        with register.reading() as source, made.writing() as target:
            copy_tables(source, target)
        made.worked_out.clear()  # its records stay as they were, too
