"""What a database says when it fails, in words that a user can act on."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from entente.model.problem import Problem
from entente.register.errors import RegisterError

_Told = tuple[str, str]  # what is wrong, and what to do
_LOCKED = ("is locked by another process", "wait until it is done, or end it")
_SERVER_FULL = ("cannot grow: the server's disk is full", "make room; what was stored before is kept")
REFUSED = ("does not let this user in", "ask for the right to read and write its tables")
"""What is said where a user has no rights."""
_ONLY_READ = ("cannot be written", "name a server or a user that may write")
_BROKEN_OFF = ("has broken off", "see that the server runs, and do it again; what was stored before is kept")
_NOT_REACHED = ("cannot be reached", "see that the server runs, and that its address is right")
_NOT_READY = ("is being started or shut down", "wait a moment, and do it again")
_TOO_MANY = ("takes no more connections", "wait until others are done, or raise max_connections")
_UNKNOWN_USER = ("does not know this user or password", "check the name and password of the address")
_NOT_THERE = ("is not there", "make the database first (createdb), or name another")

_STATES: dict[str, _Told] = {  # the beginnings of SQLSTATEs, which are the same in whatever language the server speaks
    "08": _BROKEN_OFF,
    "22P05": ("has no place for letters of all languages", "make the database anew: createdb --encoding UTF8"),
    "25006": _ONLY_READ,
    "28": _UNKNOWN_USER,
    "3D000": _NOT_THERE,
    "3F000": REFUSED,  # no schema that this user may use
    "42501": REFUSED,
    "53100": _SERVER_FULL,
    "53200": ("has not the memory for it", "see to the server's memory; what was stored before is kept"),
    "53300": _TOO_MANY,
    "55P03": _LOCKED,
    "57014": (
        "has ended the question: it took too long, or somebody stopped it",
        "raise statement_timeout, or ask again",
    ),
    "57P03": _NOT_READY,
    "57P": _BROKEN_OFF,
    "58": ("cannot be read or written: the server's disk fails", "check the server's disk and its log"),
    "XX001": ("is damaged", "restore a copy, or read the reports again into a new database"),
    "XX002": ("is damaged", "ask for REINDEX, or restore a copy"),
}

_REASONS: dict[str, _Told] = {  # patterns of SQLite's messages, and of PostgreSQL's where it tells no state
    "database is locked": _LOCKED,
    "readonly": ("cannot be written", "check the permissions of the file and its folder"),
    "unable to open": ("cannot be opened", "check that its folder exists and may be written"),
    "not a database": ("is no register", "name another file with --register"),
    "malformed": ("is damaged", "restore a copy, or read the reports again into a new file"),
    "is full": ("cannot grow: the disk is full", "make room; what was stored before is kept"),
    "disk I/O error": (
        "cannot be read or written: the disk fails or is full",
        "check the disk; `entente check` follows",
    ),
    "authentication failed": _UNKNOWN_USER,
    r'role ".*" does not exist': _UNKNOWN_USER,
    "no pg_hba.conf entry": ("does not let this user in", "ask for an entry in the server's pg_hba.conf"),
    "permission denied for database": REFUSED,
    "no password supplied": ("asks for a password", "set PGPASSWORD, or write it into ~/.pgpass"),
    r'database ".*" does not exist': _NOT_THERE,
    "is starting up|is shutting down|in recovery mode|not yet accepting": _NOT_READY,
    "too many clients|too many connections|connection slots": _TOO_MANY,
    "server closed the connection|connection is closed|connection is lost|SSL connection has been closed": _BROKEN_OFF,
    "connection failed|connection timeout|could not translate host name|failed to resolve host": _NOT_REACHED,
}


@contextmanager
def told(place: object) -> Iterator[None]:
    """Make a database's failure a RegisterError that names the place, what is wrong and the remedy."""
    import sqlite3

    from sqlalchemy.exc import DatabaseError, InterfaceError

    try:
        yield
    except (DatabaseError, InterfaceError, sqlite3.Error) as error:
        raise RegisterError(Problem(str(place), *_reason(getattr(error, "orig", None) or error))) from error
    except UnicodeEncodeError as error:
        raise RegisterError(Problem(str(place), *_letters(error))) from error


def _letters(error: UnicodeEncodeError) -> _Told:
    """Give what is wrong with letters: a file's name holds bytes that are none, or the database is not one for all languages."""
    if error.encoding != "utf-8":
        return _STATES["22P05"]
    return f"a name cannot be stored: {error.object[error.start : error.end]!r} is no character", "rename the file"


def _reason(fault: BaseException) -> _Told:
    """Give what is wrong, and what to do: by the SQLSTATE of PostgreSQL, else by what is said, else in the database's own words.

    https://www.postgresql.org/docs/current/errcodes-appendix.html
    """
    state, said = getattr(fault, "sqlstate", None) or "", " ".join(str(fault).split())
    known = [told for begins, told in _STATES.items() if state.startswith(begins)]
    known += [told for pattern, told in _REASONS.items() if re.search(pattern, said)]
    return known[0] if known else (said, "")
