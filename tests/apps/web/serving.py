"""Runs the desk for tests: a real server on a free port of loopback, in a thread of its own."""

import contextlib
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import httpx
from fastapi import FastAPI

from entente.apps.web.app import create_app
from entente.apps.web.serving import server_of, take_port
from entente.register.opening import open_register
from entente.settings import Settings

TODAY = date(2023, 6, 15)
_PATIENCE = 10.0
_LONG = 60.0  # seconds: reading takes longer on a busy machine


@contextlib.contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an app, and give its address."""
    with take_port("127.0.0.1", 0) as listener:
        server = server_of(app)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        end = time.monotonic() + _PATIENCE
        while not server.started and time.monotonic() < end:
            time.sleep(0.01)
        assert server.started
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(_PATIENCE)


@contextlib.contextmanager
def served_register(place: Path | str, today: date = TODAY) -> Iterator[str]:
    """Serve the desk over a register that is there, and give its address."""
    with (
        open_register(place) as register,
        served(create_app(register, Settings(Path(place), today=today), by="Ana")) as address,
    ):
        yield address


@contextlib.contextmanager
def asking(address: str) -> Iterator[httpx.Client]:
    """Give a client that asks a served desk for JSON, or for what a test names in `Accept`."""
    with httpx.Client(
        base_url=address, headers={"Accept": "application/json"}, timeout=_LONG, trust_env=False
    ) as client:
        yield client
