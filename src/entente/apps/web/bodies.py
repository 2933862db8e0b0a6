"""How much may be sent to the desk at once: what is longer is received to its end, kept nowhere, and refused with a message."""

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 10_000_000
"""The longest file that is taken."""
_FORM = 100_000  # bytes of the other fields of a form, and of what stands between them
_OF_REPORTS = "/add/"  # the forms that take files and long texts
_PATIENCE = 20  # times the limit: whoever sends more than that is cut off


class BodyLimit:
    """Refuses a request whose body is too long with 413; a browser shows the answer only when all it sends was taken."""

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES) -> None:
        self.app = app
        self.most = most + _FORM

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on; its body is counted as it is read."""
        taken = 0
        most = self.most if scope["type"] == "http" and scope["path"].startswith(_OF_REPORTS) else min(self.most, _FORM)

        async def receiving() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            while taken > most and message.get("more_body") and taken < most * _PATIENCE:
                message = await receive()
                taken += len(message.get("body", b""))
            if taken > most:
                size = f"{MOST_BYTES // 1_000_000} MB" if most == self.most else f"{_FORM // 1000} KB"
                raise HTTPException(413, f"That is longer than {size}, the most that the desk takes here at once.")
            return message

        await self.app(scope, receiving if scope["type"] == "http" else receive, send)
