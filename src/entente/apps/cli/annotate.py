"""`entente annotate`: the stand-off annotations of reports, one row each."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from entente.apps.cli.options import KnowledgeOption, PathsArgument, settings_of
from entente.apps.cli.output import count, print_table
from entente.apps.cli.reading import Tally, attempt, each_report
from entente.apps.rows import json_line
from entente.views.annotations import Layer, annotation_rows

if TYPE_CHECKING:
    from entente.model.report import Report


class AnnotationFormat(StrEnum):
    """How annotations are printed."""

    TABLE = "table"
    JSONL = "jsonl"


def annotate(
    context: typer.Context,
    paths: PathsArgument,
    layer: Annotated[Layer, typer.Option("--layer", "-l", help="Which annotations.", show_default=False)],
    row_format: Annotated[
        AnnotationFormat, typer.Option("--format", "-f", help="How rows are printed.")
    ] = AnnotationFormat.TABLE,
    knowledge: KnowledgeOption = None,
) -> None:
    """Print what the reader finds in reports before it makes claims: mentions, times, quotations or syntax.

    Every row bears its report and the offsets (Unicode characters of the report's text) at which it stands.

    Examples:

      entente annotate --layer mentions report.txt

      entente annotate --layer times --format jsonl reports/ > times.jsonl
    """
    from entente.pipeline import annotate_report, load_reader  # the reader's imports are slow, and --help needs none

    settings = settings_of(context, knowledge=knowledge)
    tally, reader = Tally(), load_reader(settings, lemmas=True)

    def work(report: "Report") -> None:
        rows: list[dict[str, Any]] = annotation_rows(
            annotate_report(reader, report, syntax=layer is Layer.SYNTAX), layer
        )
        if row_format is AnnotationFormat.JSONL:
            for row in rows:
                typer.echo(json_line(row))
        else:
            print_table(rows)

    for report in each_report(paths, settings, tally):
        attempt(work, report, tally)
    tally.summary(f"{count(tally.read, 'report')} annotated")
    raise typer.Exit(tally.exit_code())
