"""Signing in and out: attempts counted before they are looked at, sessions known by the hash of a random token.

See the OWASP cheat sheets on authentication and session management.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from entente.apps.accounts.log import What, note, put_line
from entente.apps.accounts.opening import Accounts
from entente.apps.accounts.passwords import is_right
from entente.apps.accounts.people import Person, Role
from entente.apps.accounts.tables import attempts, sessions, users
from entente.apps.accounts.tokens import new_token
from entente.apps.accounts.users import key_of

IDLE = 8 * 3600.0
"""After so many seconds without a request a session ends."""
LONGEST = 7 * 86400.0
"""After so many seconds a session ends in any case."""
WINDOW = 15 * 60.0
"""For so many seconds an attempt counts."""
_OF_BOTH, _OF_ADDRESS, _OF_USER = 5, 20, 50
_SEEN = 60.0  # a session's last request is written down once in so many seconds


@dataclass(frozen=True, slots=True)
class Refused:
    """Nobody was signed in: after how many seconds it may be tried again, 0 where the name or the password is wrong."""

    wait: int = 0


def sign_in(accounts: Accounts, name: str, password: str, address: str) -> str | Refused:
    """Begin a session, and give its token; Refused where the name or the password is wrong, or there were too many attempts.

    Raises RegisterError.
    """
    refused, known = _checked(accounts, name, password, address)
    if refused:
        return refused
    token = new_token()
    with accounts.writing() as connection:
        if connection.scalar(select(users.c.password).where(users.c.key == known.key)) != known.password:
            return Refused()  # it was changed at this very moment, which signs out everywhere
        _begin_session(connection, accounts, token, known.key, address)
        put_line(connection, accounts, known.name, What.SIGNED_IN, "", address)
    return token


def check_password(accounts: Accounts, name: str, password: str, address: str) -> Refused | None:
    """Give why a password is not the user's, None where it is; it counts as an attempt to sign in. Raises RegisterError."""
    return _checked(accounts, name, password, address)[0]


def who_is(accounts: Accounts, token: str) -> Person | None:
    """Give whose session a token is of, with the role of now; None where it has ended, or never was. Raises RegisterError."""
    moment, digest = accounts.seconds, _digest(token)
    wanted = select(sessions.c.seen, users.c.name, users.c.role).join(users).where(sessions.c.digest == digest)
    with accounts.reading() as connection:
        found = connection.execute(
            wanted.where(sessions.c.seen > moment - IDLE, sessions.c.made > moment - LONGEST)
        ).one_or_none()
    if found is None:
        return None
    if moment - found.seen > _SEEN:
        with accounts.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen=moment))
    return Person(found.name, Role(found.role))


def sign_out(accounts: Accounts, token: str, who: str, address: str, *, everywhere: bool = False) -> None:
    """End a session, or all sessions of its user. Raises RegisterError."""
    with accounts.writing() as connection:
        ended = sessions.c.user == key_of(who) if everywhere else sessions.c.digest == _digest(token)
        connection.execute(delete(sessions).where(ended))
        put_line(connection, accounts, who, What.SIGNED_OUT, "everywhere" if everywhere else "", address)


def _checked(accounts: Accounts, name: str, password: str, address: str) -> tuple[Refused | None, Any]:
    """Give why somebody may not sign in, and the user's row.

    An attempt counts before the password is looked at, so that many at once are no more than one after another; one that succeeds
    counts no more.
    """
    subject = sha256(key_of(name).encode("utf-8", "surrogatepass")).hexdigest()
    refused = _begin_attempt(accounts, subject, address)
    with accounts.reading() as connection:
        known = connection.execute(select(users).where(users.c.key == key_of(name))).one_or_none()
    who = known.name if known else "unknown"  # not what was typed: people type passwords there
    if refused:
        note(accounts, who, What.REFUSED, "", address)
        return refused, known
    if not is_right(password, known.password if known else None):
        note(accounts, who, What.FAILED, "", address)
        return Refused(), known
    with accounts.writing() as connection:
        connection.execute(delete(attempts).where(attempts.c.user == subject, attempts.c.address == address))
    return None, known


def _begin_attempt(accounts: Accounts, subject: str, address: str) -> Refused | None:
    """Count an attempt; Refused, uncounted, where there were too many of that name, from that address, or of both."""
    moment = accounts.seconds
    of_user, of_address = attempts.c.user == subject, attempts.c.address == address
    limits = ((_OF_BOTH, of_user & of_address), (_OF_ADDRESS, of_address), (_OF_USER, of_user))
    with accounts.writing() as connection:
        connection.execute(delete(attempts).where(attempts.c.at <= moment - WINDOW))
        for most, counted in limits:
            number, oldest = connection.execute(select(func.count(), func.min(attempts.c.at)).where(counted)).one()
            if number >= most:
                return Refused(max(1, round(oldest + WINDOW - moment)))
        connection.execute(insert(attempts).values(user=subject, address=address, at=moment))
    return None


def _begin_session(connection: Connection, accounts: Accounts, token: str, user: str, address: str) -> None:
    moment = accounts.seconds
    old = (sessions.c.seen <= moment - IDLE) | (sessions.c.made <= moment - LONGEST)
    connection.execute(delete(sessions).where(old))
    row = {"digest": _digest(token), "user": user, "made": moment, "seen": moment, "address": address[:64]}
    connection.execute(insert(sessions).values(**row))


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
