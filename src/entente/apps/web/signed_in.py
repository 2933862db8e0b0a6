"""On a desk with accounts nothing is shown before somebody signed in."""

from typing import Any
from urllib.parse import quote

import anyio.to_thread
from fastapi import Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from entente.apps.accounts.calendars import whose_calendar
from entente.apps.accounts.opening import Accounts
from entente.apps.accounts.people import Person
from entente.apps.accounts.sessions import who_is
from entente.apps.web.asked import form_of
from entente.apps.web.errors import ProblemDetails, answer
from entente.apps.web.people import cookie_of
from entente.apps.web.security import SESSION

_OPEN = frozenset(("/favicon.ico", "/sign-in"))
"""What is given before anybody signed in, besides what pages are made of."""
_CALENDAR = ("/calendar", "ics")


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
    if request.method != "GET" or form_of(request) != "html":
        told = ProblemDetails(
            "Unauthorized", 401, "This desk shows nothing before you sign in.", "Sign in at /sign-in."
        )
        return answer(request, told, {"WWW-Authenticate": 'Cookie realm="Entente"'})
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    then = f"?then={quote(wanted, safe='/')}" if wanted != "/" else ""
    return Response(None, 303, {"Location": f"/sign-in{then}", "Cache-Control": "no-store"})
