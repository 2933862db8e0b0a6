"""How much may be sent to the desk at once: what is longer is received to its end, kept nowhere, and refused with a message."""

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 10_000_000
"""The longest file that is taken."""
_FORM = 100_000  # bytes of the other fields of a form, and of what stands between them
_PATIENCE = 20  # times the limit: whoever sends more than that is cut off


class BodyLimit:
    """Refuses a request whose body is too long with 413; a browser shows the answer only when all it sends was taken."""

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES) -> None:
        self.app = app
        self.most = most + _FORM

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on; its body is counted as it is read."""
        taken = 0

        async def receiving() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            while taken > self.most and message.get("more_body") and taken < self.most * _PATIENCE:
                message = await receive()
                taken += len(message.get("body", b""))
            if taken > self.most:
                megabytes = MOST_BYTES // 1_000_000
                raise HTTPException(413, f"That is longer than {megabytes} MB, the most that the desk takes at once.")
            return message

        await self.app(scope, receiving if scope["type"] == "http" else receive, send)
