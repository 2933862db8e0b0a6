"""Measures how fast reports are read, beside the plain spaCy pipeline over the same text in the same run.

usage: python -m evaluation.speed [--rounds N] [PATH ...]

Without paths: examples/, and the reports beside the checkout where they are there. Prints for each path the words a second of
the whole reading and of the plain pipeline (processor time, the median of the rounds, after one to warm up) and the ratio of the
two (the median of the rounds' ratios; they take turns, so that what else the machine does falls on both), then start-up times and
peak memory. OPENBLAS_NUM_THREADS=1 keeps to one core. The plain pipeline is the language model as spaCy runs it; what reading
does besides (fewer sentences, fewer components, words remembered) is in the whole reading alone.
"""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from spacy.language import Language

from entente.annotation import language_model
from entente.intake.blocks import compile_block_rules
from entente.intake.sources import read_sources
from entente.model.report import Report
from entente.pipeline import Reader, load_reader, read_reports
from entente.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "reports"
PATHS = (ROOT / "examples", SHARED / "dev", SHARED / "off")
COMMANDS = (("--version",), ("--help",), ("read", "--help"), ("agreements", "--register", "/nonexistent/none.db"))


def reports_of(reader: Reader, path: Path) -> list[Report]:
    """Give the reports below a path."""
    rules = compile_block_rules(reader.knowledge.rules["english/blocks"])
    return [outcome for outcome in read_sources([str(path)], rules) if isinstance(outcome, Report)]


def seconds(works: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """Give for each round the time of each work in seconds of this process, after one round that warms up."""
    return [[_time_of(work) for work in works] for _ in range(rounds + 1)][1:]


def _time_of(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(reader: Reader, pipeline: Language, path: Path, rounds: int) -> str:
    """Give a line on one path: words, words a second of both, their ratio."""
    reports = reports_of(reader, path)
    texts = [report.text for report in reports]
    words = sum(len(text.split()) for text in texts)
    times = seconds([lambda: list(read_reports(reader, reports)), lambda: list(pipeline.pipe(texts))], rounds)
    whole, plain = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(plain / whole for whole, plain in times)
    return (
        f"{path.name:10} {len(reports):3} reports {words:7,} words   whole reading {words / whole:8,.0f} words/s   "
        f"plain pipeline {words / plain:8,.0f} words/s   ratio {ratio:.2f}"
    )


def start_up(command: Sequence[str], rounds: int) -> float:
    """Give the median time of a command from its start to its end, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "entente", *command], capture_output=True, check=False)  # noqa: S603 - our own
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(arguments: list[str]) -> None:
    """Print the figures."""
    rounds = int(arguments[arguments.index("--rounds") + 1]) if "--rounds" in arguments else 7
    named = [Path(a) for n, a in enumerate(arguments) if a != "--rounds" and arguments[n - 1 : n] != ["--rounds"]]
    reader, pipeline = load_reader(Settings()), language_model.load()
    for path in named or PATHS:
        print(compare(reader, pipeline, path, rounds) if path.exists() else f"{path.name:10} not here")
    for command in COMMANDS:
        print(f"entente {' '.join(command):45} {start_up(command, rounds):.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this run {peak:,.0f} MB (both readings; Linux counts it in kilobytes)")


if __name__ == "__main__":
    main(sys.argv[1:])
