"""Answers that are kept are given at once: before a route is looked for, and without a thread, so that they wait for none.

What was asked for lately is made again by itself once something was written, one at a time, while nobody waits for an answer.
"""

from collections.abc import Iterable
from contextlib import suppress

import anyio
import anyio.to_thread
from fastapi import FastAPI, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entente.apps.web.asked import kept_of
from entente.apps.web.errors import Catching
from entente.apps.web.kept import Kept
from entente.apps.web.lately import Lately, request_for
from entente.apps.web.tags import question_of, tag_of, unchanged
from entente.register.errors import RegisterError

_LOOKING = 4
"""So many may ask a server at the same time whether something was written; a file tells it in microseconds."""
_EVERY = 0.5  # seconds after which it is looked whether something was written
_PATIENCE = 0.05  # seconds after which it is looked whether still somebody waits for an answer


class AtOnce:
    """Gives the answers that are kept, and has them made again; all other requests go on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.lately = Lately()
        self.threads = anyio.CapacityLimiter(_LOOKING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._make_again, scope["app"])
                await self.app(scope, receive, send)
                tasks.cancel_scope.cancel()
        elif scope["type"] == "http" and scope["method"] == "GET" and not scope["path"].startswith("/static/"):
            await self._answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        kept, question = kept_of(request), question_of(request)
        tag = tag_of(await self._now(kept), question)
        if made := kept.answers.known(tag):
            self.lately.note(question, scope)
            await (unchanged(request, tag) or made.answer(request))(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _now(self, kept: Kept) -> str:
        """Give a word for what all answers depend on, "" where the register cannot be read: whoever makes an answer tells that."""
        with suppress(RegisterError):
            return kept.now() if kept.in_file else await anyio.to_thread.run_sync(kept.now, limiter=self.threads)
        return ""

    async def _make_again(self, app: FastAPI) -> None:
        """Make what the desk begins with; after a writing, and then half a second without one, what was asked for lately."""
        kept: Kept = app.state.kept
        done = before = await self._now(kept)
        await self._make(kept, done, [request_for(path, app) for path in app.state.begins_with])
        while True:
            await anyio.sleep(_EVERY)
            now = await self._now(kept)
            if now == before != done:
                done = now
                await self._make(kept, now, self.lately.wanted())
            before = now

    async def _make(self, kept: Kept, now: str, asked: Iterable[Scope]) -> None:
        for scope in asked:
            while kept.answers.are_made:  # noqa: ASYNC110 - they are made in threads, which tell no event of this one
                await anyio.sleep(_PATIENCE)
            if await self._now(kept) != now:
                return
            await Catching(self.app)(scope, _nothing, _unheard)


async def _nothing() -> Message:
    return {"type": "http.request"}


async def _unheard(_: Message) -> None:
    """Take what is sent, and give it to nobody."""
