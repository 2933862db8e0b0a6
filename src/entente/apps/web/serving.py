"""Runs the desk: takes the port first, so that what is in the way is told before anything starts."""

import gc
import re
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI

from entente.apps.web.app import LOOPBACK
from entente.model.problem import Problem

_ERRORS_ALONE = "warning"
_ANY = ("0.0.0.0", "::")  # noqa: S104 - they are told from others
_CONNECTIONS = 500  # open at the same time; more are told to come later
_TURN = 0.001  # seconds that a thread which makes an answer works on while another one, or a kept answer, waits
_COLLECTED = (20_000, 20, 50)  # a page makes some 100,000 values, which hardly ever refer to one another in circles


@dataclass(frozen=True, slots=True)
class Reach:
    """How people reach the desk: by which address ("" for that where it listens), with which certificate and key (PEM)."""

    url: str = ""
    certificate: Path | None = None
    key: Path | None = None

    @property
    def https(self) -> bool:
        """Whether that is by https."""
        return self.certificate is not None or self.url.startswith("https://")


HERE = Reach()
"""From this machine alone, by http."""


class ServingError(Exception):
    """The desk cannot be served; `problem` says why, and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def check_host(host: str, url: str, users: int) -> None:
    """Refuse to listen where others can reach the desk, or to be reached by them, without accounts. Raises ServingError.

    `url` is the address by which people reach it, "" where that is where it listens; `users` is how many accounts there are.
    """
    beyond = next((place for place in (host, _host_of(url)) if place and not _is_loopback(place)), "")
    if beyond and not users:
        message = "is not this machine alone: others could reach the desk, and it has no accounts"
        raise ServingError(Problem(beyond, message, "make one first: entente user add NAME --role admin"))
    if host in _ANY and not url:
        message = "is no address that a browser can ask for"
        raise ServingError(Problem(host, message, "say by which people reach it: --url https://desk.example.org"))


def hosts_of(host: str, url: str) -> tuple[str, ...]:
    """Give the names to which the desk answers: those of this machine alone, where it listens, and that of its address.

    Raises ServingError where the address is none.
    """
    named = _host_of(url)
    if url and (not re.fullmatch(r"https?://[^/?#@\s]+/?", url) or not named):
        raise ServingError(Problem(url, "is no address of a desk", "write it as https://desk.example.org"))
    own = () if host in _ANY else (host, f"[{host}]")
    return tuple(dict.fromkeys((*LOOPBACK, *own, *((named, f"[{named}]") if named else ()))))


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def take_port(host: str, port: int) -> socket.socket:
    """Give a socket that is bound to a port, any free one for 0. Raises ServingError where it is taken or is none of ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        message = f"cannot be listened on: {getattr(error, 'strerror', None) or error}"
        raise ServingError(
            Problem(f"{host}:{port}", message, "name another with --port, or 0 for any free one")
        ) from error


def address_of(listener: socket.socket, host: str, reach: Reach = HERE) -> str:
    """Give the address at which a browser finds what listens on a socket."""
    scheme, port = "https" if reach.certificate else "http", listener.getsockname()[1]
    own = f"{scheme}://[{host}]:{port}/" if ":" in host else f"{scheme}://{host}:{port}/"
    return f"{reach.url.rstrip('/')}/" if reach.url else own


def run_desk(app: FastAPI, listener: socket.socket, tell: Callable[[str], None], reach: Reach = HERE) -> None:
    """Serve the desk on a bound socket until it is interrupted. Raises ServingError where the certificate cannot be used."""
    server = server_of(app, reach)
    sys.setswitchinterval(_TURN)
    gc.freeze()  # the knowledge stays: nobody needs to look through it again and again
    gc.set_threshold(*_COLLECTED)
    tell("stop it with Ctrl-C")
    with suppress(KeyboardInterrupt):  # Ctrl-C, which the server raises again once it has stopped
        server.run(sockets=[listener])


def server_of(app: FastAPI, reach: Reach = HERE) -> uvicorn.Server:
    """Give the server of the desk: it says nothing of itself, and logs what goes wrong alone.

    Where a proxy of this machine stands before it, that tells from which address a request comes. Raises ServingError where the
    certificate cannot be used.
    """
    config = uvicorn.Config(
        app,
        log_level=_ERRORS_ALONE,
        access_log=False,
        server_header=False,
        proxy_headers=bool(reach.url),
        forwarded_allow_ips="127.0.0.1,::1",
        limit_concurrency=_CONNECTIONS,
        ssl_certfile=reach.certificate,
        ssl_keyfile=reach.key,
    )
    try:
        config.load()
    except OSError as error:
        raise ServingError(
            Problem(str(reach.certificate), f"cannot be used: {error}", "see --certificate and --key")
        ) from error
    return uvicorn.Server(config)
