import signal
from threading import Timer

import pytest
from fastapi import FastAPI

from entente.apps.web.serving import ServingError, address_of, run_desk, take_port


def test_ctrl_c_ends_it_in_order() -> None:
    told: list[str] = []
    with take_port("127.0.0.1", 0) as listener:
        timer = Timer(0.5, signal.raise_signal, [signal.SIGINT])
        timer.start()
        run_desk(FastAPI(), listener, told.append)
        timer.join()
    assert told == ["stop it with Ctrl-C"]


def test_a_port_is_taken_once_and_told_as_an_address() -> None:
    with take_port("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert address_of(listener, "127.0.0.1") == f"http://127.0.0.1:{port}/"
        assert address_of(listener, "::1") == f"http://[::1]:{port}/"
        with pytest.raises(ServingError, match="--port"):
            take_port("127.0.0.1", port)
