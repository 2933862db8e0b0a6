"""What was done under accounts, and by whom: lines that are only ever added."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select

from entente.apps.accounts.opening import Accounts
from entente.apps.accounts.tables import log

_LONGEST = 1000  # characters of what a line is about


class What(StrEnum):
    """What was done."""

    SIGNED_IN = "signed in"
    FAILED = "failed to sign in"
    REFUSED = "refused: too many attempts"
    SIGNED_OUT = "signed out"
    CALENDAR_MADE = "made a calendar address"
    CALENDAR_REVOKED = "revoked a calendar address"
    CHANGED = "changed the register"
    USER_ADDED = "added a user"
    PASSWORD = "changed a password"  # noqa: S105 - it tells of one
    ROLE = "changed a role"
    USER_REMOVED = "removed a user"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log: when (UTC, ISO 8601), who, what, about what, and from which address of the network; "" for a terminal."""

    at: str
    who: str
    what: What
    about: str
    address: str


def put_line(
    connection: Connection, accounts: Accounts, who: str, what: What, about: str = "", address: str = ""
) -> None:
    """Add a line to the log, in a transaction that writes."""
    at = accounts.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    row = {"at": at, "who": who, "what": what, "about": about[:_LONGEST], "address": address[:64]}
    connection.execute(insert(log).values(**row))


def note(accounts: Accounts, who: str, what: What, about: str = "", address: str = "") -> None:
    """Add a line to the log. Raises RegisterError."""
    with accounts.writing() as connection:
        put_line(connection, accounts, who, what, about, address)


def lines(
    accounts: Accounts, *, who: str = "", what: What | None = None, first: int = 0, limit: int | None = None
) -> tuple[tuple[Line, ...], int]:
    """Give lines of the log, the latest first, and how many there are in all; of one user and one deed where these are named.

    Raises RegisterError.
    """
    wanted = select(log)
    if who:
        wanted = wanted.where(log.c.who == who)
    if what:
        wanted = wanted.where(log.c.what == what)
    with accounts.reading() as connection:
        number = connection.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        rows = connection.execute(wanted.order_by(log.c.id.desc()).offset(first).limit(limit)).all()
    return tuple(Line(r.at, r.who, What(r.what), r.about, r.address) for r in rows), int(number)


def people(accounts: Accounts) -> tuple[str, ...]:
    """Give all who stand in the log. Raises RegisterError."""
    with accounts.reading() as connection:
        return tuple(connection.scalars(select(log.c.who).distinct().order_by(log.c.who)))
