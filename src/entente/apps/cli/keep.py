"""The commands that take a report out of the register, and everything out of it as rows: withdraw, export."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from entente.apps.cli.options import RegisterOption, settings_of
from entente.apps.cli.output import count, csv_text, json_line, note
from entente.model.claim import Claim
from entente.model.problem import Problem
from entente.model.rows import claim_to_row
from entente.register.errors import RegisterError


class ExportFormat(StrEnum):
    """What claims are exported as."""

    JSONL = "jsonl"
    CSV = "csv"


def withdraw(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its url, path or title.", show_default=False)],
    register: RegisterOption = None,
) -> None:
    """Take a report and its own claims out of the register; what other reports say stays.

    Example:

      entente withdraw report.txt
    """
    from entente.register.opening import open_register  # SQLAlchemy is slow to import, and --help needs none
    from entente.register.queries import find_report
    from entente.register.store import withdraw as take_out

    settings = settings_of(context, register)
    with open_register(settings.register) as opened:
        keys = find_report(opened, report)
        if len(keys) != 1:
            message = f"holds {'several reports' if keys else 'no report'} called {report!r}"
            remedy = f"name one by its url: {', '.join(keys)}" if keys else "name it by its url or path as it was read"
            raise RegisterError(Problem(str(settings.register), message, remedy))
        take_out(opened, keys[0])
    note(f"{keys[0]} is withdrawn")


def export(
    context: typer.Context,
    form: Annotated[
        ExportFormat, typer.Argument(help="JSON lines as `read` prints them, or a sheet.", show_default=False)
    ],
    register: RegisterOption = None,
) -> None:
    """Print all claims of the register to standard output, one row each.

    Examples:

      entente export jsonl > claims.jsonl

      entente export csv > claims.csv
    """
    from entente.register.opening import open_register  # SQLAlchemy is slow to import, and --help needs none
    from entente.register.queries import find_claims

    with open_register(settings_of(context, register).register) as opened:
        claims = find_claims(opened)
    if form is ExportFormat.JSONL:
        for claim in claims:
            typer.echo(json_line(claim_to_row(claim)))
    else:
        typer.echo(csv_text(sheet_row(claim) for claim in claims), nl=False)
    note(count(len(claims), "claim"))


def sheet_row(claim: Claim) -> dict[str, Any]:
    """Give a claim as one row of a sheet: the same columns for every kind."""
    row = claim_to_row(claim)
    roles = "; ".join(f"{role}={' + '.join(ids)}" for role, ids in row["roles"].items() if ids)
    attributes = "; ".join(f"{name}={value}" for name, value in claim.attributes.items())
    flat = ("id", "kind", "polarity", "factuality")
    later = ("when", "where", "attribution", "report", "reported")
    return {
        **{name: row[name] for name in flat},
        "roles": roles,
        "attributes": attributes,
        "conditions": list(claim.conditions),
        **{name: row[name] for name in later},
        "start": claim.passage.start,
        "end": claim.passage.end,
        "sentence": claim.quote,
        "rule": claim.rule,
        "confidence": row["confidence"],
    }
