"""Runs reports through the pipeline for `read`, `annotate` and `evaluate`: one after the other, problems told as they come."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from entente.apps.cli.output import complain, note
from entente.apps.cli.unfinished import Unfinished
from entente.intake.blocks import BlockRules, compile_block_rules
from entente.intake.fetching import Reach
from entente.intake.placed import Placed
from entente.intake.sources import Opening, list_sources, placed_outcomes
from entente.knowledge.loader import load_knowledge
from entente.model.problem import Problem
from entente.model.report import Report
from entente.settings import Settings

_LONG_WORK = 4  # sources: fewer are done before a progress bar would be seen
_LONG_SIZE = 50_000  # bytes: some ten reports in one file
FAULTS = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, AssertionError, RecursionError)
"""What a fault of our own raises: one report that has one does not keep the others from being read."""


@dataclass
class Tally:
    """What became of the inputs of one command: how many reports were read, which inputs were not."""

    sources: int = 0
    read: int = 0
    claims: int = 0
    problems: list[Problem] = field(default_factory=list)

    def exit_code(self) -> int:
        """Give 1 where any input failed, else 0."""
        return 1 if self.problems else 0

    def fail(self, problem: Problem) -> None:
        """Say what is wrong with an input, and count it as one that failed where it did."""
        if problem.harmless:
            note(str(problem))
        else:
            self.problems.append(problem)
            complain(problem)

    def summary(self, what: str) -> None:
        """Say what was done, and which inputs were not read (each one's reason stands above)."""
        if self.read:
            note(what)
        if self.problems and self.sources > 1:
            note(f"{len(self.problems)} not read: {', '.join(_place(p) for p in self.problems)}")


def block_rules(settings: Settings) -> BlockRules:
    """Load the rules by which lines of a report are told apart. Raises KnowledgeError where they cannot be used."""
    return compile_block_rules(load_knowledge(*settings.knowledge).rules["english/blocks"])


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report, and the source and place in it that it comes from."""

    report: Report
    source: str
    place: int


def each_report(paths: Sequence[str], settings: Settings, tally: Tally) -> Iterator[Report]:
    """Give the reports behind paths one by one, with a progress bar on long work at a terminal; problems go to `tally`."""
    return (arrival.report for arrival in each_arrival(paths, settings, tally, Reach()))


def each_arrival(
    paths: Sequence[str], settings: Settings, tally: Tally, reach: Reach, reading: Unfinished | None = None
) -> Iterator[Arrival]:
    """Give the reports behind paths as each_report does, with where each comes from; `reach` is how far addresses are fetched.

    With `reading`, what was stored before an interruption is left out.
    """
    rules = block_rules(settings)
    sources = list(list_sources(paths))
    tally.sources = len(sources)
    sizes = [_size(source) for source in sources]
    with _progress(len(sources), sum(sizes)) as advance:
        for source, size in zip(sources, sizes, strict=True):
            left = size
            for placed in _outcomes(source, rules, reach, reading):
                left = _advance(advance, size - placed.done, left)
                if isinstance(placed.outcome, Report):
                    yield Arrival(placed.outcome, str(source), placed.place)
                else:
                    tally.fail(placed.outcome)
            advance(left)


def _outcomes(source: str | Problem, rules: BlockRules, reach: Reach, reading: Unfinished | None) -> Iterator[Placed]:
    if isinstance(source, Problem):
        yield Placed(source)
    else:
        after = reading.after(source) if reading else None
        yield from placed_outcomes(source, rules, Opening(sys.stdin.buffer, reach, after))


def _advance(advance: Callable[[int], None], now_left: int, left: int) -> int:
    """Move the bar by what was read since, and give what is left."""
    advance(max(0, left - now_left))
    return min(left, now_left)


def _size(source: str | Problem) -> int:
    try:
        return 1 if isinstance(source, Problem) else Path(source).stat().st_size or 1
    except (OSError, ValueError):  # standard input, an address, a file that is not there
        return 1


def attempt(work: Callable[[Report], None], report: Report, tally: Tally) -> None:
    """Do the work on one report; a fault of ours in one report does not keep the others from being read.

    With ENTENTE_DEBUG set the fault is raised, so that its place can be seen.
    """
    try:
        work(report)
    except FAULTS as fault:
        if os.environ.get("ENTENTE_DEBUG"):
            raise
        message = f"not read, by a fault of Entente's own: {type(fault).__name__}: {fault}"
        tally.fail(Problem(report.key, message, "please report it; ENTENTE_DEBUG=1 shows its place"))
    else:
        tally.read += 1


@contextmanager
def _progress(sources: int, size: int) -> Iterator[Callable[[int], None]]:
    if not _at_terminal() or (sources < _LONG_WORK and size < _LONG_SIZE):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=size)
        yield lambda done: bar.advance(task, done)


def _at_terminal() -> bool:
    return sys.stderr.isatty()


def _place(problem: Problem) -> str:
    return f"{problem.source}:{problem.line}" if problem.line else problem.source
