"""A page: its value is built once for all who ask the same, and written in the form that is asked for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter

from entente.apps.rows import as_row, csv_text
from entente.apps.web.asked import MEDIA, Asked, kept_of
from entente.apps.web.drawings.svg import Element, as_file, policy_of_files
from entente.apps.web.navigation import context_of
from entente.apps.web.security import keep_token
from entente.apps.web.tags import headers_of, question_of, tag_of, unchanged
from entente.apps.web.templating import rendered

Writer = Callable[[Asked, Any], Element | bytes]
"""Gives a page's value in a form of its own: a drawing, or the bytes of a file."""


@dataclass(frozen=True, slots=True)
class Page:
    """What builds a page's value, its template, the field of its rows, writers of other forms, and what makes JSON of the value.

    A `personal` one is made for each who asks, and kept by nobody.
    """

    build: Callable[..., Any]
    template: str
    rows: str
    also: Mapping[str, Writer]
    personal: bool
    adapter: TypeAdapter[Any]

    def answer(self, asked: Asked, given: Mapping[str, Any]) -> Response:
        """Give the answer to a request with its parameters; `Server-Timing` says how long it took to make, or to wait for."""
        kept, begun = kept_of(asked.request), perf_counter()
        tag = "" if self.personal else tag_of(kept.now(), question_of(asked.request))
        if tag and (same := unchanged(asked.request, tag)):
            return same
        make = partial(self._made, asked, given, tag)
        response = kept.answers.of(tag, make).answer(asked.request) if tag else make()
        if self.personal:
            keep_token(asked.request, response)
        response.headers["Server-Timing"] = f"made;dur={(perf_counter() - begun) * 1000:.0f}"
        return response

    def _made(self, asked: Asked, given: Mapping[str, Any], tag: str) -> Response:
        response = self._written(asked, self.build(asked, **given))
        response.headers.update(headers_of(tag))
        return response

    def _written(self, asked: Asked, value: Any) -> Response:
        if asked.form in self.also:
            return _file(asked, self.also[asked.form](asked, value))
        if asked.form == "json":
            return Response(self.adapter.dump_json(value), media_type=MEDIA["json"])
        if asked.form == "csv" and self.rows:
            text = csv_text(as_row(row) for row in getattr(value, self.rows))
            return Response(text, media_type=MEDIA["csv"], headers=_named(asked))
        drawing = partial(self.also["svg"], asked, value) if "svg" in self.also else None
        context = context_of(asked, personal=self.personal)
        return HTMLResponse(rendered(self.template, page=value, drawing=drawing, **context))


def _file(asked: Asked, written: Element | bytes) -> Response:
    media, headers = MEDIA[asked.form], _named(asked)
    if isinstance(written, bytes):
        return Response(written, media_type=media, headers=headers)
    policy = {"Content-Security-Policy": policy_of_files()}
    return Response(as_file(written), media_type=media, headers=headers | policy)


def _named(asked: Asked) -> dict[str, str]:
    """Give the header by which a browser keeps an answer as a file."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", asked.path).strip("-.")  # a header takes no other letters, nor quotes
    name = f"{plain or 'entente'}.{asked.form}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}
