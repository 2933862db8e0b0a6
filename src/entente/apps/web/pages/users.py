"""The users of a desk with accounts, and the log of what they did: for admins."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query

from entente.apps.accounts.log import Line, What, lines, people
from entente.apps.accounts.opening import Accounts
from entente.apps.accounts.passwords import LEAST, MOST
from entente.apps.accounts.people import Role
from entente.apps.accounts.users import User, add_user, list_users, remove_user, set_password, set_role
from entente.apps.web.answers import form, page
from entente.apps.web.asked import AskedOf, Words
from entente.apps.web.paging import Pager, PagingOf, pager
from entente.apps.web.people import accounts_of
from entente.register.errors import RegisterError

router = APIRouter()
Name = Annotated[Words, Form(description="The name of the user.")]
Password = Annotated[str, Form(max_length=MOST, description="The password.")]


@dataclass(frozen=True, slots=True)
class UsersPage:
    """The users, and how long a password is at least."""

    users: tuple[User, ...]
    least: int


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The log, the latest line first: the filters, who there is to choose among, and one page of it."""

    who: str
    what: What | None
    people: tuple[str, ...]
    deeds: tuple[What, ...]
    lines: tuple[Line, ...]
    pager: Pager


@page(router, "/users", "users.html", rows="users", personal=True, role=Role.ADMIN)
def users(asked: AskedOf) -> UsersPage:
    """List who may use this desk, with forms that change it."""
    return UsersPage(list_users(accounts_of(asked.request)), LEAST)


@form(router, "/users/add", role=Role.ADMIN, logged=False)
def add(asked: AskedOf, name: Name, role: Annotated[Role, Form(description="The role.")], password: Password) -> str:
    """Make a user."""
    accounts = accounts_of(asked.request)
    with _told(accounts):
        add_user(accounts, name, role, password, asked.person.name)
    return asked.link("/users")


@form(router, "/users/role", role=Role.ADMIN, logged=False)
def change_role(asked: AskedOf, name: Name, role: Annotated[Role, Form(description="The role.")]) -> str:
    """Give a user another role, which holds from the next request on."""
    accounts = accounts_of(asked.request)
    with _told(accounts):
        set_role(accounts, name, role, asked.person.name)
    return asked.link("/users")


@form(router, "/users/password", role=Role.ADMIN, logged=False)
def change_users_password(asked: AskedOf, name: Name, password: Password) -> str:
    """Give a user another password; the user is signed out everywhere."""
    accounts = accounts_of(asked.request)
    with _told(accounts):
        set_password(accounts, name, password, asked.person.name)
    return asked.link("/users")


@form(router, "/users/remove", role=Role.ADMIN, logged=False)
def remove(asked: AskedOf, name: Name) -> str:
    """Remove a user, who is signed out everywhere; what was judged stays."""
    accounts = accounts_of(asked.request)
    with _told(accounts):
        remove_user(accounts, name, asked.person.name)
    return asked.link("/users")


@page(router, "/audit", "audit.html", rows="lines", personal=True, role=Role.ADMIN)
def audit(
    asked: AskedOf,
    paging: PagingOf,
    who: Annotated[Words, Query(description="Only what that user did.")] = "",
    what: Annotated[What | None, Query(description="Only that.")] = None,
) -> AuditPage:
    """Show who signed in, failed to, changed the register or the users, the latest first."""
    accounts = accounts_of(asked.request)
    shown, number = lines(accounts, who=who, what=what, first=paging.first, limit=paging.limit)
    return AuditPage(who, what, people(accounts), tuple(What), shown, pager(paging, number))


@contextmanager
def _told(accounts: Accounts) -> Iterator[None]:
    """Make what cannot be done a problem with the words of why; a file that fails stays one of the accounts."""
    try:
        yield
    except RegisterError as error:
        problem = error.problem
        if problem.source == str(accounts.file.place):
            raise
        raise HTTPException(422, f"{problem.source} {problem.message}; {problem.remedy}.") from error
