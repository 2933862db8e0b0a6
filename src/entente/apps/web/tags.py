"""`ETag`s: words for what answers depend on, by which browsers and the desk itself know that one still holds (RFC 9110, 8.8.3)."""

import functools
from hashlib import blake2b
from importlib.metadata import version

from fastapi import Request, Response

from entente.apps.web.asked import form_of, kept_of
from entente.apps.web.assets import load_assets
from entente.apps.web.people import person_of


def tag_of(request: Request) -> str:
    """Give the ETag of an answer: it depends on the register, the day, the address, the form, who asks, and the desk's version.

    Raises RegisterError where the register cannot be read.
    """
    kept, person = kept_of(request), person_of(request)
    told = (kept.revision(), str(kept.settings.day()), str(request.url), form_of(request))
    parts = (*told, person.name, person.role, _version(), load_assets().version)
    return f'W/"{blake2b(chr(0).join(parts).encode(), digest_size=12).hexdigest()}"'


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
