"""Answers that are kept are given at once: before a route is looked for, and without a thread, so that they wait for none."""

import anyio
import anyio.to_thread
from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from entente.apps.web.asked import kept_of
from entente.apps.web.made import Made
from entente.apps.web.tags import tag_of, unchanged
from entente.register.errors import RegisterError

_LOOKING = 4
"""So many may ask a server at the same time whether something was written; a file tells it in microseconds."""


class AtOnce:
    """Gives the answers that are kept; all other requests go on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.threads = anyio.CapacityLimiter(_LOOKING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "http" and scope["method"] == "GET" and not scope["path"].startswith("/static/"):
            request = Request(scope)
            if found := await self._kept(request):
                tag, made = found
                answer = unchanged(request, tag) or made.answer(request)
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _kept(self, request: Request) -> tuple[str, Made] | None:
        if kept_of(request).in_file:
            return _known(request)
        return await anyio.to_thread.run_sync(_known, request, limiter=self.threads)


def _known(request: Request) -> tuple[str, Made] | None:
    """Give the answer that is kept for a request, with its tag; None where there is none."""
    try:
        tag = tag_of(request)
    except RegisterError:  # whoever makes the answer tells it
        return None
    made = kept_of(request).answers.known(tag)
    return (tag, made) if made else None
