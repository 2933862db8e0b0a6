"""Errors as pages with what to do, or as JSON by RFC 9457 ("problem details")."""

import html
import logging
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entente.apps.accounts.people import Role
from entente.apps.web.asked import form_of
from entente.apps.web.security import HEADERS
from entente.apps.web.templating import rendered
from entente.register.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ProblemDetails:
    """What went wrong: a title, the HTTP status, what it is about, and what to do."""

    title: str
    status: int
    detail: str
    remedy: str = ""


_LOG = logging.getLogger("entente.desk")
_JSON = "application/problem+json"
_CONTENT: dict[str, Any] = {
    _JSON: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}},
    "text/html": {"schema": {"type": "string"}},
}
_TOLD = {
    400: "What was sent was not understood.",
    401: "Sign in first: this desk has accounts.",
    403: "That is not allowed here.",
    404: "There is nothing at that address, or no longer.",
    413: "That is more than the desk takes at once.",
    422: "Something in the address or the form cannot be read.",
    503: "The register cannot be used at the moment.",
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": _TOLD[status], "content": _CONTENT} for status in (401, 404, 422, 503)
}
REFUSALS: dict[int | str, dict[str, Any]] = {403: {"description": _TOLD[403], "content": _CONTENT}}
FORM_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": _TOLD[status], "content": _CONTENT} for status in (400, 401, 403, 404, 413, 422, 503)
}
"""The documented answers of a route that takes a form."""
_TOO_LONG = "exceeded maximum size"  # so Starlette's parser of forms says it, with 400
_REMEDIES = {
    400: "Send it from the page of its form.",
    401: "Sign in at /sign-in.",
    403: "Ask an admin of this desk for the role that it takes.",
    404: "Look for it by its name, or begin at Today.",
    405: "Open the address in a browser instead of sending something to it.",
    413: "Send less at once: a report by itself, or the text of a page; `entente read` takes what is longer.",
    422: "Correct what is named, and try again.",
    500: "Try again. If it happens again, report it with the address and what the terminal says where the desk runs.",
    503: "Try again in a moment.",
}


def handle_errors(app: FastAPI) -> None:
    """Make every error that is raised on purpose a page or a problem; `Catching` does it with all others."""
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(RegisterError)(_register)


class Catching:
    """Makes a page of a fault of ours, and tells of it where the desk runs; the connection stays open."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            if begun or scope["type"] != "http":
                raise
            _LOG.exception("%s %r", scope["method"], scope["path"])
            await _unexpected(Request(scope))(scope, receive, send)


def answer(request: Request, problem: ProblemDetails, headers: "Mapping[str, str] | None" = None) -> Response:
    """Give a problem in the form that a request wants, with the headers that every answer has."""
    known = {"Cache-Control": "no-store", "Vary": "Accept, Cookie", **HEADERS, **(headers or {})}
    if form_of(request) != "html":
        return JSONResponse({"type": "about:blank", **asdict(problem)}, problem.status, known, media_type=_JSON)
    state = request.app.state
    places = [place for place in state.places if place.role is Role.READER]
    page = rendered("error.html", problem=problem, asked=None, places=places, searchable=state.searchable)
    return HTMLResponse(page, problem.status, known)


def _http(request: Request, error: Any) -> Response:
    if error.status_code == HTTPStatus.BAD_REQUEST and _TOO_LONG in str(error.detail):
        error = HTTPException(413, "A field of the form is longer than 1 MB: upload a long text as a file.")
    status = HTTPStatus(error.status_code)
    told = error.detail if error.detail != status.phrase else _TOLD.get(status, status.description)
    return answer(request, ProblemDetails(status.phrase, status, told, _REMEDIES.get(status, "")), error.headers)


def _invalid(request: Request, error: Any) -> Response:
    wrong = "; ".join(f"{_place(e['loc'])}: {e['msg']}" for e in error.errors())
    return answer(request, ProblemDetails("Not understood", 422, wrong, _REMEDIES[422]))


def _place(where: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in where[1:]) or str(where[0])


def _register(request: Request, error: Any) -> Response:
    problem = error.problem
    source = (
        problem.source if request.app.state.accounts is None else "The register"
    )  # where it lies is nobody's to know
    detail = f"{source}: {problem.message}"
    told = ProblemDetails("The register cannot be used", 503, detail, problem.remedy or _REMEDIES[503])
    return answer(request, told, {"Retry-After": "5"})


def _unexpected(request: Request) -> Response:
    told = ProblemDetails("Something went wrong", 500, "The desk made a mistake; nothing was changed.", _REMEDIES[500])
    try:
        return answer(request, told)
    except Exception:  # noqa: BLE001 - the template itself may be what fails
        text = html.escape(f"{told.title}. {told.detail} {told.remedy}")
        return HTMLResponse(f"<!doctype html><title>{text}</title><p>{text}", 500, HEADERS)
