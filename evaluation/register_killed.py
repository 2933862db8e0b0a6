"""Kills a process that stores reports at random moments, and looks whether anything that it had committed is lost.

usage: python -m evaluation.register_killed [--times N] [--register FILE|URL]

Each time a process stores reports into the same register, one or some at a time, and prints their numbers when committed; it
is ended by SIGKILL after a random while. Then every number printed must stand in the register, and `check` must find no fault.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from entente.register.integrity import check
from entente.register.opening import open_register
from entente.register.queries import list_reports
from entente.register.store import store_many, withdraw
from evaluation.register_sample import bare_knowledge, reading, readings

LONGEST = 0.4  # seconds from the first report committed to the kill, at most


def write(place: str, first: int) -> None:
    """Store reports from a number on until killed, printing what is committed; every seventh is taken out and put back."""
    with open_register(place, create=True, busy_seconds=60) as register:
        number = first
        while True:
            together = 1 + number % 5
            store_many(register, readings(number, number + together), bare_knowledge())
            print(*range(number, number + together), flush=True)
            if number % 7 == 0:
                found = reading(number)
                withdraw(register, found[0].key)
                store_many(register, [found], bare_knowledge())
            number += together


def kill_once(place: str, first: int, after: float) -> list[int]:
    """Let a process store reports from a number on, kill it after some seconds, and give the numbers that it told as committed."""
    command = [sys.executable, "-m", "evaluation.register_killed", "--write", str(first), "--register", place]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - this file
        assert process.stdout is not None
        told = process.stdout.readline()
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        told += process.stdout.read()
    assert process.returncode == -signal.SIGKILL, f"the writer ended by itself: {process.returncode}"
    whole = told[: told.rfind("\n") + 1]
    return [int(number) for number in whole.split()]


def lost(place: str, numbers: Sequence[int]) -> list[int]:
    """Give the committed numbers that are not in the register; one being taken out and put back at the kill is not counted."""
    with open_register(place) as register:
        keys = {report.key for report in list_reports(register)}
    return [number for number in numbers if f"made/{number}.txt" not in keys and number % 7]


def run(place: str, times: int, seed: int = 1) -> str:
    """Kill a writer so many times, and give a line with what was found. Raises AssertionError where something is lost or broken."""
    chance = random.Random(seed)  # noqa: S311 - made up, no secret
    committed: list[int] = []
    for _ in range(times):
        committed += kill_once(place, max(committed, default=-1) + 1, chance.uniform(0, LONGEST))
        assert not lost(place, committed), lost(place, committed)
        with open_register(place) as register:
            faults = check(register, bare_knowledge())
        assert not faults, faults
    return f"killed {times} times: {len(committed)} reports committed, none lost, check passes"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--register", default="")
    parser.add_argument("--write", type=int, default=-1, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write >= 0:
        write(given.register, given.write)
    with tempfile.TemporaryDirectory() as folder:
        print(run(given.register or str(Path(folder) / "killed.db"), given.times))


if __name__ == "__main__":
    main()
