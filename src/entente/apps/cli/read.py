"""`entente read`: reports in, claims out, and into the register."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entente.apps.cli.options import KnowledgeOption, PathsArgument, RegisterOption, settings_of
from entente.apps.cli.output import count, json_line, print_table
from entente.apps.cli.reading import Tally, attempt, each_report
from entente.model.claim import Claim
from entente.model.report import Report
from entente.model.rows import claim_to_row
from entente.settings import Settings
from entente.views.support import factuality_of

if TYPE_CHECKING:
    from entente.knowledge.tables import Knowledge
    from entente.pipeline import Reader

_TOGETHER = 16  # reports read together
Keep = Callable[[Report, tuple[Claim, ...]], str]


class ClaimFormat(StrEnum):
    """How claims are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    PLOVER = "plover"


def read(
    context: typer.Context,
    paths: PathsArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the claims and store nothing.")] = False,
    row_format: Annotated[
        ClaimFormat, typer.Option("--format", "-f", help="How claims are printed.")
    ] = ClaimFormat.TABLE,
    register: RegisterOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Read reports into the register, and print what was found.

    A report is a text file, a JSON file with `text` (and `url`, `title`, `publisher`, `published` where known), or a line of a
    JSON lines file. Reading a report twice changes nothing; a changed report replaces its own claims.

    Examples:

      entente read report.txt

      entente read --dry-run --format jsonl report.json > claims.jsonl

      cat report.txt | entente read -
    """
    from entente.pipeline import load_reader, read_report  # the reader's imports are slow, and --help needs none

    settings = settings_of(context, register, knowledge)
    tally, table = Tally(), list[dict[str, Any]]()
    reader = load_reader(settings)
    with ExitStack() as stack:
        keep = _keep_nothing if dry_run else _storing(stack, settings, reader.knowledge)

        def work(report: Report, read: tuple[Claim, ...] | None) -> None:
            claims = read_report(reader, report) if read is None else read
            kept = keep(report, claims)
            tally.claims += len(claims)
            if row_format is ClaimFormat.TABLE and not dry_run:
                table.append(_report_row(report, claims, kept))
            else:
                _print_claims(claims, row_format, reader.knowledge)

        for report, read in _read_ahead(reader, each_report(paths, settings, tally)):
            attempt(partial(work, read=read), report, tally)
    print_table(table)
    stored = ", nothing stored" if dry_run else ""
    tally.summary(f"{count(tally.read, 'report')} read, {count(tally.claims, 'claim')}{stored}")
    raise typer.Exit(tally.exit_code())


def _read_ahead(reader: "Reader", reports: Iterator[Report]) -> Iterator[tuple[Report, tuple[Claim, ...] | None]]:
    """Give reports with their claims, read some at a time, which is faster; None where one of them has a fault."""
    from entente.pipeline import read_reports  # see read

    while some := list(islice(reports, _TOGETHER)):
        found: list[tuple[Claim, ...] | None] = [None] * len(some)
        with suppress(Exception):  # each is then read by itself, so that the fault is told of the report that has it
            found = list(read_reports(reader, some))
        yield from zip(some, found, strict=True)


def _keep_nothing(report: Report, claims: tuple[Claim, ...]) -> str:  # noqa: ARG001 - a Keep takes both
    return ""


def _storing(stack: ExitStack, settings: Settings, knowledge: "Knowledge") -> Keep:
    from entente.register.opening import open_register
    from entente.register.store import store

    opened = stack.enter_context(open_register(settings.register, create=True))
    return lambda report, claims: store(opened, report, claims, knowledge)


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


def _report_row(report: Report, claims: tuple[Claim, ...], kept: str) -> dict[str, Any]:
    reported = next((claim.reported for claim in claims if claim.reported), report.published)
    title = report.title or report.text.strip().split("\n", 1)[0][:80]
    return {"report": report.key, "reported": reported, "title": title, "claims": len(claims), "register": kept}
