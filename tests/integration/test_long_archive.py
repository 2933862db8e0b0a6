"""An archive of 2,000 pages, read by the command as a user runs it: interrupted, then again; in bounded memory, with a bar."""

import json
import os
import pty
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from tests.intake.conftest import warc_of

PAGES = 2_000
MOST_MEGABYTES = 600
ENOUGH = 100  # pages after which it is interrupted
TOGETHER = 16  # reports that are stored in one transaction
COUNTRIES = ("Mali", "Syria", "Cuba", "Fiji", "Kenya", "Chile", "Japan", "Spain", "Italy", "Egypt")
WEATHER = (
    "The weather was fine, and all who live by the water said that they were glad of it, as they had been on the day"
)
CITIES = ("Cairo", "Paris", "Seoul", "Tokyo", "Doha", "Lima")


# Runs a command and writes down the most memory that it took. A small process of its own does that, as what a process took counts
# for the command that it starts (getrusage(2): the largest resident set outlives exec), and the one that runs the tests is large.
LAUNCHER = """
import os, signal, subprocess, sys
signal.signal(signal.SIGINT, lambda *_: None)
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
process.returncode = os.waitstatus_to_exitcode(status)
open(sys.argv[1], "w").write(str(usage.ru_maxrss))
sys.exit(process.returncode)
"""


@dataclass(frozen=True)
class Left:
    """How a command left: its code, what it printed, what stood at the terminal, and the most memory it took, in megabytes."""

    code: int
    out: str
    err: str
    megabytes: float


def pages() -> Iterator[dict[str, str]]:
    """Give the reports of the pages, every fourth with news of its own, as most news is of other things."""
    choose = random.Random(1)  # noqa: S311 - texts for a test
    for number in range(PAGES):
        one, other = (f"the National Olympic Committee of {country}" for country in choose.sample(COUNTRIES, 2))
        met = f"The president of {one} met the president of {other} in {choose.choice(CITIES)} on Tuesday."
        said = met if number % 4 == 0 else f"The harbour of {choose.choice(CITIES)} was quiet on Tuesday."
        text = f"{said}\n\n{WEATHER} {number}.\n\n{WEATHER} before that."
        title, url = f"Talks {number}", f"https://news.example.org/{number}"
        yield {"text": text, "url": url, "title": title, "publisher": "Desk", "published": "2023-05-16"}


def start(folder: Path, archive: Path, terminal: int) -> subprocess.Popen[str]:
    launched = [sys.executable, "-c", LAUNCHER, str(folder / "memory")]
    command = [*launched, sys.executable, "-m", "entente", "read", str(archive)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80", "ENTENTE_REGISTER": str(folder / "register.db")}
    return subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=terminal, env=environment, text=True, start_new_session=True
    )


def run(folder: Path, archive: Path, *, interrupted: bool) -> Left:
    """Run the command at a terminal; `interrupted` sends what Ctrl-C sends, once some pages are stored."""
    terminal, inner = pty.openpty()
    shown: list[bytes] = []
    watcher = Thread(target=_collect, args=(terminal, shown))
    watcher.start()
    with start(folder, archive, inner) as process:
        os.close(inner)
        if interrupted:
            _interrupt(process, folder)
        assert process.stdout is not None
        out = process.stdout.read()
    watcher.join()
    os.close(terminal)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024  # getrusage(2): bytes there, kilobytes elsewhere
    megabytes = int((folder / "memory").read_text()) / scale
    return Left(process.returncode, out, b"".join(shown).decode("utf-8", "replace"), megabytes)


def _interrupt(process: subprocess.Popen[str], folder: Path) -> None:
    while stored(folder) < ENOUGH:
        assert process.poll() is None
        sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)


def _collect(terminal: int, shown: list[bytes]) -> None:
    try:
        while data := os.read(terminal, 65_536):
            shown.append(data)
    except OSError:  # how a terminal says on Linux that nobody is at it any more
        return


def stored(folder: Path) -> int:
    """Give the number of reports in the register."""
    try:
        with closing(sqlite3.connect(f"file:{folder / 'register.db'}?mode=ro", uri=True)) as register:
            return int(register.execute("select count(*) from reports").fetchone()[0])
    except sqlite3.OperationalError:  # there is none yet
        return 0


@pytest.mark.integration
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal and signals as POSIX has them")
def test_an_archive_of_2000_pages_is_read_in_bounded_memory_and_goes_on_after_an_interruption(tmp_path: Path) -> None:
    archive = tmp_path / "news.warc.gz"
    archive.write_bytes(warc_of(list(pages())))
    first = run(tmp_path, archive, interrupted=True)
    before = stored(tmp_path)
    assert first.code == 130
    assert "what was stored before is kept" in first.err
    assert ENOUGH <= before < PAGES
    [entry] = json.loads((tmp_path / "register.db.unfinished.json").read_text()).values()
    assert 0 < entry["after"] < archive.stat().st_size
    second = run(tmp_path, archive, interrupted=False)
    assert second.code == 0
    again = second.out.count("https://news.example.org/") - (PAGES - before)
    assert 0 <= again <= TOGETHER  # those stored last, together, were not noted yet
    assert stored(tmp_path) == PAGES
    assert not (tmp_path / "register.db.unfinished.json").exists()
    for left in (first, second):
        assert left.megabytes < MOST_MEGABYTES
        assert "reading" in left.err
        assert "%" in left.err
