"""A real PostgreSQL for tests, from the system's package: a cluster in a scratch folder, on loopback, gone when the tests end."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_PUT_OUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IS NOT NULL AND pid <> pg_backend_pid()"
)
_UNPRIVILEGED = "postgres"  # the package's own user: the server does not run as root
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40")


@dataclass
class Server:
    """A running server: its folder and port."""

    folder: Path
    port: int
    settings: tuple[str, ...] = ()

    def address(self, database: str) -> str:
        return f"postgresql://{_UNPRIVILEGED}@127.0.0.1:{self.port}/{database}"

    def empty_database(self) -> str:
        """Give the address of a database that holds nothing: the same each time, whoever was still in it is put out."""
        import psycopg

        address = self.address("postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(_PUT_OUT)
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return address

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} " + " ".join(f"-c {one}" for one in self.settings)
        self._control("-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        """End it at once, as a failing machine would: what was committed has to be found in its log."""
        self._control("-m", "immediate", "stop")

    def fall(self) -> None:
        """End it at once, and start it again."""
        self.stop()
        self.start()

    def _control(self, *arguments: str | Path) -> None:
        _run(_program("pg_ctl"), "-D", self.folder / "data", "-w", *arguments)


@contextmanager
def running_server(settings: tuple[str, ...] = _QUICK) -> Iterator[Server]:
    """Run a server; the test is skipped where there is none to run."""
    pytest.importorskip("psycopg", reason="needs psycopg: pip install 'entente[postgres]'")
    folder = Path(tempfile.mkdtemp(prefix="entente-postgresql-"))
    try:
        server = Server(folder, _free_port(), settings)
        if os.geteuid() == 0:
            shutil.chown(folder, _UNPRIVILEGED)
        _run(_program("initdb"), "-D", folder / "data", "-U", _UNPRIVILEGED, "-A", "trust", "-E", "UTF8", "-N")
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _program(name: str) -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not found:
        pytest.skip("needs PostgreSQL's server (Debian: apt-get install postgresql), which is not here")
    return found[-1]


def _run(*command: str | Path) -> None:
    as_whom = ["runuser", "-u", _UNPRIVILEGED, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(  # noqa: S603 - the system's own programs
        [*as_whom, *map(str, command)], cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr or done.stdout


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
