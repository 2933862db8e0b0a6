"""Kills a process that stores reports, or judges them, at random moments, and looks whether anything that it had committed is lost.

usage: python -m evaluation.register_killed [--work ingest|review] [--times N] [--postgresql]

Each time a process works at the register (evaluation/killed_work.py) and tells all that is committed; it is ended by SIGKILL after
a random while, sometimes before it has made the register. Then everything told must stand in the register, no transaction by half,
and `check` must find no fault. With `--postgresql` the register is a database of a server of Debian's package, on loopback; every
tenth time not the process is killed but the server, at once, as by a failing machine (`pg_ctl stop -m immediate`), and restarted.
A register is begun anew after every so many times (`--anew`), so that looking at all of it stays quick.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from entente.register.integrity import check
from entente.register.opening import open_register
from evaluation.killed_work import WORKS, begin, place_of, work
from evaluation.register_sample import bare_knowledge

LONGEST = 0.4  # seconds from the first transaction committed, or from the opening of the register, to the kill, at most
EARLY = 3  # every third time the register may not even be opened
CRASH = 10  # every tenth time the server itself falls
ANEW = 25


@dataclass
class Killed:
    """What is told of registers whose writers were killed: how often, how often the server fell, what was committed."""

    times: int = 0
    fallen: int = 0
    committed: int = 0
    told: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Give what was found as one line."""
        fallen = f", {self.fallen} of them by the server's fall" if self.fallen else ""
        return f"killed {self.times} times{fallen}: {self.committed} committed, none lost, check passes"


def end_once(arguments: Sequence[str], lines: int, after: float, fall: Callable[[], None] | None) -> list[str]:
    """Let a process work, end it or its server some seconds after so many lines, and give what it told as committed."""
    command = [sys.executable, "-m", "evaluation.register_killed", *arguments]
    errors = subprocess.DEVNULL if fall else None  # where its server falls, it ends by an error of its own
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:  # noqa: S603 - this file
        assert process.stdout is not None
        told = "".join(process.stdout.readline() for _ in range(lines))
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            (fall or process.kill)()
        told += process.stdout.read()
    assert process.returncode == (1 if fall else -signal.SIGKILL), f"the writer ended by itself: {process.returncode}"
    return told[: told.rfind("\n") + 1].split()


def run(place: str, name: str, times: int, seed: int = 1, fall: Callable[[], None] | None = None) -> Killed:
    """Kill a worker so many times at one register, and give what is told of it. Raises AssertionError where something is wrong.

    `fall` makes the register's server fall and get up again, in place of every tenth kill.
    """
    chance = random.Random(seed)  # noqa: S311 - made up, no secret
    killed = Killed()
    if name == "review":
        begin(place)
    for number in range(times):
        falls = fall if fall and number % CRASH == CRASH - 1 else None
        arguments = ("--work", name, "--from", str(_next(name, killed, seed)), place)
        lines = (
            1 if number % EARLY == 0 else 2
        )  # the first comes before the register is opened, the second with a commit
        killed.told += end_once(arguments, lines, chance.uniform(0, LONGEST), falls)
        killed.fallen += falls is not None
        killed.times += 1
        _look(place, name, killed)
    killed.committed = len(killed.told)
    return killed


def _next(name: str, killed: Killed, seed: int) -> int:
    """Give the number to go on from: of reports the one after those told, of judgements another chance each time."""
    return max(map(int, killed.told), default=-1) + 1 if name == "ingest" else seed * 1000 + killed.times


def _look(place: str, name: str, killed: Killed) -> None:
    with open_register(place, create=True, busy_seconds=60) as register:
        lost = WORKS[name].lacks(register, killed.told)
        assert not lost, lost
        faults = check(register, bare_knowledge())
    assert not faults, faults


@contextmanager
def _places(postgresql: bool) -> Iterator[tuple[Callable[[], str], Callable[[], None] | None]]:
    """Give what makes a place for a new register, and what makes its server fall where it has one."""
    if not postgresql:
        with tempfile.TemporaryDirectory() as folder:
            yield partial(place_of, Path(folder)), None
        return
    from tests.postgresql import running_server  # beside the package, as this folder is

    with running_server(settings=()) as server:
        yield server.empty_database, server.fall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", choices=WORKS, default="ingest")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--anew", type=int, default=ANEW)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--from", type=int, dest="first", help=argparse.SUPPRESS)
    parser.add_argument("place", nargs="?", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.place:
        work(given.place, given.work, given.first)
        return
    whole = Killed()
    with _places(given.postgresql) as (new_place, fall):
        while whole.times < given.times:
            some = run(new_place(), given.work, min(given.anew, given.times - whole.times), whole.times + 1, fall)
            whole = Killed(whole.times + some.times, whole.fallen + some.fallen, whole.committed + some.committed)
            print(whole.line(), flush=True)


if __name__ == "__main__":
    main()
