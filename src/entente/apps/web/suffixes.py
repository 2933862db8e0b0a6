"""`/agreements.json` and `/agreements.csv` are `/agreements` in another form, and so are drawings (`.svg`) and calendars (`.ics`).

The suffix is taken off before all else.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

_FORMS = ("json", "csv", "svg", "ics")
_OWN = ("/openapi.json", "/static/")


class Suffixes:
    """Takes the suffix of a form off a path, and tells the page of it as `request.state.form`; `/index.json` is that of `/`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        if scope["type"] == "http" and not scope["path"].startswith(_OWN):
            path, _, form = scope["path"].rpartition(".")
            if form in _FORMS and path:
                page = "/" if path == "/index" else path
                state = {**scope.get("state", {}), "form": form}
                scope = {**scope, "path": page, "raw_path": page.encode(), "state": state}
        await self.app(scope, receive, send)
