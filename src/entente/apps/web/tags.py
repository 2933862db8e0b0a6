"""`ETag`s: words for what answers depend on, by which browsers and the desk itself know that one still holds (RFC 9110, 8.8.3)."""

import functools
from hashlib import blake2b
from importlib.metadata import version

from fastapi import Request, Response

from entente.apps.web.asked import form_of
from entente.apps.web.assets import load_assets
from entente.apps.web.people import person_of

Question = tuple[str, ...]


def question_of(request: Request) -> Question:
    """Give what is asked for: the address without the host, the form, and who asks, of whom pages say the name."""
    person, query = person_of(request), request.scope["query_string"].decode("latin-1")
    return request.scope["path"], query, form_of(request), person.name, person.role


def tag_of(now: str, question: Question) -> str:
    """Give the ETag of the answer to a question: it depends on what all answers do (`Kept.now`), and on the desk's version."""
    parts = repr((now, *question, _version(), load_assets().version))
    return f'W/"{blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'


def unchanged(request: Request, tag: str) -> Response | None:
    """Give the answer to whoever has the one of a tag already; None to others."""
    known = (part.strip() for part in request.headers.get("if-none-match", "").split(","))
    return Response(status_code=304, headers=headers_of(tag)) if tag in known else None


def headers_of(tag: str) -> dict[str, str]:
    """Give the headers that say how long an answer of a tag may be kept: "" for one that may not be."""
    vary = {"Vary": "Accept, Accept-Encoding, Cookie"}
    return vary | ({"ETag": tag, "Cache-Control": "private, no-cache"} if tag else {"Cache-Control": "no-store"})


@functools.cache
def _version() -> str:
    return version("entente")
