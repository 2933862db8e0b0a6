"""Measures a register of a size: how fast claims are stored, how fast every question is answered, disk and memory.

usage: python -m evaluation.register_benchmark [--reports N] [--register FILE|URL] [--rounds N]

Stores made-up reports of about five claims each (evaluation/register_sample.py; 200,000 of them are a million claims), then asks
questions about entities named often, now and then and rarely, another one each round. Prints claims a second, bytes on disk, the
median and the 95th hundredth of the times of each question in milliseconds, and the peak of memory. Times are those of the clock,
from the question to the view's values, which are not drawn; beside them stands the processor's time of this process (with SQLite
that is all), which other work on the machine lengthens less. A question that takes long is asked fewer times, at least three.
A register that holds reports already is not filled again.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from entente.questions.desk import Desk
from entente.questions.positions import standings_page, tenures_page
from entente.questions.promises import Wanted, agreements_page, due_page
from entente.questions.sides import between_sides, conflicts_page, dossier_of, timeline_page
from entente.records.asked import AsOf, Page
from entente.register.handle import Register
from entente.register.keeping import refresh
from entente.register.opening import open_register
from entente.register.queries import find_by_id, list_reports
from entente.register.store import store_many, withdraw
from entente.settings import Settings, register_place
from evaluation.register_sample import DAYS, EPOCH, bare_knowledge, reading, readings
from evaluation.timing import hundredth

TOGETHER = 10_000  # reports stored in one transaction
LONG = 10.0  # seconds after which a question is not asked again
TODAY, HALFWAY = EPOCH + timedelta(days=DAYS), EPOCH + timedelta(days=DAYS // 2)
NAMED = {"often": range(1, 4), "now and then": range(30, 60), "rarely": range(400, 800)}
Ask = Callable[[int], object]


def fill(register: Register, reports: int) -> str:
    """Store so many made-up reports, and give a line with the rate; the time to make them up is not counted."""
    spent, worked, stored = 0.0, 0.0, 0
    for first in range(0, reports, TOGETHER):
        made = list(readings(first, min(first + TOGETHER, reports)))
        start, busy = time.perf_counter(), time.process_time()
        store_many(register, made, bare_knowledge())
        spent, worked = spent + time.perf_counter() - start, worked + time.process_time() - busy
        stored += sum(len(claims) for _, claims in made)
    start, busy = time.perf_counter(), time.process_time()
    stale = refresh(register)
    kept, kept_worked = time.perf_counter() - start, time.process_time() - busy
    records = f"records of {stale:,} cells in {kept:,.0f} s ({kept_worked:,.0f} s of the processor)"
    rates = f"{stored / spent:,.0f} claims a second, {stored / worked:,.0f} a second of the processor"
    return f"stored {stored:,} claims of {reports:,} reports in {spent:,.0f} s: {rates}; {records}"


def size_of(register: Register) -> str:
    """Give a line with the bytes on disk."""
    if isinstance(register.place, Path):
        files = [register.place, register.place.with_name(f"{register.place.name}-wal")]
        size = sum(file.stat().st_size for file in files if file.exists())
    else:
        with register.reading() as connection:
            size = connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
    return f"on disk {size / 2**20:,.0f} MiB"


def questions(register: Register, reports: int) -> dict[str, Ask]:
    """Give what is asked, by name; each takes the number of the round."""
    asked: dict[str, Ask] = {}
    for word, numbers in NAMED.items():
        asked |= _of_one(register, f"one named {word}", numbers)
    asked |= _of_all(register, "")
    asked |= _of_all(register, " as known on a day", AsOf(HALFWAY))
    return asked | {
        "look a name up": lambda n: _desk(register).meant(f"Given Name {n + 1}"),
        "explain a claim": lambda n: find_by_id(register, reading(n)[1][0].id[:8]),
        "store a report": lambda n: _store(register, reports + n),
        "withdraw it": lambda n: _withdraw(register, reports + n),
    }


def _desk(register: Register, as_of: AsOf | None = None) -> Desk:
    settings = Settings(register.place, today=TODAY)
    return Desk(register, settings, as_of or AsOf(), bare_knowledge())


def _of_all(register: Register, word: str, as_of: AsOf | None = None) -> Mapping[str, Ask]:
    def page(turn: int) -> Page:
        return Page(50, offset=turn * 50 % 1000)

    def desk() -> Desk:
        return _desk(register, as_of)

    return {
        f"agreements, a part of all{word}": lambda n: agreements_page(desk(), None, page(n)),
        f"agreements overdue, a part{word}": lambda n: agreements_page(desk(), Wanted(["overdue"]), page(n)),
        f"standing on a day, a part of all{word}": lambda n: standings_page(desk(), None, HALFWAY, page(n)),
        f"tenures, a part of all{word}": lambda n: tenures_page(desk(), (), None, page(n)),
        f"due, a part of all{word}": lambda n: due_page(desk(), page(n)),
        f"contradictions, a part of all{word}": lambda n: conflicts_page(desk(), None, (), page(n)),
    }


def _of_one(register: Register, word: str, numbers: Sequence[int]) -> Mapping[str, Ask]:
    def one(turn: int) -> list[str]:
        return [f"noc/{numbers[turn * 7 % len(numbers)]}"]

    def then() -> Desk:
        return _desk(register, AsOf(HALFWAY))

    return {
        f"timeline of {word}, a part": lambda n: timeline_page(_desk(register), one(n), Page(backwards=True)),
        f"timeline of {word} as known on a day": lambda n: timeline_page(then(), one(n), Page(backwards=True)),
        f"agreements of {word}": lambda n: agreements_page(_desk(register), Wanted(sides=[one(n)])),
        f"agreements of {word} as known on a day": lambda n: agreements_page(then(), Wanted(sides=[one(n)])),
        f"standing of {word} on a day": lambda n: standings_page(_desk(register), one(n), TODAY),
        f"standing of {word} as known on a day": lambda n: standings_page(then(), one(n)),
        f"show {word}": lambda n: dossier_of(_desk(register), one(n)),
        f"between {word} and the next": lambda n: between_sides(_desk(register), one(n), one(n + 1)),
    }


def _store(register: Register, number: int) -> None:
    store_many(register, [reading(number)], bare_knowledge())
    refresh(register)


def _withdraw(register: Register, number: int) -> None:
    withdraw(register, reading(number)[0].key)
    refresh(register)


def times_of(ask: Ask, rounds: int) -> tuple[list[float], list[float]]:
    """Give how long each asking took by the clock and by the processor's time of this process, in milliseconds."""
    times: list[float] = []
    worked: list[float] = []
    while len(times) < rounds and (sum(times) < LONG * 1000 or len(times) < 3):  # noqa: PLR2004 - three make a median
        start, busy = time.perf_counter(), time.process_time()
        ask(len(times))
        worked.append((time.process_time() - busy) * 1000)
        times.append((time.perf_counter() - start) * 1000)
    return times, worked


def measure(register: Register, reports: int, rounds: int) -> None:
    """Fill a register and print what is measured."""
    bare_knowledge()  # who asks often has it loaded: no question is to be told to take that long
    held = len(list_reports(register))
    print(f"holds {held:,} reports already" if held else fill(register, reports), flush=True)
    print(size_of(register), flush=True)
    for name, ask in questions(register, reports).items():
        times, worked = times_of(ask, rounds)
        clock = f"p50 {hundredth(times, 50):9.1f} ms   p95 {hundredth(times, 95):9.1f} ms"
        print(f"{name:55} {clock}   (processor p95 {hundredth(worked, 95):9.1f} ms)", flush=True)
    print(f"peak of memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=200_000)
    parser.add_argument(
        "--register", default="", help="an empty database, or a file to be made; else one that is not kept"
    )
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = register_place(given.register) if given.register else Path(folder) / "measured.db"
        with open_register(place, create=True) as register:
            measure(register, given.reports, given.rounds)


if __name__ == "__main__":
    main()
