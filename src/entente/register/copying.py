"""What is copied from one register to another: a whole file, or all rows of all tables."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from entente.register.failures import told
from entente.register.tables import meta, metadata

_TOGETHER = 1000  # rows copied together


def copy_file(path: Path, copy: Path) -> None:
    """Copy a register's file as it stands at one moment, also while it is written. Raises RegisterError where it cannot.

    By SQLite's own backup, which leaves nothing out that lies in the write-ahead log: https://www.sqlite.org/backup.html .
    """
    with told(copy), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def copy_tables(source: Connection, target: Connection) -> None:
    """Copy all rows from a register to one that holds none, in the order in which they depend on each other."""
    target.execute(delete(meta))  # the version of a new register, which is the same
    for table in metadata.sorted_tables:
        rows = source.execute(select(table).execution_options(yield_per=_TOGETHER)).mappings()
        for some in rows.partitions():
            target.execute(insert(table), [dict(row) for row in some])
