"""Runs the desk: takes the port first, so that what is in the way is told before anything starts."""

import socket
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn
from fastapi import FastAPI

from entente.model.problem import Problem

_ERRORS_ALONE = "warning"


class ServingError(Exception):
    """The desk cannot be served; `problem` says why, and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def check_host(host: str) -> None:
    """Refuse to listen on anything but this machine alone. Raises ServingError."""
    if not _is_loopback(host):
        message = "is not this machine alone: others could reach the desk, and it has no accounts"
        raise ServingError(Problem(host, message, "leave --host out, or name 127.0.0.1"))


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


def address_of(listener: socket.socket, host: str) -> str:
    """Give the address at which a browser finds what listens on a socket."""
    port = listener.getsockname()[1]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def run_desk(app: FastAPI, listener: socket.socket, tell: Callable[[str], None]) -> None:
    """Serve the desk on a bound socket until it is interrupted."""
    server = server_of(app)
    tell("stop it with Ctrl-C")
    server.run(sockets=[listener])


def server_of(app: FastAPI) -> uvicorn.Server:
    """Give the server of the desk: it says nothing of itself, and logs what goes wrong alone."""
    config = uvicorn.Config(app, log_level=_ERRORS_ALONE, access_log=False, server_header=False, proxy_headers=False)
    return uvicorn.Server(config)
