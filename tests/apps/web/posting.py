"""Sends the forms of a desk as a browser does: with the token of a page that was opened before."""

from typing import Any

import httpx


def sent(client: httpx.Client, path: str, fields: dict[str, Any] | None = None, **given: Any) -> httpx.Response:
    """Send a form, and give the answer itself, not what it leads to; `given` may be `files`."""
    token = client.cookies.get("entente_form") or client.get("/add").cookies["entente_form"]
    return client.post(path, data={"form_token": token, **(fields or {})}, **given)


def led(client: httpx.Client, path: str, fields: dict[str, Any] | None = None, **given: Any) -> str:
    """Send a form that is taken, and give the address to go on to."""
    answer = sent(client, path, fields, **given)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]
