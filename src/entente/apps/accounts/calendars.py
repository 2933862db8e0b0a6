"""Addresses of calendars: a token for each user that opens the calendar as iCalendar, and nothing else, until it is revoked.

A calendar program cannot sign in. Who has the address may read the calendar, so that it is as secret as what is in it.
"""

from sqlalchemy import delete, insert, select

from entente.apps.accounts.log import What, put_line
from entente.apps.accounts.opening import Accounts
from entente.apps.accounts.people import Person, Role
from entente.apps.accounts.tables import calendars, users
from entente.apps.accounts.tokens import LETTERS, new_token
from entente.apps.accounts.users import key_of


def make_calendar(accounts: Accounts, name: str, address: str) -> str:
    """Give a user a new token, in place of the one before, which opens nothing any more. Raises RegisterError."""
    token = new_token()
    with accounts.writing() as connection:
        connection.execute(delete(calendars).where(calendars.c.user == key_of(name)))
        connection.execute(insert(calendars).values(token=token, user=key_of(name), made=accounts.seconds))
        put_line(connection, accounts, name, What.CALENDAR_MADE, "", address)
    return token


def revoke_calendar(accounts: Accounts, name: str, address: str) -> None:
    """Take a user's token away. Raises RegisterError."""
    with accounts.writing() as connection:
        if connection.execute(delete(calendars).where(calendars.c.user == key_of(name))).rowcount:
            put_line(connection, accounts, name, What.CALENDAR_REVOKED, "", address)


def calendar_token(accounts: Accounts, name: str) -> str:
    """Give a user's token, "" where there is none. Raises RegisterError."""
    with accounts.reading() as connection:
        return connection.scalar(select(calendars.c.token).where(calendars.c.user == key_of(name))) or ""


def whose_calendar(accounts: Accounts, token: str) -> Person | None:
    """Give whose a token is, as somebody who may only look; None where it is nobody's. Raises RegisterError."""
    if len(token) != LETTERS:
        return None
    wanted = select(users.c.name).join(calendars).where(calendars.c.token == token)
    with accounts.reading() as connection:
        name = connection.scalar(wanted)
    return Person(name, Role.READER) if name else None
