"""Users of a desk: made, changed and removed. Who loses a password, or goes, is signed out everywhere."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from entente.apps.accounts.log import What, put_line
from entente.apps.accounts.opening import Accounts
from entente.apps.accounts.passwords import hashed
from entente.apps.accounts.people import Role
from entente.apps.accounts.tables import sessions, users
from entente.model.problem import Problem
from entente.register.errors import RegisterError

_NAME = re.compile(r"[^\W_][\w .'@-]{0,62}[\w.]|[^\W_]")


@dataclass(frozen=True, slots=True)
class User:
    """A user: the name that signs, the role, the day on which it was made (UTC), and how many sessions are open."""

    name: str
    role: Role
    since: str
    sessions: int


def key_of(name: str) -> str:
    """Give a name as names are compared."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def add_user(accounts: Accounts, name: str, role: Role, password: str, by: str) -> None:
    """Make a user. Raises RegisterError where there is one of that name, it is no name, or the password is weak."""
    written = unicodedata.normalize("NFKC", name).strip()
    if not _NAME.fullmatch(written):
        message = "is no name for a user: letters and digits, up to 64, with spaces, dots, hyphens and @ between"
        raise RegisterError(Problem(repr(written), message, "take another"))
    kept = hashed(password, written)
    with accounts.writing() as connection:
        if _row(connection, written) is not None:
            raise RegisterError(Problem(written, "is a user already", "entente user password, or role, changes it"))
        row = {"key": key_of(written), "name": written, "role": role, "password": kept, "made": accounts.seconds}
        connection.execute(insert(users).values(**row))
        put_line(connection, accounts, by, What.USER_ADDED, f"{written} as {role}")


def list_users(accounts: Accounts) -> tuple[User, ...]:
    """Give all users by their names. Raises RegisterError."""
    open_ones = select(func.count()).where(sessions.c.user == users.c.key).scalar_subquery()
    with accounts.reading() as connection:
        rows = connection.execute(select(users, open_ones.label("open")).order_by(users.c.key)).all()
    return tuple(User(r.name, Role(r.role), _day(r.made), r.open) for r in rows)


def set_password(accounts: Accounts, name: str, password: str, by: str) -> None:
    """Give a user another password, and sign the user out everywhere. Raises RegisterError."""
    kept = hashed(password, name)
    with accounts.writing() as connection:
        user = _known(connection, name)
        connection.execute(update(users).where(users.c.key == user.key).values(password=kept))
        connection.execute(delete(sessions).where(sessions.c.user == user.key))
        put_line(connection, accounts, by, What.PASSWORD, user.name)


def set_role(accounts: Accounts, name: str, role: Role, by: str) -> None:
    """Give a user another role, from the next request on. Raises RegisterError, for the last admin too."""
    with accounts.writing() as connection:
        user = _known(connection, name)
        if role is not Role.ADMIN:
            _keep_an_admin(connection, user)
        connection.execute(update(users).where(users.c.key == user.key).values(role=role))
        put_line(connection, accounts, by, What.ROLE, f"{user.name} from {user.role} to {role}")


def remove_user(accounts: Accounts, name: str, by: str) -> None:
    """Remove a user, who is signed out everywhere; what was judged stays. Raises RegisterError, for the last admin too."""
    with accounts.writing() as connection:
        user = _known(connection, name)
        _keep_an_admin(connection, user)
        connection.execute(delete(users).where(users.c.key == user.key))
        put_line(connection, accounts, by, What.USER_REMOVED, user.name)


def _row(connection: Connection, name: str) -> Any:
    return connection.execute(select(users).where(users.c.key == key_of(name))).one_or_none()


def _known(connection: Connection, name: str) -> Any:
    user = _row(connection, name)
    if user is None:
        raise RegisterError(Problem(name, "is no user", "`entente user list` names them all"))
    return user


def _keep_an_admin(connection: Connection, user: Any) -> None:
    others = select(func.count()).where(users.c.role == Role.ADMIN, users.c.key != user.key)
    if user.role == Role.ADMIN and not connection.scalar(others):
        raise RegisterError(Problem(user.name, "is the last admin", "make another one first"))


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
