"""Runs reports through the pipeline for `read`, `annotate` and `evaluate`: one after the other, problems told as they come."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from entente.apps.cli.output import complain, note
from entente.intake.blocks import BlockRules, compile_block_rules
from entente.intake.sources import list_sources, read_source
from entente.knowledge.loader import load_knowledge
from entente.model.problem import Problem
from entente.model.report import Report
from entente.settings import Settings

_LONG_WORK = 4  # sources: fewer are done before a progress bar would be seen


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
        """Count an input that failed and say so."""
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


def each_report(paths: Sequence[str], settings: Settings, tally: Tally) -> Iterator[Report]:
    """Give the reports behind paths one by one, with a progress bar on long work at a terminal; problems go to `tally`."""
    rules = block_rules(settings)
    sources = list(list_sources(paths))
    tally.sources = len(sources)
    with _progress(len(sources)) as advance:
        for source in sources:
            outcomes = [source] if isinstance(source, Problem) else read_source(source, rules, sys.stdin.buffer)
            for outcome in outcomes:
                if isinstance(outcome, Report):
                    yield outcome
                else:
                    tally.fail(outcome)
            advance()


def attempt(work: Callable[[Report], None], report: Report, tally: Tally) -> None:
    """Do the work on one report; a fault of ours in one report does not keep the others from being read.

    With ENTENTE_DEBUG set the fault is raised, so that its place can be seen.
    """
    try:
        work(report)
    except (
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        AssertionError,
        RecursionError,
    ) as fault:
        if os.environ.get("ENTENTE_DEBUG"):
            raise
        message = f"not read, by a fault of Entente's own: {type(fault).__name__}: {fault}"
        tally.fail(Problem(report.key, message, "please report it; ENTENTE_DEBUG=1 shows its place"))
    else:
        tally.read += 1


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    if total < _LONG_WORK or not _at_terminal():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)


def _at_terminal() -> bool:
    return sys.stderr.isatty()


def _place(problem: Problem) -> str:
    return f"{problem.source}:{problem.line}" if problem.line else problem.source
