"""What keeps the desk safe in a browser: headers on every answer, and forms that no other site can send.

See the OWASP cheat sheets on HTTP headers, content security policy and cross-site request forgery.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import Annotated

from fastapi import Depends, Form, HTTPException, Request, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entente.apps.accounts.tokens import LETTERS, new_token

COOKIE = "entente_form"
FIELD = "form_token"
SESSION = "session"
"""Where a request keeps the token of its session, once it is known to be one."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ALWAYS_HTTPS = "max-age=31536000"  # a year


class SafeHeaders:
    """Puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, and the headers out with its answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["app"].state.https:
                    headers.setdefault("Strict-Transport-Security", _ALWAYS_HTTPS)
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


def token_of(request: Request) -> str:
    """Give the token that the forms of a page carry: the session's, else the browser's, a fresh one without either."""
    if bound := _of_session(request):
        return bound
    known: str = getattr(request.state, FIELD, "") or request.cookies.get(COOKIE, "")
    token = known if len(known) == LETTERS else new_token()
    setattr(request.state, FIELD, token)
    return token


def is_https(request: Request) -> bool:
    """Tell whether people reach the desk by https: from its own certificate, or by what stands before it."""
    return bool(getattr(request.app.state, "https", False)) or request.url.scheme == "https"


def _of_session(request: Request) -> str:
    """Give the token of the forms of a session, which follows from the session's own and does not tell it; "" without one."""
    session: str = getattr(request.state, SESSION, "")
    if not session:
        return ""
    return urlsafe_b64encode(hmac.digest(session.encode(), b"forms of the desk", "sha256")).decode().rstrip("=")


def keep_token(request: Request, response: Response) -> None:
    """Have the browser keep the token of its forms, for this desk's own pages alone."""
    if not _of_session(request):
        response.set_cookie(COOKIE, token_of(request), httponly=True, samesite="strict", secure=is_https(request))


def _are_same(one: str, other: str) -> bool:
    """Tell whether two tokens are the same, in a time that does not tell how far; a form may hold what is no character."""
    return secrets.compare_digest(*(text.encode("utf-8", "surrogatepass") for text in (one, other)))


def from_here(request: Request) -> bool:
    """Tell whether a request comes from a page of this desk, or from a program: browsers say where one comes from."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    here = f"{'https' if is_https(request) else 'http'}://{request.headers.get('host', '')}"
    return site in ("same-origin", "none") and origin in (None, here)


def check_form(request: Request, form_token: Annotated[str, Form(max_length=100)] = "") -> None:
    """Refuse what no form of this desk sent, in the same session or browser (double submit). Raises HTTPException 403."""
    wanted = _of_session(request) or request.cookies.get(COOKIE, "")
    if not (from_here(request) and wanted and _are_same(wanted, form_token)):
        raise HTTPException(
            403,
            "This form did not come from a page of this desk, or its session has ended. Open the page, and send it again.",
        )


FromForm = Depends(check_form)
"""Stands among the dependencies of every route that changes something."""
