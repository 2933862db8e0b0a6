"""`entente read`: reports in, claims out, and into the register."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entente.apps.cli.options import AllowPrivateOption, KnowledgeOption, PathsArgument, RegisterOption, settings_of
from entente.apps.cli.output import count, note, print_table
from entente.apps.cli.reading import FAULTS, Tally, attempt, each_arrival
from entente.apps.cli.unfinished import Unfinished, unfinished
from entente.apps.rows import json_line
from entente.intake.fetching import Reach
from entente.model.claim import Claim
from entente.model.report import Report
from entente.model.rows import claim_to_row
from entente.records.support import factuality_of
from entente.settings import Settings

if TYPE_CHECKING:
    from entente.knowledge.tables import Knowledge
    from entente.pipeline import Reader

_TOGETHER = 16  # reports read together, and stored together: so many are read again at most after an interruption
Keep = Callable[[Sequence[tuple[Report, tuple[Claim, ...]]]], Sequence[str]]
"""Keeps reports with their claims, all or none of them, and tells of each what that changed."""
_Kept = tuple[tuple[Claim, ...], str]  # the claims of a report, and what keeping it changed


class ClaimFormat(StrEnum):
    """How claims are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    PLOVER = "plover"


def read(  # noqa: PLR0913, PLR0917 - one parameter an option
    context: typer.Context,
    paths: PathsArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the claims and store nothing.")] = False,
    row_format: Annotated[
        ClaimFormat, typer.Option("--format", "-f", help="How claims are printed.")
    ] = ClaimFormat.TABLE,
    afresh: Annotated[bool, typer.Option("--afresh", help="Read all again, also after an interruption.")] = False,
    allow_private: AllowPrivateOption = False,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Read reports into the register, and print what was found.

    A report is a text, an HTML page (a file or an http address), a mail (.eml), a JSON file with `text` (and `url`, `title`,
    `publisher`, `published`, `author` where known) or IPTC ninjs, a line of a JSON lines file, an entry of an RSS or Atom feed, or
    a page in a WARC archive. Reading a report twice changes nothing; a changed report replaces its own claims. An interrupted
    reading goes on where it stopped when the same command is given again.

    Examples:

      entente read report.txt

      entente read --dry-run --format jsonl report.json > claims.jsonl

      entente read https://example.org/news/1

      cat report.txt | entente read -
    """
    from entente.pipeline import load_reader  # the reader's imports are slow, and --help needs none

    settings = settings_of(context, register, knowledge)
    tally = Tally()
    reader = load_reader(settings)
    with ExitStack() as stack:
        keeping = _Keeping(_keep_nothing, row_format, dry_run)
        if not dry_run:
            name = f"{version('entente')} {reader.knowledge.version}"
            keeping.keep = storing(stack, settings, reader.knowledge)
            keeping.reading = stack.enter_context(unfinished(settings.beside("unfinished.json"), name, afresh=afresh))
        stack.callback(lambda: print_table(keeping.table))
        arrivals = each_arrival(paths, settings, tally, Reach(allow_private), keeping.reading)
        while some := list(islice(arrivals, _TOGETHER)):
            _take(keeping, reader, tally, [arrival.report for arrival in some])
            if keeping.reading:
                keeping.reading.reached((arrival.source, arrival.place) for arrival in some)
    stored = ", nothing stored" if dry_run else ""
    tally.summary(f"{count(tally.read, 'report')} read, {count(tally.claims, 'claim')}{stored}")
    raise typer.Exit(tally.exit_code())


@dataclass
class _Keeping:
    """What becomes of the claims of a run: kept by `keep`, printed in a form, or as a table of reports in the end."""

    keep: Keep
    row_format: ClaimFormat
    dry_run: bool
    reading: Unfinished | None = None
    table: list[dict[str, Any]] = field(default_factory=list)


def _take(keeping: _Keeping, reader: "Reader", tally: Tally, reports: Sequence[Report]) -> None:
    """Read and keep some reports together; where one has a fault, each by itself, so that the fault is told of that one."""
    try:
        kept = _read_and_keep(keeping, reader, reports)
    except FAULTS:
        for report in reports:
            attempt(partial(_take_one, keeping, reader, tally), report, tally)
        return
    for one, report in zip(kept, reports, strict=True):
        attempt(partial(_tell, keeping, reader, tally, one), report, tally)


def _take_one(keeping: _Keeping, reader: "Reader", tally: Tally, report: Report) -> None:
    _tell(keeping, reader, tally, _read_and_keep(keeping, reader, [report])[0], report)


def _read_and_keep(keeping: _Keeping, reader: "Reader", reports: Sequence[Report]) -> list[_Kept]:
    from entente.pipeline import read_reports  # see read

    read_ones = list(read_reports(reader, reports))
    changes = keeping.keep(list(zip(reports, read_ones, strict=True)))
    return list(zip(read_ones, changes, strict=True))


def _tell(keeping: _Keeping, reader: "Reader", tally: Tally, kept: _Kept, report: Report) -> None:
    claims, changed = kept
    tally.claims += len(claims)
    if keeping.row_format is ClaimFormat.TABLE and not keeping.dry_run:
        keeping.table.append(report_row(report, claims, changed))
    else:
        _print_claims(claims, keeping.row_format, reader.knowledge)


def _keep_nothing(found: Sequence[tuple[Report, tuple[Claim, ...]]]) -> Sequence[str]:
    return [""] * len(found)


def storing(stack: ExitStack, settings: Settings, knowledge: "Knowledge") -> Keep:
    """Open the register and give what stores reports with their claims in it, in one transaction."""
    from entente.register.keeping import refresh
    from entente.register.opening import open_register
    from entente.register.store import store_many

    opened = stack.enter_context(open_register(settings.register, create=True, tell=note))

    def keep(found: Sequence[tuple[Report, tuple[Claim, ...]]]) -> Sequence[str]:
        changes = store_many(opened, found, knowledge)
        refresh(opened)
        return changes

    return keep


def _print_claims(claims: tuple[Claim, ...], row_format: ClaimFormat, knowledge: "Knowledge") -> None:
    if row_format is ClaimFormat.TABLE:
        print_table([_claim_row(claim) for claim in claims])
        return
    rows: list[dict[str, Any]] = [claim_to_row(claim) for claim in claims]
    if row_format is ClaimFormat.PLOVER:
        from entente.views.plover import plover_rows

        rows = plover_rows(claims, knowledge)
    for row in rows:
        typer.echo(json_line(row))


def _claim_row(claim: Claim) -> dict[str, Any]:
    roles = [f"{role}: {', '.join(ids)}" for role, ids in claim.roles.items() if ids]
    return {
        "claim": claim.id,
        "kind": claim.kind,
        "factuality": factuality_of(claim),
        "who": "; ".join(roles),
        "what": ", ".join(f"{name}: {value}" for name, value in claim.attributes.items()),
        "when": claim.when,
        "sentence": claim.quote,
    }


def report_row(report: Report, claims: tuple[Claim, ...], kept: str) -> dict[str, Any]:
    """Give the row that tells of a report that was read."""
    reported = next((claim.reported for claim in claims if claim.reported), report.published)
    title = report.title or report.text.strip().split("\n", 1)[0][:80]
    return {"report": report.key, "reported": reported, "title": title, "claims": len(claims), "register": kept}
