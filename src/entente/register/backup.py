"""Copies of a register while others read and write it."""

from pathlib import Path

from entente.register.failures import told


def copy_file(path: Path, copy: Path) -> None:
    """Copy a register's file as it stands at one moment, also while it is written. Raises RegisterError where it cannot.

    By SQLite's own backup, which leaves nothing out that lies in the write-ahead log: https://www.sqlite.org/backup.html .
    """
    import sqlite3
    from contextlib import closing

    with told(copy), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
