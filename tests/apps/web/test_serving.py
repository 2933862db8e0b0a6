import http.client
import signal
import subprocess
import sys

import pytest

from entente.apps.web.serving import ServingError, address_of, take_port

_SERVED = """
from fastapi import FastAPI
from entente.apps.web.serving import run_desk, take_port
with take_port("127.0.0.1", 0) as listener:
    print(listener.getsockname()[1], flush=True)
    run_desk(FastAPI(), listener, lambda line: print(line, flush=True))
print("ended", flush=True)
"""


@pytest.mark.integration
def test_ctrl_c_ends_it_in_order() -> None:
    command = [sys.executable, "-c", _SERVED]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:  # noqa: S603 - our own
        assert desk.stdout is not None
        connection = http.client.HTTPConnection("127.0.0.1", int(desk.stdout.readline()), timeout=60)
        connection.request("GET", "/")
        assert connection.getresponse().status == http.HTTPStatus.NOT_FOUND  # it runs: its signals are its own by now
        connection.close()
        desk.send_signal(signal.SIGINT)
        told, failed = desk.communicate(timeout=60)
    assert (told.splitlines(), failed, desk.returncode) == (["stop it with Ctrl-C", "ended"], "", 0)


def test_a_port_is_taken_once_and_told_as_an_address() -> None:
    with take_port("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert address_of(listener, "127.0.0.1") == f"http://127.0.0.1:{port}/"
        assert address_of(listener, "::1") == f"http://[::1]:{port}/"
        with pytest.raises(ServingError, match="--port"):
            take_port("127.0.0.1", port)
