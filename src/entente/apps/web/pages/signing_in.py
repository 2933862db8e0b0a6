"""Signing in and out, and the page of one's own account: the password, and where else one is signed in."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query
from fastapi.responses import RedirectResponse, Response

from entente.apps.accounts.calendars import calendar_token, make_calendar, revoke_calendar
from entente.apps.accounts.passwords import LEAST, MOST
from entente.apps.accounts.people import Role
from entente.apps.accounts.sessions import Refused, check_password, sign_in, sign_out
from entente.apps.accounts.users import list_users, set_password
from entente.apps.web.answers import form, page
from entente.apps.web.asked import Asked, AskedOf, Words
from entente.apps.web.people import accounts_of, address_of, forget_session, keep_session, within
from entente.apps.web.security import SESSION, is_https
from entente.register.errors import RegisterError

router = APIRouter()
Password = Annotated[str, Form(max_length=MOST, description="The password.")]
_NEVER_KEPT = {"Cache-Control": "no-store"}


class Fault(StrEnum):
    """Why nobody was signed in, or a password was not changed."""

    NONE = ""
    WRONG = "wrong"
    WEAK = "weak"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Where one signs in: the path to go on to, and why it did not succeed."""

    then: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account: the name, the role, in how many places one is signed in, and how long a password is at least.

    `calendar` is the address of one's calendar for programs, "" where none was made. `fault` says why the password was not changed,
    `changed` that it was.
    """

    name: str
    role: Role
    sessions: int
    least: int
    calendar: str
    fault: Fault
    changed: bool


@page(router, "/sign-in", "sign_in.html", personal=True)
def sign_in_page(
    asked: AskedOf,
    then: Annotated[Words, Query(description="The path to go on to.")] = "/",
    fault: Annotated[Fault, Query(description="Why it did not succeed.")] = Fault.NONE,
) -> SignInPage:
    """Show where one signs in."""
    accounts_of(asked.request)
    return SignInPage(within(then), fault)


@form(router, "/sign-in", role=Role.READER, logged=False)
def enter(
    asked: AskedOf,
    name: Annotated[Words, Form(description="The name of the user.")],
    password: Password,
    then: Annotated[Words, Form(description="The path to go on to.")] = "/",
) -> Response:
    """Sign in: the answer sets the cookie of a session."""
    accounts = accounts_of(asked.request)
    token = sign_in(accounts, name, password, address_of(asked.request))
    if isinstance(token, Refused):
        return _not_signed_in(asked, token, within(then))
    answer = RedirectResponse(within(then), 303, _NEVER_KEPT)
    keep_session(asked.request, answer, token)
    return answer


@form(router, "/sign-out", role=Role.READER, logged=False)
def leave(
    asked: AskedOf,
    everywhere: Annotated[bool, Form(description="End all sessions of this user.")] = False,
) -> Response:
    """Sign out, here or everywhere."""
    accounts = accounts_of(asked.request)
    token, address = getattr(asked.request.state, SESSION, ""), address_of(asked.request)
    sign_out(accounts, token, asked.person.name, address, everywhere=everywhere)
    answer = RedirectResponse("/sign-in", 303, _NEVER_KEPT | {"Clear-Site-Data": '"cache"'})
    forget_session(asked.request, answer)
    return answer


@page(router, "/account", "account.html", personal=True)
def account(
    asked: AskedOf,
    fault: Annotated[Fault, Query(description="Why the password was not changed.")] = Fault.NONE,
    changed: Annotated[bool, Query(description="The password was just changed.")] = False,
) -> AccountPage:
    """Show one's own account."""
    accounts, person = accounts_of(asked.request), asked.person
    open_ones = {user.name: user.sessions for user in list_users(accounts)}
    calendar = _address_of(asked, calendar_token(accounts, person.name))
    return AccountPage(person.name, person.role, open_ones.get(person.name, 0), LEAST, calendar, fault, changed)


def _address_of(asked: Asked, token: str) -> str:
    base = asked.request.base_url.replace(scheme="https" if is_https(asked.request) else "http")
    return f"{base}calendar.ics?token={token}" if token else ""


@form(router, "/account/calendar", role=Role.READER, logged=False)
def make_calendar_address(asked: AskedOf) -> str:
    """Make the address of one's calendar for programs; the one before opens nothing any more."""
    make_calendar(accounts_of(asked.request), asked.person.name, address_of(asked.request))
    return asked.link("/account")


@form(router, "/account/calendar/revoke", role=Role.READER, logged=False)
def revoke_calendar_address(asked: AskedOf) -> str:
    """Revoke the address of one's calendar."""
    revoke_calendar(accounts_of(asked.request), asked.person.name, address_of(asked.request))
    return asked.link("/account")


@form(router, "/account/password", role=Role.READER, logged=False)
def change_password(
    asked: AskedOf,
    password: Password,
    fresh: Annotated[str, Form(max_length=MOST, description="The new password.")],
    again: Annotated[str, Form(max_length=MOST, description="The new password again.")],
) -> Response:
    """Change one's own password: all other sessions end."""
    accounts, name = accounts_of(asked.request), asked.person.name
    refused = check_password(accounts, name, password, address_of(asked.request))
    if refused:
        _refuse_more(refused)
        return _account_with(asked, Fault.WRONG)
    if fresh != again:
        return _account_with(asked, Fault.DIFFERENT)
    try:
        set_password(accounts, name, fresh, name)
    except RegisterError as error:
        if error.problem.source != "the password":
            raise
        return _account_with(asked, Fault.WEAK)
    token = sign_in(accounts, name, fresh, address_of(asked.request))
    answer = RedirectResponse(asked.link("/account", changed="true"), 303, _NEVER_KEPT)
    if isinstance(token, str):
        keep_session(asked.request, answer, token)
    return answer


def _not_signed_in(asked: Asked, refused: Refused, then: str) -> Response:
    _refuse_more(refused)
    if asked.form == "html":
        return RedirectResponse(asked.link("/sign-in", then=then, fault=Fault.WRONG), 303, _NEVER_KEPT)
    raise HTTPException(401, "The name or the password is wrong.")


def _refuse_more(refused: Refused) -> None:
    if refused.wait:
        minutes = -(-refused.wait // 60)
        told = f"Too many attempts. Wait {minutes} minute{'s' if minutes > 1 else ''}, and try again."
        raise HTTPException(429, told, {"Retry-After": str(refused.wait)})


def _account_with(asked: Asked, fault: Fault) -> Response:
    return RedirectResponse(asked.link("/account", fault=fault), 303, _NEVER_KEPT)
