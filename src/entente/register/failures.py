"""What a database says when it fails, in words that a user can act on."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from entente.model.problem import Problem
from entente.register.errors import RegisterError

_REASONS = {  # patterns of SQLite's and PostgreSQL's messages -> what is wrong, and what to do
    "database is locked": ("is locked by another process", "wait until it is done, or end it"),
    "lock timeout": ("is locked by another process", "wait until it is done, or end it"),
    "readonly": ("cannot be written", "check the permissions of the file and its folder"),
    "read-only": ("cannot be written", "name a server or a user that may write"),
    "permission denied": ("does not let this user in", "ask for the right to read and write its tables"),
    "unable to open": ("cannot be opened", "check that its folder exists and may be written"),
    "not a database": ("is no register", "name another file with --register"),
    "malformed": ("is damaged", "restore a copy, or read the reports again into a new file"),
    "is full": ("cannot grow: the disk is full", "make room; what was stored before is kept"),
    "disk I/O error": (
        "cannot be read or written: the disk fails or is full",
        "check the disk; `entente check` follows",
    ),
    "No space left": ("cannot grow: the server's disk is full", "make room; what was stored before is kept"),
    "authentication failed": ("does not know this user or password", "check the name and password of the address"),
    "no password supplied": ("asks for a password", "set PGPASSWORD, or write it into ~/.pgpass"),
    r'database ".*" does not exist': ("is not there", "make the database first (createdb), or name another"),
    "server closed the connection": ("has broken off", "see that the server runs, and do it again"),
    "terminating connection": ("has broken off", "see that the server runs, and do it again"),
    "connection failed": ("cannot be reached", "see that the server runs, and that its address is right"),
    "connection timeout": ("cannot be reached", "see that the server runs, and that its address is right"),
}


@contextmanager
def told(place: object) -> Iterator[None]:
    """Make a database's failure a RegisterError that names the place, what is wrong and the remedy."""
    import sqlite3

    from sqlalchemy.exc import DatabaseError, InterfaceError

    try:
        yield
    except (DatabaseError, InterfaceError, sqlite3.Error) as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        message, remedy = next((told for pattern, told in _REASONS.items() if re.search(pattern, said)), (said, ""))
        raise RegisterError(Problem(str(place), message, remedy)) from error
    except UnicodeEncodeError as error:  # a file's name with bytes that are no letters
        message = f"a name cannot be stored: {error.object[error.start : error.end]!r} is no character"
        raise RegisterError(Problem(str(place), message, "rename the file")) from error
