"""Functions made pages, or the targets of forms, with what the OpenAPI document says of their answers."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from pydantic import TypeAdapter

from entente.apps.accounts.log import What
from entente.apps.accounts.people import Role
from entente.apps.web.asked import MEDIA, Asked
from entente.apps.web.errors import FORM_PROBLEMS, PROBLEMS, REFUSALS
from entente.apps.web.page import Page, Writer
from entente.apps.web.people import allowed, note_done
from entente.apps.web.security import FromForm

_LOGGED = 80  # characters of a field that the log gets
_ON_THE_WAY = ("then", "show", "back")  # fields that say where to go on
_NEVER_KEPT = {"Cache-Control": "no-store"}
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The page: HTML, its value as JSON, or its rows as CSV, by `Accept` or the suffixes `.json` and `.csv`.",
        "content": {"text/html": {"schema": {"type": "string"}}, "text/csv": {"schema": {"type": "string"}}},
    },
    304: {"description": "Nothing has changed since the answer whose `ETag` was sent as `If-None-Match`."},
    303: {"description": "Sign in there first: this desk has accounts."},
    **PROBLEMS,
}


def page(  # noqa: PLR0913 - one parameter an option
    router: APIRouter,
    path: str,
    template: str,
    *,
    rows: str = "",
    personal: bool = False,
    also: Mapping[str, Writer] | None = None,
    role: Role = Role.READER,
) -> Callable[..., Any]:
    """Make a page of a function that gives its value, a frozen dataclass with a docstring for each of its classes.

    The function takes `asked: AskedOf` first, then its own query parameters. `rows` names the field whose values are the rows of
    CSV. A `personal` page (one with a form that posts, or whose content depends on who asks) is never kept by the browser. `also`
    gives writers of other forms (`svg`, `ics`); the template gets the drawing by calling `drawing()`.
    Who has less than the `role` is refused.
    """

    def register(build: Callable[..., Any]) -> Callable[..., Any]:
        model = inspect.signature(build, eval_str=True).return_annotation
        made = Page(build, template, rows, also or {}, personal, TypeAdapter(model))

        @functools.wraps(build)
        def answering(asked: Asked, **given: Any) -> Response:
            return made.answer(asked, given)

        router.get(
            path,
            response_model=model,
            responses=_answers(made.also) | (REFUSALS if role is not Role.READER else {}),
            dependencies=allowed(role),
            name=build.__name__,
        )(answering)
        return build

    return register


def form(router: APIRouter, path: str, *, role: Role = Role.REVIEWER, logged: bool = True) -> Callable[..., Any]:
    """Make a function that changes something the target of a form that posts; see `page` for the page that has the form.

    The function takes `asked: AskedOf` first, then fields as `Annotated[…, Form()]`, and gives the address to go on to: the answer
    is 303. What did not come from a form of this desk in the same browser is refused before it, and who has less than the `role`.
    On a desk with accounts the log gets a line with the function's name and the fields, unless `logged` says no.
    """

    def register(change: Callable[..., str]) -> Callable[..., str]:
        @functools.wraps(change)
        def answering(asked: Asked, **given: Any) -> Response:
            result = change(asked, **given)
            if logged:
                note_done(asked.request, What.CHANGED, _told(change, given))
            return result if isinstance(result, Response) else RedirectResponse(result, 303, _NEVER_KEPT)

        done: dict[int | str, dict[str, Any]] = {303: {"description": "It is done: go on there."}}
        router.post(
            path,
            status_code=303,
            response_class=Response,
            response_model=None,
            responses=done | FORM_PROBLEMS,
            dependencies=[FromForm, *allowed(role)],
            name=change.__name__,
        )(answering)
        return change

    return register


def _answers(also: Mapping[str, Writer]) -> dict[int | str, dict[str, Any]]:
    """Give what a page answers, its other forms with it."""
    if not also:
        return ANSWERS
    content = ANSWERS[200]["content"] | {MEDIA[form]: {"schema": {"type": "string"}} for form in also}
    forms = ", ".join(f"`.{form}`" for form in also)
    told = f"{ANSWERS[200]['description'].removesuffix('.')}; by {forms} its other forms."
    return ANSWERS | {200: {"description": told, "content": content}}


def _told(change: Callable[..., Any], given: Mapping[str, Any]) -> str:
    """Give what a form changed, for the log: the function's name, and its fields, long ones cut."""
    kept = {name: value for name, value in given.items() if name not in _ON_THE_WAY and isinstance(value, (str, int))}
    fields = (f"{name}={str(value)[:_LOGGED]}" for name, value in kept.items() if value)
    return f"{change.__name__.replace('_', ' ')}: {', '.join(fields)}"
