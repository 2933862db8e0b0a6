"""Who asks for a page, and whether they may: on a desk with accounts nothing is shown before somebody signed in."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import anyio.to_thread
from fastapi import Depends, HTTPException, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from entente.apps.accounts.calendars import whose_calendar
from entente.apps.accounts.log import What, note
from entente.apps.accounts.opening import Accounts
from entente.apps.accounts.people import Person, Role
from entente.apps.accounts.sessions import LONGEST, who_is
from entente.apps.web.security import SESSION, is_https

_OPEN = frozenset(("/favicon.ico", "/sign-in"))
"""What is given before anybody signed in, besides what pages are made of."""
_CALENDAR = ("/calendar", "ics")
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


class SignedIn:
    """Lets nobody further who has not signed in, where the desk has accounts: pages lead to signing in, programs get a problem."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, with who asks."""
        if scope["type"] != "http" or scope["app"].state.accounts is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        token = request.cookies.get(cookie_of(request), "")
        accounts = scope["app"].state.accounts
        person = await anyio.to_thread.run_sync(who_is, accounts, token) if token else None
        if person is not None:
            scope = _as(scope, {"person": person, SESSION: token})
        elif reader := await anyio.to_thread.run_sync(_of_calendar, accounts, request):
            scope = _as(scope, {"person": reader})
        elif scope["path"] not in _OPEN and not scope["path"].startswith("/static/"):
            await _refused(request)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _as(scope: Scope, asking: dict[str, Any]) -> Scope:
    return {**scope, "state": {**scope.get("state", {}), **asking}}


def _of_calendar(accounts: Accounts, request: Request) -> Person | None:
    """Give whose address of a calendar is asked for; None for every other page and form."""
    if request.method not in ("GET", "HEAD") or (request.url.path, getattr(request.state, "form", "")) != _CALENDAR:
        return None
    return whose_calendar(accounts, request.query_params.get("token", ""))


def _refused(request: Request) -> Response:
    from entente.apps.web.asked import form_of
    from entente.apps.web.errors import ProblemDetails, answer

    if request.method != "GET" or form_of(request) != "html":
        told = ProblemDetails(
            "Unauthorized", 401, "This desk shows nothing before you sign in.", "Sign in at /sign-in."
        )
        return answer(request, told, {"WWW-Authenticate": 'Cookie realm="Entente"'})
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    then = f"?then={quote(wanted, safe='/')}" if wanted != "/" else ""
    return Response(None, 303, {"Location": f"/sign-in{then}", "Cache-Control": "no-store"})


def _check(role: Role) -> Callable[[Request], None]:
    def check(request: Request) -> None:
        person = person_of(request)
        if not person.may(role):
            raise HTTPException(403, f"That takes the role of {role}, and {person.name} has that of {person.role}.")

    return check
