"""Measures the desk under load: each page's times with many requests in flight, the bytes of its first paint, the server's memory.

usage: python -m evaluation.desk_load --register FILE|URL [--flight N] [--first N] [--requests N] [--today DAY] [PATH ...]

Serves the register by `entente serve` in a process of its own, on loopback, and asks for pages, `--flight` of them at the
same time. **First answers**: `--first` addresses of each page, of other entities, months, days or words each, every one of
them asked for once only in the whole run, so that nothing of an answer is kept. Then **kept answers**: the pages named,
else all that answer without parameters, and those of entities named often, now and then and rarely, as
evaluation/register_sample.py makes them, `--requests` of each: `ETag` is not sent, but the desk keeps its answers as long
as nothing is written. Prints for each page the median and the 95th hundredth of the times by the clock from the request
to the last byte, the processor's time that the server took for one, in milliseconds, and the bytes of the first paint:
the page with its style and scripts, as sent. At the end all pages in turn, and the server's memory at its peak.
"""

import argparse
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from evaluation.timing import hundredth

PLAIN = ("/", "/agreements", "/standing", "/calendar", "/review", "/conflicts", "/reports", "/about")
ABOUT = ("/entity/{}", "/timeline?entity={}", "/network?entity={}", "/standing?subject={}", "/agreements?party={}")
OFTEN, SOMETIMES, RARELY = (
    ("noc/1", "noc/2", "noc/3"),
    ("noc/30", "noc/37", "noc/44"),
    ("noc/400", "noc/450", "noc/500"),
)
# Of each kind of entity those of these ranks, by how often they are named
RANKS = {"often": range(1, 21), "now and then": range(21, 101), "rarely": range(300, 700)}
KINDS = ("nf", "org", "country", "noc")
_ASSET = re.compile(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"')
_HEADERS = {"Accept": "text/html", "Accept-Encoding": "gzip"}
_START = 60.0  # seconds that the server may take to answer at first


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: its status, its time in milliseconds, its bytes as sent, and whether it was made for who asked, not kept."""

    status: int
    time: float
    size: int
    made: bool


def free_port() -> int:
    """Give a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(register: str, today: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a register in a process of its own: give its port and the process. Raises TimeoutError where it does not answer."""
    port = free_port()
    command = [sys.executable, "-m", "entente", "serve", "--register", register, "--port", str(port)]
    with subprocess.Popen([*command, *(["--today", today] if today else [])]) as server:  # noqa: S603 - our own
        try:
            _wait_for(port, server)
            yield port, server
        finally:
            server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START
    while time.monotonic() < until and server.poll() is None:
        try:
            get(port, "/openapi.json")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the desk does not answer")


def get(port: int, path: str) -> tuple[Answered, bytes]:
    """Ask for a page, and give how it was answered, and the bytes sent."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    start = time.perf_counter()
    connection.request("GET", path, headers=_HEADERS)
    response = connection.getresponse()
    body = response.read()
    spent = (time.perf_counter() - start) * 1000
    packed = response.getheader("Content-Encoding") == "gzip"
    made = "Server-Timing" in response.headers
    connection.close()
    return Answered(response.status, spent, len(body), made), _unpacked(body) if packed else body


def _unpacked(body: bytes) -> bytes:
    import gzip

    return gzip.decompress(body)


def first_paint(port: int, path: str) -> int:
    """Give the bytes of a page as sent, with the style and the scripts that it names."""
    page, body = get(port, path)
    return page.size + sum(get(port, asset.decode())[0].size for asset in sorted(set(_ASSET.findall(body))))


def load(port: int, paths: Sequence[str], requests: int, flight: int) -> list[Answered]:
    """Ask for some paths in turn, so many requests in all, so many of them at the same time."""
    turns = [paths[n % len(paths)] for n in range(requests)]
    with ThreadPoolExecutor(flight) as pool:
        return [answer for answer, _ in pool.map(lambda path: get(port, path), turns)]


def firsts(number: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what is asked for once only: so many addresses of each page, of other entities, months, days, words each."""
    months = (f"{2012 + n // 12}-{n % 12 + 1:02}" for n in range(7, 164, max(1, 156 // number)))
    yield "/calendar?month=…", tuple(f"/calendar?month={month}" for month in months)[:number]
    yield "/standing?on=…", tuple(f"/standing?on={2012 + n % 14}-03-{n // 14 + 1:02}" for n in range(number))
    for path in ("/agreements", "/conflicts", "/reports"):
        yield f"{path}?page=…", tuple(f"{path}?page={n + 2}" for n in range(number))
    yield "/search?q=…", tuple(f"/search?q={made_up_word(n)}" for n in range(number))
    yield "/?today=…", tuple(f"/?today={date(2024, 1, 1) + timedelta(days=n)}" for n in range(number))
    for word, ranks in RANKS.items():
        entities = [f"{kind}/{rank}" for rank in ranks for kind in KINDS]
        some = entities[:: max(1, len(entities) // number)][:number]
        yield from ((f"{page.format('…')} {word}", tuple(map(page.format, some))) for page in ABOUT)
        yield f"/calendar?entity=… {word}", tuple(map("/calendar?entity={}".format, some))
        both = zip(some, some[1:] + some[:1], strict=True)
        yield f"/between?… {word}", tuple(f"/between?one={one}&other={other}" for one, other in both)


def made_up_word(number: int) -> str:
    """Give a word as the made-up reports have them."""
    letters, vowels = "bdfgklmnprstvz", "aeiou"
    syllables = [a + b for a in letters for b in vowels]
    return "".join(syllables[number * step % len(syllables)] for step in (1, 7, 31))


def processor(server: subprocess.Popen[bytes]) -> float:
    """Give the processor's time that a process has taken, in milliseconds."""
    told = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def memory(server: subprocess.Popen[bytes]) -> float:
    """Give the most memory that a process had, in MiB."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def groups(named: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what is measured together: each plain page, and each page of an entity by how often entities are named."""
    yield from ((path, (path,)) for path in named or PLAIN)
    if not named:
        for word, entities in (("often", OFTEN), ("now and then", SOMETIMES), ("rarely", RARELY)):
            yield from ((f"{page.format('…')} {word}", tuple(map(page.format, entities))) for page in ABOUT)


def measure_firsts(port: int, given: argparse.Namespace, server: subprocess.Popen[bytes]) -> None:
    """Print a line for the first answers of each page, each address asked for once, and one for all of them."""
    print(f"first answers, each address asked for once, {given.flight} in flight", flush=True)
    every: list[Answered] = []
    before_all = processor(server)
    for name, paths in firsts(given.first):
        before = processor(server)
        answers = load(port, paths, len(paths), given.flight)
        every += answers
        print(f"{_line(name, answers, 0)}   {(processor(server) - before) / len(paths):6.0f} ms processor", flush=True)
    spent = (processor(server) - before_all) / len(every)
    print(f"{_line('all first answers', every, 0)}   {spent:6.0f} ms processor", flush=True)


def measure(port: int, given: argparse.Namespace) -> None:
    """Print a line for each page, and one for all pages together."""
    print(f"kept answers, {given.flight} in flight", flush=True)
    everything: list[str] = []
    for name, paths in groups(given.paths):
        first = get(port, paths[0])[0]
        if first.status != http.HTTPStatus.OK:
            print(f"{name:42} answers {first.status}", flush=True)
            continue
        everything += paths
        print(_line(name, load(port, paths, given.requests, given.flight), first_paint(port, paths[0])), flush=True)
    print(_line("all, in turn", load(port, everything, given.requests * 5, given.flight), 0), flush=True)


def _line(name: str, answers: Sequence[Answered], paint: int) -> str:
    times = [answer.time for answer in answers]
    failed = sum(answer.status != http.HTTPStatus.OK for answer in answers)
    painted = f"   {paint / 1024:6.0f} KiB first paint" if paint else ""
    faults = f"   {failed} FAILED" if failed else ""
    return f"{name:42} p50 {hundredth(times, 50):7.0f} ms   p95 {hundredth(times, 95):7.0f} ms{painted}{faults}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--register", required=True)
    parser.add_argument("--flight", type=int, default=20)
    parser.add_argument("--first", type=int, default=40)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--today", default="2025-09-08")
    given = parser.parse_args()
    with serving(given.register, given.today) as (port, server):
        if given.first and not given.paths:
            measure_firsts(port, given, server)
        measure(port, given)
        print(f"the server's memory at its peak: {memory(server):,.0f} MiB")


if __name__ == "__main__":
    main()
