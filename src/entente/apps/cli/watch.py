"""`entente watch`: new entries of feeds into the register, politely, once or again and again."""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entente.apps.cli.options import AllowPrivateOption, KnowledgeOption, RegisterOption, settings_of
from entente.apps.cli.output import count, note, print_table
from entente.apps.cli.read import Keep, report_row, storing
from entente.apps.cli.reading import Tally, attempt
from entente.intake.blocks import BlockRules, compile_block_rules
from entente.intake.feedlists import feed_addresses
from entente.intake.fetching import Reach
from entente.intake.polite import Guest
from entente.intake.sources import EXTRA_REMEDY, with_blocks
from entente.intake.statefile import read_state, write_state
from entente.intake.watching import FeedState, feed_state, poll
from entente.model.problem import Problem
from entente.model.report import Report

if TYPE_CHECKING:
    from entente.pipeline import Reader

_MINUTE = 60.0


@dataclass
class _Watch:
    """One run of `watch`: the reader, where claims are kept, what is known of each feed and the file that holds it."""

    reader: "Reader"
    rules: BlockRules
    keep: Keep
    file: Path
    states: dict[str, FeedState]
    tally: Tally

    def save(self) -> None:
        """Write what is known of the feeds, so that a next run goes on from here."""
        write_state(self.file, {"feeds": {address: state.row() for address, state in self.states.items()}})


def watch(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEEDS...",
            help="Addresses of RSS or Atom feeds, OPML files, or files with one address a line.",
            show_default=False,
        ),
    ],
    once: Annotated[bool, typer.Option("--once", help="Ask each feed that is due once, and leave (for cron).")] = False,
    every: Annotated[float, typer.Option(metavar="MINUTES", help="How often a feed is asked.", min=1)] = 30,
    pause: Annotated[float, typer.Option(metavar="SECONDS", help="Rest between requests to one host.", min=0)] = 2,
    allow_private: AllowPrivateOption = False,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Read what is new in feeds into the register, as it comes.

    Each feed is asked no more than every half hour, with the ETag and the day it gave last; robots.txt is obeyed, and a server
    that fails or asks for rest is left alone for longer each time. What was read, and when each feed is due, stands in a file
    beside the register: an interrupted run goes on where it stopped. A report is an entry's page, or its text in the feed where
    that is the whole.

    Examples:

      entente watch https://example.org/news.rss

      entente watch --once feeds.opml
    """
    from entente.pipeline import load_reader  # the reader's imports are slow, and --help needs none

    settings = settings_of(context, register, knowledge)
    addresses, wrong = feed_addresses(feeds)
    tally = Tally(sources=len(addresses) + len(wrong))
    for problem in wrong:
        tally.fail(problem)
    reader = load_reader(settings)
    file = settings.beside("watch.json")
    with ExitStack() as stack:
        rules = compile_block_rules(reader.knowledge.rules["english/blocks"])
        keep = storing(stack, settings, reader.knowledge)
        run = _Watch(reader, rules, keep, file, _states(file, addresses, tally), tally)
        _tell_gone(run, addresses)
        while addresses:
            asked = _round(run, addresses, Guest(Reach(allow_private), pause), every * _MINUTE)
            if once or all(run.states[address].gone for address in addresses):
                _tell_nothing(run, addresses, asked)
                break
            _wait(run, addresses)
    tally.summary(f"{count(tally.read, 'report')} read, {count(tally.claims, 'claim')}")
    raise typer.Exit(tally.exit_code())


def _states(file: Path, addresses: tuple[str, ...], tally: Tally) -> dict[str, FeedState]:
    """Give what is known of the feeds, of those too that are not asked this time: another list may share the register."""
    state = read_state(file)
    if isinstance(state, Problem):
        tally.fail(state)
        state = {}
    known: Any = state.get("feeds")
    rows: dict[str, Any] = known if isinstance(known, dict) else {}
    return {address: feed_state(rows.get(address)) for address in dict.fromkeys((*rows, *addresses))}


def _tell_gone(run: _Watch, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        if run.states[address].gone:
            note(f"{address}: was gone for good when it was asked last, and is not asked again")


def _tell_nothing(run: _Watch, addresses: tuple[str, ...], asked: int) -> None:
    """Say that nothing came, and where no feed was due, when the next one is."""
    if run.tally.read or run.tally.problems:
        return
    due = [state.not_before for address in addresses if not (state := run.states[address]).gone]
    if asked:
        note("nothing new")
    elif due:
        note(f"no feed is due before {datetime.fromtimestamp(min(due)).astimezone():%Y-%m-%d %H:%M}")


def _round(run: _Watch, addresses: tuple[str, ...], guest: Guest, every: float) -> int:
    """Ask the feeds that are due, and give how many were."""
    table: list[dict[str, Any]] = []
    asked = 0
    try:
        for address in addresses:
            state = run.states[address]
            if not state.gone and state.not_before <= guest.clock.time():
                asked += 1
                _poll(run, address, guest, every, table)
    finally:
        run.save()
        print_table(table)
    return asked


def _poll(run: _Watch, address: str, guest: Guest, every: float, table: list[dict[str, Any]]) -> None:
    try:
        for outcome in poll(address, run.states[address], guest, every):
            marked = with_blocks(outcome, run.rules)
            if isinstance(marked, Report):
                attempt(partial(_take, run, table), marked, run.tally)
            else:
                run.tally.fail(marked)
            run.save()
    except ModuleNotFoundError as error:
        message = f"needs the library {error.name}, which is not here"
        run.tally.fail(Problem(address, message, EXTRA_REMEDY))
        raise typer.Exit(1) from error


def _take(run: _Watch, table: list[dict[str, Any]], report: Report) -> None:
    from entente.pipeline import read_report  # see watch

    claims = read_report(run.reader, report)
    [kept] = run.keep([(report, claims)])
    run.tally.claims += len(claims)
    table.append(report_row(report, claims, kept))


def _wait(run: _Watch, addresses: tuple[str, ...]) -> None:
    due = min(run.states[address].not_before for address in addresses if not run.states[address].gone)
    time.sleep(max(1.0, due - time.time()))
