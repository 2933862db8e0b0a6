"""Who asks for a page, and whether they may."""

import re
from collections.abc import Callable
from typing import Any

from fastapi import Depends, HTTPException, Request, Response

from entente.apps.accounts.log import What, note
from entente.apps.accounts.opening import Accounts
from entente.apps.accounts.people import Person, Role
from entente.apps.accounts.sessions import LONGEST
from entente.apps.web.security import is_https

_WITHIN = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")  # a path of this desk: neither //host nor /\\host


def person_of(request: Request) -> Person:
    """Give who asks: who signed in, or who runs the desk where nobody needs to."""
    found: Person = getattr(request.state, "person", None) or request.app.state.owner
    return found


def accounts_of(request: Request) -> Accounts:
    """Give the desk's accounts. Raises HTTPException 404 where it has none."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        raise HTTPException(404, "This desk has no accounts: it is open on the machine where it runs alone.")
    return accounts


def allowed(role: Role) -> list[Any]:
    """Give the dependencies of a route that refuse who has less than a role; none for what every reader may."""
    return [] if role is Role.READER else [Depends(_check(role))]


def note_done(request: Request, what: What, about: str = "") -> None:
    """Add to the log of accounts, where there are any, what whoever asks has done."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is not None:
        note(accounts, person_of(request).name, what, about, address_of(request))


def address_of(request: Request) -> str:
    """Give the address in the network from which a request comes."""
    return request.client.host if request.client else ""


def within(path: str) -> str:
    """Give a path of this desk, "/" where a text is none: nobody is sent elsewhere."""
    return path if _WITHIN.fullmatch(path) else "/"


def keep_session(request: Request, response: Response, token: str) -> None:
    """Have the browser keep the token of a session, for this desk alone."""
    response.set_cookie(
        cookie_of(request), token, max_age=int(LONGEST), httponly=True, samesite="lax", secure=is_https(request)
    )


def forget_session(request: Request, response: Response) -> None:
    """Have the browser forget the token of its session."""
    response.delete_cookie(cookie_of(request), httponly=True, samesite="lax", secure=is_https(request))


def cookie_of(request: Request) -> str:
    """Give the name of the cookie: with https one that no other host, and no plain http, can set (RFC 6265bis, section 4.1.3)."""
    return "__Host-entente" if is_https(request) else "entente_session"


def _check(role: Role) -> Callable[[Request], None]:
    def check(request: Request) -> None:
        person = person_of(request)
        if not person.may(role):
            raise HTTPException(403, f"That takes the role of {role}, and {person.name} has that of {person.role}.")

    return check
