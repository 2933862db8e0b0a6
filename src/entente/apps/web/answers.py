"""One value, several forms: a page's value as HTML by its template, as JSON, and its rows as CSV, all at the same address.

Some have one more: their drawing as a file (`.svg`), or what they tell of as a calendar (`.ics`).
"""

import functools
import inspect
import re
from collections.abc import Callable, Mapping
from itertools import chain
from time import perf_counter
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import TypeAdapter

from entente.apps.accounts.log import What
from entente.apps.accounts.people import Role
from entente.apps.rows import as_row, csv_text
from entente.apps.web.asked import MEDIA, Asked, kept_of
from entente.apps.web.drawings.svg import Element, as_file, policy_of_files
from entente.apps.web.errors import FORM_PROBLEMS, PROBLEMS, REFUSALS
from entente.apps.web.navigation import context_of
from entente.apps.web.people import allowed, note_done
from entente.apps.web.security import FromForm, keep_token
from entente.apps.web.tags import headers_of, question_of, tag_of, unchanged
from entente.apps.web.templating import rendered
from entente.model.entity import is_entity_id
from entente.questions.desk import Desk
from entente.records.support import Names
from entente.views.voices import field_names

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


Writer = Callable[[Asked, Any], Element | bytes]
"""Gives a page's value in a form of its own: a drawing, or the bytes of a file."""


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
        adapter = TypeAdapter(model)

        @functools.wraps(build)
        def answering(asked: Asked, **given: Any) -> Response:
            kept = kept_of(asked.request)
            tag = "" if personal else tag_of(kept.now(), question_of(asked.request))
            if tag and (same := unchanged(asked.request, tag)):
                return same

            def make() -> Response:
                value = build(asked, **given)
                response = _other_form(asked, value, also or {}) or _form_of(asked, value, rows, adapter)
                response = response or _page_of(asked, value, template, also or {}, personal=personal)
                response.headers.update(headers_of(tag))
                return response

            begun = perf_counter()
            response = kept.answers.of(tag, make).answer(asked.request) if tag else make()
            if personal:
                keep_token(asked.request, response)
            response.headers["Server-Timing"] = f"made;dur={(perf_counter() - begun) * 1000:.0f}"
            return response

        router.get(
            path,
            response_model=model,
            responses=_answers(also or {}) | (REFUSALS if role is not Role.READER else {}),
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


def _other_form(asked: Asked, value: Any, also: Mapping[str, Writer]) -> Response | None:
    if asked.form not in also:
        return None
    written = also[asked.form](asked, value)
    if isinstance(written, bytes):
        return Response(written, media_type=MEDIA[asked.form], headers=_named(asked))
    policy = {"Content-Security-Policy": policy_of_files()}
    return Response(as_file(written), media_type=MEDIA[asked.form], headers=_named(asked) | policy)


def _named(asked: Asked) -> dict[str, str]:
    """Give the header by which a browser keeps an answer as a file."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", asked.path).strip("-.")  # a header takes no other letters, nor quotes
    name = f"{plain or 'entente'}.{asked.form}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _page_of(asked: Asked, value: Any, template: str, also: Mapping[str, Writer], *, personal: bool) -> Response:
    drawing = functools.partial(also["svg"], asked, value) if "svg" in also else None
    return HTMLResponse(rendered(template, page=value, drawing=drawing, **context_of(asked, personal=personal)))


def _form_of(asked: Asked, value: Any, rows: str, adapter: TypeAdapter[Any]) -> Response | None:
    if asked.form == "json":
        return Response(adapter.dump_json(value), media_type=MEDIA["json"])
    if asked.form == "csv" and rows:
        text = csv_text(as_row(row) for row in getattr(value, rows))
        return Response(text, media_type=MEDIA["csv"], headers=_named(asked))
    return None


def _told(change: Callable[..., Any], given: Mapping[str, Any]) -> str:
    """Give what a form changed, for the log: the function's name, and its fields, long ones cut."""
    kept = {name: value for name, value in given.items() if name not in _ON_THE_WAY and isinstance(value, (str, int))}
    fields = (f"{name}={str(value)[:_LOGGED]}" for name, value in kept.items() if value)
    return f"{change.__name__.replace('_', ' ')}: {', '.join(fields)}"


def names_in(value: Any, known: Desk | Names) -> dict[str, str]:
    """Give the names of the entities that a page's value names, and of no others. Raises RegisterError."""
    texts: set[str] = set()
    _texts_in(value, texts)
    found = {one for text in texts for one in text.split(" + ") if is_entity_id(one)}
    if isinstance(known, Desk):
        return known.named(found) if found else {}
    return {entity: known[entity] for entity in found if entity in known}


def _texts_in(value: Any, found: set[str]) -> None:
    """Collect the texts with a slash, as every id has one; a page may hold ten thousand texts."""
    if isinstance(value, str):
        if "/" in value:
            found.add(value)
    elif isinstance(value, (tuple, list)):
        for one in value:
            _texts_in(one, found)
    elif names := field_names(type(value)):
        for name in names:
            _texts_in(getattr(value, name), found)
    elif isinstance(value, Mapping):
        for one in chain(value.keys(), value.values()):
            _texts_in(one, found)
