"""Measures the desk as people meet it: many at once, each at what they like, from a desk just started, while reports are stored.

usage: python -m evaluation.desk_people --register COPY [--flight N] [--pause S] [--seconds S] [--every S] [--seed N] [--today DAY]

Serves the register by `entente serve` in a process of its own, on loopback, and asks for pages for `--seconds`: `--flight`
people at the same time, each for one page after another, with a pause of `--pause` seconds at the mean between an answer and the
next question (0: none, so that all of them wait all the time). What they ask for is drawn by chance, the same for the same seed:
the page as often as `PAGES` says; entities as often as the made-up reports name them (Zipf's law: rank n one n-th as often as
the first, of 3,200), reports and claims the newest most, words and months in the same way. Meanwhile another process stores a
report every `--every` seconds (0: none) and brings the records up to date: **the register is written to, name a copy**; what was
stored is withdrawn at the end.

Prints the median, the 95th and the 99th hundredth of the times by the clock from the request to the last byte, in milliseconds;
what share of the answers was made for who asked (a header of the answer tells it), not kept before; the same of these alone and
of the kept ones alone, and by page; how many answers there were a second; the server's processor's time and memory.
"""

import argparse
import http
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from entente.register.keeping import refresh
from entente.register.opening import open_register
from entente.register.store import store, withdraw
from entente.settings import register_place
from evaluation.desk_load import KINDS, Answered, get, made_up_word, memory, processor, serving
from evaluation.register_sample import bare_knowledge, reading, zipf
from evaluation.timing import hundredth

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized
    from multiprocessing.synchronize import Event

REPORTS = 200_000  # that the register holds
STORED_FROM = 10_000_000  # the numbers of those that are stored meanwhile
THIS_MONTH, MONTHS = 2025 * 12 + 8, 150  # counted from the year 0, and back from it
PAGES = {  # how often among a hundred questions: made up, nobody has measured it
    "/": 14,
    "/agreements": 6,
    "/standing": 4,
    "/calendar": 4,
    "/reports": 4,
    "/conflicts": 2,
    "/review": 2,
    "/about": 1,
    "/calendar?month={month}": 3,
    "/search?q={word}": 10,
    "/entity/{one}": 22,
    "/timeline?entity={one}": 6,
    "/network?entity={one}": 4,
    "/standing?subject={one}": 3,
    "/agreements?party={one}": 3,
    "/between?one={one}&other={other}": 5,
    "/report?key={report}": 4,
    "/claim/{claim}": 3,
}


@dataclass(frozen=True, slots=True)
class Met:
    """What somebody met: the kind of page, and how it was answered."""

    page: str
    answered: Answered


def questions(seed: int) -> Iterator[tuple[str, str]]:
    """Give what somebody asks for, one address after another, each with its kind of page: the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made up, no secret
    while True:
        page = chance.choices(list(PAGES), list(PAGES.values()))[0]
        yield page, re.sub(r"\{(\w+)\}", lambda name: DRAWN[name[1]](chance), page)


def _month(chance: random.Random) -> str:
    before = THIS_MONTH - zipf(chance, MONTHS) + 1
    return f"{before // 12}-{before % 12 + 1:02}"


def _entity(chance: random.Random) -> str:
    return f"{chance.choice(KINDS)}/{zipf(chance, 800)}"


DRAWN: Mapping[str, Callable[[random.Random], str]] = {
    "one": _entity,
    "other": _entity,
    "month": _month,
    "word": lambda chance: made_up_word(zipf(chance, 2000)),
    "report": lambda chance: f"made/{REPORTS - zipf(chance, REPORTS)}.txt",
    "claim": lambda chance: reading(REPORTS - zipf(chance, REPORTS))[1][0].id,
}


def asking(port: int, seed: int, pause: float, until: float) -> list[Met]:
    """Ask as one of those people, until a moment of the monotonic clock, and give what they met."""
    met: list[Met] = []
    chance = random.Random(-seed)  # noqa: S311 - made up, no secret
    for page, path in questions(seed):
        if pause:
            time.sleep(chance.expovariate(1 / pause))
        if time.monotonic() > until:
            return met
        met.append(Met(page, get(port, path)[0]))
    return met


@contextmanager
def storing(register: str, every: float) -> Iterator[Callable[[], int]]:
    """Store a report every so many seconds in a process of its own; gives a function that tells how many are stored."""
    context = get_context("spawn")
    stop, stored = context.Event(), context.Value("i", 0)
    process = context.Process(target=_store, args=(register, every, stop, stored))
    if every:
        process.start()
    try:
        yield lambda: stored.value
    finally:
        stop.set()
        if every:
            process.join()


def _store(register: str, every: float, stop: "Event", stored: "Synchronized[int]") -> None:
    with open_register(register_place(register)) as opened:
        while not stop.wait(every):
            store(opened, *reading(STORED_FROM + stored.value), bare_knowledge())
            refresh(opened)
            stored.value += 1
        for number in range(stored.value):
            withdraw(opened, reading(STORED_FROM + number)[0].key)
        refresh(opened)


def line(name: str, met: Sequence[Met], of: int) -> str:
    """Give a line with the times of some answers, and what share of so many they are."""
    times = [one.answered.time for one in met]
    if not times[1:]:
        return f"{name:42} {len(times)} alone"
    told = "   ".join(f"p{part} {hundredth(times, part):6.0f} ms" for part in (50, 95, 99))
    failed = sum(one.answered.status != http.HTTPStatus.OK for one in met)
    return f"{name:42} {told}   {100 * len(met) / of:5.1f} %{f'   {failed} FAILED' if failed else ''}"


def tell(met: Sequence[Met]) -> None:
    """Print what people met: all, what was made for them, what was kept, and by page."""
    print(line("all answers", met, len(met)))
    print(line("  made for who asked", [one for one in met if one.answered.made], len(met)))
    print(line("  kept", [one for one in met if not one.answered.made], len(met)))
    for page in PAGES:
        print(line(page, [one for one in met if one.page == page], len(met)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--register", required=True)
    parser.add_argument("--flight", type=int, default=20)
    parser.add_argument("--pause", type=float, default=0)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--every", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", default="2025-09-08")
    given = parser.parse_args()
    with serving(given.register, given.today) as (port, server):
        before, until = processor(server), time.monotonic() + given.seconds
        with storing(given.register, given.every) as stored, ThreadPoolExecutor(given.flight) as pool:
            seeds = range(given.seed * 1000, given.seed * 1000 + given.flight)
            met = [one for own in pool.map(lambda seed: asking(port, seed, given.pause, until), seeds) for one in own]
            number, spent = stored(), processor(server) - before
        print(f"{given.flight} people for {given.seconds:.0f} s, {number} reports stored meanwhile")
        tell(met)
        print(f"{len(met) / given.seconds:.0f} answers a second, {spent / len(met):.1f} ms of the processor each")
        print(f"the server's memory at its peak: {memory(server):,.0f} MiB")


if __name__ == "__main__":
    main()
