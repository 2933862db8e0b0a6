"""Reads reports for the desk: the reader is loaded once, with the first report, reads one at a time, and within a time."""

import re
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import TYPE_CHECKING

from entente.intake.blocks import compile_block_rules
from entente.intake.fetching import REFUSED_PRIVATE
from entente.intake.sources import EXTRA_REMEDY, with_blocks
from entente.knowledge.tables import Knowledge
from entente.model.problem import Problem
from entente.model.report import Report
from entente.settings import Settings

if TYPE_CHECKING:
    from entente.intake.fields import Outcome
    from entente.model.claim import Claim
    from entente.pipeline import Reader

MOST_REPORTS = 50
"""The most reports of one file that are read at once."""
MOST_CHARACTERS = 300_000
"""The longest report that is read here: some 50,000 words."""
_LONGEST_FIELD = 2_000  # characters of a title or an address
_SECONDS = 60.0
_AT_ONCE = 3  # one is read, the others wait for it: those who look at pages need threads too
_BUSY = "was not read: others are being read"
_ELSEWHERE = "read it with `entente read`, where the desk runs"

Readings = tuple[tuple[Report, tuple["Claim", ...]], ...]
Gather = Callable[[], Iterable["Outcome"]]
"""Gives the reports to read, and what cannot be read; it may take its time."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What is asked to be read; `begun` is set when its turn has come, `result` is cancelled when nobody waits any more."""

    source: str
    gather: Gather
    begun: Event = field(default_factory=Event)
    result: "Future[tuple[Readings, tuple[Problem, ...]]]" = field(default_factory=Future)


@dataclass(frozen=True)
class ReadingRoom:
    """Where the desk reads: with which settings and knowledge, and how many seconds a request may take."""

    settings: Settings
    knowledge: Knowledge
    seconds: float = _SECONDS
    _places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_AT_ONCE))
    _turn: Lock = field(default_factory=Lock)

    @cached_property
    def reader(self) -> "Reader":
        """The reader; its language model comes with the first sentence (a second, some 200 MB)."""
        from entente.pipeline import Reader

        return Reader(self.settings, self.knowledge)

    def read(self, source: str, gather: Gather) -> tuple[Readings, tuple[Problem, ...]]:
        """Give the reports that `gather` gives with their claims, and what could not be read of `source`; all within the time.

        Where too many wait already, or others take all of the time, the problem says so.
        """
        if not self._places.acquire(blocking=False):
            return (), (Problem(source, _BUSY, "try again in a minute"),)
        job = _Job(source, gather)
        Thread(target=self._work, args=(job,), daemon=True).start()
        try:
            return job.result.result(self.seconds)
        except TimeoutError:
            job.result.cancel()
        if self._turn.locked() and not job.begun.is_set():
            return (), (Problem(source, _BUSY, "try again in a minute"),)
        return (), (Problem(source, f"takes longer to read than {self.seconds:g} seconds", _ELSEWHERE),)

    def _work(self, job: _Job) -> None:
        """Do a job in its turn; one that nobody waits for any more ends after the report that is being read."""
        try:
            reports, problems = self._gathered(job.source, job.gather)
            with self._turn:
                job.begun.set()
                readings = self._read_all(reports, job)
            with suppress(Exception):  # cancelled meanwhile
                job.result.set_result((readings, problems))
        except Exception as fault:  # noqa: BLE001 - whoever asked raises it again
            with suppress(Exception):
                job.result.set_exception(fault)
        finally:
            self._places.release()

    def _gathered(self, source: str, gather: Gather) -> tuple[list[Report], tuple[Problem, ...]]:
        rules = compile_block_rules(self.knowledge.rules["english/blocks"])
        try:
            found = [with_blocks(_bounded(one), rules) for one in islice(gather(), MOST_REPORTS + 1)]
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("entente"):
                raise
            return [], (Problem(source, f"needs the library {error.name}, which is not here", EXTRA_REMEDY),)
        if len(found) > MOST_REPORTS:
            return [], (Problem(source, f"holds more than {MOST_REPORTS} reports", _ELSEWHERE),)
        return [one for one in found if isinstance(one, Report)], tuple(
            one for one in found if isinstance(one, Problem)
        )

    def _read_all(self, reports: list[Report], job: _Job) -> Readings:
        from entente.pipeline import read_report

        found: list[tuple[Report, tuple[Claim, ...]]] = []
        for report in reports:
            if job.result.cancelled():
                break
            found.append((report, read_report(self.reader, report)))
        return tuple(found)


def _bounded(outcome: "Outcome") -> "Outcome":
    """Give an outcome as the desk takes it: no report that is too long, and no remedy that only the command line has."""
    if isinstance(outcome, Report):
        return _wrong_with(outcome) or outcome
    if outcome.message == REFUSED_PRIVATE:
        return replace(outcome, remedy="save the page, and add it as a file")
    return outcome


def _wrong_with(report: Report) -> Problem | None:
    if len(report.text) > MOST_CHARACTERS:
        message = f"has {len(report.text):,} characters, more than {MOST_CHARACTERS:,}"
        return Problem(report.source, message, _ELSEWHERE)
    for name in ("url", "title", "publisher", "author"):
        value: str = getattr(report, name)
        if len(value) > _LONGEST_FIELD:
            return Problem(report.source, f"has a {name} of {len(value):,} characters", f"{_LONGEST_FIELD:,} at most")
        if re.search(r"[\ud800-\udfff\0]", value):
            return Problem(report.source, f"has a character that is none in its {name}", "remove it")
    return None
